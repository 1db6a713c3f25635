/** What is changed member by member and stored as a whole, when somebody says so. */
import { useState } from 'preact/hooks'
import { voice } from '../language.ts'
import { type Action, useAction } from './sending.ts'

export type Edited<Value> = Action & {
  value: Value
  set: (change: Partial<Value>) => void
  /** Whether the service has what stands here. */
  isStored: boolean
  /** What to say beside a member that the service refused. */
  fault: (member: string) => string | undefined
}

/** @param store hands the value to the service. @returns what the service has then */
export function useEdited<Value extends object>(
  known: Value,
  store: (value: Value) => Promise<Value>,
): Edited<Value> {
  const [value, setValue] = useState(known)
  const [stored, setStored] = useState(known)
  const action = useAction(async () => setStored(await store(value)))
  const isFaulty = (member: string) =>
    action.problem?.faults.some(({ pointer }) => pointer.startsWith(`/${member}`))
  return {
    ...action,
    value,
    // On top of what stands here by then: a file takes its time to be read.
    set: (change) => setValue((now) => ({ ...now, ...change })),
    isStored: JSON.stringify(value) === JSON.stringify(stored),
    fault: (member) => (isFaulty(member) ? voice.value.t('fault.other') : undefined),
  }
}
