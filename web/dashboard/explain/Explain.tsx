/** What stands behind a figure: its formula in words, what went in, what was left out, and the rows themselves. */
import type { ReportHead } from '../../../schema/reports.ts'
import { addressOf, look, query } from '../address.ts'
import {
  choicesReport,
  complaintPareto,
  complaintResolution,
  complaintTrend,
  complaintVoicing,
  driversReport,
  gapsReport,
  importanceReport,
  npsReport,
  qualityReport,
  ratingsReport,
  responseRateReport,
  type SurveyLine,
  themesReport,
} from '../api.ts'
import { useCategoryNames } from '../complaints/categories.ts'
import { complaintQuery } from '../complaints/query.ts'
import { type Explained, explainedIn, explainName, type Narrowed } from '../explaining.ts'
import { type Filters, reportQuery } from '../filters.ts'
import { labelsOf } from '../labels.ts'
import { learnWords, voice } from '../language.ts'
import { useLoaded } from '../load.ts'
import { useDefinition } from '../report.ts'
import type { RoomProps } from '../rooms.ts'
import { later } from '../shell/later.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { SidePanel } from '../shell/SidePanel.tsx'
import {
  casesQuery,
  excludedWords,
  inputWords,
  narrowedParts,
  onRowsAlone,
  rowsAddress,
} from './words-of.ts'
import './explain.css'

type Explanation = NonNullable<ReportHead['explain']>

export function Explain(props: RoomProps) {
  const asked = explainedIn(query.value.get('explain'))
  if (asked === null) return null
  const name = explainName(asked.report, asked.narrowed)
  return (
    <SidePanel
      key={name}
      title={voice.value.t('explain.title')}
      lang={undefined}
      onClose={() => look({ explain: null })}
      returnTo={`[data-explain="${CSS.escape(name)}"]`}
    >
      <Of {...props} {...asked} name={name} />
    </SidePanel>
  )
}

type OfProps = RoomProps & { report: Explained; narrowed: Narrowed; name: string }

function Of({ survey, surveys, filters, session, report, narrowed, name }: OfProps) {
  const { t } = voice.value
  const { report: ofReport, rows } = onRowsAlone(narrowed)
  const asked = { ...queryOf(report, filters), ...ofReport, explain: '1' }
  const key = `explain ${survey?.id} ${report} ${new URLSearchParams(asked)}`
  const loaded = useLoaded(key, (stop) => ask(report, survey, asked, stop))
  return (
    <>
      <p class="explain-of">
        <b>{t(`explain.of.${report}`)}</b>
        {survey && <NarrowedTo {...{ survey, surveys, session, narrowed }} />}
      </p>
      <p class="explain-formula">{t(`explain.formula.${report}`)}</p>
      <Settled key={name} loaded={loaded} waiting={<Waiting />}>
        {(explanation) => <Behind {...{ report, explanation, survey, surveys, rows }} />}
      </Settled>
    </>
  )
}

/** The question, dimension or group that is meant, by its name. */
function NarrowedTo(props: {
  survey: SurveyLine
  surveys: readonly SurveyLine[]
  session: RoomProps['session']
  narrowed: Narrowed
}) {
  const { survey, surveys, session, narrowed } = props
  const speak = voice.value
  const { value } = useDefinition(survey)
  const labels = value === null ? null : labelsOf(value, session.settings, speak)
  const category = useCategoryNames('category' in narrowed ? surveys : [], speak)
  const own = (text: string) => ({ text, lang: undefined })
  const option = (key: string) => labels?.option(narrowed.question ?? '', key) ?? own(key)
  const names = {
    question: labels?.question ?? own,
    dimension: labels?.dimension ?? own,
    category,
    option,
  }
  return (
    <>
      {narrowedParts(narrowed, names, speak).map(({ text, lang }) => (
        <span key={text} lang={lang}>
          {text}
        </span>
      ))}
    </>
  )
}

/** Complaints are read here; their words come with the list. */
const CasesBehind = later(async () => {
  await learnWords(['case', 'complaints', 'complaint-panels'])
  return (await import('./CasesBehind.tsx')).CasesBehind
})

type BehindProps = Pick<RoomProps, 'survey' | 'surveys'> & {
  report: Explained
  explanation: Explanation
  /** What narrows the rows and not the report. */
  rows: Narrowed
}

function Behind({ report, explanation, survey, surveys, rows: more }: BehindProps) {
  const speak = voice.value
  const { t } = speak
  const { inputs, excluded, rows } = explanation
  const left = excludedWords(report, excluded, speak)
  const shown = survey && rowsAddress(rows, survey.slug)
  const cases = casesQuery(rows)
  return (
    <>
      <h3>{t('explain.inputs')}</h3>
      <dl class="explain-facts">
        {inputWords(inputs, speak).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('explain.excluded')}</h3>
      {left.length === 0 ? (
        <p>{t('explain.excluded.none')}</p>
      ) : (
        <dl class="explain-facts">
          {left.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p class="rows-behind">
        {shown && <a href={addressOf('responses', { ...shown, ...more })}>{t('explain.rows')}</a>}
        <a href={rows} target="_blank" rel="noreferrer">
          {t('explain.rows.json')}
        </a>
      </p>
      {cases && <CasesBehind key={rows} query={cases} surveys={surveys} />}
    </>
  )
}

const ON_COMPLAINTS: readonly Explained[] = ['trend', 'pareto', 'resolution', 'voicing']

const queryOf = (report: Explained, filters: Filters): Record<string, string> =>
  ON_COMPLAINTS.includes(report)
    ? complaintQuery({ ...filters, segment: null }, query.value.get('exposure'))
    : reportQuery({ ...filters, segment: null })

type Query = Record<string, string>
type OfSurvey = (id: string, query: Query, stop: AbortSignal) => Promise<object>
type OfAccount = (query: Query, stop: AbortSignal) => Promise<object>

const OF_SURVEYS: Partial<Record<Explained, OfSurvey>> = {
  nps: npsReport,
  gaps: gapsReport,
  ratings: ratingsReport,
  choices: choicesReport,
  importance: importanceReport,
  drivers: driversReport,
  themes: themesReport,
  'response-rate': responseRateReport,
  quality: qualityReport,
}
const OF_ACCOUNT: Partial<Record<Explained, OfAccount>> = {
  trend: complaintTrend,
  pareto: complaintPareto,
  resolution: complaintResolution,
  voicing: complaintVoicing,
}

async function ask(
  report: Explained,
  survey: SurveyLine | null,
  query: Query,
  stop: AbortSignal,
): Promise<Explanation> {
  const reply = await (survey && OF_SURVEYS[report]
    ? OF_SURVEYS[report](survey.id, query, stop)
    : OF_ACCOUNT[report]?.(query, stop))
  return explanationOf(reply)
}

/** The typed client knows reports without their explanation; asked for with `explain=1` the service always adds it. */
const explanationOf = (reply: object | undefined): Explanation =>
  (reply as { explain: Explanation }).explain
