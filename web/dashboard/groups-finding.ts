/** The title over every panel of groups: who differs from everyone else, by the adjusted test within the panel. */
import type { Difference } from '../../schema/reports.ts'
import { FEWEST_FOR_A_VERDICT } from './rules.ts'
import type { Voice, Word } from './words/voice.ts'

type Group = { value: string; n: number; difference: Difference | null }
type GroupsWords = { lower: Word; higher: Word; both: Word; none: Word }
export type GroupsAsked = {
  groups: readonly Group[]
  suppressed: number
  privacyMinimum: number
  /** Languages use scales in different ways, so they are never ranked (methods 1.8). */
  acrossLanguages: boolean
}

/** The sentence; names are said as `name` gives them. */
export function groupsTitle(
  { groups, suppressed, privacyMinimum, acrossLanguages }: GroupsAsked,
  words: GroupsWords,
  name: (value: string) => string,
  voice: Voice,
): string {
  const { t, list } = voice
  if (groups.length === 0)
    return suppressed > 0 ? t('groups.all-hidden', { k: privacyMinimum }) : t('groups.no-values')
  if (acrossLanguages) return t('groups.languages')
  const compared = groups.filter(({ difference }) => isVerdict(difference))
  if (compared.length === 0)
    return t('too-few.groups', {
      n: Math.max(...groups.map(({ n }) => n)),
      least: FEWEST_FOR_A_VERDICT,
    })
  const saidOf = (verdict: 'lower' | 'higher') => {
    const some = compared.filter(({ difference }) => difference?.verdict === verdict)
    const names = byWidth(some).map(({ value }) => name(value))
    return {
      n: some.length,
      groups: names.length <= 3 ? list(names) : t('groups.count', { n: names.length }),
    }
  }
  const lower = saidOf('lower')
  const higher = saidOf('higher')
  if (lower.n === 0 && higher.n === 0) return t(words.none)
  if (higher.n === 0) return t(words.lower, lower)
  if (lower.n === 0) return t(words.higher, higher)
  return t(words.both, { lower: lower.groups, higher: higher.groups })
}

/** How many comparisons a panel makes, and how many hold up after adjustment (methods 10.1). */
export function comparisonsMade(
  verdicts: readonly (Difference | null | undefined)[],
  { t }: Voice,
): string {
  const made = verdicts.filter(isVerdict)
  if (made.length < 2) return ''
  const clear = made.filter((one) => one !== null && one !== undefined && CLEAR.has(one.verdict))
  return t('comparisons', { n: made.length, clear: clear.length })
}

/** What is said of hidden groups; nothing when there are none. */
export function hiddenGroups(suppressed: number, privacyMinimum: number, { t }: Voice): string {
  return suppressed === 0 ? '' : t('groups.hidden', { n: suppressed, k: privacyMinimum })
}

const CLEAR = new Set(['lower', 'higher', 'clear-rise', 'clear-fall', 'below', 'above'])
const isVerdict = (difference: Difference | null | undefined): boolean =>
  difference !== null && difference !== undefined && difference.verdict !== 'too-few'
const byWidth = (groups: readonly Group[]) =>
  [...groups].sort(
    (a, b) => Math.abs(b.difference?.estimate ?? 0) - Math.abs(a.difference?.estimate ?? 0),
  )
