/** The control chart of complaints: limits from ordinary times, signals numbered and said, notes by their letters. */
import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Note } from '../../../schema/complaints.ts'
import type { ComplaintTrend as Report } from '../../../schema/reports/complaints.ts'
import { complaintTrend } from '../api.ts'
import { openExplanation } from '../charts/behind.ts'
import { ControlChart } from '../charts/ControlChart.tsx'
import type { ControlMarks } from '../charts/control-picture.ts'
import type { Tone } from '../charts/look.ts'
import { Panel } from '../charts/Panel.tsx'
import { explainPeriod } from '../explaining.ts'
import { endOfPeriod, type Filters } from '../filters.ts'
import { learnWords, voice } from '../language.ts'
import { later } from '../shell/later.tsx'
import { placed } from '../trends/noted.ts'
import { targetOf } from '../trends/target.ts'
import type { Voice } from '../words/voice.ts'
import {
  type Episode,
  episodesOf,
  type NumberedSignal,
  numberedSignals,
  type Side,
} from './episodes.ts'
import {
  baseOf,
  complaintSentence,
  complaintTitle,
  FEWEST_FOR_LIMITS,
  notesWithin,
  perUnit,
  signalSentence,
  verdictWord,
} from './findings.ts'
import { complaintQuery } from './query.ts'
import { complaintSheet, ruleName } from './sheets.ts'
import '../styles/complaints.css'

type Props = {
  report: Report
  notes: readonly Note[]
  tools?: ComponentChildren
  /** Only the latest signals, where there is little room. */
  isShort?: boolean
  filters: Filters
  /** Below the chart, instead of what is said about the whole time. */
  foot?: string
}

/** Below the chart, with words of its own. */
const TrendAids = later(async () => {
  await learnWords(['trends'])
  return (await import('../trends/TrendAids.tsx')).TrendAids
})

/** Signals below the chart; earlier ones are left to the table. */
const MOST_SAID = 5
const MOST_SAID_SHORT = 3

export function ComplaintTrend({ report, notes, tools, foot, filters, isShort = false }: Props) {
  const speak = voice.value
  const { t, month, plain } = speak
  const name = t('complaints.trend.name')
  const episodes = useMemo(() => episodesOf(report), [report])
  const signals = useMemo(
    () => numberedSignals(episodes).slice(isShort ? -MOST_SAID_SHORT : -MOST_SAID),
    [episodes, isShort],
  )
  const earlier = numberedSignals(episodes).length - signals.length
  const points = useMemo(
    () => pointsOf(report, episodes, signals, speak),
    [report, episodes, signals, speak],
  )
  const target = targetOf('complaints')
  const marked = useMemo<ControlMarks>(
    () => ({
      stretches: episodes.map(({ from, to, side }) => ({ from, to, tone: toneOf(side) })),
      badges: signals.map(({ at, n, side }) => ({ at, n, tone: toneOf(side) })),
      notes: placed(
        notes,
        report.points.map(({ start }) => start),
      ),
      target,
    }),
    [report, episodes, signals, notes, target],
  )
  const words = useMemo(
    () => ({
      tick: plain,
      month,
      average: t('complaints.trend.average', { value: plain(report.centre, 1) }),
      upper: t('complaints.trend.upper'),
      lower: t('complaints.trend.lower'),
      target: (value: number) => t('chart.target', { value: plain(value, 1) }),
    }),
    [report, speak],
  )
  const sheet = useMemo(() => complaintSheet(report, speak), [report, speak])
  return (
    <Panel
      name={name}
      class="seven"
      title={complaintTitle(report, speak)}
      line={lineOf(report, speak)}
      sheet={sheet}
      tools={tools}
      foot={foot ?? footOf(report, speak)}
    >
      <ControlChart
        name={name}
        sentence={complaintSentence(report, speak)}
        centre={report.baseline.periods < FEWEST_FOR_LIMITS ? null : report.centre}
        {...{ points, marked, words }}
      />
      {signals.length > 0 && (
        <ol class="signals">
          {signals.map((signal) => (
            <Signal key={signal.n} {...{ signal, report, notes }} />
          ))}
        </ol>
      )}
      {!isShort && (
        <TrendAids
          measure="complaints"
          {...{ name, notes, filters }}
          compare={async (around, stop) => {
            const asked = complaintQuery({ ...filters, ...around, segment: null }, report.exposure)
            return footOf(await complaintTrend(asked, stop), speak)
          }}
        />
      )}
      {earlier > 0 && <p class="panel-foot">{t('complaints.signal.more', { n: earlier })}</p>}
    </Panel>
  )
}

function Signal(props: { signal: NumberedSignal; report: Report; notes: readonly Note[] }) {
  const { signal, report, notes } = props
  const speak = voice.value
  const { t, list } = speak
  const { what, figures } = signalSentence(signal, report, speak)
  const told = notesWithin(signal, report, notes)
  return (
    <li class={toneOf(signal.side)} value={signal.n}>
      <span class="signal-number" aria-hidden="true">
        {signal.n}
      </span>
      <p>
        <b>{what}</b> {figures}
        {told.length > 0 && (
          <span class="signal-note">
            {' '}
            {list(
              told.map((note) =>
                t('complaints.signal.note', { name: note.authorName, text: note.text }),
              ),
            )}
          </span>
        )}
      </p>
    </li>
  )
}

const toneOf = (side: Side): Tone => (side === 'above' ? 'worse' : 'better')

function pointsOf(
  report: Report,
  episodes: readonly Episode[],
  signals: readonly NumberedSignal[],
  speak: Voice,
) {
  const { t, days, plain, count } = speak
  const hasLimits = report.baseline.periods >= FEWEST_FOR_LIMITS
  return report.points.map((point, i) => {
    const { start, complaints, exposure, rate, low, high } = point
    const side = episodes.find((one) => i >= one.from && i <= one.to)?.side
    const numbers = signals.filter(({ from, to }) => i >= from && i <= to).map(({ n }) => String(n))
    return {
      start,
      value: rate,
      low: hasLimits ? low : null,
      high: hasLimits ? high : null,
      tone: side === undefined ? ('mid' as const) : toneOf(side),
      isBeyond: point.signals.includes('beyond-limits'),
      open: () => openExplanation(explainPeriod('trend', start, report)),
      readout: () => ({
        title: days(start, endOfPeriod(report.interval, start, report.to)),
        figure:
          rate === null
            ? t('complaints.trend.closed')
            : t('complaints.trend.figure', { rate: plain(rate, 1), per: perUnit(report, speak) }),
        lines: [
          t('complaints.trend.figures', {
            complaints: count(complaints),
            base: baseOf(exposure, report.exposure, speak),
          }),
          ...(hasLimits && low !== null && high !== null
            ? [t('complaints.trend.usual-range', { low: plain(low, 1), high: plain(high, 1) })]
            : []),
          ...point.signals
            .flatMap((rule) => ruleName(rule, speak))
            .map((rule) => (numbers.length > 0 ? `${numbers.join(', ')} · ${rule}` : rule)),
        ],
      }),
    }
  })
}

function lineOf(report: Report, speak: Voice): string {
  const { t, shortDay, sentences } = speak
  const { baseline, interval, total } = report
  const words = {
    per: perUnit(report, speak),
    interval: t(`by.${interval}`),
    from: shortDay(baseline.from),
    to: shortDay(baseline.to),
  }
  const said = sentences([
    t('complaints.trend.line', words),
    baseline.status === 'provisional'
      ? t('complaints.trend.line.provisional', { n: baseline.periods })
      : '',
    baseline.chosen === 'note' ? t('complaints.trend.line.note') : '',
  ])
  return `${said} · ${t('complaints.trend.line.n', { n: total.complaints })}`
}

/** The window against the one before, the change point, and why points are longer or missing. */
function footOf(report: Report, speak: Voice): string {
  const { t, plain, day, sentences } = speak
  const { total, previous, changePoint, fit, complaintFree, points } = report
  return sentences([
    t('complaints.trend.before', {
      now: plain(total.rate, 1),
      before: plain(previous.rate, 1),
      verdict: verdictWord(previous.difference, speak),
    }),
    changePoint === null ? '' : t('complaints.trend.change', { day: day(changePoint) }),
    fit?.widenedFrom ? t('complaints.trend.widened') : '',
    fit?.status === 'rare' && complaintFree.usualMost !== null
      ? t('complaints.trend.spells', {
          longest: complaintFree.longest,
          current: complaintFree.current,
          most: complaintFree.usualMost,
        })
      : '',
    points.some(({ hidden }) => hidden) ? t('complaints.trend.hidden') : '',
  ])
}
