/** What customers accept, what they would like, and where what they got stands between: a bar and a dot per item. */
import { useMemo } from 'preact/hooks'
import type { GapsReport } from '../../../schema/reports.ts'
import { Figure } from '../charts/Figure.tsx'
import type { Tone } from '../charts/look.ts'
import { Panel } from '../charts/Panel.tsx'
import type { Sheet } from '../charts/sheet.ts'
import { explainName } from '../explaining.ts'
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import type { Voice } from '../words/voice.ts'
import { hasZone, lowestFirst, type ZoneItem, zoneTitle, zoneVerdict } from './findings.ts'
import './zone.css'

type Props = { report: GapsReport; labels: Labels }

export function ZonePanel({ report, labels }: Props) {
  const speak = voice.value
  const { t, sentences } = speak
  const items = useMemo(() => report.items.filter(hasZone).sort(lowestFirst), [report])
  const sheet = useMemo(() => sheetOf(items, labels, speak), [items, labels, speak])
  const title = zoneTitle(items, (key) => labels.question(key).text, speak)
  const contradictory = items.reduce((sum, { zone }) => sum + zone.contradictory, 0)
  return (
    <Panel
      name={t('zone.name')}
      title={title}
      sheet={sheet}
      line={
        <>
          <span class="key zone-key">{t('zone.key.zone')}</span>
          <span class="key dot">{t('gaps.key.got')}</span>
          <span class="key-words">{t('zone.line')}</span>
        </>
      }
      foot={sentences([
        t('zone.how'),
        contradictory > 0 ? t('zone.contradictory', { n: contradictory }) : '',
      ])}
    >
      <table class="zones">
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('gaps.item')}</th>
            <th scope="col" class="zones-axis">
              <span class="unseen">{t('chart.column')}</span>
              <Ends items={items} />
            </th>
            <th scope="col" class="number">
              {t('zone.adequacy')}
            </th>
            <th scope="col" class="number wide">
              {t('zone.superiority')}
            </th>
            <th scope="col" class="number wide">
              {t('n')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.key} item={item} labels={labels} />
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

/** The ends of the scale over the column; none where scales differ. */
function Ends({ items }: { items: readonly ZoneItem[] }) {
  const scales = new Set(items.map(({ scale }) => scale))
  const [scale] = scales
  if (scales.size !== 1 || scale === undefined) return null
  return (
    <span class="zones-ends" aria-hidden="true">
      <span>{lowestOf(scale)}</span>
      <span>{scale}</span>
    </span>
  )
}

function Row({ item, labels }: { item: ZoneItem; labels: Labels }) {
  const speak = voice.value
  const { t, plain, signed, plusMinus, count } = speak
  const { zone, key } = item
  const { adequacy, superiority, minimum, desired, perceived, n } = zone
  const label = labels.question(key)
  const tone = toneOf(item)
  const explain = explainName('gaps', { question: key })
  const figure = (of: typeof adequacy) => ({
    value: signed(of.mean, 2),
    margin: plusMinus(of.low, of.high, 2),
  })
  return (
    <tr>
      <th scope="row" lang={label.lang}>
        {label.text}
      </th>
      <td>
        <span class="unseen">
          {t('zone.row', {
            minimum: plain(minimum, 2),
            desired: plain(desired, 2),
            got: plain(perceived, 2),
          })}
        </span>
        <Drawn item={item} tone={tone ?? 'mid'} isHollow={tone === null} />
      </td>
      <td class="number">
        <Figure
          {...figure(adequacy)}
          tone={adequacy.verdict === 'below' ? tone : tone === null ? null : 'mid'}
          explain={explain}
        />
      </td>
      <td class="number wide">
        <Figure
          {...figure(superiority)}
          tone={superiority.verdict === 'above' ? tone : tone === null ? null : 'mid'}
          explain={explain}
        />
      </td>
      <td class="number wide">{count(n)}</td>
    </tr>
  )
}

type DrawnProps = { item: ZoneItem; tone: Tone; isHollow: boolean }

/** The zone as a bar from the minimum to the desired level, and the dot; boxes of the page, so they zoom and print. */
function Drawn({ item, tone, isHollow }: DrawnProps) {
  const { minimum, desired, perceived } = item.zone
  if (minimum === null || desired === null || perceived === null) return null
  const low = lowestOf(item.scale)
  const x = (value: number) => (100 * (value - low)) / (item.scale - low)
  const percent = (value: number) => `${Math.max(0, Math.min(100, value))}%`
  return (
    <span class="zone-room" aria-hidden="true">
      <span
        class="zone-bar"
        style={{ left: percent(x(minimum)), width: percent(x(desired) - x(minimum)) }}
      />
      <span
        class={`zone-dot ${tone} ${isHollow ? 'hollow' : ''}`}
        style={{ left: percent(x(perceived)) }}
      />
    </span>
  )
}

const lowestOf = (scale: number) => (scale === 100 ? 0 : 1)

/** Null when there are too few answers for a verdict. */
function toneOf({ zone }: ZoneItem): Tone | null {
  if (zone.adequacy.verdict === 'too-few') return null
  if (zone.adequacy.verdict === 'below') return 'worse'
  return zone.superiority.verdict === 'above' ? 'better' : 'mid'
}

function sheetOf(items: readonly ZoneItem[], labels: Labels, speak: Voice): Sheet {
  const { t, plain, signed, exactShare, range } = speak
  const numeric = (label: string) => ({ label, numeric: true })
  const level = (value: number | null) => ({ value, text: plain(value, 2) })
  const gap = (value: number | null) => ({ value, text: signed(value, 2) })
  const share = (value: number | null) => ({ value, text: exactShare(value) })
  return {
    id: 'gaps-zone',
    title: t('zone.name'),
    columns: [
      { label: t('gaps.item') },
      numeric(t('zone.minimum')),
      numeric(t('zone.desired')),
      numeric(t('gaps.got')),
      numeric(t('zone.adequacy')),
      { ...numeric(t('interval-95')), only: 'screen' },
      numeric(t('zone.superiority')),
      numeric(t('zone.share.below')),
      numeric(t('zone.share.inside')),
      numeric(t('zone.share.above')),
      numeric(t('n')),
      { label: t('verdict') },
    ],
    rows: () =>
      items.map(({ key, zone }) => [
        labels.question(key).text,
        level(zone.minimum),
        level(zone.desired),
        level(zone.perceived),
        gap(zone.adequacy.mean),
        range(zone.adequacy.low, zone.adequacy.high, 2),
        gap(zone.superiority.mean),
        share(zone.shares.below.share),
        share(zone.shares.inside.share),
        share(zone.shares.above.share),
        zone.n,
        zoneVerdict(zone, speak),
      ]),
  }
}
