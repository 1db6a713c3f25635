/** SQL on exposures: how much there was to complain about, by day. */
import { type Day, dayOfNumber, numberOfDay } from '../../schema/calendar.ts'
import type { Database, Statement } from '../db.ts'

/** Sets the counts of some days; null takes a day away. Other days stay. */
export const putExposures = (
  name: string,
  days: readonly { day: Day; count: number | null }[],
): Statement[] => [
  {
    sql: `INSERT INTO exposures (name, day, count)
      SELECT ?1, j.value ->> 0, j.value ->> 1 FROM json_each(?2) j WHERE j.value ->> 1 IS NOT NULL
      ON CONFLICT (name, day) DO UPDATE SET count = excluded.count`,
    args: [name, JSON.stringify(days.map(({ day, count }) => [numberOfDay(day), count]))],
  },
  {
    sql: `DELETE FROM exposures WHERE name = ?1 AND day IN (SELECT value FROM json_each(?2))`,
    args: [
      name,
      JSON.stringify(days.flatMap(({ day, count }) => (count === null ? numberOfDay(day) : []))),
    ],
  },
]

export const deleteExposures = (name: string): Statement => ({
  sql: 'DELETE FROM exposures WHERE name = ?',
  args: [name],
})

/** Every name with its first and last day. */
export async function exposureNames(
  db: Database,
): Promise<{ name: string; from: Day; to: Day; days: number }[]> {
  const [found] = await db.read([
    {
      sql: `SELECT name, min(day) AS first, max(day) AS last, count(*) AS days
        FROM exposures GROUP BY name ORDER BY name`,
      args: [],
    },
  ])
  return (found?.rows ?? []).map((row) => ({
    name: String(row.name),
    from: dayOfNumber(Number(row.first)),
    to: dayOfNumber(Number(row.last)),
    days: Number(row.days),
  }))
}

export const exposureDays = (name: string, from: Day, to: Day): Statement => ({
  sql: 'SELECT day, count FROM exposures WHERE name = ? AND day BETWEEN ? AND ?',
  args: [name, numberOfDay(from), numberOfDay(to)],
})
