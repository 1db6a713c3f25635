/** What changed between two versions, told question by question. */
import { expect, test } from 'vitest'
import { SurveyDefinition, type SurveyDefinitionInput } from '../../../schema/survey.ts'
import { surveyDiff } from '../../../schema/survey-diff.ts'
import { aSurvey } from '../../support/a-survey.ts'

const parsed = (changes: Partial<SurveyDefinitionInput> = {}) =>
  SurveyDefinition.parse(aSurvey(changes))
const questions = aSurvey().questions

test('a version does not differ from itself', () => {
  expect(surveyDiff(parsed(), parsed())).toEqual([])
})

test('a question added, one removed and one changed are each told by key', () => {
  const after = parsed({
    questions: [
      ...questions
        .filter(({ key }) => key !== 'visit')
        .map((question) =>
          question.key === 'overall' ? { ...question, required: true } : question,
        ),
      { key: 'more', type: 'text' },
    ],
  })
  expect(surveyDiff(parsed(), after)).toEqual([
    {
      key: 'diff.question.changed',
      question: 'overall',
      member: 'required',
      before: false,
      after: true,
    },
    { key: 'diff.question.added', question: 'more' },
    { key: 'diff.question.removed', question: 'visit' },
  ])
})

test('a wording is told in its language, and a new one has none before', () => {
  const after = parsed({
    title: { en: 'Other', 'zh-CN': '我们做得怎么样？' },
    questions: questions.map((question) =>
      question.key === 'speed'
        ? { ...question, text: { en: 'Speed of reply', 'zh-CN': '答复速度' } }
        : question,
    ),
  })
  expect(surveyDiff(parsed(), after)).toEqual([
    { key: 'diff.title', locale: 'en', before: 'How did we do?', after: 'Other' },
    {
      key: 'diff.question.text',
      question: 'speed',
      locale: 'zh-CN',
      before: null,
      after: '答复速度',
    },
  ])
})

test('of a question taken to the end only that one has moved, not those that closed up', () => {
  const [first, ...rest] = questions
  const before = parsed({ questions: questions.filter(({ key }) => key !== 'comment') })
  const after = parsed({
    questions: [...rest, ...(first ? [first] : [])].filter(({ key }) => key !== 'comment'),
  })
  expect(surveyDiff(before, after)).toEqual([{ key: 'diff.question.moved', question: 'recommend' }])
})

test('languages and the survey’s own members are told as well', () => {
  expect(surveyDiff(parsed(), parsed({ locales: ['en', 'de'], privacy: 'anonymous' }))).toEqual([
    { key: 'diff.locale.added', locale: 'de' },
    { key: 'diff.locale.removed', locale: 'zh-CN' },
    { key: 'diff.survey.changed', member: 'privacy', before: 'identified', after: 'anonymous' },
  ])
})
