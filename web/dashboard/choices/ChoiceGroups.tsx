/** Which groups choose an option more or less often than everyone else, or give it more points. */
import { useMemo } from 'preact/hooks'
import { Groups } from '../charts/Groups.tsx'
import { roundTicks, decimalsOf as tickDecimals } from '../charts/ticks.ts'
import { segmentLabel, valueLabel } from '../groups.ts'
import { groupsTitle } from '../groups-finding.ts'
import { voice } from '../language.ts'
import type { OptionProps } from './ChoiceOptions.tsx'
import { figureText } from './findings.ts'

export function ChoiceGroups(props: OptionProps & { split: string }) {
  const { counted, option, label, head, survey, filters, split } = props
  const speak = voice.value
  const { t, plain, quoted } = speak
  const { kind, segments, figures } = counted
  const acrossLanguages = split === 'locale'
  const everyone = figures.find(({ key }) => key === option)?.value ?? null
  const groups = useMemo(
    () =>
      segments.flatMap(({ value, n, figures: own }) => {
        const figure = own.find(({ key }) => key === option)
        if (figure === undefined) return []
        const { value: estimate, low, high, difference } = figure
        return [{ value, n, estimate, low, high, difference }]
      }),
    [segments, option],
  )
  const axis = useMemo(() => {
    const ends = groups.flatMap(({ low, high, estimate }) => [low ?? estimate, high ?? estimate])
    const known = [...ends, everyone].filter((end) => end !== null)
    const ticks = roundTicks(Math.min(100, ...known), Math.max(0, ...known), 3)
    const decimals = tickDecimals(ticks)
    return {
      min: ticks[0] ?? 0,
      max: ticks.at(-1) ?? 100,
      ticks: ticks.map((value) => ({ value, label: plain(value, decimals) })),
      everyone: acrossLanguages ? null : everyone,
    }
  }, [groups, everyone, acrossLanguages, speak])
  const { suppressed, privacyMinimum } = head
  const asked = { groups, suppressed, privacyMinimum, acrossLanguages }
  const words = { option: quoted(label(option).text), value: figureText(counted, everyone, speak) }
  return (
    <Groups
      id={`choices-${counted.key}-groups`}
      title={groupsTitle(asked, WORDS[kind], (value) => valueLabel(split, value, speak), speak)}
      line={t(
        acrossLanguages ? `choices.groups.line.${kind}.languages` : `choices.groups.line.${kind}`,
        words,
      )}
      name={t('choices.groups.name', { segment: segmentLabel(split, speak) })}
      figure={t(`choices.figure.${kind}`)}
      decimals={1}
      isUnsigned
      isNeutral
      {...{ axis, asked, survey, filters, split }}
    />
  )
}

const WORDS = {
  choice: {
    lower: 'choices.groups.lower.choice',
    higher: 'choices.groups.higher.choice',
    both: 'choices.groups.both.choice',
    none: 'groups.none',
  },
  points: {
    lower: 'choices.groups.lower.points',
    higher: 'choices.groups.higher.points',
    both: 'choices.groups.both.points',
    none: 'groups.none',
  },
} as const
