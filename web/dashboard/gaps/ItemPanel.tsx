/** One item close up: its figures in words, and how every expectation was met, score by score. */

import type { GapItem } from '../../../schema/reports.ts'
import { addressOf, look } from '../address.ts'
import { gapsReport, type SurveyLine } from '../api.ts'
import { explainName } from '../explaining.ts'
import { type Filters, reportQuery } from '../filters.ts'
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import { useLoaded } from '../load.ts'
import { ExplainLink } from '../shell/ExplainLink.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { SidePanel } from '../shell/SidePanel.tsx'
import { gapMovement, gapVerdict } from './findings.ts'
import { HeatMap } from './HeatMap.tsx'

type Props = { item: GapItem; survey: SurveyLine; filters: Filters; labels: Labels }

export function ItemPanel({ item, survey, filters, labels }: Props) {
  const { text, lang } = labels.question(item.key)
  return (
    <SidePanel
      title={text}
      lang={lang}
      onClose={() => look({ item: null })}
      returnTo={`[data-row="${CSS.escape(item.key)}"]`}
    >
      <ItemFigures item={item} />
      <ItemCells item={item} survey={survey} filters={filters} />
    </SidePanel>
  )
}

function ItemFigures({ item }: { item: GapItem }) {
  const speak = voice.value
  const { t, plain, signed, plusMinus, share } = speak
  const { gap, expectation, perception, metOrExceeded, correlation, n, noOpinion } = item
  const sd = (value: number | null) => t('gaps.item.sd', { sd: plain(value, 2) })
  const facts = [
    {
      name: t('gaps.expected'),
      figure: plain(expectation.mean, 2),
      more: sd(expectation.standardDeviation),
    },
    {
      name: t('gaps.got'),
      figure: plain(perception.mean, 2),
      more: sd(perception.standardDeviation),
    },
    {
      name: t('gaps.gap'),
      figure: signed(gap.mean, 2),
      more: `${plusMinus(gap.low, gap.high, 2)} · ${t('gaps.item.effect', { d: signed(gap.effectSize, 2) })}`,
    },
    { name: t('gaps.met'), figure: share(metOrExceeded), more: '' },
    { name: t('gaps.item.correlation'), figure: plain(correlation, 2), more: '' },
  ]
  return (
    <>
      <p class="lead">
        <b>{gapVerdict(item, speak)}</b> · {t('base', { n, noOpinion })}
      </p>
      <p>{gapMovement(item, speak)}</p>
      <p class="rows-behind">
        <a href={addressOf('responses', { ...behind(item.key), min: null, max: null })}>
          {t('rows.behind', { n })}
        </a>
        <a href={addressOf('responses', { ...behind(item.key), part: 'gap', max: '-1' })}>
          {t('rows.short')}
        </a>
        <ExplainLink name={explainName('gaps', { question: item.key })} class="">
          {t('how.title')}
        </ExplainLink>
      </p>
      <dl class="facts">
        {facts.map(({ name, figure, more }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <b>{figure}</b> <small>{more}</small>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** The responses that answered an item, with or without words. */
const behind = (key: string) => ({
  question: key,
  part: null,
  option: null,
  only: 'all',
  item: null,
  table: null,
})

function ItemCells({
  item,
  survey,
  filters,
}: {
  item: GapItem
  survey: SurveyLine
  filters: Filters
}) {
  const { t } = voice.value
  const asked = { ...reportQuery({ ...filters, segment: null }), question: item.key }
  const loaded = useLoaded(`gaps ${survey.id} ${new URLSearchParams(asked)}`, (stop) =>
    gapsReport(survey.id, asked, stop),
  )
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {({ items }) => {
        const cells = items.find(({ key }) => key === item.key)?.cells ?? null
        return cells === null ? (
          <p>{t('gaps.cells.none')}</p>
        ) : (
          <HeatMap cells={cells} lowest={item.scale === 100 ? 0 : 1} />
        )
      }}
    </Settled>
  )
}
