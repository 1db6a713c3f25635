/** The survey as pages for a browser without script: every step, every way back, and nothing stored by looking. */
import { request as connect } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aShortSurvey, aSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'
import { load, type Page, post, press, send } from '../support/page.ts'

let gapwise: Gapwise
let owner: Owner
let survey: Published

beforeAll(async () => {
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '0' } })
  owner = await ownerOf(gapwise)
  survey = await owner.publish(aShortSurvey({ segments: ['order_type'] }))
})

afterAll(() => gapwise.stop())

const open = (query = '', of = survey) => load(gapwise, `/s/${of.slug}${query}`)
const next = (page: Page, filled: Record<string, string | string[]> = {}) =>
  press(gapwise, page, filled)
const idOf = (page: Page) => page.field('id') ?? ''
const stored = async (id: string, of = survey) =>
  (await owner.fetch(`/api/surveys/${of.id}/responses/${id}`)).json()
const isStored = async (id: string, of = survey) =>
  (await owner.fetch(`/api/surveys/${of.id}/responses/${id}`)).status === 200
const rows = async () =>
  (await gapwise.database.execute('SELECT count(*) AS n FROM responses')).rows[0]?.n
const sharing = (of: Published, change: object) =>
  owner.send('PUT', `/api/surveys/${of.id}/sharing`, change)

describe('a walk through a survey', () => {
  test('goes score, pairs, words, thanks; every step is saved before the next', async () => {
    const first = await open('?touchpoint=shop&order_type=pickup&channel=qr')
    expect(first.text).toContain('Step 1 of 3')
    const second = await next(first, { recommend: '7' })
    expect(second.path).toMatch(
      new RegExp(`^/s/${survey.slug}/${idOf(first)}\\.[\\w-]{43}\\?page=2$`),
    )
    expect(await stored(idOf(first))).toMatchObject({
      answers: { recommend: 7 },
      channel: 'qr',
      locale: 'en',
      complete: false,
      segments: { touchpoint: 'shop', order_type: 'pickup' },
    })
    const third = await next(second, {
      'speed.expectation': '6',
      'speed.perception': '4',
      'help.na': '1',
    })
    expect(third.text).toContain('Step 3 of 3')
    const thanks = await next(third, { comment: 'Two lines\r\nof words' })
    expect(thanks.status).toBe(200)
    expect(thanks.text).toContain('Thank you')
    expect(thanks.path).toBe(second.path.replace('?page=2', ''))
    expect(await stored(idOf(first))).toMatchObject({
      revision: 3,
      complete: true,
      answers: {
        recommend: 7,
        speed: { expectation: 6, perception: 4 },
        help: null,
        comment: 'Two lines\nof words',
      },
      segments: { touchpoint: 'shop', order_type: 'pickup' },
    })
  })

  test('keeps every answer on the way back, and what was typed on the page left behind', async () => {
    const first = await open()
    const second = await next(first, { recommend: '3' })
    const back = await press(
      gapwise,
      second,
      { 'speed.expectation': '5', 'speed.perception': '2' },
      'action=back',
    )
    expect(back.path).toContain('?page=1')
    expect(back.field('recommend')).toBe('3')
    const again = await next(back, { recommend: '4' })
    expect(again.field('speed.expectation')).toBe('5')
    expect(again.field('speed.perception')).toBe('2')
    const answers = { recommend: 4, speed: { expectation: 5, perception: 2 } }
    expect((await stored(idOf(first))).answers).toEqual(answers)
  })

  test('goes on in another language with every answer kept, the very step filled in too', async () => {
    const second = await next(await open(), { recommend: '8' })
    const typed = { 'speed.expectation': '7', 'speed.perception': '1' }
    const chinese = await press(gapwise, second, typed, 'lang=zh-CN')
    expect(chinese.html).toContain('<html lang="zh-CN"')
    expect(chinese.path).toContain('?page=2')
    expect(chinese.field('speed.expectation')).toBe('7')
    expect(chinese.field('lang')).toBe('zh-CN')
    const third = await next(chinese)
    expect(third.html).toContain('<html lang="zh-CN"')
    const first = await press(gapwise, third, {}, 'action=back')
    expect(first.field('speed.perception')).toBe('1')
    expect(await stored(idOf(second))).toMatchObject({ locale: 'zh-CN', answers: { recommend: 8 } })
  })

  test('posted by the script gets at once what stands at the address it is told, step by step to the thanks', async () => {
    const fetched = { 'x-requested-with': 'gapwise' }
    const isSame = (text: string) => text.replaceAll(/nonce="[^"]*"/g, '')
    let page = await open()
    for (const step of ['?page=2', '?page=3', '']) {
      const body = String(new URLSearchParams([...page.fields, ['action', 'next']]))
      const reply = await gapwise.fetch(`/s/${survey.slug}`, {
        ...post(body),
        headers: { ...fetched, 'content-type': 'application/x-www-form-urlencoded' },
        redirect: 'manual',
      })
      expect(reply.status).toBe(200)
      const address = reply.headers.get('content-location') ?? ''
      expect(new URL(address, gapwise.url).search).toBe(step)
      const there = await gapwise.fetch(address, { headers: fetched })
      expect(isSame(await reply.text())).toBe(isSame(await there.text()))
      page = await load(gapwise, address)
    }
    expect(page.text).toContain('Your answers are in')
  })

  test('skips a question, which leaves it unanswered, also when it had been answered', async () => {
    const first = await open()
    const second = await press(gapwise, first, { recommend: '2' }, 'action=skip')
    expect(second.path).toContain('?page=2')
    expect((await stored(idOf(first))).answers).toEqual({})
    const thanks = await next(await next(second))
    expect(thanks.text).toContain('Thank you')
    expect(await stored(idOf(first))).toMatchObject({ complete: true, answers: {} })
  })

  test('can be taken up again at any step by its own address, and changed after the end', async () => {
    const first = await open()
    const second = await next(first, { recommend: '10' })
    const address = second.path.replace('?page=2', '')
    const resumed = await load(gapwise, address)
    expect(resumed.text).toContain('Step 2 of 3')
    const thanks = await next(
      await next(resumed, { 'speed.expectation': '4', 'speed.perception': '4' }),
    )
    const change = thanks.links.find((href) => href.includes('page=1')) ?? ''
    const changed = await next(await load(gapwise, change), { recommend: '0' })
    expect(changed.field('speed.expectation')).toBe('4')
    expect(await stored(idOf(first))).toMatchObject({ complete: true, answers: { recommend: 0 } })
    expect((await load(gapwise, address)).text).toContain('Thank you')
  })

  test('shows what depends on an answer only then, and drops what no longer does', async () => {
    const branching = await owner.publish(
      aShortSurvey({
        questions: [
          { key: 'recommend', type: 'nps' },
          {
            key: 'reason',
            type: 'text',
            showIf: { question: 'recommend', op: 'lte', value: 6 },
          },
          { key: 'visit', type: 'choice', options: [{ key: 'first' }, { key: 'again' }] },
        ],
      }),
    )
    const first = await open('', branching)
    const reason = await next(first, { recommend: '5' })
    expect(reason.html).toContain('name="reason"')
    const visit = await next(reason, { reason: 'Slow' })
    expect((await stored(idOf(first), branching)).answers).toEqual({ recommend: 5, reason: 'Slow' })
    const back = await press(gapwise, visit, {}, 'action=back')
    expect(back.field('reason')).toBe('Slow')
    const score = await press(gapwise, back, {}, 'action=back')
    const straight = await next(score, { recommend: '9' })
    expect(straight.html).not.toContain('name="reason"')
    expect(straight.html).toContain('name="visit"')
    expect((await stored(idOf(first), branching)).answers).toEqual({ recommend: 9 })
  })

  test('asks everyone of a sample only what was drawn, the same on every step', async () => {
    const pairs = ['aa', 'bb', 'cc', 'dd'].map((key) => ({ key, type: 'gap' as const }))
    const sampled = await owner.publish(
      aShortSurvey({
        questions: [{ key: 'recommend', type: 'nps' }, ...pairs],
        sample: { type: 'gap', count: 2 },
      }),
    )
    const first = await open('', sampled)
    const shown = first.field('shown')?.split(' ') ?? []
    expect(new Set(shown).size).toBe(2)
    const second = await next(first, { recommend: '6' })
    expect(second.field('shown')).toBe(shown.join(' '))
    const asked = pairs.filter(({ key }) => second.html.includes(`name="${key}.expectation"`))
    expect(asked.map(({ key }) => key).sort()).toEqual([...shown].sort())
    const answered = Object.fromEntries(shown.map((key) => [`${key}.na`, '1']))
    await next(second, answered)
    expect((await stored(idOf(first), sampled)).shown).toEqual(shown)
  })

  test('takes a question of every kind', async () => {
    const every = await owner.publish(aSurvey())
    const filled: Record<string, string | string[]> = {
      recommend: '6',
      'speed.expectation': '7',
      'speed.perception': '3',
      'promise.minimum': '2',
      'promise.expectation': '5',
      'promise.perception': '4',
      'promise.importance': '5',
      overall: '4',
      price: '0.3',
      'weights.responsiveness': '30',
      'weights.reliability': '70',
      why: ['wait', 'cost', 'other'],
      'why.other': 'The lift',
      visit: 'again',
      comment: 'Hm',
      'problem.wanted': 'yes',
      'problem.category': 'delivery',
      'problem.text': 'Broken',
      'problem.contact': 'a@b.example',
    }
    const first = await open('', every)
    let page = first
    for (let steps = 0; page.buttons.includes('action=next'); steps++) {
      expect(steps).toBeLessThan(20)
      const there = Object.entries(filled).filter(([name]) => page.html.includes(`name="${name}"`))
      page = await next(page, Object.fromEntries(there))
      expect(page.status, page.text).toBe(200)
    }
    expect(await stored(idOf(first), every)).toMatchObject({
      complete: true,
      answers: {
        recommend: 6,
        speed: { expectation: 7, perception: 3 },
        promise: { minimum: 2, expectation: 5, perception: 4, importance: 5 },
        overall: 4,
        price: 0.3,
        weights: { responsiveness: 30, reliability: 70 },
        why: ['wait', 'cost', { other: 'The lift' }],
        visit: 'again',
        comment: 'Hm',
        problem: { category: 'delivery', text: 'Broken', contact: 'a@b.example' },
      },
    })
  })
})

describe('what is wrong with a page', () => {
  test('is told with 422, and everything typed stays', async () => {
    const second = await next(await open(), { recommend: '5' })
    const faulty = await next(second, {
      'speed.expectation': '6',
      'speed.perception': '99',
      'help.expectation': '3',
      'help.perception': '2',
    })
    expect(faulty.status).toBe(422)
    expect(faulty.field('speed.expectation')).toBe('6')
    expect(faulty.field('help.perception')).toBe('2')
    expect(faulty.html).toContain('role="alert"')
    expect(faulty.headers.get('cache-control')).toBe('no-store')
    expect((await stored(idOf(second))).answers).toEqual({ recommend: 5 })
    const fixed = await next(faulty, { 'speed.perception': '1' })
    expect(fixed.status).toBe(200)
    expect((await stored(idOf(second))).answers).toEqual({
      recommend: 5,
      speed: { expectation: 6, perception: 1 },
      help: { expectation: 3, perception: 2 },
    })
  })

  test('if it is half a pair is told once, and then taken as it is', async () => {
    const second = await next(await open(), { recommend: '5' })
    const told = await next(second, { 'speed.expectation': '6' })
    expect(told.status).toBe(422)
    expect(await stored(idOf(second))).toMatchObject({ revision: 1 })
    const taken = await next(told)
    expect(taken.status).toBe(200)
    expect((await stored(idOf(second))).answers).toMatchObject({ speed: { expectation: 6 } })
  })

  test('if it is a required question holds nobody who goes back or changes the language', async () => {
    const strict = await owner.publish(
      aShortSurvey({
        questions: [
          { key: 'visit', type: 'choice', options: [{ key: 'first' }] },
          { key: 'recommend', type: 'nps', required: true },
        ],
      }),
    )
    const first = await open('', strict)
    const second = await next(first, { visit: 'first' })
    expect((await next(second)).status).toBe(422)
    const back = await press(gapwise, second, {}, 'action=back')
    expect(back.field('visit')).toBe('first')
    const chinese = await press(gapwise, await next(back), {}, 'lang=zh-CN')
    expect(chinese.status).toBe(200)
    expect((await next(chinese, { recommend: '9' })).status).toBe(200)
    expect(await stored(idOf(first), strict)).toMatchObject({ complete: true })
  })

  test('keeps a text longer than allowed in the field', async () => {
    const short = await owner.publish(
      aShortSurvey({ questions: [{ key: 'comment', type: 'text', maxLength: 5 }] }),
    )
    const typed = 'Too long <b>&amp;'
    const faulty = await next(await open('', short), { comment: typed })
    expect(faulty.status).toBe(422)
    expect(faulty.field('comment')).toBe(typed)
    expect((await next(faulty, { comment: '😀😀😀😀😀' })).status).toBe(200)
    expect((await stored(idOf(faulty), short)).answers).toEqual({ comment: '😀😀😀😀😀' })
  })
})

describe('before anything is saved', () => {
  test('another language keeps what was chosen, and stores nothing', async () => {
    const before = await rows()
    const first = await open('?order_type=pickup')
    const chinese = await press(gapwise, first, { recommend: '3' }, 'lang=zh-CN')
    expect(chinese.html).toContain('lang="zh-CN"')
    expect(chinese.field('recommend')).toBe('3')
    expect([idOf(chinese), chinese.field('segment.order_type')]).toEqual([idOf(first), 'pickup'])
    expect(await rows()).toBe(before)
    const second = await next(chinese)
    expect(second.text).toMatch(/2.*3/)
    expect(await stored(idOf(first))).toMatchObject({ answers: { recommend: 3 }, locale: 'zh-CN' })
  })
})

describe('a posted form', () => {
  const fields = (page: Page, more: Record<string, string> = {}) =>
    new URLSearchParams([...page.fields, ...Object.entries({ recommend: '9', ...more })])

  test('of a version never published is 422, of another survey’s receipt 403, and nothing is stored', async () => {
    const before = await rows()
    const page = await open()
    expect((await send(gapwise, page, { version: '9' })).status).toBe(422)
    expect((await send(gapwise, page, { version: 'x' })).status).toBe(422)
    const receipt = `${idOf(page)}.${'A'.repeat(43)}`
    expect((await send(gapwise, page, { receipt })).status).toBe(403)
    expect((await send(gapwise, page, { id: 'short' })).status).toBe(422)
    expect((await send(gapwise, page, { revision: '0' })).status).toBe(422)
    expect((await send(gapwise, page, { revision: 'x' })).status).toBe(422)
    expect((await send(gapwise, page, {}, '', ['id'])).status).toBe(422)
    expect(await rows()).toBe(before)
  })

  test('keeps the version it was drawn from when another is published meanwhile', async () => {
    const changing = await owner.publish(aShortSurvey())
    const page = await open('', changing)
    const questions = [
      { key: 'easy', type: 'rating' as const, measure: 'ces' as const, scale: 7 as const },
    ]
    await owner.republish(changing, aShortSurvey({ questions }))
    const second = await next(page, { recommend: '9' })
    expect(second.text).toContain('Step 2 of 3')
    expect(await stored(idOf(page), changing)).toMatchObject({
      version: 1,
      answers: { recommend: 9 },
    })
    expect((await open('', changing)).html).toContain('name="easy"')
  })

  test('sent twice is stored once, and leads to the same step', async () => {
    const page = await open()
    const body = fields(page)
    const [one, two] = await Promise.all([
      load(gapwise, `/s/${survey.slug}`, post(body)),
      load(gapwise, `/s/${survey.slug}`, post(body)),
    ])
    expect(one.path).toBe(two.path)
    expect(await stored(idOf(page))).toMatchObject({ revision: 1 })
  })

  test('of an earlier step without its receipt tells nobody the receipt', async () => {
    const first = await open()
    await next(await next(first, { recommend: '9' }))
    for (const revision of ['1', '3']) {
      const replayed = await send(gapwise, first, { recommend: '1', revision })
      expect(replayed.status).toBe(403)
      expect(replayed.html).not.toContain(`${idOf(first)}.`)
    }
    expect((await stored(idOf(first))).answers).toEqual({ recommend: 9 })
  })

  test('cannot set what its sender does not own', async () => {
    const page = await open()
    const more = {
      tier: 'key',
      'segment.tier': 'key',
      stage: 'x',
      customer: 'C-1',
      complete: 'true',
    }
    await load(gapwise, `/s/${survey.slug}`, post(fields(page, more)))
    expect(await stored(idOf(page))).toMatchObject({
      segments: {},
      customerId: null,
      complete: false,
    })
  })

  test('with an answer to a question that was hidden is 422', async () => {
    const every = await owner.publish(aSurvey())
    const page = await open('', every)
    const sneaky = await send(gapwise, page, { recommend: '9', comment: 'Hello' }, 'action=next')
    expect(sneaky.status).toBe(422)
    expect(await isStored(idOf(page), every)).toBe(false)
  })

  test('holds as much in Chinese as in English: a comment and a complaint of 5,000 characters each', async () => {
    const text = '好'.repeat(5000)
    const long = await owner.publish(
      aShortSurvey({
        questions: [
          { key: 'comment', type: 'text', maxLength: 5000, page: 1 },
          { key: 'problem', type: 'complaint', categories: [{ key: 'late' }], page: 1 },
        ],
      }),
    )
    const page = await open('', long)
    const complaint = { 'problem.wanted': 'yes', 'problem.category': 'late', 'problem.text': text }
    expect((await next(page, { comment: text, ...complaint })).status).toBe(200)
    expect((await stored(idOf(page), long)).answers).toMatchObject({
      comment: text,
      problem: { category: 'late', text },
    })
  })

  test('that cannot be read gets the status of its fault, as a page', async () => {
    const before = await rows()
    const good = String(fields(await open()))
    const bodies: [number, RequestInit][] = [
      [413, post(`${good}&x=${'y'.repeat(65_536)}`)],
      [413, post(`${good}&x=${encodeURIComponent('好'.repeat(21_846))}`)],
      [413, post(`${good}&x=${'y'.repeat(3_000_000)}`)],
      [400, post(`${good}&x=%ff%fe`)],
      [400, post(`${good}&x=%`)],
      [400, { ...post(''), body: Buffer.from([0x61, 0x3d, 0xff]) }],
      [415, { ...post(good), headers: { 'content-type': 'text/plain' } }],
      [415, { ...post(good), headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
      [415, { ...post(good), headers: { 'content-type': 'application/json' } }],
      [422, post('')],
    ]
    for (const [status, init] of bodies) {
      const page = await load(gapwise, `/s/${survey.slug}`, init)
      expect(page.status, page.text).toBe(status)
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    }
    expect(await rows()).toBe(before)
    const nul = await load(gapwise, `/s/${survey.slug}`, post(`${good}&comment=a%00b`))
    expect(nul.status).toBe(422)
    expect(await rows()).toBe(before)
  })

  test('with a thousand odd fields is never a fault of ours', async () => {
    const page = await open()
    const values = [
      '',
      ' ',
      '-1',
      '1e99',
      'NaN',
      'true',
      '<b>',
      '%',
      '😀',
      '__proto__',
      '9'.repeat(400),
    ]
    const names = [
      ...new Set(page.fields.map(([name]) => name)),
      'recommend',
      'speed.expectation',
      'speed.na',
      'comment',
      'action',
      'Reported',
      'shown',
      'token',
      'receipt',
      '__proto__',
      'constructor',
      'segment.order_type',
    ]
    for (const name of names)
      for (const value of values) {
        const reply = await send(gapwise, page, { id: crypto.randomUUID(), [name]: value })
        expect(reply.status, `${name}=${value}`).toBeLessThan(500)
      }
  })
})

describe('who may post a form', () => {
  const answer = async (headers: Record<string, string>) => {
    const page = await open()
    const init = post(new URLSearchParams([...page.fields, ['recommend', '9']]))
    const reply = await gapwise.fetch(`/s/${survey.slug}`, {
      ...init,
      headers: { ...init.headers, ...headers },
    })
    return reply.status
  }

  test('our own page, also in a browser that hides where a post comes from', async () => {
    expect(await answer({ origin: gapwise.url, 'sec-fetch-site': 'same-origin' })).toBe(303)
    // Referrer-Policy: no-referrer makes it null, the site it stays within is still told.
    expect(await answer({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(303)
  })

  test('no other website', async () => {
    const before = await rows()
    expect(await answer({ origin: 'https://evil.example' })).toBe(403)
    expect(await answer({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await answer({ origin: 'null' })).toBe(403)
    expect(await rows()).toBe(before)
  })
})

describe('looking', () => {
  const agents = [
    'curl/8.5.0',
    'Mozilla/5.0 (Windows NT 10.0) SafeLinks',
    'Googlebot/2.1',
    'Mozilla/5.0 Chrome/147',
  ]

  test('stores nothing: no GET and no HEAD, with any score, by any scanner, on any page', async () => {
    const receipt = (await open()).field('receipt') ?? ''
    const saved = await next(await open(), { recommend: '7' })
    const before = await rows()
    const folded = await owner.nps(survey)
    for (const agent of agents)
      for (const extra of [{}, { purpose: 'prefetch' }, { 'sec-purpose': 'prefetch;prerender' }])
        for (const method of ['GET', 'HEAD'])
          for (const score of [...Array(11).keys()].slice(method === 'GET' ? 0 : 10)) {
            const headers = { 'user-agent': agent, ...extra }
            const reply = await gapwise.fetch(`/s/${survey.slug}?recommend=${score}`, {
              method,
              headers,
            })
            expect(reply.status).toBe(200)
            expect(reply.headers.get('cache-control')).toBe('no-store')
            await reply.arrayBuffer()
          }
    for (const path of [
      saved.path,
      saved.path.replace('page=2', 'page=1&recommend=1'),
      `/r/${saved.field('receipt')}`,
    ])
      for (const method of ['GET', 'HEAD'])
        await (await gapwise.fetch(path, { method })).arrayBuffer()
    await gapwise.fetch(`/api/public/surveys/${survey.slug}?recommend=9`)
    expect(receipt).toBe('')
    expect(await rows()).toBe(before)
    expect((await owner.nps(survey)).total).toEqual(folded.total)
    expect(await stored(idOf(saved))).toMatchObject({ revision: 1, answers: { recommend: 7 } })
  })

  test('with a score in the address chooses it, and only that; then one click stores that score', async () => {
    const page = await open('?recommend=9&comment=Hello&speed.expectation=3&unknown=1')
    expect(page.fields.filter(([name]) => name === 'recommend')).toEqual([['recommend', '9']])
    expect(page.field('speed.expectation')).toBeUndefined()
    expect(page.fields.map(([, value]) => value)).not.toContain('Hello')
    await next(page)
    expect((await stored(idOf(page))).answers).toEqual({ recommend: 9 })
    for (const odd of ['11', '-1', '9.5', 'nine', '', '09'])
      expect((await open(`?recommend=${odd}`)).field('recommend')).toBeUndefined()
  })

  test('takes from the address only segments of the survey, and no value that could not be stored', async () => {
    const long = 'x'.repeat(65)
    for (const query of [
      `touchpoint=${long}`,
      'touchpoint=%00',
      'tier=key',
      'stage=x',
      'foo=bar',
      'touchpoint=',
    ]) {
      const page = await open(`?${query}`)
      expect(page.fields.filter(([name]) => name.startsWith('segment.'))).toEqual([])
      expect((await next(page, { recommend: '9' })).status).toBe(200)
    }
    const odd = await open(`?touchpoint=${encodeURIComponent('"><script>alert(1)</script>😀')}`)
    expect(odd.field('segment.touchpoint')).toBe('"><script>alert(1)</script>😀')
    expect(odd.html).not.toContain('<script>alert')
    expect((await open('?channel=fax')).field('channel')).toBe('link')
  })

  test('in a language shows that one, or the nearest, or the first', async () => {
    const languageOf = async (query: string, accept = '') => {
      const headers: Record<string, string> = accept ? { 'accept-language': accept } : {}
      const page = await load(gapwise, `/s/${survey.slug}${query}`, { headers })
      return /<html lang="([^"]*)"/.exec(page.html)?.[1]
    }
    expect(await languageOf('?lang=zh-CN')).toBe('zh-CN')
    expect(await languageOf('?lang=zh')).toBe('zh-CN')
    expect(await languageOf('?lang=zh-Hans-CN')).toBe('zh-CN')
    expect(await languageOf('?lang=fr')).toBe('en')
    expect(await languageOf('', 'fr;q=0.9, zh;q=0.8')).toBe('zh-CN')
    expect(await languageOf('?lang=en', 'zh-CN')).toBe('en')
    expect(await languageOf('')).toBe('en')
    expect(await languageOf('?lang=%22%3E%3Cscript%3E')).toBe('en')
  })
})

describe('a page that is no survey', () => {
  test('says why: closed 410, draft and unknown 404, not open yet 410', async () => {
    const closing = await owner.publish(aShortSurvey())
    const page = await open('', closing)
    await owner.fetch(`/api/surveys/${closing.id}/publication`, { method: 'DELETE' })
    const closed = await open('', closing)
    expect([closed.status, closed.text]).toEqual([410, expect.stringContaining('has closed')])
    const late = await next(page, { recommend: '9' })
    expect([late.status, late.text]).toEqual([410, expect.stringContaining('has closed')])
    expect((await next(page, { recommend: '99' })).status).toBe(410)
    const draft = await owner.send('POST', '/api/surveys', { definition: aShortSurvey() })
    expect((await open('', draft as Published)).status).toBe(404)
    const unknown = await open('', { ...survey, slug: 'no-such-survey' })
    expect([unknown.status, unknown.text]).toEqual([404, expect.stringContaining('no survey')])
    expect((await load(gapwise, '/s/no-such-survey', post('recommend=9'))).status).toBe(404)
    const early = await owner.publish(aShortSurvey())
    await sharing(early, { opensAt: new Date(Date.now() + 60_000).toISOString() })
    const soon = await open('', early)
    expect([soon.status, soon.text]).toEqual([410, expect.stringContaining('not opened yet')])
    for (const { headers } of [closed, late, unknown, soon]) {
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(headers.get('cache-control')).toBe('no-store')
    }
  })

  test.each([
    ['GET', '/s/no-such-survey', 404, 'unknown-survey'],
    ['GET', '/i/no-such-link', 404, 'unknown-invitation'],
    ['GET', '/r/no-such-receipt', 404, 'not-found'],
    ['POST', '/s/no-such-survey', 404, 'unknown-survey'],
  ])(
    'is told in problem+json to whoever asks for no page: %s %s',
    async (method, path, status, type) => {
      for (const accept of ['*/*', 'application/json']) {
        const form = method === 'POST' ? post('recommend=9') : {}
        const headers = { ...form.headers, accept }
        const reply = await gapwise.fetch(path, { ...form, headers })
        expect(reply.headers.get('content-type')).toBe('application/problem+json')
        expect(reply.headers.get('referrer-policy')).toBe('no-referrer')
        expect(await reply.json()).toMatchObject({ status, type: `/problems/${type}` })
      }
    },
  )

  test('says it in the language of the reader', async () => {
    const page = await load(gapwise, '/s/no-such-survey', { headers: { 'accept-language': 'zh' } })
    expect(page.html).toContain('<html lang="zh-CN"')
  })
})

describe('in a frame of a listed website', () => {
  test('every step may be framed by it alone, what goes wrong as well', async () => {
    const framed = await owner.publish(aShortSurvey())
    const origins = ['https://shop.example', 'https://m.shop.example']
    await sharing(framed, { origins })
    const first = await open('?embed=1', framed)
    const second = await next(first, { recommend: '9' })
    expect(second.path).toContain('?page=2&embed=1')
    const faulty = await next(second, { 'speed.perception': '99' })
    expect(faulty.status).toBe(422)
    await owner.fetch(`/api/surveys/${framed.id}/publication`, { method: 'DELETE' })
    const closed = await open('?embed=1', framed)
    expect(closed.status).toBe(410)
    for (const { headers } of [first, second, faulty, closed]) {
      expect(headers.get('content-security-policy')).toContain(
        'frame-ancestors https://shop.example https://m.shop.example;',
      )
      expect(headers.get('x-frame-options')).toBeNull()
      // Else a website that isolates itself (COEP) is not let frame it.
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    }
    const other = await open('?embed=1')
    expect(other.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(other.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  })
})

test('the thanks in a frame lead back into it, and to what may not be framed in a tab of its own', async () => {
  const framed = await owner.publish(
    aShortSurvey({ locales: ['en'], questions: [{ key: 'visit', type: 'text' }] }),
  )
  await sharing(framed, { origins: ['https://shop.example'] })
  const thanks = async (query: string) =>
    (await next(await open(query, framed), { visit: 'x' })).html.match(/<a href="\/[^>]*>/g)
  expect(await thanks('?embed=1')).toEqual([
    expect.stringMatching(/\?page=1&amp;lang=en&amp;embed=1">$/),
    expect.stringMatching(/^<a href="\/r\/.*" target="_blank">$/),
  ])
  expect(await thanks('')).toEqual([
    expect.stringMatching(/\?page=1&amp;lang=en">$/),
    expect.not.stringContaining('target'),
  ])
})

describe('after the last step', () => {
  const thanks = { text: { en: 'See you' }, redirectUrl: 'https://shop.example/again?x=1&y=2' }

  test('the page leads on only to a host that is listed', async () => {
    const leading = await owner.publish(
      aShortSurvey({ questions: [{ key: 'recommend', type: 'nps' }], thanks }),
    )
    const finish = async () => next(await open('', leading), { recommend: '9' })
    const unlisted = await finish()
    expect(unlisted.text).toContain('See you')
    expect(unlisted.html).not.toContain('shop.example')
    await sharing(leading, { redirectHosts: ['other.example', 'evilshop.example'] })
    expect((await finish()).html).not.toContain('shop.example/again')
    await sharing(leading, { redirectHosts: ['shop.example'] })
    const listed = await finish()
    expect(listed.links).toContain(thanks.redirectUrl)
    expect(listed.html).toContain('content="0;url=https://shop.example/again?x=1&amp;y=2"')
  })

  test('no address in the query leads anywhere', async () => {
    for (const name of ['next', 'redirect', 'url', 'return', 'redirectUrl'])
      for (const value of [
        '//evil.example',
        '/\\evil.example',
        'https:evil.example',
        'javascript:1',
      ]) {
        const page = await open(`?${name}=${encodeURIComponent(value)}`)
        expect(page.links.filter((href) => /^(\/\/|\/\\|https?:|javascript:)/.test(href))).toEqual(
          [],
        )
        expect(page.html).not.toContain('<meta http-equiv')
      }
  })
})

test('what people and staff write stands on a page as text, never as markup', async () => {
  const evil = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'onmouseover=alert(1) x='",
    '</script><script>1',
    '<!--<script>',
    '{{7*7}}',
    '\u2028</title>',
  ]
  const count = (page: Page) => page.html.match(/<script/g)?.length
  let plain: number | undefined
  for (const text of ['plain', ...evil]) {
    const marked = await owner.publish({
      title: { en: text },
      questions: [
        { key: 'recommend', type: 'nps', text: { en: text } },
        { key: 'visit', type: 'choice', options: [{ key: 'one', text: { en: text } }] },
        { key: 'comment', type: 'text', text: { en: text } },
      ],
      thanks: { text: { en: text } },
    })
    const first = await open('', marked)
    const visit = await next(first, { recommend: '3' })
    const comment = await next(visit)
    const back = await press(gapwise, comment, { comment: text }, 'action=back')
    const done = await next(await next(back))
    plain ??= count(first)
    for (const page of [first, visit, comment, back]) {
      expect(count(page)).toBe(plain)
      expect(page.text).toContain(text.replace('\u2028', ' '))
      expect(page.html).not.toMatch(/<img src=x|<b onmouseover/)
    }
    expect(done.html).not.toContain('<script>alert')
    const own = await load(gapwise, `/r/${comment.field('receipt')}`)
    expect(own.text).toContain(text.replace('\u2028', ' '))
    expect(own.html).not.toContain('<script>alert')
  }
})

test('a client that hangs up in the middle of its form harms nobody', async () => {
  await new Promise<void>((resolve) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '5000',
    }
    const request = connect(`${gapwise.url}/s/${survey.slug}`, { method: 'POST', headers })
    request.on('error', () => resolve())
    request.write('id=1&')
    setTimeout(() => request.destroy(), 100)
  })
  expect((await open()).status).toBe(200)
})
