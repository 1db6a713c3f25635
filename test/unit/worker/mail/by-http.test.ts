import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { byHttp, outcomeOf } from '../../../../worker/mail/by-http.ts'

const mail = {
  to: 'a@b.example',
  subject: '',
  html: '',
  text: '',
  headers: {},
  idempotencyKey: 'k',
}

describe('what a provider’s reply means', () => {
  test.each([
    [200, '{"id":"abc"}', { kind: 'sent', id: 'abc' }],
    [202, '', { kind: 'sent', id: null }],
    [201, '{"id":7}', { kind: 'sent', id: null }],
    [400, 'no', { kind: 'permanent' }],
    [422, 'no', { kind: 'permanent' }],
    [302, '', { kind: 'permanent' }],
    [401, 'who', { kind: 'retryable', everyone: true }],
    [403, 'not your domain', { kind: 'retryable', everyone: true }],
    [429, 'slow', { kind: 'retryable', everyone: true }],
    [500, 'oh', { kind: 'retryable', everyone: false }],
    [503, 'oh', { kind: 'retryable', everyone: true }],
    [409, 'this key is known', { kind: 'unknown' }],
    [504, 'late', { kind: 'unknown' }],
  ])('%i %s', (status, body, outcome) => {
    expect(outcomeOf(status, null, body)).toMatchObject(outcome)
  })

  test('429 may say after how many seconds; what is no number is not taken for one', () => {
    expect(outcomeOf(429, '30', '')).toMatchObject({ afterSeconds: 30 })
    expect(outcomeOf(429, 'Wed, 21 Oct 2026 07:28:00 GMT', '')).not.toHaveProperty('afterSeconds')
    expect(outcomeOf(429, '-5', '')).not.toHaveProperty('afterSeconds')
  })
})

test('a provider that takes a mail and never answers leaves it unknown', async () => {
  const taken: string[] = []
  // The patience is over once the mail has been taken, however long that takes.
  const patience = new AbortController()
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(patience.signal)
  onTestFinished(() => timeout.mockRestore())
  const server = createServer((request) =>
    request.on('data', (chunk) => {
      taken.push(`${chunk}`)
      patience.abort(new DOMException('The operation timed out', 'TimeoutError'))
    }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  const setUp = {
    url: new URL(`http://127.0.0.1:${port}/emails`),
    token: undefined,
    from: { name: '', address: 'feedback@shop.example' },
    origin: 'https://shop.example',
  }
  const outcome = await byHttp({}, setUp, mail, 200)
  server.closeAllConnections()
  server.close()
  expect(outcome.kind).toBe('unknown')
  expect(taken).toHaveLength(1)
  expect(timeout).toHaveBeenCalledWith(200)
})
