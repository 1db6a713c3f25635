/** `npm run owner`: prints a new one-time owner link, for whoever is locked out. */
import { localAddress } from './address.ts'
import { runCommand } from './command.ts'
import { connect, expectAnswer } from './database.ts'
import { migrate } from './migrations.ts'
import { openDatabase } from './running.ts'
import { readSettings } from './settings.ts'
import { issueSetupToken, setupLink } from './setup-token.ts'

await runCommand(async () => {
  const settings = readSettings(process.env)
  const door = await openDatabase(settings)
  try {
    const client = connect(door.databaseUrl, door.databaseToken)
    await expectAnswer(client, door.databaseUrl)
    await migrate(client)
    const token = await issueSetupToken(client, new Date(), settings.setupToken)
    const address = settings.publicUrl ?? door.address ?? localAddress(settings.host, settings.port)
    console.log(`A new owner can be made once, within a day, at\n${setupLink(address, token)}`)
  } finally {
    await door.close()
  }
})
