/** Surveys for staff: what a definition may be, drafts that nobody overwrites unseen, versions that never change. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResponse, aShortSurvey, aSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})

afterAll(() => gapwise.stop())

type Made = { id: string; slug: string; status: string; version: number }
const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  owner.fetch(path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
const make = (definition: unknown, more: object = {}) =>
  send('POST', '/api/surveys', { definition, ...more })
const made = async (definition: unknown = aShortSurvey(), more: object = {}): Promise<Made> => {
  const reply = await make(definition, more)
  expect(reply.status, await reply.clone().text()).toBe(201)
  return reply.json()
}
const get = async ({ id }: { id: string }) => (await owner.fetch(`/api/surveys/${id}`)).json()
const publish = ({ id }: { id: string }) => send('PUT', `/api/surveys/${id}/publication`)
const close = ({ id }: { id: string }) => send('DELETE', `/api/surveys/${id}/publication`)
const edit = async (survey: { id: string }, definition: unknown) =>
  send('PUT', `/api/surveys/${survey.id}`, { definition }, { 'if-match': (await get(survey)).etag })
const faults = async (reply: Response) => {
  const { status, type, errors = [] } = await reply.json()
  return [status, type, ...errors.map(({ pointer }: { pointer: string }) => pointer)]
}
const answer = async ({ slug }: { slug: string }, more: object = {}) =>
  (await gapwise.post(`/api/public/surveys/${slug}/responses`, aResponse({ ...more }))).status

/** The definition of the published contract, every kind of question and every option in it. */
const sample = {
  title: { en: 'How did we do?', 'zh-CN': '我们做得怎么样？' },
  locales: ['en', 'zh-CN'],
  program: 'transactional',
  segments: ['order_type'],
  dimensions: [{ key: 'responsiveness', label: { en: 'Responsiveness', 'zh-CN': '响应性' } }],
  questions: [
    { key: 'recommend', type: 'nps', text: { en: 'Recommend?' }, required: false },
    {
      key: 'speed',
      type: 'gap',
      dimension: 'responsiveness',
      scale: 7,
      text: { en: 'Speed', 'zh-CN': '速度' },
      expectationKind: 'should',
      importance: false,
    },
    { key: 'overall', type: 'rating', measure: 'csat', scale: 5, style: 'numbers' },
    { key: 'effort', type: 'rating', measure: 'ces', scale: 7 },
    { key: 'again', type: 'rating', measure: 'repurchase', scale: 5 },
    { key: 'price', type: 'slider', min: 0, max: 100, step: 1 },
    { key: 'weights', type: 'allocation', total: 100 },
    {
      key: 'why',
      type: 'choice',
      multiple: true,
      other: true,
      options: [{ key: 'wait', text: { en: 'The wait' } }],
    },
    {
      key: 'comment',
      type: 'text',
      maxLength: 2000,
      showIf: { question: 'recommend', op: 'lte', value: 6 },
    },
    {
      key: 'problem',
      type: 'complaint',
      categories: [{ key: 'delivery', text: { en: 'Delivery' } }],
      contact: true,
    },
  ],
  sample: { type: 'gap', count: 3 },
  privacy: 'identified',
  thanks: { text: { en: 'Thank you' }, redirectUrl: null },
  noOpinion: true,
}

describe('the definition of the contract', () => {
  test('is taken as it is printed, given back as it was sent, published and answered', async () => {
    const survey = await made(sample)
    expect(survey).toMatchObject({ status: 'draft', version: 0 })
    expect((await get(survey)).draft).toMatchObject(sample)
    expect(await (await publish(survey)).json()).toMatchObject({ status: 'live', version: 1 })
    const answers = {
      recommend: 6,
      speed: { expectation: 6, perception: 4 },
      weights: { responsiveness: 100 },
      why: ['wait', { other: 'text' }],
      comment: 'Slow',
      problem: { category: 'delivery', text: '…', contact: 'a@b.example' },
    }
    expect(await answer(survey, { answers, shown: ['speed'], complete: true })).toBe(201)
    expect((await gapwise.fetch(`/s/${survey.slug}`)).status).toBe(200)
  })

  test('needs a title and a question; all else has a default', async () => {
    const survey = await made({
      title: { en: 'Ours' },
      questions: [{ key: 'recommend', type: 'nps' }],
    })
    expect((await get(survey)).draft).toMatchObject({
      locales: ['en'],
      program: 'transactional',
      segments: [],
      privacy: 'identified',
      noOpinion: true,
    })
    expect((await publish(survey)).status).toBe(200)
    expect((await gapwise.fetch(`/s/${survey.slug}`)).status).toBe(200)
  })
})

describe('what is wrong with a definition', () => {
  const question = (change: object) => ({ ...sample, questions: [{ key: 'a', ...change }] })
  const keyed = (key: unknown) => question({ key, type: 'nps' })
  const shown = (showIf: unknown) => ({
    ...sample,
    questions: [
      { key: 'recommend', type: 'nps' },
      { key: 'comment', type: 'text', showIf },
    ],
  })
  const nps = (n: number) => Array.from({ length: n }, (_, i) => ({ key: `q${i}`, type: 'nps' }))
  const options = (n: number) => Array.from({ length: n }, (_, i) => ({ key: `o${i}` }))
  const nested = (depth: number): object =>
    depth === 0 ? { question: 'recommend', op: 'answered' } : { not: nested(depth - 1) }

  const bad: [string, unknown, string][] = [
    ['no object', 5, '/definition'],
    ['no title', { ...sample, title: undefined }, '/definition/title'],
    ['a title of another type', { ...sample, title: 'Hi' }, '/definition/title'],
    [
      'a title in no language',
      { ...sample, title: { english: 'Hi' } },
      '/definition/title/english',
    ],
    ['an empty title', { ...sample, title: { en: '' } }, '/definition/title/en'],
    [
      'a title that is too long',
      { ...sample, title: { en: 'x'.repeat(201) } },
      '/definition/title/en',
    ],
    ['a NUL in a text', { ...sample, title: { en: 'a\0b' } }, '/definition/title/en'],
    ['a lone surrogate', { ...sample, title: { en: '\ud800' } }, '/definition/title/en'],
    ['an object for a text', { ...sample, title: { en: { type: 'img' } } }, '/definition/title/en'],
    ['a member too many', { ...sample, colour: 'red' }, '/definition/colour'],
    ['no language', { ...sample, locales: [] }, '/definition/locales'],
    ['a language that is none', { ...sample, locales: ['English'] }, '/definition/locales/0'],
    ['a language twice', { ...sample, locales: ['en', 'en'] }, '/definition/locales/1'],
    ['another program', { ...sample, program: 'annual' }, '/definition/program'],
    ['another privacy', { ...sample, privacy: 'secret' }, '/definition/privacy'],
    ['no question', { ...sample, questions: [] }, '/definition/questions'],
    ['a hundred and one questions', { ...sample, questions: nps(101) }, '/definition/questions'],
    ['a type there is not', question({ type: 'matrix' }), '/definition/questions/0/type'],
    ['a question without a type', question({}), '/definition/questions/0/type'],
    [
      'an unknown member of a question',
      question({ type: 'nps', scale: 10 }),
      '/definition/questions/0/scale',
    ],
    [
      'a key twice',
      { ...sample, questions: [...nps(1), ...nps(1)] },
      '/definition/questions/1/key',
    ],
    ['a key of a segment', keyed('order_type'), '/definition/questions/0/key'],
    ['a scale there is not', question({ type: 'gap', scale: 6 }), '/definition/questions/0/scale'],
    [
      'an unknown expectation',
      question({ type: 'gap', expectationKind: 'may' }),
      '/definition/questions/0/expectationKind',
    ],
    [
      'a dimension nobody declared',
      question({ type: 'gap', dimension: 'taste' }),
      '/definition/questions/0/dimension',
    ],
    [
      'a rating on another scale',
      question({ type: 'rating', scale: 6 }),
      '/definition/questions/0/scale',
    ],
    [
      'another measure',
      question({ type: 'rating', measure: 'joy' }),
      '/definition/questions/0/measure',
    ],
    [
      'another style',
      question({ type: 'rating', style: 'hearts' }),
      '/definition/questions/0/style',
    ],
    [
      'a slider upside down',
      question({ type: 'slider', min: 5, max: 5 }),
      '/definition/questions/0/max',
    ],
    ['a step of nothing', question({ type: 'slider', step: 0 }), '/definition/questions/0/step'],
    [
      'more steps than anyone can tell apart',
      question({ type: 'slider', step: 0.001 }),
      '/definition/questions/0/step',
    ],
    [
      'points over nothing',
      { ...sample, dimensions: [], questions: [{ key: 'w', type: 'allocation' }] },
      '/definition/questions/0/type',
    ],
    ['no option', question({ type: 'choice', options: [] }), '/definition/questions/0/options'],
    [
      'fifty-one options',
      question({ type: 'choice', options: options(51) }),
      '/definition/questions/0/options',
    ],
    [
      'an option twice',
      question({ type: 'choice', options: [{ key: 'a' }, { key: 'a' }] }),
      '/definition/questions/0/options/1/key',
    ],
    [
      'fifty-one categories',
      question({ type: 'complaint', categories: options(51) }),
      '/definition/questions/0/categories',
    ],
    [
      'a text of nothing',
      question({ type: 'text', maxLength: 0 }),
      '/definition/questions/0/maxLength',
    ],
    [
      'a dimension twice',
      { ...sample, dimensions: [{ key: 'a' }, { key: 'a' }] },
      '/definition/dimensions/1/key',
    ],
    ['a segment of ours', { ...sample, segments: ['tier'] }, '/definition/segments/0'],
    ['a segment twice', { ...sample, segments: ['x', 'x'] }, '/definition/segments/1'],
    [
      'a sample of nothing',
      { ...sample, sample: { type: 'gap', count: 0 } },
      '/definition/sample/count',
    ],
    [
      'a sample of ratings',
      { ...sample, sample: { type: 'rating', count: 1 } },
      '/definition/sample/type',
    ],
    [
      'a condition on a later question',
      shown({ question: 'comment', op: 'answered' }),
      '/definition/questions/1/showIf',
    ],
    [
      'a condition on no question',
      shown({ question: 'nowhere', op: 'answered' }),
      '/definition/questions/1/showIf',
    ],
    [
      'a comparison there is not',
      shown({ question: 'recommend', op: 'like', value: 6 }),
      '/definition/questions/1/showIf',
    ],
    ['conditions nested too deep', shown(nested(5)), '/definition/questions/1/showIf'],
    [
      'an address to go on to that is no https',
      { ...sample, thanks: { redirectUrl: 'http://shop.example' } },
      '/definition/thanks/redirectUrl',
    ],
  ]
  test.each(bad)('is told: %s', async (_, definition, pointer) => {
    const [status, type, ...pointers] = await faults(await make(definition))
    expect([status, type]).toEqual([422, '/problems/invalid-request'])
    expect(
      pointers.some((each) => String(each).startsWith(pointer)),
      String(pointers),
    ).toBe(true)
  })

  const dangerous = [
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    'https://user@evil.example',
    ' https://shop.example',
    'https://shop.example\n',
    'https://shop.example/a b',
    'https://shop.example\\@evil.example',
    'https://localhost',
    'https://127.0.0.1:8080/\u0000',
    'HTTPS://',
    'https://shop.example:84430/thanks',
    'https://1.2.3.400/',
  ]
  test.each(dangerous)('includes an address that may be another: %s', async (redirectUrl) => {
    expect((await make({ ...sample, thanks: { redirectUrl } })).status).toBe(422)
  })

  test.each([
    '',
    'A',
    '1a',
    '-a',
    'a b',
    'a.b',
    'ä',
    'a'.repeat(41),
    'id',
    'channel',
    'locale',
    'lang',
    'version',
    'token',
    'receipt',
    'page',
    'constructor',
    '__proto__',
    null,
    5,
  ])('includes a key that is none, or one of ours: %s', async (key) => {
    expect(await faults(await make(keyed(key)))).toContain('/definition/questions/0/key')
  })

  test('is nothing about a key of forty characters, a hundred questions or fifty options', async () => {
    await made(keyed(`a${'0'.repeat(37)}_-`))
    await made({ ...sample, sample: undefined, questions: nps(100) })
    await made(question({ type: 'choice', options: options(50) }))
    await made(shown(nested(3)))
  })

  test('is told in at most twenty faults, however many there are', async () => {
    const reply = await make({
      ...sample,
      questions: nps(100).map((each) => ({ ...each, key: 'A' })),
    })
    const text = await reply.text()
    expect(JSON.parse(text).errors).toHaveLength(20)
    expect(text.length).toBeLessThan(16_384)
  })

  test('includes its weight: 256 KiB are taken, more is 413', async () => {
    const heavy = (kib: number) => {
      const text = Object.fromEntries(
        ['en', 'de', 'fr', 'es'].map((each) => [each, 'x'.repeat(500)]),
      )
      const each = (i: number) => ({ key: `q${i}`, type: 'nps', text })
      const definition = {
        ...sample,
        sample: undefined,
        questions: Array.from({ length: 99 }, (_, i) => each(i)),
      }
      const label = { en: 'x'.repeat(100) }
      const choice = { key: 'last', type: 'choice', options: [] as object[] }
      definition.questions.push(choice as never)
      for (let i = 0; JSON.stringify(definition).length < kib * 1024 && i < 50; i++)
        choice.options.push({
          key: `o${i}`,
          text: { ...label, de: 'x'.repeat(200), fr: 'x'.repeat(200) },
        })
      return definition
    }
    expect((await make(heavy(240))).status).toBe(201)
    const text = Object.fromEntries(
      ['en', 'de', 'fr', 'es', 'it', 'nl'].map((l) => [l, 'x'.repeat(500)]),
    )
    const tooHeavy = {
      ...sample,
      sample: undefined,
      questions: nps(100).map((each) => ({ ...each, text })),
    }
    expect(JSON.stringify(tooHeavy).length).toBeGreaterThan(256 * 1024)
    expect((await faults(await make(tooHeavy)))[0]).toBe(413)
    expect((await make({ ...sample, padding: 'x'.repeat(3_000_000) })).status).toBe(413)
  })
})

describe('a slug', () => {
  test('may be left out, and then is made from the title', async () => {
    const survey = await made({ ...aShortSurvey(), title: { en: 'Après la livraison! №1' } })
    expect(survey.slug).toMatch(/^apres-la-livraison-no1-[a-z0-9]{6}$/)
    const chinese = await made({ ...aShortSurvey(), title: { 'zh-CN': '送货之后' } })
    expect(chinese.slug).toMatch(/^[a-z0-9]{6}$/)
  })

  test('is taken as it is given, once', async () => {
    expect((await made(aShortSurvey(), { slug: 'after-delivery' })).slug).toBe('after-delivery')
    const again = await make(aShortSurvey(), { slug: 'after-delivery' })
    expect(await faults(again)).toEqual([409, '/problems/slug-taken'])
    const sent = Array.from({ length: 10 }, () => make(aShortSurvey(), { slug: 'one-of-ten' }))
    const statuses = (await Promise.all(sent)).map(({ status }) => status).sort()
    expect(statuses).toEqual([201, ...Array(9).fill(409)])
  })

  test('is lower-case letters, digits and hyphens', async () => {
    for (const slug of ['', 'A', 'a b', '-a', 'a/b', 'ä', 'a'.repeat(64), '../x', 'a.js', null, 5])
      expect(await faults(await make(aShortSurvey(), { slug }))).toContain('/slug')
  })
})

describe('a draft', () => {
  test('is changed by whoever has read it last, and by nobody who has not', async () => {
    const survey = await made()
    const reply = await owner.fetch(`/api/surveys/${survey.id}`)
    const etag = reply.headers.get('etag') ?? ''
    expect((await reply.json()).etag).toBe(etag)
    const put = (title: string, headers: Record<string, string>) => {
      const definition = aShortSurvey({ title: { en: title } })
      return send('PUT', `/api/surveys/${survey.id}`, { definition }, headers)
    }
    for (const headers of [{}, { 'if-match': '"99"' }, { 'if-match': 'x' }, { 'if-match': '' }])
      expect(await faults(await put('Unseen', headers))).toEqual([412, '/problems/draft-changed'])
    const changed = await put('First', { 'if-match': etag })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('etag')).not.toBe(etag)
    expect((await put('Second', { 'if-match': etag })).status).toBe(412)
    const weak = `W/${changed.headers.get('etag')}`
    expect((await put('Second', { 'if-match': weak })).status).toBe(200)
    expect((await get(survey)).draft.title).toEqual({ en: 'Second' })
    // RFC 9110: whatever it is now, and one of a list.
    expect((await put('Third', { 'if-match': '*' })).status).toBe(200)
    const { etag: third } = await get(survey)
    expect((await put('Fourth', { 'if-match': `"99", ${third}` })).status).toBe(200)
  })

  test('is published as it was read: not after somebody else has changed it', async () => {
    const survey = await made()
    const { etag } = await get(survey)
    const publishFrom = (ifMatch: string) =>
      send('PUT', `/api/surveys/${survey.id}/publication`, undefined, { 'if-match': ifMatch })
    const definition = aShortSurvey({ title: { en: 'Unseen' } })
    await send('PUT', `/api/surveys/${survey.id}`, { definition }, { 'if-match': etag })
    expect(await faults(await publishFrom(etag))).toEqual([412, '/problems/draft-changed'])
    expect((await get(survey)).version).toBe(0)
    expect((await publishFrom((await get(survey)).etag)).status).toBe(200)
  })

  test('changed by ten at once is changed by one of them', async () => {
    const survey = await made()
    const { etag } = await get(survey)
    const statuses = await Promise.all(
      Array.from({ length: 10 }, async (_, i) => {
        const definition = aShortSurvey({ title: { en: `Change ${i}` } })
        const path = `/api/surveys/${survey.id}`
        return (await send('PUT', path, { definition }, { 'if-match': etag })).status
      }),
    )
    expect(statuses.sort()).toEqual([200, ...Array(9).fill(412)])
  })

  test('is not seen by the public, nor are changes to one that is live', async () => {
    const survey = await made()
    const path = `/api/public/surveys/${survey.slug}`
    expect((await gapwise.fetch(path)).status).toBe(404)
    await publish(survey)
    await edit(survey, aShortSurvey({ title: { en: 'Not yet' } }))
    const seen = await (await gapwise.fetch(path)).json()
    expect([seen.version, seen.title.en]).toEqual([1, 'After delivery'])
    expect(await get(survey)).toMatchObject({
      status: 'live',
      version: 1,
      draft: { title: { en: 'Not yet' } },
      definition: { title: { en: 'After delivery' } },
    })
  })

  test('cannot be closed, and can be deleted', async () => {
    const survey = await made()
    expect(await faults(await close(survey))).toEqual([409, '/problems/wrong-state'])
    expect((await send('DELETE', `/api/surveys/${survey.id}`)).status).toBe(204)
    expect((await owner.fetch(`/api/surveys/${survey.id}`)).status).toBe(404)
    expect((await send('DELETE', `/api/surveys/${survey.id}`)).status).toBe(404)
    await made(aShortSurvey(), { slug: survey.slug })
  })
})

describe('publishing', () => {
  test('makes a version that never changes, and answers to it are taken as long as the survey is live', async () => {
    const survey = await made()
    expect(await (await publish(survey)).json()).toEqual({ ...survey, status: 'live', version: 1 })
    await edit(survey, aShortSurvey({ title: { en: 'Second' } }))
    expect(await (await publish(survey)).json()).toMatchObject({ version: 2 })
    await edit(survey, aShortSurvey({ questions: [{ key: 'comment', type: 'text' }] }))
    expect(await (await publish(survey)).json()).toMatchObject({ version: 3 })
    const { versions } = await (await owner.fetch(`/api/surveys/${survey.id}/versions`)).json()
    expect(versions.map(({ version }: Made) => version)).toEqual([1, 2, 3])
    expect(versions[0].definition).toMatchObject(aShortSurvey())
    expect(versions[1].definition.title).toEqual({ en: 'Second' })
    for (const version of [1, 2]) expect(await answer(survey, { version })).toBe(201)
    expect(await answer(survey, { version: 3 })).toBe(422)
    expect(await answer(survey, { version: 3, answers: { comment: 'x' } })).toBe(201)
  })

  test('what has not changed makes no new version', async () => {
    const survey = await made()
    await publish(survey)
    expect(await (await publish(survey)).json()).toMatchObject({ status: 'live', version: 1 })
  })

  test('ten times at once makes one version, and each is told of it', async () => {
    const survey = await made()
    const replies = await Promise.all(Array.from({ length: 10 }, () => publish(survey)))
    for (const reply of replies) {
      expect(reply.status, await reply.clone().text()).toBe(200)
      expect(await reply.json()).toMatchObject({ status: 'live', version: 1 })
    }
    const { versions } = await (await owner.fetch(`/api/surveys/${survey.id}/versions`)).json()
    expect(versions).toHaveLength(1)
  })

  test('wants a title, which a draft may lack', async () => {
    const survey = await made(aShortSurvey({ title: {} }))
    expect(await faults(await publish(survey))).toEqual([
      422,
      '/problems/draft-incomplete',
      '/definition/title',
    ])
    expect((await get(survey)).status).toBe('draft')
    await edit(survey, aShortSurvey())
    expect((await publish(survey)).status).toBe(200)
  })

  test('takes a sample larger than the number of pairs: everybody gets all of them', async () => {
    const survey = await made(aShortSurvey({ sample: { type: 'gap', count: 3 } }))
    expect((await publish(survey)).status).toBe(200)
    const { shown } = await (await gapwise.fetch(`/api/public/surveys/${survey.slug}`)).json()
    expect(shown.toSorted()).toEqual(['help', 'speed'])
    expect(await answer(survey, { answers: { recommend: 9 }, shown })).toBe(201)
    expect(await answer(survey, { answers: { recommend: 9 }, shown: ['speed'] })).toBe(422)
  })

  const published = {
    title: { en: 'Published' },
    questions: [
      { key: 'a', type: 'nps' },
      { key: 'b', type: 'gap', scale: 7, text: { en: 'B' } },
      { key: 'c', type: 'rating', measure: 'csat', scale: 5 },
      { key: 'd', type: 'slider', min: 0, max: 100, step: 5 },
      { key: 'e', type: 'choice', options: [{ key: 'x' }] },
    ],
  }
  const with_ = (place: number, change: object) => ({
    ...published,
    questions: published.questions.map((each, i) => (i === place ? { ...each, ...change } : each)),
  })
  const forbidden: [string, number, object][] = [
    ['type', 0, { type: 'text' }],
    ['scale', 1, { scale: 5 }],
    ['kind of expectation', 1, { expectationKind: 'will' }],
    ['measure', 2, { measure: 'ces' }],
    ['scale of a rating', 2, { scale: 7 }],
    ['lowest value', 3, { min: -100 }],
    ['highest value', 3, { max: 50 }],
  ]
  test.each(forbidden)(
    'keeps the %s of a key for ever: 422 in the draft already',
    async (_, place, change) => {
      const survey = await made(published)
      await publish(survey)
      const expected = [422, '/problems/key-changed', `/definition/questions/${place}/key`]
      expect(await faults(await edit(survey, with_(place, change)))).toEqual(expected)
      // Also when the key was left out for a version in between.
      const others = published.questions.filter((_, i) => i !== place)
      await edit(survey, { ...published, questions: others })
      await publish(survey)
      expect((await faults(await edit(survey, with_(place, change))))[1]).toBe(
        '/problems/key-changed',
      )
    },
  )

  test('lets everything else of a question change', async () => {
    const survey = await made(published)
    await publish(survey)
    const changed = {
      ...published,
      questions: [
        { key: 'a', type: 'nps', text: { en: 'Other words' }, required: true },
        { key: 'b', type: 'gap', scale: 7, importance: true, dimension: 'empathy' },
        { key: 'c', type: 'rating', measure: 'csat', scale: 5, style: 'stars' },
        { key: 'd', type: 'slider', min: 0, max: 100, step: 10 },
        { key: 'e', type: 'choice', multiple: true, options: [{ key: 'y' }] },
      ],
    }
    expect((await edit(survey, changed)).status).toBe(200)
    expect(await (await publish(survey)).json()).toMatchObject({ version: 2 })
  })
})

describe('closing', () => {
  test('ends answering until the survey is published again, with its answers as they were', async () => {
    const survey = await made()
    await publish(survey)
    expect(await answer(survey)).toBe(201)
    expect(await (await close(survey)).json()).toEqual({ ...survey, status: 'closed', version: 1 })
    expect((await close(survey)).status).toBe(200)
    expect(await get(survey)).toMatchObject({ status: 'closed', closedAt: expect.any(String) })
    expect(await answer(survey)).toBe(410)
    expect(await (await publish(survey)).json()).toMatchObject({ status: 'live', version: 1 })
    expect((await get(survey)).closedAt).toBeNull()
    expect(await answer(survey)).toBe(201)
    expect((await owner.nps(survey)).total.n).toBe(2)
  })

  test('comes before deleting, which takes the answers along', async () => {
    const survey = await made()
    await publish(survey)
    expect(await answer(survey)).toBe(201)
    const remove = () => send('DELETE', `/api/surveys/${survey.id}`)
    expect(await faults(await remove())).toEqual([409, '/problems/wrong-state'])
    await close(survey)
    expect((await remove()).status).toBe(204)
    const tables = ['responses', 'survey_versions', 'tallies', 'segment_values', 'conflicts']
    for (const table of tables) {
      const sql = `SELECT count(*) AS n FROM ${table} WHERE survey_id = ?`
      const { rows } = await gapwise.database.execute({ sql, args: [survey.id] })
      expect(Number(rows[0]?.n), table).toBe(0)
    }
    expect((await gapwise.fetch(`/s/${survey.slug}`)).status).toBe(404)
  })

  test('and a new survey under its slug is another one', async () => {
    const old = await made(aShortSurvey(), { slug: 'reused' })
    await publish(old)
    const body = aResponse()
    const path = '/api/public/surveys/reused/responses'
    const { receipt } = await (await gapwise.post(path, body)).json()
    await close(old)
    await send('DELETE', `/api/surveys/${old.id}`)
    const other = await made(aSurvey(), { slug: 'reused' })
    await publish(other)
    expect((await gapwise.fetch(`/r/${receipt}`)).status).toBe(404)
    const fresh = await gapwise.post(path, body)
    expect(fresh.status).toBe(201)
    expect((await fresh.json()).receipt).not.toBe(receipt)
  })
})

describe('the list of surveys', () => {
  test('pages through all of them once, newest first, also those made in the same moment', async () => {
    const { surveys: before } = await (await owner.fetch('/api/surveys?limit=500')).json()
    await Promise.all(Array.from({ length: 12 }, () => made()))
    await gapwise.database.execute(
      'UPDATE surveys SET created_at = (SELECT max(created_at) FROM surveys) WHERE rowid > 3',
    )
    const ids: string[] = []
    let cursor: string | null = null
    do {
      const more: string = cursor === null ? '' : `&cursor=${cursor}`
      const page = await (await owner.fetch(`/api/surveys?limit=5${more}`)).json()
      ids.push(...page.surveys.map(({ id }: Made) => id))
      cursor = page.next
    } while (cursor !== null)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(before.length + 12)
  })

  test('refuses a page of nothing, of everything, and a cursor that is none', async () => {
    for (const query of ['limit=0', 'limit=501', 'limit=x', 'cursor=x', 'cursor=1.x'])
      expect((await owner.fetch(`/api/surveys?${query}`)).status).toBe(422)
  })
})

describe('sharing', () => {
  let survey: Published
  const put = (body: unknown) => send('PUT', `/api/surveys/${survey.id}/sharing`, body)
  beforeAll(async () => {
    survey = await owner.publish(aShortSurvey())
  })

  test('is nothing but our own pages until somebody sets it, and then at once what was set', async () => {
    const read = async () => (await owner.fetch(`/api/surveys/${survey.id}/sharing`)).json()
    const defaults = {
      origins: [],
      widget: { shape: 'popover', delaySeconds: 0, quietDays: 30, samplePercent: 100 },
      cadenceDays: null,
      opensAt: null,
      closesAt: null,
      redirectHosts: [],
    }
    expect(await read()).toMatchObject(defaults)
    const wanted = {
      origins: ['https://shop.example', 'http://localhost:3000'],
      widget: {
        shape: 'inline',
        delaySeconds: 2.5,
        visibleSeconds: 20,
        scrollPercent: 50,
        exitIntent: true,
        paths: ['/checkout/*'],
        event: 'order-done',
        samplePercent: 20,
        quietDays: 90,
      },
      cadenceDays: 30,
      opensAt: '2026-01-01T00:00:00Z',
      closesAt: '2099-01-01T00:00:00Z',
      redirectHosts: ['shop.example'],
    }
    expect(await (await put(wanted)).json()).toEqual(wanted)
    expect(await read()).toEqual(wanted)
    expect((await get(survey)).version).toBe(1)
    await put({})
    expect(await read()).toMatchObject(defaults)
  })

  test.each([
    [{ origins: ['*'] }, '/origins/0'],
    [{ origins: ['shop.example'] }, '/origins/0'],
    [{ origins: ['https://shop.example/'] }, '/origins/0'],
    [{ origins: ['https://shop.example; script-src *'] }, '/origins/0'],
    [{ origins: ['https://*.example'] }, '/origins/0'],
    [{ origins: ['null'] }, '/origins/0'],
    [{ origins: Array(51).fill('https://shop.example') }, '/origins'],
    [{ widget: { shape: 'modal' } }, '/widget/shape'],
    [{ widget: { samplePercent: 101 } }, '/widget/samplePercent'],
    [{ widget: { colour: 'red' } }, '/widget/colour'],
    [{ cadenceDays: 0 }, '/cadenceDays'],
    [{ opensAt: 'tomorrow' }, '/opensAt'],
    [{ closesAt: 5 }, '/closesAt'],
    [{ redirectHosts: ['https://shop.example'] }, '/redirectHosts/0'],
    [{ redirectHosts: ['localhost'] }, '/redirectHosts/0'],
    [{ public: true }, '/public'],
  ])('refuses %j', async (body, pointer) => {
    expect(await faults(await put(body))).toEqual([422, '/problems/invalid-request', pointer])
  })
})
