/** When a survey shows itself, as far as that is a matter of facts. */
import { expect, test } from 'vitest'
import type { WidgetRules } from '../../../../schema/widget.ts'
import { type Facts, isDue, isQuiet, isWanted } from '../../../../web/widget/rules.ts'

const facts = (changes: Partial<Facts> = {}): Facts => ({
  path: '/',
  seconds: 0,
  visible: 0,
  scrolled: 10,
  events: [],
  chance: 0.5,
  ...changes,
})
const due = (rules: WidgetRules, changes: Partial<Facts> = {}) =>
  Boolean(isDue(rules, facts(changes)))

test('without rules it shows at once', () => expect(due({})).toBe(true))

test('the delay is waited for, whatever else has happened', () => {
  expect(due({ delaySeconds: 5, event: 'paid' }, { seconds: 4, events: ['paid'] })).toBe(false)
  expect(due({ delaySeconds: 5, event: 'paid' }, { seconds: 5, events: ['paid'] })).toBe(true)
})

test('of several triggers the first one shows it, and none of them shows nothing', () => {
  const rules = { scrollPercent: 50, exitIntent: true, visibleSeconds: 30, event: 'paid' }
  expect(due(rules)).toBe(false)
  expect(due(rules, { scrolled: 50 })).toBe(true)
  expect(due(rules, { leaving: true })).toBe(true)
  expect(due(rules, { visible: 30 })).toBe(true)
  expect(due(rules, { events: ['seen', 'paid'] })).toBe(true)
})

test('a path fits as a whole, a star stands for anything, and nothing else is special', () => {
  const on = (paths: string, path: string) => isWanted({ paths }, facts({ path }))
  expect(on('/orders/*', '/orders/48')).toBe(true)
  expect(on('/orders', '/orders/48')).toBe(false)
  expect(on('*/done', '/a/b/done')).toBe(true)
  expect(on('/a.c (x)', '/abc')).toBe(false)
  expect(on('/paid /done', '/done')).toBe(true)
})

test('a sample of a percentage is that share of page views', () => {
  const views = Array.from({ length: 100 }, (_, i) =>
    isWanted({ samplePercent: 25 }, facts({ chance: i / 100 })),
  )
  expect(views.filter(Boolean)).toHaveLength(25)
})

test('quiet days are its own, those after any survey, and for good', () => {
  const day = 86_400_000
  const rules = { quietDays: 30, pauseDays: 7 }
  const quiet = (own: { at: number; never?: boolean } | undefined, last: number) =>
    Boolean(isQuiet(rules, own, last, 100 * day))
  expect(quiet(undefined, 0)).toBe(false)
  expect(quiet({ at: 71 * day }, 71 * day)).toBe(true)
  expect(quiet({ at: 69 * day }, 69 * day)).toBe(false)
  expect(quiet(undefined, 94 * day)).toBe(true)
  expect(quiet({ at: 1, never: true }, 1)).toBe(true)
})

test('the tag overrides the dashboard, and an empty attribute takes a trigger away', () => {
  // As the script has them: texts, in the place of the dashboard's numbers.
  const said: DOMStringMap = { delaySeconds: '2', exitIntent: '' }
  const rules: WidgetRules = { delaySeconds: 9, exitIntent: true, ...said }
  expect(due(rules, { seconds: 1 })).toBe(false)
  expect(due(rules, { seconds: 2 })).toBe(true)
})
