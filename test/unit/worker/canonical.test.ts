/** Equal contents have equal texts, and different ones do not. */
import { expect, test } from 'vitest'
import { canonical } from '../../../worker/canonical.ts'

test('members come in one order at every depth, lists in their own', () =>
  expect(canonical({ b: [{ z: 1, a: 2 }, 'x'], a: { d: null, c: true } })).toBe(
    '{"a":{"c":true,"d":null},"b":[{"a":2,"z":1},"x"]}',
  ))

test('a member without a value is no member', () =>
  expect(canonical({ a: 1, b: undefined })).toBe(canonical({ a: 1 })))

test.each(['__proto__', 'constructor', 'toString', '10', ''])(
  'a member called “%s” counts',
  (name) => {
    const one = JSON.parse(`{"a":1,${JSON.stringify(name)}:{"b":2}}`)
    const other = JSON.parse(`{"a":1,${JSON.stringify(name)}:{"b":3}}`)
    expect(canonical(one)).not.toBe(canonical(other))
    expect(canonical(one)).toContain(`${JSON.stringify(name)}:{"b":2}`)
  },
)

test.each([null, 1, 'text', true, [], {}])('%j is itself', (value) =>
  expect(canonical(value)).toBe(JSON.stringify(value)),
)
