/** The sentences of the Gaps room. Every one is chosen by a verdict of the service, never by eye. */
import type { GapItem, GapResult, GapsReport } from '../../../schema/reports.ts'
import { naming } from '../naming.ts'
import { FEWEST_FOR_A_VERDICT, WELL_SHORT_EFFECT } from '../rules.ts'
import type { Voice } from '../words/voice.ts'

/** What an item is called, and whether more of it is always better (Teas 1993). */
export type ItemNames = { name: (key: string) => string; twoSided: ReadonlySet<string> }

/** The brief: what falls well short, by verdict and by effect size. */
export function gapsBrief(report: GapsReport, names: ItemNames, voice: Voice): string {
  const { t, list, quoted } = voice
  const { items } = report
  if (tooFew(items)) return t('too-few', { n: mostAnswers(items), least: FEWEST_FOR_A_VERDICT })
  const short = shortItems(items, names)
  const deep = short.filter(({ gap }) => (gap.effectSize ?? 0) <= WELL_SHORT_EFFECT)
  const [worst] = short
  const said = (some: readonly GapItem[]) => list(some.map(({ key }) => quoted(names.name(key))))
  if (worst === undefined) return nothingShort(items, names, voice)
  const first = said([worst])
  if (deep.length === 0)
    return short.length === 1
      ? t('gaps.brief.one-short', { item: first })
      : t('gaps.brief.short', { n: short.length, of: items.length, item: first })
  if (deep.length <= 2) return t('gaps.brief.well-short', { n: deep.length, items: said(deep) })
  return t('gaps.brief.many-well-short', { n: deep.length, of: items.length, item: first })
}

/** The title over the dumbbells: how many fall short, and which do better. */
export function itemsTitle(report: GapsReport, names: ItemNames, voice: Voice): string {
  const { t } = voice
  const { items } = report
  if (tooFew(items)) return t('too-few', { n: mostAnswers(items), least: FEWEST_FOR_A_VERDICT })
  const n = shortItems(items, names).length
  const better = betterItems(items, names)
  const said = naming(
    better.map(({ key }) => names.name(key)),
    voice,
  )
  if (n === 0 && better.length === 0) return t('gaps.items.no-clear')
  if (n === 0) return t('gaps.items.better', { items: said, n: better.length })
  const short = t('gaps.items.short', { n, of: items.length })
  return better.length === 0
    ? short
    : t('gaps.items.short-and-better', { short, items: said, n: better.length })
}

/** A verdict on one result, in words. */
export function gapVerdict({ n, gap }: GapResult, { t }: Voice): string {
  if (gap.verdict === 'below') return t('gaps.below')
  if (gap.verdict === 'above') return t('gaps.above')
  if (gap.verdict === 'no-clear-gap') return t('gaps.no-clear-gap')
  return t('too-few', { n, least: FEWEST_FOR_A_VERDICT })
}

/**
 * How a gap has moved since the period before, split into what customers got and what they expected (methods 7.4).
 * @returns an empty text when nothing is known of the period before
 */
export function gapMovement({ gap, change }: GapResult, voice: Voice): string {
  const { t, signed, plain } = voice
  if (!change || gap.mean === null) return ''
  const { verdict, estimate, low, high } = change.gap
  if (verdict === 'too-few') return t('gaps.moved.too-few')
  if (verdict !== 'clear-rise' && verdict !== 'clear-fall')
    return t('gaps.moved.not-clearly', {
      change: signed(estimate, 2),
      low: signed(low, 2),
      high: signed(high, 2),
    })
  const [least = 0, most = 0] = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b)
  const moved = t(movementWord(gap.mean, gap.mean - estimate, estimate), {
    by: plain(Math.abs(estimate), 2),
    low: plain(least, 2),
    high: plain(most, 2),
  })
  return t('sentence.join', { first: moved, second: parts(change, voice) })
}

/** The title over the changes. */
export function changesTitle(report: GapsReport, names: ItemNames, voice: Voice): string {
  const { t } = voice
  const known = report.items.filter(({ change }) => change && change.gap.verdict !== 'too-few')
  if (known.length === 0) return t('gaps.moved.too-few')
  const saidOf = (verdict: string) => {
    const some = known.filter(({ change }) => change?.gap.verdict === verdict)
    return {
      n: some.length,
      items: naming(
        some.map(({ key }) => names.name(key)),
        voice,
      ),
    }
  }
  const worse = saidOf('clear-fall')
  const better = saidOf('clear-rise')
  if (worse.n === 0 && better.n === 0) return t('gaps.changes.none')
  if (better.n === 0) return t('gaps.changes.worse', worse)
  if (worse.n === 0) return t('gaps.changes.better', better)
  return t('gaps.changes.both', { worse: worse.items, better: better.items })
}

/** Items that fall short, the widest shortfall first; of a two-sided item no direction is good or bad. */
const shortItems = (items: readonly GapItem[], { twoSided }: ItemNames): GapItem[] =>
  items
    .filter(({ key, gap }) => gap.verdict === 'below' && !twoSided.has(key))
    .sort((a, b) => (a.gap.mean ?? 0) - (b.gap.mean ?? 0))

const betterItems = (items: readonly GapItem[], { twoSided }: ItemNames): GapItem[] =>
  items
    .filter(({ key, gap }) => gap.verdict === 'above' && !twoSided.has(key))
    .sort((a, b) => (b.gap.mean ?? 0) - (a.gap.mean ?? 0))

function nothingShort(items: readonly GapItem[], names: ItemNames, voice: Voice): string {
  const better = betterItems(items, names)
  if (better.length === 0) return voice.t('gaps.brief.no-clear')
  const said = naming(
    better.map(({ key }) => names.name(key)),
    voice,
  )
  return voice.t('gaps.brief.only-better', { items: said, n: better.length })
}

const tooFew = (items: readonly GapItem[]) => items.every(({ gap }) => gap.verdict === 'too-few')
const mostAnswers = (items: readonly GapItem[]) => Math.max(0, ...items.map(({ n }) => n))

function movementWord(after: number, before: number, estimate: number) {
  if (after < 0 && before < 0) return estimate < 0 ? 'gaps.moved.widened' : 'gaps.moved.narrowed'
  if (after > 0 && before > 0)
    return estimate < 0 ? 'gaps.moved.less-ahead' : 'gaps.moved.further-ahead'
  return estimate < 0 ? 'gaps.moved.fell' : 'gaps.moved.rose'
}

type Change = NonNullable<GapResult['change']>

function parts({ perception, expectation, larger }: Change, { t, plain }: Voice): string {
  const moved = (half: 'perception' | 'expectation', estimate: number) =>
    t(`gaps.part.${half}.${estimate < 0 ? 'down' : 'up'}`, { by: plain(Math.abs(estimate), 2) })
  const got = moved('perception', perception.estimate)
  const expected = moved('expectation', expectation.estimate)
  if (larger === null) return t('gaps.part.both', { first: got, second: expected })
  const [first, second] = larger === 'perception' ? [got, expected] : [expected, got]
  const together = Math.sign(perception.estimate) === -Math.sign(expectation.estimate)
  return t(together ? 'gaps.part.more' : 'gaps.part.although', { first, second })
}

/** The title over the gap in time, by the test against the period before. */
export function gapTrendTitle({ gap, change }: GapResult, { t, signed }: Voice): string {
  const words = { gap: signed(gap.mean, 2) }
  switch (change?.gap.verdict) {
    case 'clear-rise':
      return t('gaps.trend.up', words)
    case 'clear-fall':
      return t('gaps.trend.down', words)
    case 'no-clear-change':
      return t('gaps.trend.holds', words)
    default:
      return t('gaps.trend.alone', words)
  }
}

/** The line in one sentence: where it starts and ends, its lowest and highest point. */
export function gapTrendSentence({ series }: GapsReport, { t, signed }: Voice): string {
  const known = series.flatMap(({ gap }) => (gap.mean === null ? [] : [gap.mean]))
  const [first] = known
  if (first === undefined) return t('chart.empty')
  return t('gaps.trend.sentence', {
    first: signed(first, 2),
    last: signed(known.at(-1) ?? first, 2),
    low: signed(Math.min(...known), 2),
    high: signed(Math.max(...known), 2),
  })
}
