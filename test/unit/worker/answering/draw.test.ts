import { describe, expect, test } from 'vitest'
import { columnsOf } from '../../../../schema/columns.ts'
import type { SurveyDefinition, SurveyDefinitionInput } from '../../../../schema/survey.ts'
import type { Tree } from '../../../../worker/answering/draw/tree.ts'
import { drawStep, type StepInput } from '../../../../worker/answering/draw.ts'
import { html } from '../../../../worker/answering/html.ts'
import { WORDS } from '../../../../worker/answering/words.ts'
import { wholeSurvey } from '../../../support/whole-survey.ts'
import { aSurvey } from './a-survey.ts'
import { elementsOf, namesIn, postedBy, textOf, withTag } from './tree-reading.ts'

type Asked = SurveyDefinitionInput['questions'][number]

const draw = (definition: SurveyDefinition, more: Partial<StepInput> = {}): Tree =>
  drawStep({
    definition,
    questions: definition.questions,
    locale: 'en',
    brand: 'Tidewell',
    answers: {},
    ...more,
  })

const options = [{ key: 'wait', text: { en: 'The wait' } }, { key: 'other' }]
const every = aSurvey(
  [
    ...wholeSurvey.questions,
    { key: 'slide', type: 'gap', scale: 100, dimension: 'tangibles', importance: true },
    { key: 'ten', type: 'gap', scale: 10, expectationKind: 'will' },
    { key: 'stars', type: 'rating', style: 'stars', scale: 10 },
    { key: 'faces', type: 'rating', style: 'smileys', scale: 7, measure: 'ces' },
    { key: 'loyal', type: 'rating', measure: 'repurchase' },
    { key: 'pick', type: 'choice', options, other: true },
  ],
  { locales: Object.keys(WORDS), dimensions: wholeSurvey.dimensions },
)

describe.each(every.questions)('$type question $key', (question) => {
  const tree = draw(every, { questions: [question] })

  test('has fields named like the columns of an import', () => {
    const extra = [`${question.key}.na`, `${question.key}.wanted`]
    const names = namesIn(tree).filter((name) => !extra.includes(name))
    expect(names.sort()).toEqual(columnsOf(question, every).sort())
  })

  test('has nothing chosen or filled in beforehand', () => {
    expect([...postedBy(tree)].filter(([, value]) => value !== '')).toEqual([])
  })

  test('has a name for every control', () => {
    for (const { tag, attributes } of withTag(tree, 'input', 'textarea')) {
      if (attributes.type === 'hidden') continue
      const isLabelled = withTag(tree, 'label').some(
        (label) =>
          label.text.trim() !== '' &&
          (label.attributes.for === attributes.id ||
            label.children.some((child) => child[0] === tag && child[1] === attributes)),
      )
      expect(isLabelled, JSON.stringify(attributes)).toBe(true)
    }
  })

  test('refers only to ids that are there, each once', () => {
    const ids = elementsOf(tree).flatMap(({ attributes }) => attributes.id ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    for (const { attributes } of elementsOf(tree))
      for (const reference of [attributes.for, attributes['aria-describedby']])
        for (const id of reference === undefined ? [] : String(reference).split(' '))
          expect(ids).toContain(id)
  })

  test('says to a screen reader what is wrong with each of its answers, where they are given', () => {
    const hasParts = question.type === 'gap' || question.type === 'complaint'
    const columns = hasParts ? columnsOf(question, every) : [question.key]
    for (const column of columns) {
      const pointer = `/answers/${column.replace('.', '/')}`
      const faulty = draw(every, {
        questions: [question],
        faults: [{ pointer, detail: 'err.check' }],
      })
      const [error] = elementsOf(faulty).filter(({ attributes }) => attributes.class === 'error')
      const told = elementsOf(faulty).filter(({ attributes }) =>
        String(attributes['aria-describedby']).split(' ').includes(String(error?.attributes.id)),
      )
      expect(
        told.map(({ tag }) => tag),
        column,
      ).toContainEqual(expect.stringMatching(/^(fieldset|input|textarea)$/))
    }
  })

  test('is wholly worded in every language, without a text of its own', () => {
    for (const locale of Object.keys(WORDS)) {
      const text = textOf(draw(every, { questions: [question], locale }))
      expect(text, locale).not.toMatch(/\{\w+\}|undefined|null|\[object/)
    }
  })

  test('is plain HTML: no style, no handler, no script', () => {
    expect(() => html(tree)).not.toThrow()
  })
})

test('a recommendation is one row from 0 to 10 whose ends say what they mean', () => {
  const labels = withTag(draw(aSurvey([{ key: 'recommend', type: 'nps' }])), 'label')
  expect(labels.map(({ text }) => text)).toEqual([
    '0, Not at all likely',
    ...['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    '10, Extremely likely',
  ])
})

test('a pair is headed by its item, and each row is named by the item and what is asked', () => {
  const survey = aSurvey([
    { key: 'speed', type: 'gap', expectationKind: 'will', text: { en: 'Speed of reply' } },
  ])
  const legends = withTag(draw(survey), 'legend').map(({ text }) => text)
  expect(legends).toEqual(['Speed of reply: I expected', 'Speed of reply: I got'])
})

test('the words of a pair follow the kind of expectation it asks for', () => {
  const kinds = ['should', 'will', 'minimum-and-desired'] as const
  const titles = kinds.map((expectationKind) => {
    const tree = draw(aSurvey([{ key: 'speed', type: 'gap', expectationKind }]), {
      locale: 'zh-CN',
    })
    return withTag(tree, 'h1').map(({ text }) => text)
  })
  expect(titles.flat()).toEqual([
    '应有水平与实际感受',
    '您的预期与实际感受',
    '最低要求、理想水平与实际感受',
  ])
})

test('a zone of tolerance asks for the minimum before the wish and what was got', () => {
  const survey = aSurvey([{ key: 'speed', type: 'gap', expectationKind: 'minimum-and-desired' }])
  expect(namesIn(draw(survey))).toEqual([
    'speed.minimum',
    'speed.expectation',
    'speed.perception',
    'speed.na',
  ])
})

test('without script a slider is only a number field, since a native one can’t be empty', () => {
  const types = withTag(draw(aSurvey([{ key: 'price', type: 'slider' }])), 'input').map(
    ({ attributes }) => attributes.type,
  )
  expect(types).toEqual(['number', 'checkbox'])
})

test('"doesn’t apply" is offered only where the survey offers it, and never for a recommendation', () => {
  const questions = [
    { key: 'recommend', type: 'nps' },
    { key: 'speed', type: 'gap' },
    { key: 'overall', type: 'rating' },
    { key: 'price', type: 'slider' },
  ] as const
  const offers = (noOpinion: boolean) => {
    const tree = draw(aSurvey([...questions], { noOpinion }))
    return withTag(tree, 'label').filter(({ attributes }) => attributes.class === 'na').length
  }
  expect([offers(true), offers(false)]).toEqual([3, 0])
})

test('a step of one question is titled by it, one of pairs by what they have in common', () => {
  const title = (definition: SurveyDefinition) =>
    withTag(draw(definition), 'h1').map(({ text }) => text)
  expect(
    title(aSurvey([{ key: 'overall', type: 'rating', text: { en: 'And overall?' } }])),
  ).toEqual(['And overall?'])
  expect(
    title(
      aSurvey([
        { key: 'a', type: 'gap' },
        { key: 'b', type: 'gap' },
      ]),
    ),
  ).toEqual(['How it should be, and how it was'])
  const closing: Asked = { key: 'p', type: 'complaint', categories: [{ key: 'late' }] }
  expect(title(aSurvey([{ key: 'c', type: 'text' }, closing]))).toEqual(['In your own words'])
})

test.each(Object.keys(WORDS))(
  'an effort is asked about without a name, where there is none: %s',
  (locale) => {
    const survey = aSurvey([{ key: 'effort', type: 'rating', measure: 'ces' }])
    const asked = textOf(draw(survey, { locale, brand: '' }))
    expect(asked).toContain(WORDS[locale]?.['ces.q.none'])
    expect(asked).not.toContain('us made it')
    expect(textOf(draw(survey, { locale, brand: 'Tidewell' }))).toContain('Tidewell')
  },
)

test('a reason is asked for only where a score was given', () => {
  const survey = aSurvey([
    { key: 'recommend', type: 'nps' },
    { key: 'comment', type: 'text' },
  ])
  const asked = (answers: StepInput['answers']) =>
    textOf(draw(survey, { questions: survey.questions.slice(1), answers }))
  expect(asked({ recommend: 3 })).toContain('What is the main reason for your score?')
  expect(asked({})).toContain('Anything you want to tell us?')
})

test('the scale of a shared hint is told only where all pairs have it', () => {
  const mixed = aSurvey([
    { key: 'a', type: 'gap', scale: 7 },
    { key: 'b', type: 'gap', scale: 10 },
  ])
  expect(textOf(draw(mixed))).not.toContain('Rate each')
})

test('a fault stands beside its field, which says so to a screen reader', () => {
  const survey = aSurvey([{ key: 'speed', type: 'gap', expectationKind: 'will' }])
  const faults = [{ pointer: '/answers/speed/perception', detail: 'err.half' }]
  const tree = draw(survey, { faults })
  const [error] = elementsOf(tree).filter(({ attributes }) => attributes.class === 'error')
  expect(error?.text).toBe('“I got” is not rated yet')
  const [, row] = withTag(tree, 'fieldset')
  expect(row?.attributes['aria-describedby']).toBe(error?.attributes.id)
})
