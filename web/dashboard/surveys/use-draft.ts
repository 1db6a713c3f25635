/** Edits a draft and keeps the service in step: saved a moment after the last change, one save at a time. */
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks'
import type { Fault } from '../../../schema/problem.ts'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { now } from '../clock.ts'
import { freshen } from '../load.ts'
import { Refused } from '../reply.ts'
import { useWindowEvent } from '../window-event.ts'
import { begin, type Editing, edited, isUnsaved } from './editing.ts'
import type { Judgement } from './judging.ts'
import { saveDraft, type WholeSurvey, wholeSurvey } from './requests.ts'
import { leaveSaving, leaveUnsaved, leftUnsaved } from './unsaved.ts'

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
  /** Takes what the service has, and gives up what stands here. */
  takeTheirs: () => Promise<void>
  /** Saves what stands here over what the service has, which somebody has looked at. */
  keepMine: (theirs: SurveyDefinition, etag: string) => Promise<boolean>
}

type Judge = (draft: SurveyDefinition) => Judgement

export function useDraft(survey: WholeSurvey): Draft {
  const [state, act] = useReducer(
    edited,
    null,
    () => leftUnsaved(survey.id) ?? begin(survey.draft, survey.etag),
  )
  const latest = useRef<Editing>(state)
  latest.current = state
  const unsaved = isUnsaved(state)
  const judge = useJudge('judging', unsaved || state.past.length > 0)
  const advise = useJudge('advising', true)
  const judgement = (judge ?? advise)?.(state.present) ?? null
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const [savedAt, setSavedAt] = useState<Date | null>(null)
  const running = useRef<Promise<boolean> | null>(null)

  const save = async (): Promise<boolean> => {
    // Whoever has waited looks again: of two that wait for the same save only one may begin the next.
    while (running.current) await running.current
    const { present, etag } = latest.current
    if (!isUnsaved(latest.current)) return true
    if (judge && judge(present).faults.length > 0) return false
    setBusy(true)
    running.current = saveDraft(survey.id, present, etag).then(
      (whole) => {
        act({ type: 'saved', saved: present, etag: whole.etag })
        latest.current = edited(latest.current, { type: 'saved', saved: present, etag: whole.etag })
        setRefusal(null)
        setSavedAt(now())
        return true
      },
      (error: unknown) => {
        const refused = error instanceof Refused ? error : new Refused(0, 'internal')
        setRefusal({ of: present, refused })
        return false
      },
    )
    const done = await running.current
    running.current = null
    setBusy(false)
    return done && !isUnsaved(latest.current)
  }

  const saveNow = useRef(save)
  saveNow.current = save

  const refused = refusal?.of === state.present ? refusal.refused : null
  const isElsewhere = refusal?.refused.problem === 'draft-changed'
  useEffect(() => {
    if (!unsaved || isElsewhere || judge === null) return
    const waiting = setTimeout(() => void save(), QUIET_MS)
    return () => clearTimeout(waiting)
  }, [state.present, judge === null])
  useWindowEvent('beforeunload', (event) => {
    if (isUnsaved(latest.current)) event.preventDefault()
  })
  useWindowEvent('online', () => void saveNow.current())
  useLayoutEffect(() => {
    return () => {
      const save = saveNow.current().then((isSaved) => {
        // What cannot be saved waits, or whoever looks something up elsewhere would lose it.
        if (!isSaved) leaveUnsaved(survey.id, latest.current)
        freshen('surveys')
      })
      leaveSaving(survey.id, save)
    }
  }, [])

  const faults = [...(judgement?.faults ?? []), ...serverFaults(refused)]
  return {
    definition: state.present,
    change: (to, field) => act({ type: 'change', to, field: field ?? null }),
    undo: state.past.length > 0 ? () => act({ type: 'undo' }) : null,
    redo: state.future.length > 0 ? () => act({ type: 'redo' }) : null,
    stepped: state.stepped && {
      step: state.stepped,
      left: state[state.stepped === 'undo' ? 'past' : 'future'].length,
    },
    saving: savingOf({ unsaved, busy, faults: faults.length, refused, isElsewhere }),
    savedAt,
    etag: state.etag,
    faults,
    judgement,
    save,
    takeTheirs: async () => {
      const whole = await wholeSurvey(survey.id, new AbortController().signal)
      setRefusal(null)
      act({ type: 'replaced', by: whole.draft, etag: whole.etag })
    },
    keepMine: (theirs, etag) => {
      setRefusal(null)
      act({ type: 'saved', saved: theirs, etag })
      latest.current = edited(latest.current, { type: 'saved', saved: theirs, etag })
      return save()
    },
  }
}

type Refusal = { of: SurveyDefinition; refused: Refused }
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
    if (isNeeded) void JUDGES[name]().then((judged) => setJudge({ judged: remembering(judged) }))
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
