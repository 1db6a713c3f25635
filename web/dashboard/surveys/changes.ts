/** What differs between two versions of a survey. Pure. */
import type { Question, SurveyDefinition } from '../../../schema/survey.ts'

export type Change =
  | { kind: 'added' | 'removed' | 'moved'; key: string }
  | { kind: 'changed'; key: string; members: string[] }
  | { kind: 'setting'; name: string }

/** Changes from one definition to another, question by question, then settings. */
export function changesBetween(before: SurveyDefinition, after: SurveyDefinition): Change[] {
  const [old, next] = [byKey(before), byKey(after)]
  const kept = after.questions.filter(({ key }) => old.has(key)).map(({ key }) => key)
  const keptBefore = before.questions.filter(({ key }) => next.has(key)).map(({ key }) => key)
  const moved = movedIn(keptBefore, kept)
  return [
    ...after.questions.flatMap((question): Change[] => {
      const { key } = question
      const was = old.get(key)
      if (!was) return [{ kind: 'added', key }]
      const members = differingMembers(was, question)
      return [
        ...(members.length > 0 ? [{ kind: 'changed' as const, key, members }] : []),
        ...(moved.has(key) ? [{ kind: 'moved' as const, key }] : []),
      ]
    }),
    ...before.questions
      .filter(({ key }) => !next.has(key))
      .map(({ key }): Change => ({ kind: 'removed', key })),
    ...differingMembers(without(before), without(after)).map(
      (name): Change => ({ kind: 'setting', name }),
    ),
  ]
}

const byKey = ({ questions }: SurveyDefinition): ReadonlyMap<string, Question> =>
  new Map(questions.map((question) => [question.key, question]))

const without = ({ questions: _, ...rest }: SurveyDefinition) => rest

/** Names of the members of two objects that are not the same as JSON. */
function differingMembers(before: object, after: object): string[] {
  const [a, b] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  return [...new Set([...a.keys(), ...b.keys()])].filter(
    (name) => JSON.stringify(a.get(name)) !== JSON.stringify(b.get(name)),
  )
}

/** The fewest entries of a list that must be moved to give the other order: all but a longest common subsequence. */
function movedIn(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const lengths = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  )
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--) {
      const row = lengths[i]
      if (row)
        row[j] =
          before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  const moved = new Set(after)
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    const [a, b] = [before[i], after[j]]
    if (a === b) {
      if (b !== undefined) moved.delete(b)
      i++
      j++
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return moved
}
