/** Invitations by mail, to a provider that keeps what it gets: what is in them, and that nobody gets one twice. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { aShortSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Fault, type Posted, startProvider, type Taken } from '../support/mail-sink.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'
import { load, press } from '../support/page.ts'

let fault: (mail: Taken, tries: number) => Fault | undefined
let provider: Awaited<ReturnType<typeof startProvider>>
let gapwise: Gapwise
let owner: Owner
let survey: Published

const PUBLIC = 'https://feedback.shop.example'

beforeAll(async () => {
  provider = await startProvider((mail, tries) => fault(mail, tries))
  gapwise = await startGapwise({
    settings: {
      GAPWISE_LIMIT_ADDRESS: '0',
      MAIL_FROM: 'The Shop <feedback@shop.example>',
      MAIL_URL: provider.url,
      MAIL_TOKEN: 'a-token',
      PUBLIC_URL: PUBLIC,
    },
  })
  owner = await ownerOf({ ...gapwise, url: PUBLIC })
  await owner.send('PUT', '/api/settings', {
    brand: { en: 'Tidewell & <Sons>', 'zh-CN': '海潮家居' },
  })
  survey = await owner.publish(aShortSurvey())
})
afterAll(async () => {
  await gapwise.stop()
  await provider.stop()
})
beforeEach(async () => {
  fault = () => undefined
  // What an earlier test has left waiting is not this one's.
  await gapwise.database.execute("DELETE FROM mails WHERE state IN ('queued', 'sending')")
})

let people = 0
type Person = { id: string; email: string }
async function aPerson(more: object = {}): Promise<Person> {
  const id = `person-${++people}`
  const person = { id, email: `${id}@customers.example`, ...more }
  await owner.send('POST', '/api/customers', person)
  return person
}
type Sent = {
  invitations: { id: string; customer: string; url: string }[]
  notSent: { customer: string; reason: string }[]
}
const invite = (persons: readonly Person[], to = survey) =>
  owner.send<Sent>('POST', `/api/surveys/${to.id}/invitations`, {
    customers: persons.map(({ id }) => id),
    send: true,
  })
const remind = (persons: readonly Person[]) =>
  owner.send<{ reminded: { customer: string }[]; notSent: Sent['notSent'] }>(
    'POST',
    `/api/surveys/${survey.id}/reminders`,
    { customers: persons.map(({ id }) => id) },
  )
type Line = { customer: string; state: string; mail: Mailed; reminder: Mailed }
type Mailed = { state: string; detail: string | null } | null
async function lineOf({ id }: Person): Promise<Line | undefined> {
  const reply = await owner.fetch(`/api/surveys/${survey.id}/invitations?limit=500`)
  const { invitations } = (await reply.json()) as { invitations: Line[] }
  return invitations.find(({ customer }) => customer === id)
}
/** What became of a person's mail, once it has been tried so often. */
const afterTries = (person: Person, tries = 1, kind: 'mail' | 'reminder' = 'mail') =>
  vi.waitFor(
    async () => {
      const sql = `SELECT m.state, m.attempts FROM mails m JOIN invitations i ON i.id = m.invitation_id
        WHERE i.customer_id = ? AND m.kind = ? ORDER BY m.queued_at DESC`
      const args = [person.id, kind === 'mail' ? 'invitation' : 'reminder']
      const [row] = (await gapwise.database.execute({ sql, args })).rows
      expect(row?.state).not.toBe('sending')
      expect(Number(row?.attempts)).toBeGreaterThanOrEqual(tries)
      return (await lineOf(person))?.[kind]
    },
    { timeout: 20_000 },
  )
/** What the minute does that is so far away; who is signed in stays so. */
async function later(minutes: number): Promise<void> {
  await gapwise.database.execute('UPDATE sessions SET expires_at = 9007199254740991')
  await gapwise.tick(new Date(Date.now() + minutes * 60_000))
}
async function mailTo(person: Person): Promise<Posted> {
  await afterTries(person)
  const [posted] = provider.to(person.email)
  if (!posted) throw new Error('No mail')
  return posted
}
const linksIn = (text: string) =>
  [...text.matchAll(/https?:\/\/[^\s"<>]+/g)].map(([link]) => link.replaceAll('&amp;', '&'))
const pathOf = (link: string) => link.slice(PUBLIC.length)

describe('an invitation by mail', () => {
  test('goes to the provider once, with a key, the sender and both parts', async () => {
    const person = await aPerson()
    const { invitations, notSent } = await invite([person])
    expect([invitations.length, notSent]).toEqual([1, []])
    const { mail, key, authorization } = await mailTo(person)
    expect(Object.keys(mail).sort()).toEqual(['from', 'headers', 'html', 'subject', 'text', 'to'])
    expect(mail).toMatchObject({
      from: 'The Shop <feedback@shop.example>',
      to: person.email,
      subject: 'After delivery',
    })
    expect([key.length, authorization]).toEqual([19, 'Bearer a-token'])
    expect((await lineOf(person))?.mail).toMatchObject({ state: 'sent', detail: null })
    await later(60)
    expect(provider.tries.filter((each) => each.mail.to === person.email)).toHaveLength(1)
  })

  test('asks the first question with eleven links that choose on the page and store nothing', async () => {
    const person = await aPerson()
    const { invitations } = await invite([person])
    const { html, text } = (await mailTo(person)).mail
    for (const part of [html, text]) {
      const scores = linksIn(part).filter((link) => link.includes('recommend='))
      expect(scores.map((link) => new URL(link).searchParams.get('recommend'))).toEqual(
        Array.from({ length: 11 }, (_, score) => String(score)),
      )
      for (const link of scores) expect(link.startsWith(`${invitations[0]?.url}?`)).toBe(true)
    }
    const [, , , three = ''] = linksIn(text)
    for (let visit = 0; visit < 3; visit++)
      expect((await load(gapwise, pathOf(three))).field('recommend')).toBe('3')
    expect((await lineOf(person))?.state).toBe('open')
  })

  test('has no name or address in any of its links, and fetches nothing when it is opened', async () => {
    const person = await aPerson({ name: 'Wilhelmina Lovelace' })
    await invite([person])
    const { html, text } = (await mailTo(person)).mail
    const links = [...linksIn(html), ...linksIn(text)]
    expect(links.length).toBeGreaterThan(20)
    // Names so long that no token has them by chance.
    for (const link of links)
      expect(decodeURIComponent(link)).not.toMatch(/@|person-|wilhelmina|lovelace/i)
    expect(html).not.toMatch(/<img|<link|<script|<iframe|url\(|src=/i)
  })

  test('can be stopped in one click, which both its headers and its last line say', async () => {
    const person = await aPerson()
    await invite([person])
    const { html, text, headers } = (await mailTo(person)).mail
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    const [, stop = ''] = /^<(.*)>$/.exec(headers['List-Unsubscribe'] ?? '') ?? []
    expect(stop).toMatch(new RegExp(`^${PUBLIC}/unsubscribe/[\\w-]{43}\\.[\\w-]{43}$`))
    expect(html).toContain(`<a href="${stop}?lang=en"`)
    expect(text).toContain(`Stop these emails: ${stop}?lang=en`)
  })

  test('speaks the customer’s language, else the survey’s first', async () => {
    const [chinese, french] = [await aPerson({ locale: 'zh-CN' }), await aPerson({ locale: 'fr' })]
    await invite([chinese, french])
    const [zh, fallback] = [(await mailTo(chinese)).mail, (await mailTo(french)).mail]
    expect(zh.subject).toBe('送货之后')
    expect(zh.html).toContain('<html lang="zh-CN" dir="ltr">')
    expect(zh.html).toContain('您有多大可能向朋友或同事推荐海潮家居？')
    expect(zh.text).toContain('退订此类邮件')
    expect(fallback.subject).toBe('After delivery')
    expect(fallback.html).toContain('lang="en"')
  })

  test('keeps what owners and customers typed as text, in one subject and to one address', async () => {
    const hostile = await owner.publish(
      aShortSurvey({
        title: { en: 'A\r\nBcc: victim@shop.example' },
        questions: [
          { key: 'recommend', type: 'nps', text: { en: '{name}: <a href=//evil>Click</a>?' } },
        ],
      }),
    )
    const person = await aPerson({ name: 'x\r\nBcc: v@shop.example <b>' })
    await invite([person], hostile)
    const { mail } = await mailTo(person)
    expect([mail.to, mail.subject]).toEqual([person.email, 'A Bcc: victim@shop.example'])
    expect(mail.html).not.toMatch(/<a href=\/\/evil|<b>|<Sons>/)
    expect(mail.html).toContain('Tidewell &amp; &lt;Sons&gt;')
    expect(mail.html).toContain('&lt;a href=//evil&gt;Click')
  })

  test('leads where the settings say, whatever host the request came by', async () => {
    const person = await aPerson()
    const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' }
    await owner.send(
      'POST',
      `/api/surveys/${survey.id}/invitations`,
      { customers: [person.id], send: true },
      headers,
    )
    const { html, text } = (await mailTo(person)).mail
    for (const link of [...linksIn(html), ...linksIn(text)])
      expect(new URL(link).origin).toBe(PUBLIC)
  })
})

describe('who gets none is listed, and nothing changes for them', () => {
  test('without an address, unsubscribed, or with a mailed link that still holds', async () => {
    const [nobody, gone, twice, fresh] = [
      await aPerson({ email: null }),
      await aPerson(),
      await aPerson(),
      await aPerson(),
    ]
    const [first] = (await invite([gone, twice])).invitations
    await stop(await mailTo(gone))
    await owner.fetch(`/api/surveys/${survey.id}/invitations/${first?.id}`, { method: 'DELETE' })
    await afterTries(twice)
    const { invitations, notSent } = await invite([nobody, gone, twice, fresh])
    expect(invitations.map(({ customer }) => customer)).toEqual([fresh.id])
    expect(notSent.sort((a, b) => a.reason.localeCompare(b.reason))).toEqual([
      { customer: twice.id, reason: 'invited-before' },
      { customer: nobody.id, reason: 'no-address' },
      { customer: gone.id, reason: 'unsubscribed' },
    ])
    await afterTries(fresh)
    expect(provider.to(twice.email)).toHaveLength(1)
    expect(provider.to(gone.email)).toHaveLength(1)
    expect(await lineOf(nobody)).toBeUndefined()
    expect((await lineOf(twice))?.state).toBe('open')
  })

  test('an unknown customer, a draft and a survey that has not opened are refused by name', async () => {
    const person = await aPerson()
    const ask = async (to: string, customers: string[]) => {
      const reply = await owner.fetch(`/api/surveys/${to}/invitations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ customers, send: true }),
      })
      return [reply.status, (await reply.json()).type]
    }
    expect(await ask(survey.id, ['no-one'])).toEqual([422, '/problems/invalid-request'])
    const draft = await owner.send<Published>('POST', '/api/surveys', {
      definition: aShortSurvey(),
    })
    expect(await ask(draft.id, [person.id])).toEqual([409, '/problems/wrong-state'])
    const early = await owner.publish(aShortSurvey())
    await owner.send('PUT', `/api/surveys/${early.id}/sharing`, { opensAt: '2100-01-01T00:00:00Z' })
    expect(await ask(early.id, [person.id])).toEqual([409, '/problems/wrong-state'])
    expect(await lineOf(person)).toBeUndefined()
  })

  test('without settings for mail it is refused by name, and links are still made', async () => {
    const bare = await startGapwise()
    try {
      const ann = await ownerOf(bare)
      const { id } = await ann.publish(aShortSurvey())
      await ann.send('POST', '/api/customers', { id: 'a', email: 'a@customers.example' })
      const post = async (path: string, body: object) => {
        const headers = { 'content-type': 'application/json' }
        const sent = { method: 'POST', headers, body: JSON.stringify(body) }
        const reply = await ann.fetch(`/api/surveys/${id}/${path}`, sent)
        return [reply.status, (await reply.json()).type]
      }
      const refused = [409, '/problems/mail-not-set-up']
      expect(await post('invitations', { customers: ['a'], send: true })).toEqual(refused)
      expect(await post('reminders', { customers: ['a'] })).toEqual(refused)
      expect((await post('invitations', { customers: ['a'] }))[0]).toBe(201)
      expect(await (await ann.fetch('/api/session')).json()).toMatchObject({ sendsMail: false })
    } finally {
      await bare.stop()
    }
    expect(await (await owner.fetch('/api/session')).json()).toMatchObject({ sendsMail: true })
  })
})

describe('at most one mail, whatever the provider does', () => {
  test.each([
    ['429', { status: 429, retryAfter: 120 }],
    ['500', { status: 500 }],
    ['503', { status: 503 }],
    ['401', { status: 401 }],
  ])('after a %s it is tried again later, with the same key', async (_, wrong) => {
    const person = await aPerson()
    fault = (_mail, tries) => (tries < 3 ? wrong : undefined)
    await invite([person])
    expect(await afterTries(person)).toMatchObject({ state: 'queued' })
    await gapwise.tick()
    expect(await afterTries(person)).toMatchObject({ state: 'queued' })
    await later(2.1)
    await later(8)
    expect(await afterTries(person, 3)).toMatchObject({ state: 'sent' })
    await later(60)
    const tries = provider.tries.filter(({ mail }) => mail.to === person.email)
    expect(tries).toHaveLength(3)
    expect(new Set(tries.map(({ key }) => key)).size).toBe(1)
    expect(provider.to(person.email)).toHaveLength(1)
  })

  test('after 429 nobody else is tried either until the time it said', async () => {
    const persons = [await aPerson(), await aPerson()]
    fault = () => ({ status: 429, retryAfter: 600 })
    await invite(persons)
    await vi.waitFor(async () => {
      const sql =
        "SELECT sum(attempts) AS tries FROM mails WHERE state = 'queued' HAVING count(*) = 2"
      expect((await gapwise.database.execute(sql)).rows).toEqual([{ tries: 1 }])
    }, 20_000)
    await later(9)
    const tried = provider.tries.filter(({ mail }) =>
      persons.some(({ email }) => email === mail.to),
    )
    expect(tried).toHaveLength(1)
    fault = () => undefined
    await later(11)
    for (const { email } of persons) expect(provider.to(email)).toHaveLength(1)
  })

  test('taken without a reply it is unknown, and never sent again', async () => {
    const person = await aPerson()
    fault = () => 'cut'
    await invite([person])
    expect(await afterTries(person)).toMatchObject({ state: 'unknown' })
    fault = () => undefined
    for (const minutes of [1, 11, 60, 2000]) await later(minutes)
    expect(provider.tries.filter(({ mail }) => mail.to === person.email)).toHaveLength(1)
    expect((await invite([person])).notSent).toEqual([
      { customer: person.id, reason: 'invited-before' },
    ])
  })

  test('refused for good it has failed, with what the provider said; then staff may invite again', async () => {
    const person = await aPerson()
    fault = () => ({ status: 422, body: '{"message":"no such mailbox"}' })
    await invite([person])
    const mail = await afterTries(person)
    expect(mail).toMatchObject({ state: 'failed', detail: '422 {"message":"no such mailbox"}' })
    fault = () => undefined
    expect((await invite([person])).invitations).toHaveLength(1)
    await vi.waitFor(() => expect(provider.to(person.email)).toHaveLength(1), 20_000)
  })

  test('given up after a day of trying', async () => {
    const person = await aPerson()
    fault = () => ({ status: 500 })
    await invite([person])
    await afterTries(person)
    for (const hours of [1, 2, 4, 9, 27, 60]) await later(hours * 60)
    expect(await afterTries(person, 7)).toMatchObject({ state: 'failed' })
    await later(10_000)
    expect(provider.tries.filter(({ mail }) => mail.to === person.email)).toHaveLength(7)
  })

  test('of many, however many ticks run at once', async () => {
    const persons = await Promise.all(Array.from({ length: 20 }, () => aPerson()))
    await Promise.all([invite(persons), gapwise.tick(), gapwise.tick()])
    await Promise.all([gapwise.tick(), gapwise.tick(), gapwise.tick()])
    for (const person of persons) await afterTries(person)
    for (const { email } of persons) expect(provider.to(email)).toHaveLength(1)
  })

  test('of a service that was killed while sending nobody knows, so it is not sent again', async () => {
    const person = await aPerson()
    fault = () => ({ status: 503 })
    await invite([person])
    await afterTries(person)
    fault = () => undefined
    await gapwise.database.execute(
      "UPDATE mails SET state = 'sending', lease_until = 1 WHERE state = 'queued'",
    )
    await later(60)
    expect((await lineOf(person))?.mail).toMatchObject({ state: 'unknown' })
    expect(provider.to(person.email)).toHaveLength(0)
  })
})

test('an invitation whose mail failed reached nobody, so the response rate leaves it out', async () => {
  const asked = await owner.publish(aShortSurvey())
  const persons = await Promise.all(Array.from({ length: 8 }, () => aPerson()))
  fault = (mail) => (mail.to === persons[0]?.email ? { status: 422 } : undefined)
  await invite(persons, asked)
  for (const person of persons) await afterTries(person)
  const { invitations } = await (await owner.report(asked, 'response-rate')).json()
  expect(invitations).toMatchObject({ delivered: 7, pending: 7 })
})

describe('a reminder', () => {
  test('goes once to who was mailed and has not answered, with the same link', async () => {
    const [quiet, answered, unmailed] = [await aPerson(), await aPerson(), await aPerson()]
    const { invitations } = await invite([quiet, answered])
    const path = pathOf(invitations.find(({ customer }) => customer === answered.id)?.url ?? '')
    await afterTries(quiet)
    await afterTries(answered)
    let page = await press(gapwise, await load(gapwise, path), { recommend: '9' })
    page = await press(gapwise, await press(gapwise, page))
    expect(page.text).toContain('Thank you')
    const first = await remind([quiet, answered, unmailed])
    expect(first.reminded.map(({ customer }) => customer)).toEqual([quiet.id])
    expect(first.notSent.map(({ reason }) => reason)).toEqual(['not-invited', 'not-invited'])
    await afterTries(quiet, 1, 'reminder')
    const [mail, reminder] = provider.to(quiet.email)
    expect(reminder?.mail.subject).toBe('Reminder: After delivery')
    expect(linksIn(reminder?.mail.text ?? '')).toEqual(linksIn(mail?.mail.text ?? ''))
    expect(reminder?.key).not.toBe(mail?.key)
    expect((await remind([quiet])).notSent).toEqual([
      { customer: quiet.id, reason: 'reminded-before' },
    ])
    const { entries } = await (await owner.fetch('/api/audit?limit=2')).json()
    expect(entries).toMatchObject([
      { action: 'customers-mailed', target: survey.slug, detail: { reminders: 1 } },
      { action: 'customers-mailed', target: survey.slug, detail: { mails: 2 } },
    ])
    await later(60)
    expect(provider.to(quiet.email)).toHaveLength(2)
    expect(provider.to(answered.email)).toHaveLength(1)
  })
})

describe('what happens between queuing and sending counts', () => {
  const waiting = async () => {
    const person = await aPerson()
    fault = () => ({ status: 503 })
    const { invitations } = await invite([person])
    await afterTries(person)
    fault = () => undefined
    return { person, invitation: invitations[0]?.id ?? '' }
  }

  test('a link that was withdrawn is not mailed', async () => {
    const { person, invitation } = await waiting()
    const address = `/api/surveys/${survey.id}/invitations/${invitation}`
    await owner.fetch(address, { method: 'DELETE' })
    await later(10)
    expect((await lineOf(person))?.mail).toMatchObject({ state: 'withdrawn' })
    expect(provider.to(person.email)).toHaveLength(0)
  })

  test('who has unsubscribed meanwhile gets none', async () => {
    const { person } = await waiting()
    const [tried] = provider.tries.filter(({ mail }) => mail.to === person.email)
    if (tried) await stop(tried)
    await later(10)
    expect((await lineOf(person))?.mail).toMatchObject({ state: 'unsubscribed' })
    expect(provider.to(person.email)).toHaveLength(0)
  })

  test('of an erased person no mail is left, and the wish to get none outlives the record', async () => {
    const { person } = await waiting()
    const [tried] = provider.tries.filter(({ mail }) => mail.to === person.email)
    if (tried) await stop(tried)
    await owner.fetch(`/api/customers/${person.id}`, { method: 'DELETE' })
    await later(10)
    const rows = await gapwise.database.execute('SELECT * FROM mails JOIN suppressions')
    expect(JSON.stringify(rows)).not.toContain(person.email)
    const { rows: left } = await gapwise.database.execute(
      "SELECT count(*) AS n FROM mails WHERE state IN ('queued', 'sending')",
    )
    expect(left[0]?.n).toBe(0)
    expect(provider.to(person.email)).toHaveLength(0)
    const again = await aPerson({ email: person.email.toUpperCase() })
    expect((await invite([again])).notSent).toEqual([
      { customer: again.id, reason: 'unsubscribed' },
    ])
  })
})

/** As a mail program does it. */
async function stop({ mail }: Posted): Promise<void> {
  const address = mail.headers['List-Unsubscribe']?.slice(1, -1) ?? ''
  const reply = await gapwise.fetch(pathOf(address), {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  })
  expect(reply.status).toBe(200)
}

describe('/unsubscribe', () => {
  async function mailed() {
    const person = await aPerson()
    await invite([person])
    const posted = await mailTo(person)
    const path = pathOf(posted.mail.headers['List-Unsubscribe']?.slice(1, -1) ?? '')
    const since = async () =>
      (await (await owner.fetch(`/api/customers/${person.id}`)).json()).unsubscribedAt
    return { person, posted, path, since }
  }
  const html = { accept: 'text/html' }
  const BUTTON = 'List-Unsubscribe=One-Click'

  test('looked at shows a button and changes nothing, however often', async () => {
    const { path, since } = await mailed()
    for (let visit = 0; visit < 5; visit++) {
      const reply = await gapwise.fetch(path, { headers: html })
      expect(reply.status).toBe(200)
      expect(Object.fromEntries(reply.headers)).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      })
      expect(reply.headers.get('set-cookie')).toBeNull()
      expect(await reply.text()).toContain('>Stop these emails</button>')
    }
    expect((await gapwise.fetch(path, { method: 'HEAD' })).status).toBe(200)
    expect(await since()).toBeNull()
  })

  test('its button ends the mails, and the record says since when', async () => {
    const { path, since, person } = await mailed()
    const page = await press(gapwise, await load(gapwise, path), {}, BUTTON)
    expect([page.status, page.text.includes('no more survey emails')]).toEqual([200, true])
    expect(Date.parse(await since())).toBeGreaterThan(Date.now() - 60_000)
    const copy = await (await owner.fetch(`/api/customers/${person.id}/export`)).json()
    expect(copy.customer.unsubscribedAt).toBe(await since())
    expect(copy.invitations).toMatchObject([{ mail: { state: 'sent' }, reminder: null }])
  })

  test.each([
    ['as a form', () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
    [
      'as parts of a form',
      () => {
        const form = new FormData()
        form.set('List-Unsubscribe', 'One-Click')
        return form
      },
    ],
  ])('posted %s by anybody’s program it is done, twice as well as once', async (_, body) => {
    const { path, since } = await mailed()
    const post = () =>
      gapwise.fetch(path, {
        method: 'POST',
        body: body(),
        headers: { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' },
      })
    const first = await post()
    expect([first.status, await first.text()]).toEqual([200, ''])
    const at = await since()
    expect(at).not.toBeNull()
    expect((await post()).status).toBe(200)
    expect(await since()).toBe(at)
  })

  test('posted without the words it is refused, and of a token that is none there is nothing', async () => {
    const { path, since } = await mailed()
    const post = (to: string, body: string) =>
      gapwise.fetch(to, {
        method: 'POST',
        body: new URLSearchParams({ 'List-Unsubscribe': body }),
        headers: html,
      })
    expect((await post(path, 'no')).status).toBe(400)
    expect(await since()).toBeNull()
    const forged = path.slice(0, -1) + (path.endsWith('A') ? 'B' : 'A')
    for (const other of [
      forged,
      '/unsubscribe/x',
      `/unsubscribe/${'A'.repeat(43)}.${'A'.repeat(43)}`,
    ]) {
      const page = await load(gapwise, other)
      expect([page.status, page.text.includes('no longer works')]).toEqual([404, true])
      expect((await post(other, 'One-Click')).status).toBe(404)
    }
  })

  test('speaks the visitor’s language', async () => {
    const { path } = await mailed()
    const page = await load(gapwise, `${path}?lang=zh-CN`)
    expect(page.text).toContain('退订此类邮件')
    expect((await press(gapwise, page, {}, BUTTON)).text).toContain('已退订')
    const reply = await gapwise.fetch(path, { headers: { 'accept-language': 'de' } })
    expect(await reply.text()).toContain('Diese E-Mails abbestellen')
  })
})

test('no log line has a token or an address in it', () => {
  expect(gapwise.output()).not.toMatch(/@customers\.example|\/i\/|\/unsubscribe\//)
})
