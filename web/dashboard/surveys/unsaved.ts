/** Drafts that were left with changes nobody could save, by their survey; they wait for whoever comes back in this window. */
import { type Editing, isUnsaved } from './editing.ts'

const left = new Map<string, Editing>()

/** Keeps a draft with unsaved changes; one without needs no keeping. */
export function leaveUnsaved(surveyId: string, editing: Editing): void {
  if (!isUnsaved(editing)) return
  left.set(surveyId, editing)
  addEventListener('beforeunload', stay)
}

/** What was left of a survey, which is from now on whoever's asks. */
export function leftUnsaved(surveyId: string): Editing | null {
  const editing = left.get(surveyId) ?? null
  left.delete(surveyId)
  if (left.size === 0) removeEventListener('beforeunload', stay)
  return editing
}

const stay = (event: BeforeUnloadEvent) => event.preventDefault()
