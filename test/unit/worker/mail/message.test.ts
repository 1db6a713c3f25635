import { describe, expect, test } from 'vitest'
import { asAscii, dotStuffed, encoded, messageOf } from '../../../../worker/mail/message.ts'

const mail = {
  to: 'ada@bücher.example',
  subject: 'Hello',
  html: '<p>é</p>',
  text: 'é\nsecond line',
  headers: { 'List-Unsubscribe': '<https://shop.example/unsubscribe/x>' },
  idempotencyKey: 'key1',
}

test('a message is RFC 5322: known headers, a date in UTC, two parts, every line ended by CRLF', () => {
  const from = { name: 'The Shop', address: 'feedback@shop.example' }
  expect(messageOf(from, mail, Date.UTC(2026, 0, 5, 8, 9, 7)).split('\r\n')).toEqual([
    'From: The Shop <feedback@shop.example>',
    'To: <ada@xn--bcher-kva.example>',
    'Subject: Hello',
    'Date: Mon, 05 Jan 2026 08:09:07 +0000',
    'Message-ID: <key1@shop.example>',
    'List-Unsubscribe: <https://shop.example/unsubscribe/x>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="=_key1"',
    '',
    '--=_key1',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('é\r\nsecond line').toString('base64'),
    '--=_key1',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('<p>é</p>').toString('base64'),
    '--=_key1--',
    '',
  ])
})

test('no line of a long mail is longer than 76 characters', () => {
  const from = { name: '', address: 'feedback@shop.example' }
  const lines = messageOf(from, { ...mail, html: '满意'.repeat(5000) }, 0).split('\r\n')
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(76)
})

test('a name with marks of its own is quoted, so that it stays one name', () => {
  const from = { name: 'Shop, "The" <x>', address: 'a@shop.example' }
  expect(messageOf(from, mail, 0)).toMatch(/^From: "Shop, \\"The\\" <x>" <a@shop\.example>\r\n/)
})

describe('a header value', () => {
  test('of plain ASCII stays, unless it looks encoded', () => {
    expect(encoded('How did we do?')).toBe('How did we do?')
    expect(encoded('=?x')).toBe('=?UTF-8?B?PT94?=')
  })

  test('of anything else is encoded in words of at most 75 characters that never split a character', () => {
    const text = '请您用一分钟告诉我们这次送货的感受🚚🚚🚚🚚，谢谢'
    const words = encoded(text).split('\r\n ')
    expect(words.length).toBeGreaterThan(1)
    for (const word of words) expect(word.length).toBeLessThanOrEqual(75)
    const read = words.map((word) => Buffer.from(word.slice(10, -2), 'base64').toString())
    expect(read.join('')).toBe(text)
    expect(read.join('')).not.toContain('\ufffd')
  })
})

test('a line that begins with a dot gets another, so that none ends the mail', () => {
  expect(dotStuffed('a\r\n.\r\n.b\r\nc.')).toBe('a\r\n..\r\n..b\r\nc.')
})

test('of an address only the domain is put into ASCII', () => {
  expect(asAscii('Ada@BÜCHER.example')).toBe('Ada@xn--bcher-kva.example')
  expect(asAscii('a@b@shop.example')).toBe('a@b@shop.example')
})
