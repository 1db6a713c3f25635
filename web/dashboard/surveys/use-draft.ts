/** Edits a draft and keeps the service in step: saved a moment after the last change, one save at a time. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Fault } from '../../../schema/problem.ts'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { Refused } from '../reply.ts'
import { useWindowEvent } from '../window-event.ts'
import { isUnsaved } from './editing.ts'
import type { Judgement } from './judging.ts'
import { change, isElsewhere, leave, openDraft, save as saveOpen } from './open-drafts.ts'
import { publish, type WholeSurvey } from './requests.ts'

const QUIET_MS = 700

export type Saving = 'saved' | 'waiting' | 'saving' | 'faulty' | 'changed-elsewhere' | 'failed'
export type Draft = {
  definition: SurveyDefinition
  change: (to: SurveyDefinition, field?: string) => void
  undo: (() => void) | null
  redo: (() => void) | null
  /** What was undone or redone last, and how much more of it there is; null when something was changed since. */
  stepped: { step: 'undo' | 'redo'; left: number } | null
  saving: Saving
  savedAt: Date | null
  /** Changes with every save, so that the preview knows when to look again. */
  etag: string
  faults: readonly Fault[]
  judgement: Judgement | null
  /** Saves at once; true when the service has what stands here. */
  save: () => Promise<boolean>
  /** Publishes what was saved from here, and nothing that somebody else has saved since. */
  publish: () => Promise<void>
  /** Takes what the service has, which somebody has looked at, and gives up what stands here. */
  takeTheirs: (theirs: SurveyDefinition, etag: string) => void
  /** Saves what stands here over what the service has, which somebody has looked at. */
  keepMine: (theirs: SurveyDefinition, etag: string) => Promise<boolean>
}

type Judge = (draft: SurveyDefinition) => Judgement

export function useDraft(survey: WholeSurvey): Draft {
  const [open] = useState(() => openDraft(survey))
  const state = open.editing.value
  const unsaved = isUnsaved(state)
  const judge = useJudge('judging', unsaved || state.past.length > 0)
  const advise = useJudge('advising', true)
  const judgement = (judge ?? advise)?.(state.present) ?? null
  // The service judges too; here it is told sooner.
  const isFaulty = (draft: SurveyDefinition) => (judge?.(draft).faults.length ?? 0) > 0
  const save = () => saveOpen(open, isFaulty)
  const saveNow = useRef(save)
  saveNow.current = save

  const refusal = open.refusal.value
  const refused = refusal?.of === state.present ? refusal.refused : null
  const elsewhere = isElsewhere(open)
  useEffect(() => {
    if (!unsaved || elsewhere) return
    const waiting = setTimeout(() => void saveNow.current(), QUIET_MS)
    return () => clearTimeout(waiting)
  }, [state.present])
  useWindowEvent('online', () => void save())
  const leaveNow = useRef(() => {})
  leaveNow.current = () => void leave(open, isFaulty)
  useLayoutEffect(() => {
    open.shown++
    return () => leaveNow.current()
  }, [])

  const faults = [...(judgement?.faults ?? []), ...serverFaults(refused)]
  return {
    definition: state.present,
    change: (to, field) => change(open, { type: 'change', to, field: field ?? null }),
    undo: state.past.length > 0 ? () => change(open, { type: 'undo' }) : null,
    redo: state.future.length > 0 ? () => change(open, { type: 'redo' }) : null,
    stepped: state.stepped && {
      step: state.stepped,
      left: state[state.stepped === 'undo' ? 'past' : 'future'].length,
    },
    saving: savingOf({
      unsaved,
      busy: open.busy.value,
      faults: faults.length,
      refused,
      isElsewhere: elsewhere,
    }),
    savedAt: open.savedAt.value,
    etag: state.etag,
    faults,
    judgement,
    save,
    publish: async () => {
      const { present, etag } = open.editing.peek()
      try {
        await publish(survey.id, etag)
      } catch (error) {
        if (error instanceof Refused && error.problem === 'draft-changed')
          open.refusal.value = { of: present, refused: error }
        throw error
      }
    },
    takeTheirs: (theirs, etag) => {
      open.refusal.value = null
      change(open, { type: 'replaced', by: theirs, etag })
    },
    keepMine: (theirs, etag) => {
      open.refusal.value = null
      change(open, { type: 'saved', saved: theirs, etag })
      return save()
    },
  }
}

type States = {
  unsaved: boolean
  busy: boolean
  faults: number
  refused: Refused | null
  isElsewhere: boolean
}

function savingOf({ unsaved, busy, faults, refused, isElsewhere }: States): Saving {
  if (isElsewhere) return 'changed-elsewhere'
  if (busy) return 'saving'
  if (!unsaved) return 'saved'
  if (faults > 0) return 'faulty'
  return refused ? 'failed' : 'waiting'
}

/** Pointers of the service begin with the member that was sent. */
const serverFaults = (refused: Refused | null): Fault[] =>
  (refused?.faults ?? []).map(({ pointer, detail }) => ({
    pointer: pointer.replace(/^\/definition/, ''),
    detail,
  }))

/** The schema weighs as much as a room, so it comes with the first change; what is stored has passed it. */
const JUDGES = {
  judging: async (): Promise<Judge> => (await import('./judging.ts')).judged,
  advising: async (): Promise<Judge> => (await import('./advising.ts')).advised,
}

function useJudge(name: keyof typeof JUDGES, isNeeded: boolean): Judge | null {
  const [judge, setJudge] = useState<{ judged: Judge } | null>(null)
  useEffect(() => {
    if (!isNeeded) return
    JUDGES[name]().then(
      (judged) => setJudge({ judged: remembering(judged) }),
      // Then the service alone judges.
      () => {},
    )
  }, [isNeeded])
  return judge?.judged ?? null
}

/** The last judgement is kept: a draft is judged once, however often it is drawn. */
function remembering(judged: Judge): Judge {
  let last: { draft: SurveyDefinition; judgement: Judgement } | null = null
  return (draft) => {
    if (last?.draft !== draft) last = { draft, judgement: judged(draft) }
    return last.judgement
  }
}
