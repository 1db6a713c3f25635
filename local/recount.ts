/**
 * `npm run recount`: holds every survey's tallies against a recount of its responses, while the service runs or not.
 * Ends with exit code 1 when a sum differs; nothing is changed.
 */
import type { Client } from '@libsql/client/http'
import { dayOfNumber } from '../schema/calendar.ts'
import { Settings as AccountSettings } from '../schema/settings.ts'
import { SurveyDefinition } from '../schema/survey.ts'
// The one thing of the Worker that is not built but run here: a recount must be the very fold that made the sums.
import { type Read, recount, type Wrong } from '../worker/tallies/recount.ts'
import { cursorOf, isOfOtherZone } from '../worker/tallies/store.ts'
import { runCommand, Stop } from './command.ts'
import { connect, expectAnswer } from './database.ts'
import { openDatabase } from './running.ts'
import { readSettings } from './settings.ts'

const MOST_TOLD = 20

await runCommand(async () => {
  const door = await openDatabase(readSettings(process.env))
  try {
    const client = connect(door.databaseUrl, door.databaseToken)
    await expectAnswer(client, door.databaseUrl)
    const damaged = await recountAll(client)
    if (damaged.length > 0)
      throw new Stop(
        `Make the sums of ${damaged.join(', ')} anew: POST /api/surveys/{id}/rebuild as owner or editor.`,
      )
  } finally {
    await door.close()
  }
})

/** @returns the slugs of the surveys whose sums are not what their rows say */
async function recountAll(client: Client): Promise<string[]> {
  const read: Read = (statements) => client.batch([...statements], 'read')
  const [settings, surveys, versions] = await read([
    { sql: 'SELECT value FROM settings WHERE id = 1', args: [] },
    { sql: 'SELECT id, slug FROM surveys WHERE version > 0 ORDER BY slug', args: [] },
    { sql: 'SELECT survey_id, version, definition FROM survey_versions', args: [] },
  ])
  const { timeZone } = AccountSettings.parse(JSON.parse(String(settings?.rows[0]?.value ?? '{}')))
  const damaged: string[] = []
  for (const { id, slug } of surveys?.rows ?? []) {
    const own = (versions?.rows ?? []).filter((row) => row.survey_id === id)
    const definitions = new Map(
      own.map((row) => [
        Number(row.version),
        SurveyDefinition.parse(JSON.parse(String(row.definition))),
      ]),
    )
    const [cursor] = await read([cursorOf(String(id))])
    if (isOfOtherZone(cursor, timeZone)) {
      console.log(`${slug} (${id}): its sums are being made anew`)
      continue
    }
    const { responses, sums, wrong } = await recount(read, String(id), { definitions, timeZone })
    const verdict = wrong.length === 0 ? 'all as counted' : `${wrong.length} not as counted`
    console.log(`${slug} (${id}): ${responses} responses, ${sums} sums, ${verdict}`)
    for (const each of wrong.slice(0, MOST_TOLD)) console.log(`  ${told(each)}`)
    if (wrong.length > 0) damaged.push(String(slug))
  }
  return damaged
}

function told({ segment, measure, day, place, stored, counted }: Wrong): string {
  const group = segment === '' ? 'everyone' : segment
  return `${dayOfNumber(day)} ${group} ${measure}[${place}]: ${stored} instead of ${counted}`
}
