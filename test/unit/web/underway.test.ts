/** Requests that several panels wait for. */
import { beforeEach, describe, expect, test } from 'vitest'
import { askOnce, doNotWait, forgetRequests } from '../../../web/dashboard/underway.ts'

beforeEach(forgetRequests)

/** A service that replies when it is told to. */
function slowService() {
  const asked: { stop: AbortSignal; reply: (value: string) => void; fail: () => void }[] = []
  const ask = (stop: AbortSignal) =>
    new Promise<string>((reply, reject) => {
      asked.push({ stop, reply, fail: () => reject(new Error('away')) })
    })
  return { asked, ask }
}

test('two who ask for the same at the same time get one reply', async () => {
  const { asked, ask } = slowService()
  const [one, other] = [askOnce('notes', ask), askOnce('notes', ask)]
  expect(asked).toHaveLength(1)
  asked[0]?.reply('note')
  expect([await one.reply, await other.reply]).toEqual(['note', 'note'])
})

test('what is asked for after the reply has come is asked anew', async () => {
  const { asked, ask } = slowService()
  const first = askOnce('notes', ask)
  asked[0]?.reply('note')
  await first.reply
  askOnce('notes', ask)
  expect(asked).toHaveLength(2)
})

test('after a failure the next who asks has a request of their own', async () => {
  const { asked, ask } = slowService()
  const first = askOnce('notes', ask)
  asked[0]?.fail()
  await expect(first.reply).rejects.toThrow('away')
  askOnce('notes', ask)
  expect(asked).toHaveLength(2)
})

describe('a request nobody waits for any more', () => {
  test('ends with the last who leaves, not with the first', () => {
    const { asked, ask } = slowService()
    const [one, other] = [askOnce('notes', ask), askOnce('notes', ask)]
    one.leave()
    expect(asked[0]?.stop.aborted).toBe(false)
    other.leave()
    expect(asked[0]?.stop.aborted).toBe(true)
  })

  test('is nothing to wait for: whoever asks then asks anew', () => {
    const { asked, ask } = slowService()
    askOnce('notes', ask).leave()
    askOnce('notes', ask)
    expect(asked).toHaveLength(2)
  })
})

test('what was asked before a change is not the reply to who asks after it', async () => {
  const { asked, ask } = slowService()
  const before = askOnce('notes', ask)
  doNotWait('notes')
  const after = askOnce('notes', ask)
  asked[0]?.reply('old')
  asked[1]?.reply('new')
  expect([await before.reply, await after.reply]).toEqual(['old', 'new'])
})
