/** Drafts edited in this window, one of each survey. Each outlives its room until the service has all of it. */
import { batch, type Signal, signal } from '@preact/signals'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { now } from '../clock.ts'
import { freshen } from '../load.ts'
import { Refused } from '../reply.ts'
import { begin, type Edit, type Editing, edited, isUnsaved } from './editing.ts'
import { saveDraft, type WholeSurvey } from './requests.ts'

export type OpenDraft = {
  surveyId: string
  editing: Signal<Editing>
  /** What was refused last, and why; null when nothing was since it was saved. */
  refusal: Signal<{ of: SurveyDefinition; refused: Refused } | null>
  busy: Signal<boolean>
  savedAt: Signal<Date | null>
  /** The save under way: the next one waits for it, or it would find the draft changed by the one before. */
  running: Promise<void> | null
  /** How many rooms show it. */
  shown: number
}

/** Whether the service would refuse a draft. */
type IsFaulty = (draft: SurveyDefinition) => boolean

const all = new Map<string, OpenDraft>()
addEventListener('beforeunload', (event) => {
  if ([...all.values()].some(({ editing }) => isUnsaved(editing.peek()))) event.preventDefault()
})

/** The draft as it stands in this window, else as the service has it. */
export function openDraft({ id, draft, etag }: WholeSurvey): OpenDraft {
  const open = all.get(id) ?? {
    surveyId: id,
    editing: signal(begin(draft, etag)),
    refusal: signal(null),
    busy: signal(false),
    savedAt: signal(null),
    running: null,
    shown: 0,
  }
  all.set(id, open)
  return open
}

export function change({ editing }: OpenDraft, edit: Edit): void {
  editing.value = edited(editing.peek(), edit)
}

export const isElsewhere = ({ refusal }: OpenDraft): boolean =>
  refusal.value?.refused.problem === 'draft-changed'

/**
 * Saves what stands here, after the save that is under way.
 * @returns whether the service has what stands here
 */
export async function save(open: OpenDraft, isFaulty: IsFaulty): Promise<boolean> {
  const { editing } = open
  while (open.running) await open.running
  const { present, etag } = editing.peek()
  if (!isUnsaved(editing.peek())) return true
  // Somebody has to say first which of the two is to stay.
  if (isElsewhere(open) || isFaulty(present)) return false
  open.running = put(open, present, etag)
  await open.running
  return !isUnsaved(editing.peek())
}

/** Leaves a room. What cannot be saved waits, or whoever looks something up elsewhere would lose it. */
export async function leave(open: OpenDraft, isFaulty: IsFaulty): Promise<void> {
  open.shown--
  const isSaved = await save(open, isFaulty)
  freshen('surveys')
  // Whoever is back already goes on with this one.
  if (open.shown > 0) return
  if (isSaved) all.delete(open.surveyId)
  // Whoever opens it next begins with what the service has by now.
  freshen(`survey whole ${open.surveyId}`)
}

async function put(open: OpenDraft, present: SurveyDefinition, etag: string): Promise<void> {
  open.busy.value = true
  try {
    const whole = await saveDraft(open.surveyId, present, etag)
    batch(() => {
      change(open, { type: 'saved', saved: present, etag: whole.etag })
      open.refusal.value = null
      open.savedAt.value = now()
    })
  } catch (error) {
    const refused = error instanceof Refused ? error : new Refused(0, 'internal')
    open.refusal.value = { of: present, refused }
  }
  open.running = null
  open.busy.value = false
}
