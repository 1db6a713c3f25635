/** Do those who answer late score otherwise than those who answer at once? The silent are thought to be like the late. */

/** How many gave a score after such a wait, in any unit. */
export type Waited = { wait: number; score: number; n: number }

/** Answers of those who waited no longer, and at least as long; `rest` is how many lie between. */
export type EarlyAndLate = {
  early: { longest: number; answers: Waited[] }
  late: { shortest: number; answers: Waited[] }
  rest: number
}

/**
 * The quickest and the slowest third of those who answered; who waited equally long is in the same group, so a group
 * may be larger than a third.
 * @returns null when there are not two groups to compare: nobody answered, or nearly all after the same wait
 * Source: Armstrong & Overton (1977), who take late respondents for non-respondents.
 */
export function earlyAndLate(answers: readonly Waited[]): EarlyAndLate | null {
  const inOrder = answers.filter(({ n }) => n > 0).sort((a, b) => a.wait - b.wait)
  const longest = waitOfThird(inOrder)
  const shortest = waitOfThird(inOrder.toReversed())
  if (longest === null || shortest === null || longest >= shortest) return null
  const early = inOrder.filter(({ wait }) => wait <= longest)
  const late = inOrder.filter(({ wait }) => wait >= shortest)
  const rest = size(inOrder) - size(early) - size(late)
  return { early: { longest, answers: early }, late: { shortest, answers: late }, rest }
}

/** The wait by which a third has come. */
function waitOfThird(inOrder: readonly Waited[]): number | null {
  const third = size(inOrder) / 3
  let come = 0
  for (const { wait, n } of inOrder) {
    come += n
    if (come >= third) return wait
  }
  return null
}

const size = (answers: readonly Waited[]) => answers.reduce((sum, { n }) => sum + n, 0)
