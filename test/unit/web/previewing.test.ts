import { describe, expect, test } from 'vitest'
import {
  BEGINNING,
  isAnswered,
  previewQuery,
  saidIn,
  type Turn,
} from '../../../web/dashboard/surveys/previewing.ts'

type Asked = Parameters<typeof previewQuery>[1]
const asked: Asked = { chosen: null, locale: 'en', etag: '"3"', answered: '' }
const queryOf = (turn: Partial<Turn>, more: Partial<Asked>) =>
  Object.fromEntries(
    new URLSearchParams(previewQuery({ ...BEGINNING, ...turn }, { ...asked, ...more })),
  )

describe('the page to show', () => {
  test('is the first at first, where every question is in reach', () => {
    expect(queryOf({}, {})).toEqual({ page: '1', lang: 'en', At: '"3" 0' })
  })
  test('follows what was pressed, with the answers so far and the conditions they meet', () => {
    const answered = 'lang=zh-CN&page=2&Walk=1&Reported=speed.perception&recommend=3'
    expect(queryOf({ page: 2, action: 'next', isWalking: true }, { answered })).toEqual({
      recommend: '3',
      Reported: 'speed.perception',
      page: '2',
      action: 'next',
      Walk: '1',
      lang: 'en',
      At: '"3" 0',
    })
  })
  test('is that of a question opened since, in reach whatever was answered', () => {
    const turn = { from: null, page: 2, action: 'next', isWalking: true }
    const query = queryOf(turn, { chosen: 'wrong', answered: 'page=1&Walk=1&recommend=9' })
    expect(query).toEqual({ recommend: '9', question: 'wrong', lang: 'en', At: '"3" 0' })
  })
  test('is another one after beginning again, though nothing else differs', () => {
    expect(previewQuery({ ...BEGINNING, round: 1 }, asked)).not.toBe(previewQuery(BEGINNING, asked))
  })
})

test('the language, the step and what was told are no answers', () => {
  expect(isAnswered('lang=en&page=2&Walk=1&Reported=speed.perception')).toBe(false)
  expect(isAnswered('lang=en&page=2&speed.na=1')).toBe(true)
})

test.each([
  [
    { shows: 2, of: 5 },
    { shows: 2, of: 5 },
  ],
  [
    { shows: 'thanks', of: 0 },
    { shows: 'thanks', of: 0 },
  ],
  [{ shows: 'elsewhere', of: 5 }, null],
  [{ answered: 'a=1' }, { answered: 'a=1' }],
  [
    { answered: 'a=1', pressed: 'next' },
    { answered: 'a=1', pressed: 'next' },
  ],
  [{ answered: 1 }, null],
  [{ lang: 'fr' }, { lang: 'fr' }],
  [{}, null],
])('of %j from the phone %j is heard', (said, heard) => {
  expect(saidIn({ type: 'gapwise:preview', ...said })).toEqual(heard)
})

test.each([null, 'text', { shows: 1, of: 2 }, { type: 'other', lang: 'en' }])(
  '%j from elsewhere is not heard',
  (data) => expect(saidIn(data)).toBeNull(),
)
