import { describe, expect, test } from 'vitest'
import { answersFaults } from '../../../../schema/answer-faults.ts'
import { drawStep } from '../../../../worker/answering/draw.ts'
import { answersAfter, fromForm } from '../../../../worker/answering/form.ts'
import { stepsFor } from '../../../../worker/answering/steps.ts'
import { random } from '../../../support/random.ts'
import { aSurvey } from './a-survey.ts'
import { randomAnswers, randomSurvey } from './random-answers.ts'
import { postedBy } from './tree-reading.ts'

const form = (fields: Record<string, string> | string[][]) => new URLSearchParams(fields)
const options = [{ key: 'wait' }, { key: 'price' }]
const pairs = aSurvey([
  { key: 'speed', type: 'gap' },
  { key: 'care', type: 'gap', importance: true },
])

test('what is drawn from answers and posted untouched is those answers again', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const chance = random(seed)
    const definition = randomSurvey(chance)
    const answers = randomAnswers(definition, chance)
    expect(answersFaults(definition, answers)).toEqual([])
    let after: Record<string, unknown> = {}
    stepsFor(definition, answers, undefined).forEach((questions, i) => {
      const tree = drawStep({ definition, questions, locale: 'en', brand: 'B', answers })
      const fields = postedBy(tree)
      fields.set('page', String(i + 1))
      const post = fromForm(definition, fields, answers)
      expect(post.faults, `seed ${seed}`).toEqual([])
      after = answersAfter(definition, { ...answers, ...after }, post)
    })
    expect(after, `seed ${seed}`).toEqual(answers)
  }
})

test('the hidden fields say which response, version, language and step it is', () => {
  const post = fromForm(
    aSurvey([{ key: 'recommend', type: 'nps' }], { segments: ['order_type'] }),
    form({
      ...{ id: 'abcdefghijklmnop', revision: '3', receipt: 'r.s', version: '2', lang: 'en' },
      ...{ channel: 'email', shown: 'a b', page: '1', token: 't', tier: 'key' },
      ...{ 'segment.touchpoint': 'chat', order_type: 'large', recommend: '0' },
    }),
  )
  expect(post).toMatchObject({
    ...{ id: 'abcdefghijklmnop', revision: 3, receipt: 'r.s', version: 2, lang: 'en', token: 't' },
    ...{ channel: 'email', shown: ['a', 'b'], page: 1, action: 'next' },
    segments: { touchpoint: 'chat', order_type: 'large' },
    answers: { recommend: 0 },
  })
})

test('a bare form is a first revision of the first step over an open link', () => {
  expect(fromForm(pairs, form({}))).toMatchObject({
    ...{ id: '', revision: 1, receipt: undefined, version: undefined, shown: undefined },
    ...{
      channel: 'link',
      page: 1,
      action: 'next',
      segments: {},
      answers: {},
      faults: [],
      halves: [],
    },
  })
})

test('a second language among the fields asks for the same step again', () => {
  const post = fromForm(
    pairs,
    form([
      ['lang', 'en'],
      ['speed.expectation', '6'],
      ['lang', 'zh-CN'],
    ]),
  )
  expect(post).toMatchObject({ action: 'language', lang: 'zh-CN', halves: [], faults: [] })
})

describe('half a pair', () => {
  test('is told once, and taken as it is the second time', () => {
    const first = fromForm(pairs, form({ 'speed.expectation': '6' }))
    expect(first.halves).toEqual([{ pointer: '/answers/speed/perception', detail: 'err.half' }])
    expect(first.answers).toEqual({ speed: { expectation: 6 } })
    const again = form({ 'speed.expectation': '6', Reported: first.reported.join(' ') })
    expect(fromForm(pairs, again).halves).toEqual([])
  })

  test('is not told again to somebody who comes back to it', () => {
    const fields = form({ 'speed.expectation': '6' })
    expect(fromForm(pairs, fields, { speed: { expectation: 6 } }).halves).toEqual([])
    expect(fromForm(pairs, fields, { speed: { expectation: 5 } }).halves).toHaveLength(1)
  })

  test('is told anew for another pair', () => {
    const post = fromForm(
      pairs,
      form({ 'speed.expectation': '6', 'care.perception': '2', Reported: 'speed.perception' }),
    )
    expect(post.halves.map(({ pointer }) => pointer)).toEqual(['/answers/care/expectation'])
  })

  test('holds nobody back who goes back, skips or changes the language', () => {
    for (const action of ['back', 'skip'])
      expect(fromForm(pairs, form({ 'speed.expectation': '6', action })).halves).toEqual([])
  })

  test('of a zone of tolerance is told for each of its three that is missing, the first of them', () => {
    const zone = aSurvey([{ key: 'speed', type: 'gap', expectationKind: 'minimum-and-desired' }])
    const told = (fields: Record<string, string>) =>
      fromForm(zone, form(fields)).halves.map(({ pointer }) => pointer)
    const whole = { 'speed.minimum': '3', 'speed.expectation': '6', 'speed.perception': '5' }
    expect(told(whole)).toEqual([])
    for (const part of ['minimum', 'expectation', 'perception'])
      expect(told({ ...whole, [`speed.${part}`]: '' })).toEqual([`/answers/speed/${part}`])
    expect(told({ 'speed.perception': '5' })).toEqual(['/answers/speed/minimum'])
  })

  test('is none when the whole pair doesn’t apply, or only its importance was given', () => {
    const post = fromForm(
      pairs,
      form({ 'speed.expectation': '6', 'speed.na': '1', 'care.importance': '4' }),
    )
    expect(post.halves).toEqual([])
    expect(post.answers).toEqual({ speed: null, care: { importance: 4 } })
  })
})

test('what cannot be kept holds whoever goes back, once, and whoever changes the language', () => {
  const short = aSurvey([{ key: 'comment', type: 'text', maxLength: 5 }])
  const post = (fields: string[][]) =>
    fromForm(short, form([['comment', 'too long'], ['lang', 'en'], ...fields]))
  const long = [{ pointer: '/answers/comment', detail: 'err.long' }]
  const back = post([['action', 'back']])
  expect(back.faults).toEqual(long)
  const told = ['Reported', back.reported.join(' ')]
  expect(post([told, ['action', 'back']]).faults).toEqual([])
  expect(post([told, ['action', 'next']]).faults).toEqual(long)
  expect(post([told, ['lang', 'zh-CN']]).faults).toEqual(long)
  expect(post([['action', 'skip']]).faults).toEqual([])
})

describe('a choice', () => {
  const one = aSurvey([{ key: 'why', type: 'choice', options, other: true }])
  const many = aSurvey([{ key: 'why', type: 'choice', options, other: true, multiple: true }])

  test('of one goes by the button pressed, not by a text left over', () => {
    expect(fromForm(one, form({ why: 'wait', 'why.other': 'left' })).answers).toEqual({
      why: 'wait',
    })
    expect(fromForm(one, form({ why: 'other', 'why.other': 'mine' })).answers).toEqual({
      why: { other: 'mine' },
    })
  })

  test('of "something else" without words is asked about once and then left out', () => {
    const post = fromForm(one, form({ why: 'other' }))
    expect(post.answers).toEqual({})
    expect(post.halves).toEqual([{ pointer: '/answers/why', detail: 'err.other' }])
    expect(fromForm(one, form({ why: 'other', Reported: 'why' })).halves).toEqual([])
  })

  test('of several takes boxes, a column with spaces, and own words', () => {
    const boxes = form([
      ['why', 'wait'],
      ['why', 'price'],
      ['why.other', 'mine'],
    ])
    const expected = { why: ['wait', 'price', { other: 'mine' }] }
    expect(fromForm(many, boxes).answers).toEqual(expected)
    expect(fromForm(many, form({ why: 'wait price', 'why.other': 'mine' })).answers).toEqual(
      expected,
    )
  })

  test('that the list does not have is a fault', () => {
    expect(fromForm(one, form({ why: 'nonsense' })).faults).toEqual([
      { pointer: '/answers/why', detail: 'err.choice' },
    ])
  })
})

describe('a complaint', () => {
  const categories = [{ key: 'late' }]
  const survey = aSurvey([
    { key: 'comment', type: 'text' },
    { key: 'problem', type: 'complaint', categories },
  ])
  const faults = (fields: Record<string, string>) =>
    fromForm(survey, form(fields)).faults.map(({ pointer, detail }) => `${pointer} ${detail}`)

  test('nobody wants put right is no answer, whatever stands in the hidden fields', () => {
    const post = fromForm(survey, form({ 'problem.wanted': 'no', 'problem.category': 'late' }))
    expect([post.answers, post.faults]).toEqual([{}, []])
  })

  test('somebody wants put right needs a category and what happened', () => {
    expect(faults({ 'problem.wanted': 'yes' })).toEqual([
      '/answers/problem/category err.cat',
      '/answers/problem/text err.what',
    ])
  })

  test('is told by the reason above as well', () => {
    const fields = { 'problem.wanted': 'yes', 'problem.category': 'late', comment: 'Came late' }
    expect(faults(fields)).toEqual([])
  })

  test.each([
    ['maya@example.com', []],
    ['+49 (30) 1234-567', []],
    ['13800138000', []],
    ['', []],
    ['maya@', ['/answers/problem/contact err.email']],
    ['maya', ['/answers/problem/contact err.email']],
    ['12', ['/answers/problem/contact err.phone']],
  ])('takes the contact %j or says what it lacks', (contact, expected) => {
    const fields = { 'problem.wanted': 'yes', 'problem.category': 'late', comment: 'x' }
    expect(faults({ ...fields, 'problem.contact': contact })).toEqual(expected)
  })

  test('filled in without Yes, as a page without style sheet allows, counts as wanted', () => {
    const post = fromForm(survey, form({ 'problem.category': 'late', 'problem.text': 'Late' }))
    expect(post.answers).toEqual({ problem: { category: 'late', text: 'Late' } })
  })
})

describe('faults', () => {
  const survey = aSurvey([
    { key: 'recommend', type: 'nps', page: 1 },
    { key: 'must', type: 'nps', required: true, page: 1 },
    { key: 'price', type: 'slider', step: 5, page: 1 },
    { key: 'comment', type: 'text', maxLength: 3, page: 1 },
  ])
  const faults = (fields: Record<string, string>) =>
    fromForm(survey, form({ must: '5', ...fields })).faults.map(
      ({ pointer, detail }) => `${pointer} ${detail}`,
    )

  test.each([
    [{ recommend: '11' }, '/answers/recommend err.nps'],
    [{ recommend: 'many' }, '/answers/recommend err.nps'],
    [{ must: '' }, '/answers/must err.number'],
    [{ price: '7' }, '/answers/price err.step'],
    [{ comment: 'four' }, '/answers/comment err.long'],
    [{ comment: 'a\0b' }, '/answers/comment err.check'],
  ])('%j is told in words', (fields, expected) => {
    expect(faults(fields)).toEqual([expected])
  })

  test('a text counts by characters, not by the units a browser counts', () => {
    expect(faults({ comment: '😀😀😀' })).toEqual([])
  })

  test('what is faulty is kept for showing it again, but is no answer', () => {
    const post = fromForm(survey, form({ must: '5', comment: 'four', recommend: '7' }))
    expect(post.answers).toEqual({ must: 5, recommend: 7 })
    expect(post.typed.comment).toBe('four')
  })
})

test('points that do not add up are told once, with their sum left as typed', () => {
  const survey = aSurvey([{ key: 'weights', type: 'allocation' }], {
    dimensions: [{ key: 'a' }, { key: 'b' }],
  })
  const fields = { 'weights.a': '30', 'weights.b': '60' }
  expect(fromForm(survey, form(fields)).halves).toEqual([
    { pointer: '/answers/weights', detail: 'err.total' },
  ])
  for (const [b, isTold] of [
    ['69', true],
    ['70', false],
    ['71', true],
  ] as const)
    expect(fromForm(survey, form({ ...fields, 'weights.b': b })).halves).toHaveLength(
      isTold ? 1 : 0,
    )
  const again = fromForm(survey, form({ ...fields, Reported: 'weights' }))
  expect([again.halves, again.answers]).toEqual([[], { weights: { a: 30, b: 60 } }])
})

describe('all answers after a post', () => {
  const survey = aSurvey([
    { key: 'recommend', type: 'nps' },
    {
      key: 'why',
      type: 'choice',
      options,
      showIf: { question: 'recommend', op: 'lte', value: 6 },
    },
    { key: 'overall', type: 'rating' },
  ])
  const saved = (before: Record<string, unknown>, fields: Record<string, string>) =>
    answersAfter(survey, before, fromForm(survey, form(fields), before))

  test('hold those of other steps, and of this step what was posted', () => {
    expect(saved({ recommend: 3, overall: 2 }, { page: '2', why: 'wait' })).toEqual({
      recommend: 3,
      why: 'wait',
      overall: 2,
    })
  })

  test('lose what was cleared or skipped on this step', () => {
    expect(saved({ recommend: 3 }, { page: '1' })).toEqual({})
    expect(saved({ recommend: 3 }, { page: '1', recommend: '5', action: 'skip' })).toEqual({})
  })

  test('lose answers to questions that are no longer asked', () => {
    expect(saved({ recommend: 3, why: 'wait' }, { page: '1', recommend: '9' })).toEqual({
      recommend: 9,
    })
  })

  test('keep a posted answer to a question not asked, for the check of the whole walk to refuse', () => {
    expect(saved({}, { page: '1', recommend: '9', why: 'wait' })).toHaveProperty('why', 'wait')
  })
})

test('names from outside are nothing to the form', () => {
  const post = fromForm(
    pairs,
    form({ __proto__: '1', 'constructor.prototype': '1', toString: 'x' }),
  )
  expect(post.answers).toEqual({})
  expect(Object.keys(post.typed)).not.toContain('toString')
})
