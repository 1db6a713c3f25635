/** A service whose database can be spoilt: database process, fault proxy, Worker, and one live survey. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@libsql/client/http'
import { connect } from '../../local/database.ts'
import { aShortSurvey } from '../support/a-survey.ts'
import { startDatabaseProcess } from '../support/database-process.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'

export type World = {
  gapwise: Gapwise
  owner: Owner
  survey: Published
  proxy: FaultProxy
  /** Past the proxy. */
  database: Client
  /** Where the survey takes answers. */
  url: string
  waiting(): Promise<number>
  stop(): Promise<void>
}

export async function startWorld(settings: Record<string, string> = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'gapwise-faults-'))
  const process = await startDatabaseProcess(join(folder, 'gapwise.db'))
  const proxy = await startFaultProxy(process.url)
  const gapwise = await startGapwise({
    database: { url: proxy.url, token: process.token },
    settings: { GAPWISE_LIMIT_ADDRESS: '0', ...settings },
  })
  const owner = await ownerOf(gapwise)
  const survey = await owner.publish(aShortSurvey())
  return {
    gapwise,
    owner,
    survey,
    proxy,
    database: connect(process.url, process.token),
    url: answersOf(gapwise.url, survey),
    waiting: () => waitingAt(gapwise.url),
    async stop() {
      proxy.set(() => 'pass')
      await gapwise.stop()
      await proxy.close()
      await process.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const answersOf = (url: string, { slug }: Pick<Published, 'slug'>): string =>
  `${url}/api/public/surveys/${slug}/responses`

/** How many answers /healthz says are kept; not 0 while it cannot say. */
export async function waitingAt(url: string): Promise<number> {
  const reply = await fetch(`${url}/healthz`)
  const { waiting = 0 } = (await reply.json()) as { waiting?: number }
  return reply.ok ? waiting : Number.NaN
}
