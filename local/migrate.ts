/** `npm run migrate`: brings the database to this version without starting the service. */
import { runCommand } from './command.ts'
import { connect, expectAnswer } from './database.ts'
import { migrate } from './migrations.ts'
import { openDatabase } from './running.ts'
import { readSettings } from './settings.ts'

await runCommand(async () => {
  const door = await openDatabase(readSettings(process.env))
  try {
    const client = connect(door.databaseUrl, door.databaseToken)
    await expectAnswer(client, door.databaseUrl)
    const applied = await migrate(client)
    console.log(applied.length === 0 ? 'Nothing to migrate.' : `Migrated: ${applied.join(', ')}.`)
  } finally {
    await door.close()
  }
})
