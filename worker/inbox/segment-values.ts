/** Keeps the number of segment values bounded, whatever visitors send: after 200 of a name, further ones are `other`. */
import type { SurveyResponse } from '../../schema/responses.ts'
import { MOST_SEGMENT_VALUES, OTHER_SEGMENT_VALUE } from '../../schema/settings.ts'
import type { Database, Statement } from '../db.ts'
import { segmentValuesOf } from '../tallies/fold.ts'

export class SegmentValues {
  #known: Map<string, Set<string>> | null = null

  async load(db: Database, surveyId: string): Promise<void> {
    if (this.#known) return
    const sql = 'SELECT name, value FROM segment_values WHERE survey_id = ?'
    const [result] = await db.read([{ sql, args: [surveyId] }])
    this.#known = new Map()
    for (const row of result?.rows ?? []) this.#valuesOf(String(row.name)).add(String(row.value))
  }

  /** After a batch that may have failed, what is stored is read again. */
  forget(): void {
    this.#known = null
  }

  /** The response with every value beyond the bound called `other`, and notes the new ones in `fresh`. */
  bounded(response: SurveyResponse, fresh: [name: string, value: string][]): SurveyResponse {
    const renamed = new Map<string, string>()
    for (const [name, value] of segmentValuesOf(response)) {
      const values = this.#valuesOf(name)
      // `other` takes no place of its own, so that an export of all comes back the same.
      const others = Number(values.has(OTHER_SEGMENT_VALUE) || value === OTHER_SEGMENT_VALUE)
      const isFull = values.size >= MOST_SEGMENT_VALUES + others && !values.has(value)
      const kept = isFull ? OTHER_SEGMENT_VALUE : value
      if (isFull) renamed.set(name, kept)
      if (!values.has(kept)) fresh.push([name, kept])
      values.add(kept)
    }
    if (renamed.size === 0) return response
    const segments = Object.entries(response.segments).map(([name, value]) => [
      name,
      renamed.get(name) ?? value,
    ])
    return {
      ...response,
      channel: renamed.get('channel') ?? response.channel,
      locale: renamed.has('locale') ? OTHER_SEGMENT_VALUE : response.locale,
      segments: Object.fromEntries(segments),
    }
  }

  #valuesOf(name: string): Set<string> {
    this.#known ??= new Map()
    const values = this.#known.get(name) ?? new Set()
    this.#known.set(name, values)
    return values
  }
}

export const keepSegmentValues = (
  surveyId: string,
  fresh: readonly [name: string, value: string][],
): Statement[] =>
  fresh.length === 0
    ? []
    : [
        {
          sql: `INSERT OR IGNORE INTO segment_values (survey_id, name, value)
            SELECT ?1, j.value ->> 0, j.value ->> 1 FROM json_each(?2) j`,
          args: [surveyId, JSON.stringify(fresh)],
        },
      ]
