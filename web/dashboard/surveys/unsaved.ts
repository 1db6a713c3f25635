/** Drafts that were left before all of them was saved, by their survey; they wait for whoever comes back in this window. */
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

const saves = new Map<string, Promise<void>>()

/** Keeps the last save of a draft that is being left, for as long as it takes. */
export function leaveSaving(surveyId: string, save: Promise<void>): void {
  const kept = save.finally(() => {
    if (saves.get(surveyId) === kept) saves.delete(surveyId)
  })
  saves.set(surveyId, kept)
}

/** Waits until the service has what was left of a survey, or it is known that it cannot have it. */
export const savedAsLeft = async (surveyId: string): Promise<void> => saves.get(surveyId)

const stay = (event: BeforeUnloadEvent) => event.preventDefault()
