/** Cases of an anonymous survey show a segment's value only once as many of its responses have it as a row needs. */
import type { Complaint } from '../../schema/complaints.ts'
import type { Database } from '../db.ts'
import { commonAmong, commonOnes } from '../responses/anonymous.ts'
import { anonymousSurveys } from '../surveys/store.ts'

/** The same cases without the values that too few have. */
export async function veiledCases(db: Database, cases: readonly Complaint[]): Promise<Complaint[]> {
  const veils = await veilsOver(db, cases)
  return cases.map((each) => {
    const isCommon = each.surveyId === null ? undefined : veils.get(each.surveyId)
    if (!isCommon) return each
    const { locale } = each
    return {
      ...each,
      locale: locale !== null && isCommon('locale', locale) ? locale : null,
      segments: commonOnes(each.segments, isCommon),
    }
  })
}

async function veilsOver(db: Database, cases: readonly Complaint[]) {
  const bySurvey = Map.groupBy(cases, ({ surveyId }) => surveyId ?? '')
  const asked = [...bySurvey.keys()].filter((id) => id !== '')
  const anonymous = asked.length === 0 ? [] : await anonymousSurveys(db)
  const found = asked
    .filter((id) => anonymous.includes(id))
    .map(async (id) => {
      const values = (bySurvey.get(id) ?? []).flatMap(valuesOf)
      return [id, await commonAmong(db, id, values)] as const
    })
  return new Map(await Promise.all(found))
}

const valuesOf = ({ locale, segments }: Complaint): [string, string][] => [
  ...Object.entries(segments),
  ...(locale === null ? [] : [['locale', locale] as [string, string]]),
]

/** Surveys whose cases may not be asked for by these values: who filters by a value sees it. */
export async function surveysNotToAsk(
  db: Database,
  segments: ReadonlyMap<string, string>,
): Promise<string[]> {
  if (segments.size === 0) return []
  const found = (await anonymousSurveys(db)).map(async (id) => {
    const isCommon = await commonAmong(db, id, segments)
    return [...segments].every(([name, value]) => isCommon(name, value)) ? [] : [id]
  })
  return (await Promise.all(found)).flat()
}
