/** The order in which waiting answers are taken, and how many at once. */
import { expect, test } from 'vitest'
import type { PutReply, PutRequest } from '../../../../worker/inbox/put.ts'
import { type Waiting, WaitingRoom } from '../../../../worker/inbox/waiting-room.ts'

const waiting = (id: string, changes: Partial<Waiting> = {}): Waiting => ({
  request: { response: { id } } as PutRequest,
  weight: 1000,
  since: 0,
  resolve: (_: PutReply) => {},
  ...changes,
})
const roomWith = (all: Waiting[]): WaitingRoom => {
  const room = new WaitingRoom()
  for (const each of all) room.add(each)
  return room
}
const idsOf = (group: readonly Waiting[]) => group.map(({ request }) => request.response.id)

test('a group has every id once; the second of an id comes with the next', () => {
  const room = roomWith(['a', 'b', 'a', 'c', 'a'].map((id) => waiting(id)))
  expect(idsOf(room.nextGroup())).toEqual(['a', 'b', 'c'])
  expect(idsOf(room.nextGroup())).toEqual(['a'])
  expect(idsOf(room.nextGroup())).toEqual(['a'])
  expect(room.size).toBe(0)
})

test('two saves of one person stay in order', () => {
  const [first, second] = [waiting('a'), waiting('a')]
  const room = roomWith([first, second])
  expect(room.nextGroup()[0]).toBe(first)
  expect(room.nextGroup()[0]).toBe(second)
})

test('a group has at most 1,000 answers or about a megabyte', () => {
  const many = roomWith(Array.from({ length: 2500 }, (_, i) => waiting(`${i}`, { weight: 1 })))
  expect([many.nextGroup(), many.nextGroup(), many.nextGroup()].map((g) => g.length)).toEqual([
    1000, 1000, 500,
  ])
  const heavy = roomWith(Array.from({ length: 40 }, (_, i) => waiting(`${i}`, { weight: 60_000 })))
  expect(heavy.nextGroup().length).toBe(17)
})

test('one answer that weighs more than a group still gets its turn', () =>
  expect(roomWith([waiting('a', { weight: 2_000_000 })]).nextGroup().length).toBe(1))

test('the room is full by number or by weight, and not once they have left', () => {
  const many = roomWith(Array.from({ length: 20_000 }, (_, i) => waiting(`${i}`, { weight: 1 })))
  expect(many.isFull).toBe(true)
  const heavy = roomWith(Array.from({ length: 250 }, (_, i) => waiting(`${i}`, { weight: 65_000 })))
  expect(heavy.isFull).toBe(true)
  heavy.nextGroup()
  expect(heavy.isFull).toBe(false)
})

test('those who have waited too long are taken out, and nobody else', () => {
  const room = roomWith([1, 2, 3].map((since) => waiting(`${since}`, { since })))
  expect(idsOf(room.overdue(3))).toEqual(['1', '2'])
  expect(idsOf(room.nextGroup())).toEqual(['3'])
})
