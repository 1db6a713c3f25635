/** Complaints: how many for how much business, what about, how long they take, and who stays silent. */
import type { ParetoWeight } from '../../../schema/reports/complaints.ts'
import { look, query } from '../address.ts'
import {
  complaintPareto,
  complaintResolution,
  complaintTrend,
  complaintVoicing,
  exposures as fetchExposures,
  type SurveyLine,
} from '../api.ts'
import { intervalFor } from '../filters.ts'
import { splitOf } from '../groups.ts'
import { learnWords, voice } from '../language.ts'
import { useLoaded } from '../load.ts'
import { mayServe } from '../may.ts'
import type { RoomProps } from '../rooms.ts'
import { NoSurvey } from '../shell/Empty.tsx'
import { Icon } from '../shell/Icon.tsx'
import { IntervalChoice } from '../shell/IntervalChoice.tsx'
import { later } from '../shell/later.tsx'
import { PageFoot } from '../shell/PageFoot.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { ComplaintGroups } from './ComplaintGroups.tsx'
import { ComplaintTrend } from './ComplaintTrend.tsx'
import { useCategoryNames } from './categories.ts'
import { exposureName, weightsOf } from './findings.ts'
import { Notes } from './Notes.tsx'
import { useNotes } from './notes-of.ts'
import { Pareto } from './Pareto.tsx'
import { complaintQuery, keyOf } from './query.ts'
import { Resolution } from './Resolution.tsx'
import { Voicing } from './Voicing.tsx'

export function Complaints({ survey, ...props }: RoomProps) {
  return (
    <>
      {survey ? <ComplaintsOf survey={survey} {...props} /> : <NoSurvey />}
      <OpenCase surveys={props.surveys} mayWork={mayServe(props.session)} />
    </>
  )
}

const CasePanel = later(async () => {
  await learnWords(['case'])
  return (await import('./CasePanel.tsx')).CasePanel
})

/** The case the address names, whatever figures are shown behind it. */
type OpenCaseProps = { surveys: readonly SurveyLine[]; mayWork: boolean }

function OpenCase({ surveys, mayWork }: OpenCaseProps) {
  const reference = query.value.get('case')
  const categories = useCategoryNames(surveys, voice.value)
  if (reference === null) return null
  return <CasePanel key={reference} {...{ reference, surveys, categories, mayWork }} />
}

function ComplaintsOf({ surveys, survey, filters, session }: RoomProps & { survey: SurveyLine }) {
  const split = splitOf(survey, filters)
  const exposure = query.value.get('exposure')
  const asked = complaintQuery({ ...filters, segment: split }, exposure)
  const whole = complaintQuery({ ...filters, segment: null }, exposure)
  const interval = filters.interval ?? intervalFor(filters.from, filters.to)
  const voicing = complaintQuery({ ...filters, segment: null, interval }, null)
  const trend = useLoaded(keyOf('trend', asked), (stop) => complaintTrend(asked, stop))
  const weights = weightsOf(session.settings.complaintWeights)
  const weight = weights.find((one) => one === query.value.get('weight')) ?? 'count'
  const weighed = weight === 'count' ? whole : { ...whole, weight }
  const pareto = useLoaded(keyOf('pareto', weighed), (stop) => complaintPareto(weighed, stop))
  const resolution = useLoaded(keyOf('resolution', whole), (stop) =>
    complaintResolution(whole, stop),
  )
  const voiced = useLoaded(keyOf('voicing', voicing), (stop) => complaintVoicing(voicing, stop))
  const notes = useNotes(filters)
  const names = useCategoryNames(surveys, voice.value)
  const noted = notes.value?.notes ?? []
  const mayWrite = mayServe(session)
  return (
    <Settled loaded={trend} beside={[pareto, resolution, voiced, notes]} waiting={<Waiting />}>
      {(report) => (
        <>
          <div class="columns">
            <ComplaintTrend
              report={report}
              notes={noted}
              filters={filters}
              tools={
                <div class="panel-choices">
                  <ExposureChoice shown={report.exposure} />
                  <IntervalChoice filters={filters} shown={report.interval} />
                </div>
              }
            />
            {pareto.value && (
              <Pareto
                rows={pareto.value}
                {...{ names, weight }}
                tools={<WeightChoice weights={weights} shown={weight} />}
              />
            )}
          </div>
          <div class="columns">
            {resolution.value && <Resolution report={resolution.value} />}
            <ComplaintGroups {...{ report, survey, filters, split }} />
          </div>
          <div class="columns">
            {voiced.value && <Voicing report={voiced.value} filters={filters} />}
            <Notes
              {...{ notes: noted, filters, mayWrite }}
              class={voiced.value ? 'five' : 'whole'}
              onChanged={() => {
                notes.retry()
                trend.retry()
              }}
            />
          </div>
          <PageFoot at={trend.at} rebuilding={report.rebuilding} />
        </>
      )}
    </Settled>
  )
}

/** Whether complaints are ranked by their number, their customers' value or their cost. */
function WeightChoice({ weights, shown }: { weights: ParetoWeight[]; shown: ParetoWeight }) {
  const { t } = voice.value
  if (weights.length < 2) return null
  return (
    <label class="pick pick-select small">
      <span class="pick-name">{t('complaints.pareto.by')}</span>
      <select
        value={shown}
        onChange={({ currentTarget: { value } }) =>
          look({ weight: value === 'count' ? null : value }, 'replace')
        }
      >
        {weights.map((weight) => (
          <option key={weight} value={weight}>
            {t(`complaints.pareto.by.${weight}`)}
          </option>
        ))}
      </select>
      <Icon name="chevron" />
    </label>
  )
}

/** What complaints are divided by: answers, or a count the account has given. */
function ExposureChoice({ shown }: { shown: string }) {
  const { t } = voice.value
  const { value } = useLoaded('exposures', fetchExposures)
  const names = ['responses', ...(value?.exposures ?? []).map(({ name }) => name)]
  if (names.length < 2) return null
  return (
    <label class="pick pick-select small">
      <span class="pick-name">{t('complaints.exposure')}</span>
      <select
        value={shown}
        onChange={({ currentTarget }) =>
          look({ exposure: currentTarget.value === 'responses' ? null : currentTarget.value })
        }
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {name === 'responses'
              ? t('complaints.exposure.answers')
              : exposureName(name, voice.value)}
          </option>
        ))}
      </select>
      <Icon name="chevron" />
    </label>
  )
}
