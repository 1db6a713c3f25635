/** Why something was not done, said at once; nothing while there is no reason. */
import { voice } from '../language.ts'
import { problemWords } from '../problems.ts'
import type { Refused } from '../reply.ts'

export function Refusal({ problem }: { problem: Refused | null }) {
  if (problem === null) return null
  return (
    <p class="fault" role="alert">
      {problemWords(problem, voice.value)}
    </p>
  )
}
