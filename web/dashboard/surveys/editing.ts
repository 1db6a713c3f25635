/** The draft as it is edited: what it is now, what it was, and what the service has of it. Pure. */
import type { SurveyDefinition } from '../../../schema/survey.ts'

export type Editing = {
  present: SurveyDefinition
  past: readonly SurveyDefinition[]
  future: readonly SurveyDefinition[]
  /** What the service has stored. */
  saved: SurveyDefinition
  etag: string
  /** The field that was changed last: typing on in it is one step of undo. */
  field: string | null
  /** Which way through its history the draft has just come; null when it was changed since. */
  stepped: 'undo' | 'redo' | null
}
export type Edit =
  | { type: 'change'; to: SurveyDefinition; field: string | null }
  | { type: 'undo' }
  | { type: 'redo' }
  /** The service has stored `saved`, which may be older than what stands here by now. */
  | { type: 'saved'; saved: SurveyDefinition; etag: string }
  /** The service's own state replaces everything, and its history begins anew. */
  | { type: 'replaced'; by: SurveyDefinition; etag: string }

const MOST_STEPS = 100

export const begin = (draft: SurveyDefinition, etag: string): Editing => ({
  present: draft,
  past: [],
  future: [],
  saved: draft,
  etag,
  field: null,
  stepped: null,
})

export function edited(state: Editing, edit: Edit): Editing {
  const { present, past, future } = state
  switch (edit.type) {
    case 'change': {
      if (edit.to === present) return state
      const isTyping = edit.field !== null && edit.field === state.field
      const before = isTyping ? past : [...past, present].slice(-MOST_STEPS)
      return {
        ...state,
        present: edit.to,
        past: before,
        future: [],
        field: edit.field,
        stepped: null,
      }
    }
    case 'undo': {
      const before = past.at(-1)
      if (!before) return state
      const [rest, next] = [past.slice(0, -1), [present, ...future]]
      return { ...state, present: before, past: rest, future: next, field: null, stepped: 'undo' }
    }
    case 'redo': {
      const [after, ...rest] = future
      if (!after) return state
      const done = [...past, present]
      return { ...state, present: after, past: done, future: rest, field: null, stepped: 'redo' }
    }
    case 'saved':
      return { ...state, saved: edit.saved, etag: edit.etag }
    case 'replaced':
      return begin(edit.by, edit.etag)
    default:
      return edit satisfies never
  }
}

export const isUnsaved = ({ present, saved }: Editing): boolean =>
  present !== saved && JSON.stringify(present) !== JSON.stringify(saved)
