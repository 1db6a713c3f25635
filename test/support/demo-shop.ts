/** The demo shop in a running service with its first owner. */
import { makeDemo } from '../../local/demo/demo.ts'
import { dayIn } from '../../schema/calendar.ts'

export const PERSON = { email: 'sam@tidewell.example', password: 'only for the pictures' }

/** Makes the first owner and, with a key of theirs, the shop: through the API, as `npm start` makes it. */
export async function fillDemoShop(url: string, setupToken: string): Promise<void> {
  const own = { 'content-type': 'application/json', origin: url, 'x-requested-with': 'gapwise' }
  const post = async (path: string, body: object, headers: Record<string, string>) => {
    const reply = await fetch(url + path, { method: 'POST', body: JSON.stringify(body), headers })
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
    return reply
  }
  const owner = { token: setupToken, name: 'Sam Reyes', ...PERSON }
  const setup = await post('/api/setup', owner, own)
  const cookie = setup.headers.getSetCookie().map((each) => each.split(';')[0])
  const asked = { name: 'Demo shop', scope: 'write' }
  const made = await post('/api/api-keys', asked, { ...own, cookie: cookie.join('; ') })
  const { key } = (await made.json()) as { key: string }
  await makeDemo({ url, key, today: dayIn('UTC', new Date()) })
}
