/** Sums side by side in one block of numbers. */
import { expect, test } from 'vitest'
import { Places, Sums } from '../../../../worker/tallies/sums.ts'

test('vectors of one name add up, a shorter one as if padded with zeros', () => {
  const sums = new Sums()
  sums.add('gap|a', [1, 2])
  sums.add('gap|b', [7])
  sums.add('gap|a', [1, 0, 5])
  sums.add('gap|a', [1])
  expect([...sums.tally()]).toEqual([
    ['gap|a', [3, 2, 5]],
    ['gap|b', [7]],
  ])
})

test('nothing is lost where names and lengths outgrow the block', () => {
  const sums = new Sums()
  const long = Array.from({ length: 40 }, (_, i) => i)
  for (let i = 0; i < 50; i++) sums.add(`m${i}`, [i])
  for (let i = 0; i < 50; i++) sums.add(`m${i}`, long)
  for (let i = 0; i < 50; i++) expect(sums.tally().get(`m${i}`)).toEqual([i, ...long.slice(1)])
})

test('what is taken away again leaves zeros', () => {
  const sums = new Sums()
  sums.add('gap|a', [1, 2.5])
  sums.add('gap|a', [1, 2.5], -1)
  sums.count('cells|a', 3)
  sums.count('cells|a', 3, -1)
  expect(sums.tally().get('gap|a')).toEqual([0, 0])
  expect(sums.tally().get('cells|a')).toEqual([0, 0, 0, 0])
})

test('others that lie alike are added name by name, longer or shorter', () => {
  const places = new Places()
  const [sums, others] = [new Sums(places), new Sums(places)]
  sums.add('a', [1, 1])
  sums.add('b', [1, 1, 1])
  others.add('b', [2])
  others.add('a', [2, 2, 2])
  others.add('c', [9])
  sums.merge(others)
  expect(Object.fromEntries(sums.tally())).toEqual({ a: [3, 3, 2], b: [3, 1, 1], c: [9] })
})

test('names that only others have are not there, whatever their places hold', () => {
  const places = new Places()
  const [sums, others] = [new Sums(places), new Sums(places)]
  others.add('a', [1, 2])
  sums.add('b', [3])
  others.add('b', [0])
  expect([...sums.tally()]).toEqual([['b', [3]]])
  expect([...others.tally()]).toEqual([
    ['a', [1, 2]],
    ['b', [0]],
  ])
})

test('others that lie elsewhere are refused', () => {
  expect(() => new Sums().merge(new Sums())).toThrow(TypeError)
})
