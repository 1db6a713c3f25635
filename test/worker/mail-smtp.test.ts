/** Invitations by a mail server: what goes over the line, in secret where it can, and at most once whatever breaks. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { aShortSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { TEST_CERTIFICATE } from '../support/mail-certificate.ts'
import { read, type SmtpOptions, startMailServer } from '../support/mail-sink.ts'
import { type Staff, staffOf } from '../support/staff.ts'

const opened: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (let stop = opened.pop(); stop; stop = opened.pop()) await stop()
})

/** A service that mails by a server like this, and a survey to invite to. */
async function mailing(
  options: SmtpOptions,
  { user = '', trusts = true, from = 'Müller & Söhne <feedback@shop.example>' } = {},
) {
  const server = await startMailServer(options)
  const scheme = options.tls === 'implicit' ? 'smtps' : 'smtp'
  const gapwise = await startGapwise({
    settings: {
      MAIL_FROM: from,
      MAIL_URL: `${scheme}://${user}localhost:${server.port}`,
      PUBLIC_URL: 'https://feedback.shop.example',
    },
    ...(trusts ? { mailCertificate: TEST_CERTIFICATE } : {}),
  })
  opened.push(
    () => server.stop(),
    () => gapwise.stop(),
  )
  const staff = await staffOf(gapwise)
  const title = {
    en: 'How did we do?',
    'zh-CN': '我们做得怎么样？请您用一分钟告诉我们这次送货的感受 🚚',
  }
  const survey = await staff.publish('after', aShortSurvey({ title }))
  return { server, gapwise, staff, survey }
}
const SIGNED_IN = { user: 'shop%40example.com:p%40ss%20word@' }

type Mailing = { gapwise: Gapwise; staff: Staff; survey: string }
async function invite({ staff, survey }: Mailing, id: string, more: object = {}) {
  await staff.call('POST', '/api/customers', { id, email: `${id}@customers.example`, ...more })
  await staff.call('POST', `/api/surveys/${survey}/invitations`, { customers: [id], send: true })
}
const mailOf = ({ gapwise }: Mailing, id: string) =>
  vi.waitFor(
    async () => {
      const sql = `SELECT m.state, m.attempts, m.detail FROM mails m
        JOIN invitations i ON i.id = m.invitation_id WHERE i.customer_id = ?`
      const [row] = (await gapwise.database.execute({ sql, args: [id] })).rows
      expect(row?.state).not.toBe('sending')
      expect(Number(row?.attempts)).toBeGreaterThan(0)
      return row
    },
    { timeout: 20_000 },
  )

describe('a mail', () => {
  test('arrives as it was written: sender, subject, both parts and the way out', async () => {
    const all = await mailing({ tls: 'none' })
    await invite(all, 'li', { locale: 'zh-CN' })
    expect(await mailOf(all, 'li')).toMatchObject({ state: 'sent' })
    const [delivered] = all.server.delivered
    expect(delivered).toMatchObject({
      from: 'FROM:<feedback@shop.example>',
      to: 'li@customers.example',
      user: null,
      isSecret: false,
    })
    for (const line of delivered?.message.split('\r\n') ?? []) {
      expect(line.length).toBeLessThanOrEqual(998)
      expect(line).toMatch(/^[\x20-\x7e]*$/)
    }
    const { headers, text, html } = read(delivered?.message ?? '')
    expect(headers.map(([name]) => name)).toEqual([
      'From',
      'To',
      'Subject',
      'Date',
      'Message-ID',
      'List-Unsubscribe',
      'List-Unsubscribe-Post',
      'MIME-Version',
      'Content-Type',
    ])
    expect(Object.fromEntries(headers)).toMatchObject({
      From: 'Müller & Söhne <feedback@shop.example>',
      To: '<li@customers.example>',
      Subject: '我们做得怎么样？请您用一分钟告诉我们这次送货的感受 🚚',
    })
    expect(text).toContain('退订此类邮件')
    expect(html).toContain('<html lang="zh-CN"')
  })

  test('goes in secret from the start with smtps, and signs in', async () => {
    const all = await mailing({ tls: 'implicit' }, SIGNED_IN)
    await invite(all, 'a')
    expect(await mailOf(all, 'a')).toMatchObject({ state: 'sent' })
    expect(all.server.delivered).toMatchObject([
      { isSecret: true, user: 'shop@example.com:p@ss word' },
    ])
  })

  test('goes in secret by STARTTLS where the server offers it, before the password', async () => {
    const all = await mailing({ tls: 'starttls' }, SIGNED_IN)
    await invite(all, 'a')
    expect(await mailOf(all, 'a')).toMatchObject({ state: 'sent' })
    expect(all.server.delivered).toMatchObject([
      { isSecret: true, user: 'shop@example.com:p@ss word' },
    ])
    expect(all.server.heard.slice(0, 3).map((line) => line.split(' ')[0])).toEqual([
      'EHLO',
      'STARTTLS',
      'EHLO',
    ])
  })
})

describe('what is not sent', () => {
  test('a password over an open line: the mail waits', async () => {
    const all = await mailing({ tls: 'none' }, SIGNED_IN)
    await invite(all, 'a')
    const mail = await mailOf(all, 'a')
    expect(mail).toMatchObject({ state: 'queued', detail: expect.stringContaining('no TLS') })
    expect(all.server.heard.join()).not.toContain('AUTH')
  })

  test('anything to a server whose certificate nobody vouches for: the mail waits', async () => {
    const all = await mailing({ tls: 'starttls' }, { ...SIGNED_IN, trusts: false })
    await invite(all, 'a')
    expect(await mailOf(all, 'a')).toMatchObject({ state: 'queued' })
    expect(all.server.heard.join()).not.toContain('AUTH')
    expect(all.server.delivered).toEqual([])
  })

  test('anything with a wrong password: the mail waits until it is put right', async () => {
    const all = await mailing({ tls: 'implicit' }, { user: 'shop%40example.com:wrong@' })
    await invite(all, 'a')
    const mail = await mailOf(all, 'a')
    expect(mail).toMatchObject({ state: 'queued', detail: expect.stringContaining('535') })
    expect(all.server.delivered).toEqual([])
  })
})

describe('at most one mail, whatever the server does', () => {
  test('refused for now it is tried again; refused for good it has failed, in the server’s words', async () => {
    let isBusy = true
    const all = await mailing({
      tls: 'none',
      answer: (to) =>
        to.startsWith('gone') ? '550 no such mailbox' : isBusy ? '451 come back later' : undefined,
    })
    await invite(all, 'gone')
    expect(await mailOf(all, 'gone')).toMatchObject({
      state: 'failed',
      detail: '550 no such mailbox',
    })
    await invite(all, 'busy')
    expect(await mailOf(all, 'busy')).toMatchObject({
      state: 'queued',
      detail: '451 come back later',
    })
    isBusy = false
    await all.gapwise.tick(new Date(Date.now() + 120_000))
    expect(await mailOf(all, 'busy')).toMatchObject({ state: 'sent', attempts: 2 })
    expect(all.server.delivered).toHaveLength(1)
  })

  test('taken without a reply it is unknown, and never sent again', async () => {
    const all = await mailing({ tls: 'none', answer: () => 'cut after' })
    await invite(all, 'a')
    expect(await mailOf(all, 'a')).toMatchObject({ state: 'unknown' })
    for (const minutes of [11, 60, 2000])
      await all.gapwise.tick(new Date(Date.now() + minutes * 60_000))
    expect(all.server.delivered).toHaveLength(1)
  })

  test('a server that is away is no mail lost: it goes when the server is back', async () => {
    const all = await mailing({ tls: 'none' })
    const { port } = all.server
    await all.server.stop()
    await invite(all, 'a')
    expect(await mailOf(all, 'a')).toMatchObject({ state: 'queued' })
    const back = await startMailServer({ tls: 'none' }, port)
    opened.push(() => back.stop())
    await all.gapwise.tick(new Date(Date.now() + 120_000))
    expect(await mailOf(all, 'a')).toMatchObject({ state: 'sent' })
    expect(back.delivered).toHaveLength(1)
  })
})
