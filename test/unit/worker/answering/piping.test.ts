/** Earlier answers and a name in later texts: as words, as text, and never as markup. */
import { describe, expect, test } from 'vitest'
import { SurveyDefinition } from '../../../../schema/survey.ts'
import { pipedValues } from '../../../../worker/answering/draw/piping.ts'
import { own } from '../../../../worker/answering/draw/wording.ts'
import { html } from '../../../../worker/answering/html.ts'
import { wordsIn } from '../../../../worker/answering/words.ts'
import { aSurvey } from '../../../support/a-survey.ts'

const survey = SurveyDefinition.parse(aSurvey())
const spoken = (text: string, answers: Record<string, unknown> = {}, name?: string) =>
  own({ en: text }, { survey, locale: 'en', brand: 'Tidewell', say: wordsIn('en'), answers, name })

describe('an owner’s text', () => {
  test('quotes a score, a chosen option, a text and a category', () => {
    expect(spoken('You gave {recommend}.', { recommend: 0 })).toBe('You gave 0.')
    expect(spoken('{why}', { why: ['wait', { other: 'noise' }] })).toBe('wait, noise')
    expect(spoken('“{comment}”', { comment: 'Too\n slow' })).toBe('“Too slow”')
    expect(spoken('{problem}', { problem: { category: 'delivery' } })).toBe('delivery')
    expect(spoken('{speed}', { speed: { expectation: 6, perception: 2 } })).toBe('2')
  })

  test('says nothing, or what stands after the bar, where nothing is known', () => {
    expect(spoken('[{recommend}]')).toBe('[]')
    expect(spoken('Hello {name|there}')).toBe('Hello there')
    expect(spoken('Hello {name|there}', {}, 'Ada')).toBe('Hello Ada')
    expect(spoken('{speed}', { speed: null })).toBe('')
  })

  test('keeps placeholders nobody knows, and those that every object has', () => {
    expect(spoken('{order} {constructor} {__proto__}')).toBe('{order} {constructor} {__proto__}')
  })

  test('fills in once: an answer that looks like a placeholder stays as it was typed', () => {
    expect(spoken('{comment}', { comment: '{brand} {name}' }, 'Ada')).toBe('{brand} {name}')
  })

  test('is text wherever it is written', () => {
    const typed = '<img src=x onerror=alert(1)>'
    expect(html(['h1', {}, spoken('{comment}', { comment: typed })])).not.toContain('<img')
    expect(html(['h1', {}, spoken('{name}', {}, typed)])).not.toContain('<img')
  })
})

test('a long answer is cut to a hundred characters, whole ones', () => {
  const { comment } = pipedValues(
    survey.questions,
    { comment: '🙂'.repeat(200) },
    undefined,
    String,
  )
  expect([...String(comment)]).toHaveLength(101)
  expect(String(comment).isWellFormed()).toBe(true)
})

test('every question has a value, so that no braces are shown where it was not answered', () => {
  const values = pipedValues(survey.questions, {}, undefined, ({ key }) => key)
  for (const { key } of survey.questions) expect(values[key]).toBe('')
})
