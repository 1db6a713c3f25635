import { describe, expect, test } from 'vitest'
import { fromForm } from '../../../../worker/answering/form.ts'
import {
  messagePage,
  receiptPage,
  surveyPage,
  thanksPage,
} from '../../../../worker/answering/page.ts'
import { WORDS } from '../../../../worker/answering/words.ts'
import { aFrame, aPage, aSurvey } from './a-survey.ts'
import { attacks } from './attacks.ts'

const twoSteps = aSurvey(
  [
    { key: 'recommend', type: 'nps' },
    { key: 'comment', type: 'text' },
  ],
  { locales: ['en', 'zh-CN'] },
)
const count = (html: string, part: string | RegExp) =>
  [...html.matchAll(new RegExp(part, 'g'))].length

describe('a step', () => {
  const html = surveyPage(aPage(twoSteps))

  test('is a whole document in its language, titled, for phones', () => {
    expect(html).toMatch(
      /^<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><title>/,
    )
    expect(html).toContain('<title>Step 1 of 2 – How did we do?</title>')
    expect(html).toContain('<meta name="viewport" content="width=device-width,initial-scale=1">')
    expect(count(html, '<h1')).toBe(1)
  })

  test('reads from right to left in Arabic', () => {
    expect(surveyPage(aPage(twoSteps, { locale: 'ar' }))).toContain('<html lang="ar" dir="rtl">')
  })

  test('asks for nothing from anywhere else', () => {
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//)
  })

  test('posts which response, revision, version, language, channel and step it is', () => {
    const page = surveyPage(
      aPage(twoSteps, {
        ...{ step: 2, revision: 2, receipt: 'id.mac', channel: 'email', token: 'tok' },
        ...{ answers: { recommend: 3 }, segments: { touchpoint: 'chat' }, reported: ['a.b'] },
      }),
    )
    const hidden = [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)]
    expect(Object.fromEntries(hidden.map(([, name, value]) => [name, value]))).toEqual({
      ...{ id: '0f8fad5b-d9cb-469f-a165-70867728950e', revision: '2', receipt: 'id.mac' },
      ...{ version: '1', lang: 'en', channel: 'email', page: '2', token: 'tok' },
      ...{ Reported: 'a.b', 'segment.touchpoint': 'chat' },
    })
  })

  test('is sent by Enter, not taken back or put into another language', () => {
    const locales = ['en', 'zh-CN']
    const page = surveyPage(aPage(twoSteps, { step: 2, receipt: 'r', locales }))
    const buttons = [...page.matchAll(/<button ([^>]*)>/g)].map(([, attributes]) => attributes)
    expect(buttons[0]).toBe('class="default" tabindex="-1" aria-hidden="true"')
    expect(buttons.slice(1).map((one) => /value="([^"]*)"/.exec(one ?? '')?.[1])).toEqual([
      ...['zh-CN', 'back', 'next'],
    ])
  })

  test('can be skipped only while something follows and nothing is required', () => {
    expect(html).toContain('Skip this question')
    expect(surveyPage(aPage(twoSteps, { step: 2 }))).not.toContain('Skip this question')
    const required = aSurvey([
      { key: 'recommend', type: 'nps', required: true },
      { key: 'comment', type: 'text' },
    ])
    expect(surveyPage(aPage(required))).not.toContain('Skip this question')
  })

  test('leads back from every step but the first, on to the next, and from the last is sent', () => {
    expect(html).not.toContain('>Back<')
    expect(html).toContain('>Next<')
    const last = surveyPage(aPage(twoSteps, { step: 2 }))
    expect(last).toContain('>Back<')
    expect(last).toContain('>Send my answers<')
  })

  test('past the last shows the last, before the first the first', () => {
    expect(surveyPage(aPage(twoSteps, { step: 9 }))).toContain('Step 2 of 2')
    expect(surveyPage(aPage(twoSteps, { step: -1 }))).toContain('Step 1 of 2')
  })

  test('takes the focus to its title, but for the first, which leaves it where it is', () => {
    expect(html).not.toContain('autofocus')
    expect(surveyPage(aPage(twoSteps, { step: 2 }))).toContain('<h1 tabindex="-1" autofocus>')
  })

  test('says neither step nor count when it is the only one', () => {
    expect(surveyPage(aPage(aSurvey([{ key: 'comment', type: 'text' }])))).not.toContain('Step 1')
  })

  test('carries one nonce, on its style and on its script', () => {
    expect(html).toContain('<style nonce="bm9uY2U">')
    expect(html).toContain('<script type="module" nonce="bm9uY2U">')
    expect(count(html, 'nonce=')).toBe(2)
  })

  test('fetched by the script of the step before leaves out style and script', () => {
    const bare = surveyPage(aPage(twoSteps, { bare: true }))
    expect(count(bare, '<style|<script')).toBe(0)
  })

  test('has only the style sheets and scripts its survey needs', () => {
    expect(html).toContain('/*css:row*/')
    expect(html).not.toMatch(/css:(pair|face|choice|number|receipt|languages)|js:(scales|height)/)
    const slider = surveyPage(aPage(aSurvey([{ key: 'price', type: 'slider' }])))
    expect(slider).toContain('/*css:number*/')
    expect(slider).toContain('/*js:scales*/')
  })

  test('in an iframe tells its height to the listed websites alone', () => {
    const page = surveyPage(aPage(twoSteps, { embed: ['https://a.example', 'https://b.example'] }))
    expect(page).toContain('data-parents="https://a.example https://b.example"')
    expect(page).toContain('/*js:height*/')
  })

  test('as a preview turns pages, by Enter too, says nothing of a response, and is never posted', () => {
    const page = surveyPage(aPage(twoSteps, { preview: true, action: '/api/surveys/1/preview' }))
    expect(page).toContain('<form method="get" action="/api/surveys/1/preview"')
    expect(page.match(/name="action" value="next"/g)).toHaveLength(2)
    expect(page).not.toMatch(/method="post"|name="(id|version|channel)"/)
    // Its own script is before the form's, so that it hears first of what is pressed.
    expect(page).toMatch(/js:preview.*js:survey/)
  })
})

describe('other languages', () => {
  const inChinese = { locales: ['en', 'zh-CN'] }
  const button = '<button name="lang" value="zh-CN" lang="zh-CN">中文</button>'

  test('are buttons that take the answers along, from the first step on', () => {
    expect(surveyPage(aPage(twoSteps, inChinese))).toContain(button)
    expect(surveyPage(aPage(twoSteps, { ...inChinese, receipt: 'r' }))).toContain(button)
  })

  test('are links where nothing is posted or the network may be away: in a preview, at a counter', () => {
    const link = '<a href="/s/shop?lang=zh-CN" lang="zh-CN" hreflang="zh-CN">中文</a>'
    expect(surveyPage(aPage(twoSteps, { ...inChinese, preview: true }))).toContain(link)
    expect(surveyPage(aPage(twoSteps, { ...inChinese, channel: 'kiosk' }))).toContain(link)
    expect(
      surveyPage(
        aPage(twoSteps, { ...inChinese, preview: true, address: '/s/shop?touchpoint=chat' }),
      ),
    ).toContain('href="/s/shop?touchpoint=chat&amp;lang=zh-CN"')
  })

  test('are named in themselves, the two Chinese scripts apart only beside each other', () => {
    const page = surveyPage(aPage(twoSteps, { locales: ['en', 'es', 'de', 'zh-CN', 'zh-TW'] }))
    for (const name of ['Español', 'Deutsch', '简体中文', '繁體中文']) expect(page).toContain(name)
    expect(page).toContain('/*css:languages*/')
  })
})

describe('a step with faults', () => {
  const pairs = aSurvey([
    { key: 'speed', type: 'gap', text: { en: 'Speed' } },
    { key: 'care', type: 'gap' },
  ])
  const post = fromForm(pairs, new URLSearchParams({ 'speed.perception': '6' }))
  const html = surveyPage(
    aPage(pairs, { typed: post.typed, faults: post.halves, reported: post.reported }),
  )

  test('says so first, in the title and in a summary that takes the focus', () => {
    expect(html).toContain('<title>Error: ')
    expect(html).toMatch(/class="summary"[^>]* autofocus/)
    expect(html.indexOf('class="summary"')).toBeLessThan(html.indexOf('<h1'))
  })

  test('leads from each line to the field, with the words that stand there', () => {
    expect(html).toContain(
      '<a href="#speed.expectation">Speed: “It should be” is not rated yet</a>',
    )
    expect(html).toContain('id="speed.expectation"')
    expect(html).toContain(
      '<p class="error" id="speed.expectation:error">“It should be” is not rated yet</p>',
    )
  })

  test('keeps what was chosen, and carries what it has told', () => {
    expect(html).toContain('name="speed.perception" value="6" checked')
    expect(html).toContain('name="Reported" value="speed.expectation"')
  })

  test('keeps a text too long as it was typed', () => {
    const survey = aSurvey([{ key: 'comment', type: 'text', maxLength: 3 }])
    const { typed, faults } = fromForm(survey, new URLSearchParams({ comment: 'four' }))
    const page = surveyPage(aPage(survey, { typed, faults }))
    expect(page).toContain('>four</textarea>')
    expect(page).toContain('Shorten this to 3 characters')
  })

  test('nobody can place still says that something is wrong', () => {
    const page = surveyPage(aPage(pairs, { faults: [{ pointer: '/shown', detail: 'Not drawn' }] }))
    expect(page).toContain('<li>Check this answer</li>')
  })
})

describe.each(attacks)('the text %j', (attack) => {
  const survey = aSurvey(
    [
      {
        key: 'why',
        type: 'choice',
        other: true,
        page: 1,
        text: { en: attack },
        options: [{ key: 'a', text: { en: attack } }],
      },
      { key: 'comment', type: 'text', page: 1 },
      {
        key: 'problem',
        type: 'complaint',
        page: 1,
        categories: [{ key: 'c', text: { en: attack } }],
      },
    ],
    { title: { en: attack }, thanks: { text: { en: attack } } },
  )
  const answers = {
    why: { other: attack },
    comment: attack,
    problem: { category: 'c', text: attack, contact: attack },
  }
  const frame = { brand: attack, address: `/s/x?a=${attack}`, locales: ['en', 'de'] }
  const harmless = aSurvey(survey.questions, { title: { en: 'x' }, thanks: { text: { en: 'x' } } })
  const pages = (definition: typeof survey, dangerous: boolean) => {
    const given = dangerous
      ? answers
      : { why: { other: 'x' }, comment: 'x', problem: { category: 'c', text: 'x', contact: 'x' } }
    const around = dangerous ? frame : { brand: 'x', address: '/s/x?a=x', locales: ['en', 'de'] }
    const contact = dangerous ? attack : 'x'
    const complaint = { reference: contact, timeZone: 'UTC', contact }
    const links = { changeHref: '/x', ownAnswersHref: '/r/x', action: '/r/x' }
    return [
      surveyPage(
        aPage(definition, { ...around, answers: given, segments: { touchpoint: contact } }),
      ),
      thanksPage({ ...aFrame(around), ...links, definition, commented: true, complaint }),
      receiptPage({ ...aFrame(around), ...links, definition, answers: given }),
    ]
  }
  const tags = (html: string) => html.match(/<[a-z/!][^\s>]*/gi)

  test('adds no element to any page, wherever it stands', () => {
    const plain = aSurvey(
      [
        {
          key: 'why',
          type: 'choice',
          other: true,
          page: 1,
          text: { en: 'x' },
          options: [{ key: 'a', text: { en: 'x' } }],
        },
        { key: 'comment', type: 'text', page: 1 },
        {
          key: 'problem',
          type: 'complaint',
          page: 1,
          categories: [{ key: 'c', text: { en: 'x' } }],
        },
      ],
      { title: harmless.title, thanks: { text: { en: 'x' } } },
    )
    expect(pages(survey, true).map(tags)).toEqual(pages(plain, false).map(tags))
  })
})

describe('the thanks', () => {
  const links = { changeHref: '/s/shop/r?page=1', ownAnswersHref: '/r/r' }
  const thanks = (more: object = {}) =>
    thanksPage({ ...aFrame(), ...links, definition: twoSteps, commented: false, ...more })

  test('say that the answers are in, and promise a reader only to those who wrote something', () => {
    expect(thanks()).toContain('Thank you. Your answers are in.')
    expect(thanks()).not.toContain('reads every comment')
    expect(thanks({ commented: true })).toContain('reads every comment')
  })

  test('tell a complaint’s number, when the reply is due on the account’s clock, and where it goes', () => {
    const complaint = {
      reference: 'C-1042',
      dueAt: new Date('2025-11-25T10:00:00Z'),
      timeZone: 'Asia/Shanghai',
      contact: '13800138000',
    }
    const html = thanks({ complaint, locale: 'zh-CN' })
    for (const part of ['C-1042', '11月25日', '18:00', '我们将致电', '13800138000'])
      expect(html).toContain(part)
    expect(thanks({ complaint: { ...complaint, contact: 'a@b.example' } })).toContain('We write to')
  })

  test('say so when the answers are kept while the database is away', () => {
    expect(thanks({ kept: true })).toContain('kept safely')
  })

  test('offer no change once the survey has closed', () => {
    expect(thanks({ changeHref: null })).not.toContain('Change my answers')
  })

  const redirecting = aSurvey([{ key: 'recommend', type: 'nps' }], {
    thanks: { redirectUrl: 'https://shop.example/?a=1&b=2' },
  })
  const refresh = '<meta http-equiv="refresh" content="0;url=https://shop.example/?a=1&amp;b=2">'

  test('go on to the owner’s address, by link and by themselves', () => {
    const html = thanks({ definition: redirecting })
    expect(html).toContain(refresh)
    expect(html).toContain('href="https://shop.example/?a=1&amp;b=2"')
  })

  test('stay in a frame, where the link leads the whole window on', () => {
    const html = thanks({ definition: redirecting, embed: ['https://shop.example'] })
    expect(html).not.toContain('http-equiv')
    expect(html).toMatch(
      /<a [^>]*href="https:\/\/shop\.example\/\?a=1&amp;b=2"[^>]* target="_top">/,
    )
    expect(thanks({ definition: redirecting })).not.toContain('target=')
  })

  test('stay where there is a case number to read', () => {
    const html = thanks({
      definition: redirecting,
      complaint: { reference: 'C-1', timeZone: 'UTC' },
    })
    expect(html).not.toContain('http-equiv')
    expect(html).toContain('Continue')
  })
})

describe('a message', () => {
  test.each([
    ['closed', 'This survey has closed.'],
    ['used', 'You have already answered. Thank you.'],
    ['expired', 'This link no longer works.'],
    ['unknown', 'There is no survey at this address.'],
    ['busy', 'Too many answers from here. Try again in 7 min.'],
  ] as const)('that the survey is %s is one sentence', (about, text) => {
    const html = messagePage({ ...aFrame(), about, minutes: 6.2 })
    expect(html).toContain(`<title>${text}</title>`)
    expect(html).toContain(`>${text}</h1>`)
    expect(html).not.toContain('Your answers go to')
  })

  test('comes in every language', () => {
    for (const locale of Object.keys(WORDS))
      expect(messagePage({ ...aFrame({ locale }), about: 'closed' })).toContain(
        WORDS[locale]?.['state.closed'],
      )
  })
})

describe('a person’s own answers', () => {
  const survey = aSurvey(
    [
      { key: 'recommend', type: 'nps' },
      {
        key: 'speed',
        type: 'gap',
        expectationKind: 'will',
        importance: true,
        text: { en: 'Speed' },
      },
      { key: 'overall', type: 'rating', measure: 'csat' },
      { key: 'price', type: 'slider' },
      { key: 'why', type: 'choice', multiple: true, other: true, options: [{ key: 'late' }] },
      { key: 'weights', type: 'allocation' },
      { key: 'problem', type: 'complaint', categories: [{ key: 'bill' }] },
    ],
    { dimensions: [{ key: 'tangibles' }, { key: 'empathy' }] },
  )
  const html = receiptPage({
    ...aFrame(),
    definition: survey,
    answers: {
      recommend: 0,
      speed: { expectation: 6, perception: null, importance: 5 },
      overall: 4,
      price: null,
      why: ['late', { other: 'Rain' }],
      weights: { tangibles: 40 },
      problem: { category: 'bill', contact: 'a@b.example' },
    },
    changeHref: null,
    action: '/r/id.mac',
  })

  test('are shown in words', () => {
    const shown = [...html.matchAll(/<dd><bdi>([^<]*)<\/bdi><\/dd>/g)].map(([, text]) => text)
    expect(shown).toEqual([
      '0',
      ...[
        'I expected: 6',
        'I got: Doesn’t apply, or I can’t say',
        'How important is this to you? 5',
      ],
      '4, Satisfied',
      'Doesn’t apply, or I can’t say',
      ...['Late or missing delivery', 'Rain'],
      'How things look: 40',
      ...['Refund or billing', 'a@b.example'],
    ])
  })

  test('are written in fields that run the way of what is written, in whatever language the page is', () => {
    const asked = surveyPage(aPage(survey, { locale: 'ar', step: 8 }))
    expect(asked).toMatch(/<textarea [^>]*dir="auto"/)
    expect(asked).toMatch(/name="problem.contact"[^>]*dir="auto"/)
  })

  test('are deleted by a second press, without script', () => {
    expect(html).toMatch(
      /<details class="delete"><summary>Delete my answers<\/summary>.*<form method="post" action="\/r\/id\.mac"><button name="action" value="delete">/,
    )
  })

  test('say so when there are none', () => {
    const empty = receiptPage({
      ...aFrame(),
      definition: survey,
      answers: {},
      changeHref: null,
      action: '/r/x',
    })
    expect(empty).toContain('No answers yet.')
  })
})

test('the privacy line promises no more than what is kept, and names the brand or "us"', () => {
  expect(surveyPage(aPage(twoSteps))).toContain('Your answers go to Tidewell without your name.')
  expect(surveyPage(aPage(twoSteps, { linked: true }))).toContain('are linked to you.')
  expect(surveyPage(aPage(twoSteps, { brand: '' }))).toContain('Your answers go to us without')
})
