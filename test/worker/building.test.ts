/** What the builder stands on: templates, the preview, and a definition that comes back as it was given. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SurveyDefinition } from '../../schema/survey.ts'
import { aShortSurvey, aSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'
import { load, press } from '../support/page.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})
afterAll(() => gapwise.stop())

const json = async (path: string) => (await owner.fetch(path)).json()
const make = async (definition: unknown) =>
  (await owner.send('POST', '/api/surveys', { definition })) as Published
const stored = async () => {
  const { rows } = await gapwise.database.execute('SELECT count(*) AS n FROM responses')
  return Number(rows[0]?.n)
}

describe('templates', () => {
  test('there are eight, each in English and Chinese, and each can be published as it is', async () => {
    const { templates } = await json('/api/survey-templates')
    expect(templates.map(({ key }: { key: string }) => key)).toEqual([
      'nps',
      'nps-reason',
      'servqual-short',
      'servqual-22',
      'zone-of-tolerance',
      'after-support',
      'complaint-form',
      'post-delivery',
    ])
    for (const { key, name, definition, estimatedSeconds } of templates) {
      expect(Object.keys(name), key).toEqual(['en', 'zh-CN'])
      expect(definition.locales, key).toEqual(['en', 'zh-CN'])
      expect(estimatedSeconds, key).toBeGreaterThan(0)
      const survey = await owner.publish(definition)
      const page = await (await gapwise.fetch(`/s/${survey.slug}?lang=zh-CN`)).text()
      expect(page, key).toContain('<html lang="zh-CN"')
    }
  })

  test('no wording of theirs is left in one language', async () => {
    const { templates } = await json('/api/survey-templates')
    const half: string[] = []
    const look = (value: unknown, at: string): void => {
      if (typeof value !== 'object' || value === null) return
      if ('en' in value !== 'zh-CN' in value) half.push(at)
      for (const [name, member] of Object.entries(value)) look(member, `${at}/${name}`)
    }
    look(templates, '')
    expect(half).toEqual([])
  })
})

describe('the preview', () => {
  test('is the real page of the draft, in a language and at a step, with the scripts of it', async () => {
    const { id } = await make(aSurvey())
    const reply = await owner.fetch(`/api/surveys/${id}/preview?lang=zh-CN&page=1`)
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-type')).toMatch(/^text\/html/)
    const html = await reply.text()
    expect(html).toContain('<html lang="zh-CN"')
    expect(html).toContain('您有多大可能')
    expect(html).toContain('预览，不会保存任何内容。')
    expect(html.match(/<script /g)?.length).toBeGreaterThan(1)
    expect(html).not.toContain('method="post"')
  })

  test('may be framed by our own pages only, and its scripts can reach nothing', async () => {
    const { id } = await make(aSurvey())
    const policy = (await owner.fetch(`/api/surveys/${id}/preview`)).headers.get(
      'content-security-policy',
    )
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).toContain("default-src 'none'")
    // In an origin of its own: no cookie, no storage; and without connect-src it can ask nobody anything.
    expect(policy).toMatch(/sandbox allow-scripts allow-forms$/)
    expect(policy).not.toMatch(/connect-src|allow-same-origin|unsafe/)
  })

  test('reaches every question, those behind a condition too, and then the thanks', async () => {
    const { id } = await make(aSurvey())
    const pages: string[] = []
    for (let page = 1; page <= 12; page++)
      pages.push(await (await owner.fetch(`/api/surveys/${id}/preview?page=${page}`)).text())
    const all = pages.join('')
    for (const { key } of aSurvey().questions) expect(all).toMatch(new RegExp(`name="${key}[".]`))
    const thanks = await (await owner.fetch(`/api/surveys/${id}/preview?page=thanks`)).text()
    expect(thanks).toContain('Thank you')
  })

  test('shows the same drawn pairs on every step', async () => {
    const { id } = await make(aSurvey({ sample: { type: 'gap', count: 1 } }))
    const second = async () =>
      (await (await owner.fetch(`/api/surveys/${id}/preview?page=2`)).text()).match(
        /name="\w+\./,
      )?.[0]
    expect(await second()).toEqual(await second())
  })

  test('stores nothing, whatever is chosen on it', async () => {
    const { id } = await make(aSurvey())
    const before = await stored()
    await owner.fetch(`/api/surveys/${id}/preview?page=2&recommend=9`)
    expect(await stored()).toBe(before)
  })

  describe('walked through', () => {
    const branching = {
      title: { en: 'A branch' },
      locales: ['en'],
      questions: [
        { key: 'recommend', type: 'nps', required: true },
        {
          key: 'wrong',
          type: 'text',
          page: 2,
          text: { en: 'What went wrong?' },
          showIf: { question: 'recommend', op: 'lte', value: 6 },
        },
        { key: 'speed', type: 'gap', page: 3, text: { en: 'Speed of delivery' } },
      ],
    }
    const shown = async (id: string, query: string) =>
      (await owner.fetch(`/api/surveys/${id}/preview?lang=en&${query}`)).text()

    test('holds conditions as answered, and carries what was answered along', async () => {
      const { id } = await make(branching)
      const unhappy = await shown(id, 'Walk=1&page=1&action=next&recommend=3')
      expect(unhappy).toContain('What went wrong?')
      expect(unhappy).toContain('Step 2 of 3')
      expect(unhappy).toContain('<input type="hidden" name="recommend" value="3">')
      const happy = await shown(id, 'Walk=1&page=1&action=next&recommend=9')
      expect(happy).not.toContain('What went wrong?')
      expect(happy).toContain('Step 2 of 2')
      const back = await shown(id, 'Walk=1&page=2&action=back&recommend=9')
      expect(back).toMatch(/name="recommend" value="9"[^>]* checked/)
    })

    test('forgets an answer that nobody is asked for any more', async () => {
      const { id } = await make(branching)
      const changed = await shown(id, 'Walk=1&page=1&action=next&recommend=9&wrong=Late')
      expect(changed).not.toContain('Late')
    })

    test('tells what is wrong as a post would, half a pair once', async () => {
      const { id } = await make(branching)
      expect(await shown(id, 'Walk=1&page=1&action=next')).toContain('There is a problem')
      const half = 'Walk=1&page=2&action=next&recommend=9&speed.expectation=6'
      const told = await shown(id, half)
      expect(told).toContain('is not rated yet')
      const reported = told.match(/name="Reported" value="([^"]+)"/)?.[1] ?? ''
      expect(await shown(id, `${half}&Reported=${reported}`)).toContain('Your answers are in')
    })

    test('is looked at without conditions again where a question is asked for by its key', async () => {
      const { id } = await make(branching)
      const looked = await shown(id, 'question=wrong&recommend=9')
      expect(looked).toContain('What went wrong?')
      expect(looked).toContain('Step 2 of 3')
    })

    test('a step beyond the last shows the last one, until the draft has more', async () => {
      const { id } = await make(branching)
      expect(await shown(id, 'page=9')).toContain('Step 3 of 3')
    })

    test('a sampled pair that is required is missed where it stands', async () => {
      const { id } = await make({
        ...branching,
        questions: [
          { key: 'speed', type: 'gap', required: true },
          { key: 'care', type: 'gap', required: true },
        ],
        sample: { type: 'gap', count: 1 },
      })
      expect(await shown(id, 'Walk=1&page=1&action=next')).toContain('There is a problem')
    })
  })

  test('is for staff: nobody else sees a draft', async () => {
    const { id } = await make(aSurvey())
    expect((await gapwise.fetch(`/api/surveys/${id}/preview`)).status).toBe(401)
  })
})

test('a definition exported and imported again, which is how a survey is copied, stays the same', async () => {
  const { id } = await make(aSurvey())
  const { draft } = await json(`/api/surveys/${id}`)
  const copy = await make(draft)
  expect(copy.id).not.toBe(id)
  expect((await json(`/api/surveys/${copy.id}`)).draft).toEqual(draft)
  expect(SurveyDefinition.parse(draft)).toEqual(draft)
})

describe('what is pasted elsewhere', () => {
  test('has links that work as they stand and preselect', async () => {
    const survey = await owner.publish(aSurvey())
    const snippet = await json(`/api/surveys/${survey.id}/email-snippet?lang=zh-CN`)
    const links = [...snippet.html.matchAll(/href="([^"]*)"/g)].map(([, href]) =>
      String(href).replaceAll('&amp;', '&'),
    )
    expect(links).toHaveLength(11)
    const before = await stored()
    const page = await (await fetch(links[7] ?? '')).text()
    expect(page).toMatch(/value="7"[^>]* checked/)
    expect(page).toContain('<html lang="zh-CN"')
    expect(page).toContain('name="channel" value="email"')
    expect(await stored()).toBe(before)
    expect(snippet.widget).toContain(`/w/${survey.slug}.js`)
    expect(snippet.frame).toContain('embed=1')
  })

  test('takes the name of a mail tool’s field instead of the link, and no markup', async () => {
    const { id } = await make(aSurvey())
    const at = (link: string) =>
      owner.fetch(`/api/surveys/${id}/email-snippet?link=${encodeURIComponent(link)}`)
    expect((await (await at('{{link}}')).json()).html).toContain('{{link}}?recommend=0')
    expect((await at('"><script>')).status).toBe(422)
  })
})

describe('at a counter', () => {
  test('the thanks page goes back to the beginning by itself, and leads back to no answers', async () => {
    const survey = await owner.publish(aShortSurvey({ segments: ['shop'] }))
    const home = `/s/${survey.slug}?channel=kiosk&shop=north`
    let page = await load(gapwise, home)
    expect(page.html).toContain(`data-home="${home.replace('&', '&amp;')}"`)
    for (let step = 0; step < 3; step++)
      page = await press(gapwise, page, step ? {} : { recommend: '4' })
    expect(page.text).toContain('Thank you')
    expect(page.html).toContain(
      `http-equiv="refresh" content="8;url=${home.replace('&', '&amp;')}"`,
    )
    expect(page.links.filter((link) => !link.includes('?lang='))).toEqual([])
    const back = await load(gapwise, `${page.path}?page=1`)
    expect(back.fields).toEqual([])
  })

  test('the script that starts anew is sent there and nowhere else', async () => {
    const { slug } = await owner.publish(aShortSurvey())
    const isForCounters = async (query: string) =>
      (await load(gapwise, `/s/${slug}${query}`)).html.includes('gapwise:unsent')
    expect([await isForCounters('?channel=kiosk'), await isForCounters('')]).toEqual([true, false])
  })
})

test('before it opens a survey says so, and after it closed as well; in between it takes answers', async () => {
  const survey = await owner.publish(aShortSurvey())
  const sharing = `/api/surveys/${survey.id}/sharing`
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString()
  const look = async () => {
    const page = await load(gapwise, `/s/${survey.slug}`)
    return [page.status, page.text.trim()]
  }
  await owner.send('PUT', sharing, { opensAt: hours(1) })
  expect(await look()).toEqual([410, expect.stringContaining('not opened yet')])
  await owner.send('PUT', sharing, { opensAt: hours(-2), closesAt: hours(-1) })
  expect(await look()).toEqual([410, expect.stringContaining('has closed')])
  await owner.send('PUT', sharing, { opensAt: hours(-2), closesAt: hours(1) })
  expect((await look())[0]).toBe(200)
})

test('whoever has something put right is told the number of the case, and where the reply goes', async () => {
  const survey = await owner.publish(
    aShortSurvey({
      questions: [{ key: 'problem', type: 'complaint', categories: [{ key: 'late' }] }],
      thanks: { redirectUrl: 'https://shop.example/' },
    }),
  )
  await owner.send('PUT', `/api/surveys/${survey.id}/sharing`, { redirectHosts: ['shop.example'] })
  const form = await load(gapwise, `/s/${survey.slug}`)
  const thanks = await press(gapwise, form, {
    'problem.wanted': 'yes',
    'problem.category': 'late',
    'problem.text': 'Not here yet',
    'problem.contact': 'ann@shop.example',
  })
  const { complaints } = await json('/api/complaints')
  const own = complaints.find(({ surveyId }: { surveyId: string }) => surveyId === survey.id)
  expect(own.reference).toMatch(/^C-\d+$/)
  expect(thanks.text).toContain(`Your complaint ${own.reference}`)
  expect(thanks.text).toContain('We write to ann@shop.example')
  expect(thanks.html).not.toContain('http-equiv')
  const none = await press(gapwise, await load(gapwise, `/s/${survey.slug}`))
  expect(none.text).not.toContain('Your complaint')
  expect(none.html).toContain('http-equiv="refresh" content="0;url=https://shop.example/"')
})

test('a later question quotes an earlier answer, and an invited customer is called by name', async () => {
  const survey = await owner.publish(
    aShortSurvey({
      questions: [
        { key: 'recommend', type: 'nps' },
        { key: 'comment', type: 'text', text: { en: 'Why {recommend}, {name|dear customer}?' } },
      ],
      thanks: { text: { en: 'Bye {name|now}' } },
    }),
  )
  const open = await load(gapwise, `/s/${survey.slug}`)
  expect((await press(gapwise, open, { recommend: '4' })).text).toContain('Why 4, dear customer?')
  await owner.send('POST', '/api/customers', { id: 'ada', name: 'Ada <b>' })
  const { invitations } = (await owner.send('POST', `/api/surveys/${survey.id}/invitations`, {
    customers: ['ada'],
  })) as { invitations: { url: string }[] }
  const page = await load(gapwise, new URL(invitations[0]?.url ?? '').pathname)
  const second = await press(gapwise, page, { recommend: '10' })
  expect(second.text).toContain('Why 10, Ada <b>?')
  expect(second.html).not.toContain('Ada <b>')
  expect((await press(gapwise, second)).text).toContain('Bye Ada <b>')
})
