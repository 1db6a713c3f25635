/** What stands in the way of a draft, and what the research would say to it: loaded with the editor alone. */
import { type Advice, adviceOn } from '../../../schema/advice/advice.ts'
import { estimatedSeconds } from '../../../schema/advice/seconds.ts'
import { type Fault, faultsOf } from '../../../schema/problem.ts'
import { MOST_DEFINITION_BYTES, SurveyDefinition } from '../../../schema/survey.ts'

export type Judgement = {
  /** A draft with faults is not stored. */
  faults: readonly Fault[]
  advice: readonly Advice[]
  /** How long the survey takes, in its first language. */
  seconds: number
}

export function judged(draft: SurveyDefinition): Judgement {
  const parsed = SurveyDefinition.safeParse(draft)
  const bytes = new TextEncoder().encode(JSON.stringify(draft)).length
  if (!parsed.success)
    return { faults: faultsOf(parsed.error.issues), advice: [], seconds: estimatedSeconds(draft) }
  const faults =
    bytes > MOST_DEFINITION_BYTES
      ? [{ pointer: '', detail: 'A definition weighs at most 256 KiB' }]
      : []
  return { faults, advice: adviceOn(parsed.data), seconds: estimatedSeconds(draft) }
}

/** A definition from a file somebody chose; null when it is none. */
export function definitionFrom(text: string): SurveyDefinition | null {
  try {
    const json: unknown = JSON.parse(text)
    const inner: unknown =
      typeof json === 'object' && json !== null && 'definition' in json ? json.definition : json
    const parsed = SurveyDefinition.safeParse(inner)
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
