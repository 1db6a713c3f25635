/** Importance against performance with the drivers beside, wherever both are shown. */
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { query } from '../address.ts'
import { driversReport, importanceReport, type SurveyLine } from '../api.ts'
import { keyOf } from '../complaints/query.ts'
import { type Filters, reportQuery } from '../filters.ts'
import type { Labels } from '../labels.ts'
import { useLoaded } from '../load.ts'
import { Busy } from '../shell/Busy.tsx'
import { Failure, Waiting } from '../shell/Settled.tsx'
import { DriverBars } from './DriverBars.tsx'
import { Importance } from './Importance.tsx'

type Props = { survey: SurveyLine; filters: Filters; definition: SurveyDefinition; labels: Labels }

export function WhatMatters({ survey, filters, definition, labels }: Props) {
  const outcome = query.value.get('question')
  const known = definition.questions.some(({ key }) => key === outcome)
  const asked = {
    ...reportQuery({ ...filters, segment: null }),
    ...(outcome !== null && known ? { question: outcome } : {}),
  }
  const importance = useLoaded(keyOf(`importance ${survey.id}`, asked), (stop) =>
    importanceReport(survey.id, asked, stop),
  )
  const drivers = useLoaded(keyOf(`drivers ${survey.id}`, asked), (stop) =>
    driversReport(survey.id, asked, stop),
  )
  const problem = importance.problem ?? drivers.problem
  if (importance.value === null && drivers.value === null)
    return problem ? <Failure problem={problem} retry={importance.retry} /> : <Waiting />
  return (
    <Busy busy={!importance.fits || !drivers.fits} class="columns">
      {importance.value && <Importance report={importance.value} labels={labels} />}
      {drivers.value && (
        <DriverBars report={drivers.value} importance={importance.value} labels={labels} />
      )}
    </Busy>
  )
}
