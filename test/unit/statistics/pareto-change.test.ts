import { expect, test } from 'vitest'
import { paretoChange } from '../../../statistics/pareto-change.ts'
import { random } from '../../support/random.ts'

const categories = (counts: Record<string, number>) =>
  Object.entries(counts).map(([category, count]) => ({ category, count }))

// Newcombe (1998): 56 of 70 against 48 of 80 has the interval 0.0524 to 0.3339.
test('the difference of a share has Newcombe’s interval', () => {
  const now = categories({ delivery: 56, other: 14 })
  const before = categories({ delivery: 48, other: 32 })
  const delivery = paretoChange(now, before).find(({ category }) => category === 'delivery')
  expect(delivery?.difference.low).toBeCloseTo(0.0524, 4)
  expect(delivery?.difference.high).toBeCloseTo(0.3339, 4)
  expect(delivery?.verdict).toBe('clear-rise')
})

test('a category that doubled is a clear rise, one that stayed is no clear change', () => {
  const before = categories({ delivery: 100, billing: 300, staff: 300, price: 300 })
  const now = categories({ delivery: 220, billing: 305, staff: 290, price: 300 })
  const [first, ...others] = paretoChange(now, before)
  expect(first).toMatchObject({
    category: 'delivery',
    now: 220,
    before: 100,
    verdict: 'clear-rise',
  })
  expect(others.map(({ verdict }) => verdict)).toEqual(Array(3).fill('no-clear-change'))
})

test('a category only one period knows counted 0 in the other', () => {
  const changes = paretoChange(categories({ app: 40, staff: 60 }), categories({ staff: 100 }))
  expect(changes.find(({ category }) => category === 'app')).toMatchObject({ now: 40, before: 0 })
})

test('few complaints give no verdict', () => {
  const changes = paretoChange(categories({ a: 29 }), categories({ b: 400 }))
  expect(new Set(changes.map(({ verdict }) => verdict))).toEqual(new Set(['too-few']))
})

test('a period without complaints is compared with nothing', () => {
  expect(paretoChange([], categories({ a: 5 }))).toEqual([])
  expect(paretoChange(categories({ a: 5 }), [])).toEqual([])
})

test('p-values are adjusted for there being many categories', () => {
  const many = (extra: number) =>
    categories(
      Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`c${i}`, i === 0 ? extra : 50])),
    )
  const [first] = paretoChange(many(75), many(50))
  expect(first?.difference.p).toBeLessThan(0.05)
  expect(first?.difference.low).toBeGreaterThan(0)
  expect(first?.adjustedP).toBeGreaterThan(0.05)
  expect(first?.verdict).toBe('no-clear-change')
})

test('of 300 pairs of like periods, few name any category of 10 as changed', () => {
  const chance = random(5)
  const drawn = () =>
    categories(
      Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`c${i}`, chance.poisson(40)])),
    )
  const named = Array.from({ length: 300 }, () => paretoChange(drawn(), drawn())).filter(
    (changes) => changes.some(({ verdict }) => verdict !== 'no-clear-change'),
  )
  expect(named.length / 300).toBeLessThan(0.08)
})
