/** The sentences about choices and points. A change is named by a verdict of the service, never by eye. */
import type { Difference } from '../../../schema/reports.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import type { Voice } from '../words/voice.ts'
import type { Counted, Figure } from './counted.ts'

/** What an option or dimension is called. */
export type NameOf = (key: string) => string

/** A figure in words: 62%, or 41.5 of points. */
export const figureText = ({ kind }: Pick<Counted, 'kind'>, value: number | null, voice: Voice) =>
  kind === 'choice' ? voice.share(value === null ? null : value / 100) : voice.plain(value, 1)

/** A difference in percentage points, or in points of 100. */
export const differenceText = (
  { kind }: Pick<Counted, 'kind'>,
  value: number,
  { t, signed }: Voice,
): string => t(`choices.points.${kind}`, { value: signed(value, 1) })

/** The option chosen most, or all that share the place; none where nobody answered. */
export function leadersOf({ figures }: Pick<Counted, 'figures'>): Figure[] {
  const most = Math.max(0, ...figures.map(({ value }) => value ?? 0))
  return most === 0 ? [] : figures.filter(({ value }) => value === most)
}

/** The headline: what leads, and how far it may be off. */
export function choiceHeadline(counted: Counted, name: NameOf, voice: Voice): string {
  const { t, quoted, list } = voice
  const few = tooFew(counted, voice)
  if (few !== null) return few
  const leaders = leadersOf(counted)
  const [first] = leaders
  if (first === undefined) return t('choices.nobody')
  const say = (value: number | null) => figureText(counted, value, voice)
  const words = { value: say(first.value), low: say(first.low), high: say(first.high) }
  if (leaders.length > 1) {
    const options = list(leaders.map(({ key }) => quoted(name(key))))
    return t(`choices.tied.${counted.kind}`, { ...words, options })
  }
  const option = quoted(name(first.key))
  return t(`choices.headline.${wayOf(counted)}`, { ...words, option })
}

/** The title over the bars: what leads. */
export function optionsTitle(counted: Counted, name: NameOf, voice: Voice): string {
  const { t, quoted, list } = voice
  const few = tooFew(counted, voice)
  if (few !== null) return few
  const leaders = leadersOf(counted)
  if (leaders.length === 0) return t('choices.nobody')
  return t(`choices.most.${counted.kind}`, {
    n: leaders.length,
    options: list(leaders.map(({ key }) => quoted(name(key)))),
  })
}

/** What changed since the period before; only what a test allows is called a change. */
export function choiceChange(counted: Counted, name: NameOf, voice: Voice): string {
  const { t, quoted, list, sentences } = voice
  const { previous, n } = counted
  if (previous.n === 0) return t('nps.change.nothing-before')
  if (n < FEWEST_FOR_A_VERDICT || previous.n < FEWEST_FOR_A_VERDICT)
    return t('nps.change.too-few', { now: n, before: previous.n, least: FEWEST_FOR_A_VERDICT })
  const saidOf = (verdict: Difference['verdict']) =>
    previous.figures.flatMap(({ key, difference }) =>
      difference?.verdict === verdict
        ? [
            t('choices.changed', {
              option: quoted(name(key)),
              by: differenceText(counted, difference.estimate, voice),
            }),
          ]
        : [],
    )
  const [more, less] = [saidOf('clear-rise'), saidOf('clear-fall')]
  if (more.length + less.length === 0) return t('choices.change.none')
  return sentences([
    more.length === 0 ? '' : t('choices.change.more', { options: list(more) }),
    less.length === 0 ? '' : t('choices.change.less', { options: list(less) }),
  ])
}

/** One option: the period before, and whether the difference may be chance. */
export function optionChange(counted: Counted, option: string, voice: Voice): string {
  const { t } = voice
  const { previous, n } = counted
  if (previous.n === 0) return t('nps.change.nothing-before')
  const own = previous.figures.find(({ key }) => key === option)
  const change = own?.difference ?? null
  if (own === undefined || change === null || change.verdict === 'too-few')
    return t('nps.change.too-few', { now: n, before: previous.n, least: FEWEST_FOR_A_VERDICT })
  const words = {
    before: figureText(counted, own.value, voice),
    difference: differenceText(counted, change.estimate, voice),
    low: differenceText(counted, change.low, voice),
    high: differenceText(counted, change.high, voice),
  }
  if (change.verdict === 'clear-rise') return t('choices.option.rise', words)
  if (change.verdict === 'clear-fall') return t('choices.option.fall', words)
  return t('choices.option.chance', words)
}

/** A change beside its bar: nothing where no verdict is allowed. */
export function changeText(
  counted: Pick<Counted, 'kind'>,
  difference: Difference | null,
  voice: Voice,
): string {
  if (difference === null || difference.verdict === 'too-few') return ''
  return difference.verdict === 'no-clear-change'
    ? voice.t('choices.change.unclear')
    : differenceText(counted, difference.estimate, voice)
}

/** The title over the line of one option in time. */
export function choiceTrendTitle(counted: Counted, option: string, name: NameOf, voice: Voice) {
  const { t, quoted } = voice
  const few = tooFew(counted, voice)
  if (few !== null) return few
  const value = counted.figures.find(({ key }) => key === option)?.value ?? null
  const words = { option: quoted(name(option)), value: figureText(counted, value, voice) }
  const { difference } = counted.previous.figures.find(({ key }) => key === option) ?? {}
  switch (difference?.verdict) {
    case 'clear-rise':
      return t('choices.trend.rises', words)
    case 'clear-fall':
      return t('choices.trend.falls', words)
    case 'no-clear-change':
      return t('choices.trend.holds', words)
    default:
      return t('choices.trend.alone', words)
  }
}

const wayOf = ({ kind, multiple }: Counted) =>
  kind === 'points' ? 'points' : multiple ? 'several' : 'one'

function tooFew({ n }: Counted, { t }: Voice): string | null {
  if (n === 0) return t('choices.nobody')
  return n < FEWEST_FOR_A_VERDICT ? t('too-few', { n, least: FEWEST_FOR_A_VERDICT }) : null
}
