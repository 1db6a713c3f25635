/** A client of the database for commands; the Worker has its own. */
import { type Client, createClient } from '@libsql/client/http'
import { Stop } from './command.ts'

const patienceMs = 30_000

/** The client has no timeout of its own, and would wait for a hung server for ever. */
export function connect(url: string, token: string | undefined): Client {
  return createClient({
    url,
    ...(token === undefined ? {} : { authToken: token }),
    fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(patienceMs) }),
  })
}

/** Asks something simple. Throws a Stop when the server cannot be reached or does not let us in. */
export async function expectAnswer(client: Client, url: string): Promise<void> {
  try {
    await client.execute('SELECT 1')
  } catch (error) {
    throw new Stop(`The database at ${new URL(url).host} did not answer: ${reasonOf(error)}.`)
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? error.cause.message : ''
  return (cause || error.message).split('\n', 1)[0] ?? ''
}
