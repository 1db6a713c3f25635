/** `npm start`: the whole service on this machine, from nothing to the line that says it is ready. */
import type { Client } from '@libsql/client/http'
import { expectFree, localAddress, networkAddresses } from './address.ts'
import { buildIfNeeded } from './build.ts'
import { runCommand, Stop } from './command.ts'
import { databaseFile, lockDataFolder, openDataFolder, secretIn } from './data-folder.ts'
import { connect, expectAnswer } from './database.ts'
import { startShopSite } from './demo/shop-page.ts'
import { makeDemoShop, wantsDemo } from './demo-shop.ts'
import { startLibsqlServer } from './libsql-server.ts'
import { migrate } from './migrations.ts'
import { tellRunning, tellStopped, whatRuns } from './running.ts'
import { readSettings, type Settings } from './settings.ts'
import { hasOwner, issueSetupToken, setupLink } from './setup-token.ts'
import { startWorker, workerdFolder } from './worker.ts'
import { endOrphan } from './workerd/orphan.ts'

type Close = () => unknown
const patienceAtEndMs = 900

await runCommand(async () => {
  const opened: Close[] = []
  endOnSignal(opened)
  try {
    await start(readSettings(process.env), opened)
  } catch (error) {
    process.exitCode = 1
    await closeAll(opened)
    throw error
  }
})

async function start(settings: Settings, opened: Close[]): Promise<void> {
  const { dataFolder, host } = settings
  takeDataFolder(dataFolder, opened)
  await endOrphan(workerdFolder(dataFolder))
  await expectFree(host, settings.port)
  await buildIfNeeded()
  const { url, token } = await database(settings, opened)
  const client = connect(url, token)
  await expectAnswer(client, url)
  await migrate(client)
  const worker = await startWorker({
    port: settings.port,
    host,
    databaseUrl: url,
    databaseToken: token,
    dataFolder,
    mailUrl: settings.mailUrl,
    variables: variablesOf(settings),
  })
  opened.push(() => worker.stop())
  const address = localAddress(host, worker.port)
  await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(5000) }).catch(() => {}) // warm up
  if (settings.demo && (await wantsDemo(client))) await makeDemoShop(client, address, new Date())
  const shop = settings.demo ? await startShopSite(client, address, host, worker.port + 1) : null
  if (shop) opened.push(() => shop.close())
  tellRunning(dataFolder, { address, databaseUrl: url, databaseToken: token ?? '' })
  opened.push(() => tellStopped(dataFolder))
  await announce(settings, client, worker.port, shop?.address)
}

function takeDataFolder(folder: string, opened: Close[]): void {
  openDataFolder(folder)
  const unlock = lockDataFolder(folder)
  if (unlock === null) {
    const where = whatRuns(folder)?.address
    const who = where === undefined ? 'another Gapwise' : `the Gapwise at ${where}`
    throw new Stop(
      `The data folder ${folder} is in use by ${who}. Set GAPWISE_DATA for a second one.`,
    )
  }
  opened.push(unlock)
  tellStopped(folder) // what a killed one has told is not true any more
}

async function database(settings: Settings, opened: Close[]) {
  if (settings.databaseUrl !== undefined) {
    return { url: settings.databaseUrl, token: settings.databaseToken }
  }
  const file = databaseFile(settings.dataFolder)
  try {
    const server = await startLibsqlServer({ file })
    opened.push(() => server.close())
    return server
  } catch (error) {
    const reason = error instanceof Error ? error.message : error
    throw new Stop(`The database ${file} cannot be opened: ${reason}.`)
  }
}

function variablesOf(settings: Settings): Record<string, string | undefined> {
  return {
    GAPWISE_SECRET: settings.secret ?? secretIn(settings.dataFolder),
    GAPWISE_LIMIT_ADDRESS: String(settings.limitPerAddress),
    TRUSTED_PROXY_HOPS: String(settings.trustedProxyHops),
    PUBLIC_URL: settings.publicUrl,
    MAIL_FROM: settings.mailFrom,
    MAIL_URL: settings.mailUrl,
    MAIL_TOKEN: settings.mailToken,
  }
}

async function announce(
  settings: Settings,
  client: Client,
  port: number,
  shop: string | undefined,
): Promise<void> {
  const { host, publicUrl, dataFolder } = settings
  const address = publicUrl ?? localAddress(host, port)
  console.log(`Gapwise is ready at ${localAddress(host, port)}`)
  console.log(`  Dashboard    ${address}/`)
  for (const other of networkAddresses(host, port)) console.log(`  On the net   ${other}/`)
  if (!(await hasOwner(client))) {
    const token = await issueSetupToken(client, new Date(), settings.setupToken)
    console.log(`  First owner  ${setupLink(address, token)}   (works once, for a day)`)
  }
  if (shop !== undefined) console.log(`  Demo shop    ${shop}/`)
  console.log(`  Data         ${dataFolder}`)
}

function endOnSignal(opened: Close[]): void {
  let isEnding = false
  const end = () => {
    if (isEnding) return // Ctrl-C comes twice: from the terminal, and passed on by the launcher
    isEnding = true
    closeAll(opened).then(() => process.exit())
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
}

/** Last opened, first closed; in time, whatever hangs. */
async function closeAll(opened: Close[]): Promise<void> {
  setTimeout(() => process.exit(), patienceAtEndMs).unref()
  for (let close = opened.pop(); close !== undefined; close = opened.pop()) {
    await Promise.resolve(close()).catch(() => {})
  }
}
