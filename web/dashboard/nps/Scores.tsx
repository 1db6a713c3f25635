/** How often each score from 0 to 10 was given: two very different shapes can share one NPS. */
import { useMemo } from 'preact/hooks'
import type { NpsReport } from '../../../schema/reports.ts'
import { addressOf } from '../address.ts'
import { openExplanation } from '../charts/behind.ts'
import { Columns } from '../charts/Columns.tsx'
import type { Tone } from '../charts/look.ts'
import { Panel } from '../charts/Panel.tsx'
import { explainName } from '../explaining.ts'
import { voice } from '../language.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import { distributionTitle } from './findings.ts'
import { scoresSheet } from './sheets.ts'

export function Scores({ report }: { report: NpsReport }) {
  const speak = voice.value
  const { t, share, plain, count } = speak
  const { total, histogram } = report
  const title = distributionTitle(report, speak)
  const sheet = useMemo(() => scoresSheet(report, t('nps.scores.name'), speak), [report, speak])
  const columns = useMemo(
    () =>
      histogram.map((n, score) => ({
        label: String(score),
        n,
        top: share(n / total.n),
        tone: toneOf(score),
        open: () => openExplanation(explainName('nps', { min: String(score), max: String(score) })),
        readout: () => ({
          title: t('nps.score', { score: String(score) }),
          figure: share(n / total.n),
          lines: [t('nps.scores.of', { n: count(n), of: count(total.n) }), t(groupOf(score))],
        }),
      })),
    [report, speak],
  )
  const single = total.n < FEWEST_FOR_A_VERDICT
  const line = single
    ? t('nps.scores.line.single', { n: total.n })
    : t('nps.scores.line', { n: total.n, mean: plain(total.mean, 1) })
  return (
    <Panel
      name={t('nps.scores.name')}
      class="seven"
      title={title}
      line={line}
      sheet={sheet}
      foot={<RowsBehind question={report.question} />}
    >
      <Columns
        name={t('nps.scores.name')}
        sentence={histogram.map((n, score) => `${score}: ${share(n / total.n)}`).join(', ')}
        columns={columns}
        single={single}
      />
      <ul class="score-groups" aria-hidden="true">
        {(['detractors', 'passives', 'promoters'] as const).map((key) => (
          <li key={key} class={key}>
            {t(`nps.${key}`)} {single ? count(total[key]) : share(total[key] / total.n)}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

const GROUPS = [
  { name: 'detractors', min: '0', max: '6' },
  { name: 'passives', min: '7', max: '8' },
  { name: 'promoters', min: '9', max: '10' },
] as const

/** The way from each group to what its people wrote. */
function RowsBehind({ question }: { question: string }) {
  const { t } = voice.value
  return (
    <p class="rows-behind">
      {t('rows.of')}
      {GROUPS.map(({ name, min, max }) => (
        <a
          key={name}
          href={addressOf('responses', {
            question,
            min,
            max,
            part: null,
            option: null,
            table: null,
          })}
        >
          {t(`nps.${name}`)}
        </a>
      ))}
    </p>
  )
}

const groupOf = (score: number) =>
  score >= 9 ? 'nps.promoters' : score >= 7 ? 'nps.passives' : 'nps.detractors'
const toneOf = (score: number): Tone => (score >= 9 ? 'better' : score >= 7 ? 'mid' : 'worse')
