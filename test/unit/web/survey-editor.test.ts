import { describe, expect, test } from 'vitest'
import { SurveyDefinition } from '../../../schema/survey.ts'
import { changesBetween } from '../../../web/dashboard/surveys/changes.ts'
import { begin, edited, isUnsaved } from '../../../web/dashboard/surveys/editing.ts'
import { faultAt, faultWords } from '../../../web/dashboard/surveys/faults.ts'
import { definitionFrom, judged } from '../../../web/dashboard/surveys/judging.ts'
import {
  comparisonWith,
  conditionOf,
  conditionWords,
  simpleOf,
} from '../../../web/dashboard/surveys/logic.ts'
import {
  freeKey,
  KINDS,
  withCopy,
  withMoved,
  withNew,
  without,
} from '../../../web/dashboard/surveys/questions.ts'
import {
  missingIn,
  withoutLocale,
  withWording,
  wordingsOf,
} from '../../../web/dashboard/surveys/wordings.ts'
import { en } from '../../../web/dashboard/words/en.ts'
import { surveysEn } from '../../../web/dashboard/words/surveys.en.ts'
import { voiceOf } from '../../../web/dashboard/words/voice.ts'

const voice = voiceOf('en', { ...en, ...surveysEn })
const none = new Set<string>()
const survey = SurveyDefinition.parse({
  title: { en: 'Order', 'zh-CN': '订单' },
  locales: ['en', 'zh-CN'],
  questions: [
    { key: 'recommend', type: 'nps' },
    { key: 'quick', type: 'gap', dimension: 'responsiveness', text: { en: 'Speed of reply' } },
    {
      key: 'why',
      type: 'choice',
      options: [{ key: 'wait', text: { en: 'The wait', 'zh-CN': '等待' } }],
    },
    { key: 'comment', type: 'text' },
  ],
  dimensions: [{ key: 'delivery', label: { en: 'Delivery' } }],
})
const keys = (definition: SurveyDefinition) => definition.questions.map(({ key }) => key)

describe('the list of questions', () => {
  test.each(KINDS)('a new %s fits the schema as it comes', (kind) => {
    expect(judged(withNew(survey, kind, none)).faults).toEqual([])
  })
  test('a new pair asks as the last one does, on its scale and of its expectation', () => {
    const zone = survey.questions.map((one) =>
      one.type === 'gap'
        ? { ...one, scale: 10 as const, expectationKind: 'minimum-and-desired' as const }
        : one,
    )
    expect(withNew({ ...survey, questions: zone }, 'gap', none).questions.at(-1)).toMatchObject({
      scale: 10,
      expectationKind: 'minimum-and-desired',
    })
    const first = { ...survey, questions: survey.questions.slice(0, 1) }
    expect(withNew(first, 'gap', none).questions.at(-1)).toMatchObject({
      scale: 7,
      expectationKind: 'should',
    })
  })
  test('points bring the five dimensions with them where a survey has none', () => {
    const bare = { ...survey, dimensions: [], questions: survey.questions.slice(0, 1) }
    expect(withNew(bare, 'allocation', none).dimensions).toHaveLength(5)
  })
  test('no key comes twice, not even one of an earlier version', () => {
    expect(freeKey('quick', survey, new Set(['quick_2']))).toBe('quick_3')
    expect(freeKey('new', survey, none)).toBe('new')
    // A number that belongs to the name stays: t1 of SERVQUAL is no second t.
    const t1 = { questions: survey.questions.map((one) => ({ ...one, key: 't1' })), segments: [] }
    expect(freeKey('t1', t1, none)).toBe('t1_2')
    expect(freeKey('t1_2', t1, new Set(['t1_2']))).toBe('t1_3')
  })
  test('a copy stands right after its original', () => {
    expect(keys(withCopy(survey, 1, none))).toEqual([
      'recommend',
      'quick',
      'quick_2',
      'why',
      'comment',
    ])
  })
  test('moving keeps the others in order, and past the ends nothing happens', () => {
    expect(keys(withMoved(survey, 0, 2))).toEqual(['quick', 'why', 'recommend', 'comment'])
    expect(withMoved(survey, 0, -1)).toBe(survey)
    expect(withMoved(survey, 3, 4)).toBe(survey)
  })
})

describe('undo', () => {
  const start = begin(survey, '"1"')
  const [a, b] = [without(survey, 0), without(survey, 1)]
  test('typing on in one field is one step; another field is another', () => {
    const typed = [a, b, survey].reduce(
      (state, to) => edited(state, { type: 'change', to, field: 'x' }),
      start,
    )
    expect(typed.past).toEqual([survey])
    expect(edited(typed, { type: 'change', to: a, field: 'y' }).past).toHaveLength(2)
  })
  test('undo and redo go there and back, and a change ends what could be redone', () => {
    const changed = edited(start, { type: 'change', to: a, field: null })
    const undone = edited(changed, { type: 'undo' })
    expect(undone.present).toBe(survey)
    expect(edited(undone, { type: 'redo' }).present).toBe(a)
    expect(edited(undone, { type: 'change', to: b, field: null }).future).toEqual([])
    expect(edited(start, { type: 'undo' })).toBe(start)
    expect(edited(start, { type: 'redo' })).toBe(start)
  })
  test('a save of an older state leaves the newer one unsaved', () => {
    const changed = edited(start, { type: 'change', to: a, field: null })
    const newer = edited(changed, { type: 'change', to: b, field: null })
    const saved = edited(newer, { type: 'saved', saved: a, etag: '"2"' })
    expect(isUnsaved(saved)).toBe(true)
    expect(isUnsaved(edited(saved, { type: 'saved', saved: b, etag: '"3"' }))).toBe(false)
    expect(saved.etag).toBe('"2"')
  })
  test('taking the other’s draft forgets our own', () => {
    const changed = edited(start, { type: 'change', to: a, field: null })
    expect(edited(changed, { type: 'replaced', by: b, etag: '"9"' })).toEqual(begin(b, '"9"'))
  })
})

describe('languages', () => {
  test('what stands in one language and not in another is missing; what stands in none is standard', () => {
    expect(missingIn(survey, 'zh-CN').map(({ pointer }) => pointer)).toEqual([
      '/questions/1/text',
      '/dimensions/0/label',
    ])
    expect(missingIn(survey, 'en')).toEqual([])
  })
  test('the wording of NPS is nobody’s to write', () => {
    expect(wordingsOf(survey).some(({ pointer }) => pointer.startsWith('/questions/0'))).toBe(false)
  })
  test.each(wordingsOf(survey).map(({ pointer }) => pointer))(
    '%s can be set and taken away',
    (pointer) => {
      const set = withWording(survey, pointer, 'de', 'Neu')
      const textAt = (definition: SurveyDefinition) =>
        wordingsOf(definition).find((one) => one.pointer === pointer)?.text
      expect(textAt(set)?.de).toBe('Neu')
      expect(textAt(withWording(set, pointer, 'de', ''))).toEqual(textAt(survey))
    },
  )
  test('a language goes with all its wordings; the last one stays', () => {
    const english = withoutLocale(survey, 'zh-CN')
    expect(JSON.stringify(english)).not.toContain('zh-CN')
    expect(withoutLocale(english, 'en')).toBe(english)
  })
})

describe('when a question is asked', () => {
  const name = (key: string) => key
  const say = (condition: Parameters<typeof conditionWords>[0]) =>
    conditionWords(condition, survey, name, voice)
  test.each([
    [{ question: 'recommend', op: 'lte' as const, value: 6 }, '“recommend” is 6 or less'],
    [{ question: 'quick', op: 'lt' as const, value: 3 }, '“quick” (got) is below 3'],
    [
      { question: 'quick', op: 'gte' as const, value: 3, part: 'expectation' as const },
      '“quick” (expected) is 3 or more',
    ],
    [{ question: 'why', op: 'includes' as const, value: 'wait' }, '“why” includes “The wait”'],
    [{ not: { question: 'comment', op: 'answered' as const } }, 'not (“comment” was answered)'],
    [
      {
        any: [
          { question: 'recommend', op: 'eq' as const, value: 0 },
          { question: 'recommend', op: 'ne' as const, value: 5 },
        ],
      },
      '“recommend” is 0 or “recommend” is not 5',
    ],
  ])('%j in words', (condition, words) => {
    expect(say(condition)).toBe(words)
  })
  test('the editor gives back what it was given; deeper ones it leaves alone', () => {
    const first = { question: 'recommend', op: 'lte' as const, value: 6 }
    const any = { any: [first, { question: 'why', op: 'answered' as const }] }
    for (const condition of [first, any])
      expect(conditionOf(simpleOf(condition) ?? { join: 'all', parts: [] })).toEqual(condition)
    expect(simpleOf({ not: first })).toBeNull()
    expect(simpleOf({ all: [any] })).toBeNull()
    expect(conditionOf({ join: 'all', parts: [] })).toBeUndefined()
  })
  test('every comparison it begins with fits the schema', () => {
    for (const question of survey.questions) {
      const asked = {
        ...survey.questions[3],
        key: 'last',
        type: 'text' as const,
        required: false,
        maxLength: 9,
      }
      const questions = [...survey.questions, { ...asked, showIf: comparisonWith(question) }]
      expect(judged({ ...survey, questions }).faults).toEqual([])
    }
  })
})

describe('what differs between versions', () => {
  test('nothing differs from itself', () => expect(changesBetween(survey, survey)).toEqual([]))
  test('added, removed, changed, moved and settings are told apart', () => {
    const later = {
      ...withWording(withMoved(without(survey, 2), 0, 2), '/questions/0/text', 'en', 'Speed'),
      noOpinion: false,
    }
    expect(changesBetween(survey, withNew(later, 'csat', none))).toEqual([
      { kind: 'changed', key: 'quick', members: ['text'] },
      { kind: 'moved', key: 'recommend' },
      { kind: 'added', key: 'satisfaction' },
      { kind: 'removed', key: 'why' },
      { kind: 'setting', name: 'noOpinion' },
    ])
  })
})

describe('faults', () => {
  test.each([
    ['/questions/1/key', 'This key is used twice', 'This name is used already'],
    ['/questions/0/showIf', 'No earlier question has the key x', 'does not come before'],
    ['/questions/0/key', 'Was published as nps', 'another type or scale'],
    ['/questions', 'Too small', 'Add a question first'],
    ['/sample/count', 'Too big', 'This does not fit'],
  ])('%s: %s', (pointer, detail, words) => {
    expect(faultWords({ pointer, detail }, voice)).toContain(words)
  })
  test('a fault belongs to its question and to no other', () => {
    const { faults } = judged(SurveyDefinition.parse(survey) && withCopyOfKey())
    expect(faultAt(faults, '/questions/4', voice)).toBe('This name is used already')
    expect(faultAt(faults, '/questions/1', voice)).toBeUndefined()
  })
  test('a file is taken with and without its wrapping, and anything else is not', () => {
    expect(definitionFrom(JSON.stringify(survey))).toEqual(survey)
    expect(definitionFrom(JSON.stringify({ definition: survey }))).toEqual(survey)
    expect(definitionFrom('{"title": 3}')).toBeNull()
    expect(definitionFrom('not JSON')).toBeNull()
  })
})

function withCopyOfKey(): SurveyDefinition {
  const [first] = survey.questions
  return { ...survey, questions: [...survey.questions, ...(first ? [first] : [])] }
}
