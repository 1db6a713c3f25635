import { describe, expect, test } from 'vitest'
import { headerFault } from '../../../../worker/mail/header-fault.ts'
import { mailboxIn } from '../../../../worker/mail/set-up.ts'

test('a sender is an address, with a name or without', () => {
  expect(mailboxIn('The Shop <feedback@shop.example>')).toEqual({
    name: 'The Shop',
    address: 'feedback@shop.example',
  })
  expect(mailboxIn(' "Shop, The" <a@shop.example> ')).toEqual({
    name: 'Shop, The',
    address: 'a@shop.example',
  })
  expect(mailboxIn('a@shop.example')).toEqual({ name: '', address: 'a@shop.example' })
  for (const wrong of ['', 'nobody', 'a@b c@d', 'a@b <', '<a@b> c'])
    expect(mailboxIn(wrong)).toBeNull()
})

describe('no header is ended early by what stands in it', () => {
  const mail = {
    to: 'a@customers.example',
    subject: 'Hello',
    html: '',
    text: '',
    headers: { 'List-Unsubscribe': '<https://shop.example>' },
    idempotencyKey: 'k',
  }
  const setUp = { from: { name: 'The Shop', address: 'feedback@shop.example' } }

  test('a plain mail has no fault', () => expect(headerFault(setUp, mail)).toBeNull())

  test.each(['\r\n', '\n', '\r', '\0', '\u0085'])('%j is refused in every one of them', (end) => {
    const evil = `x${end}Bcc: v@evil.example`
    for (const change of [
      { to: evil },
      { subject: evil },
      { idempotencyKey: evil },
      { headers: { 'List-Unsubscribe': evil } },
      { headers: { [`X${end}Bcc`]: 'v@evil.example' } },
    ])
      expect(headerFault(setUp, { ...mail, ...change })).toMatch(/control character|no header/)
    expect(headerFault({ from: { name: evil, address: 'a@b.example' } }, mail)).toMatch(/control/)
  })

  test.each(['a@b.example, c@d.example', 'a@b.example;c@d', '<a@b.example>', 'a b@c.example', 'a'])(
    'and %s is not one address',
    (to) => expect(headerFault(setUp, { ...mail, to })).toMatch(/address/),
  )
})
