import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Stop } from '../../../local/command.ts'
import { readSettings } from '../../../local/settings.ts'

test('an empty environment gives the documented defaults', () => {
  expect(readSettings({})).toEqual({
    port: 8787,
    host: '127.0.0.1',
    publicUrl: undefined,
    dataFolder: resolve('.gapwise'),
    databaseUrl: undefined,
    databaseToken: undefined,
    demo: true,
    setupToken: undefined,
    secret: undefined,
    limitPerAddress: 600,
    trustedProxyHops: 0,
    mailFrom: undefined,
    mailUrl: undefined,
    mailToken: undefined,
  })
})

test('a variable that is set to nothing counts as not set', () => {
  expect(readSettings({ PORT: '', GAPWISE_DEMO: '', PUBLIC_URL: '' })).toEqual(readSettings({}))
})

test('variables of other programs are left alone', () => {
  expect(readSettings({ PATH: '/bin', NODE_ENV: 'test' })).toEqual(readSettings({}))
})

test('valid settings are taken over', () => {
  const settings = readSettings({
    PORT: '0',
    HOST: '::1',
    PUBLIC_URL: 'https://feedback.example.com/',
    GAPWISE_DATA: '/srv/gapwise',
    DATABASE_URL: 'libsql://db.example.com',
    DATABASE_AUTH_TOKEN: 'a token',
    GAPWISE_DEMO: '0',
    GAPWISE_SETUP_TOKEN: 'abcdefghijklmnop',
    GAPWISE_SECRET: 's'.repeat(32),
    GAPWISE_LIMIT_ADDRESS: '0',
    TRUSTED_PROXY_HOPS: '2',
    MAIL_FROM: 'The Shop <feedback@example.com>',
    MAIL_URL: 'smtp://shop%40example.com:p%20w@mail.example.com:587',
    MAIL_TOKEN: 're_123',
  })
  expect(settings).toMatchObject({
    port: 0,
    host: '::1',
    publicUrl: 'https://feedback.example.com',
    dataFolder: '/srv/gapwise',
    databaseUrl: 'https://db.example.com',
    demo: false,
    limitPerAddress: 0,
    trustedProxyHops: 2,
    mailFrom: 'The Shop <feedback@example.com>',
    mailUrl: 'smtp://shop%40example.com:p%20w@mail.example.com:587',
    mailToken: 're_123',
  })
})

test('a libsql address is https, unless it says tls=0', () => {
  const urlOf = (DATABASE_URL: string) => readSettings({ DATABASE_URL }).databaseUrl
  expect(urlOf('libsql://db.example.com')).toBe('https://db.example.com')
  expect(urlOf('libsql://localhost:8080?tls=0')).toBe('http://localhost:8080')
  expect(urlOf('http://localhost:8080/')).toBe('http://localhost:8080')
})

describe('an invalid setting is named in one line, without its value', () => {
  test.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['HOST', 'not a host'],
    ['PUBLIC_URL', 'shop.example.net'],
    ['PUBLIC_URL', 'https://example.com/feedback'],
    ['DATABASE_URL', 'file:gapwise.db'],
    ['GAPWISE_DEMO', 'yes'],
    ['GAPWISE_SETUP_TOKEN', 'too short'],
    ['GAPWISE_SECRET', 'hunter2'],
    ['GAPWISE_LIMIT_ADDRESS', '1.5'],
    ['TRUSTED_PROXY_HOPS', '11'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'x@example.com\r\nBcc: y@example.com'],
    ['MAIL_URL', 'ftp://example.com'],
    ['MAIL_URL', 'https://user:word@api.example.com/emails'],
    ['MAIL_TOKEN', 'two words'],
  ])('%s=%s', (name, value) => {
    const fault = faultOf(() => readSettings({ [name]: value }))
    expect(fault).toBeInstanceOf(Stop)
    expect(fault?.message).toMatch(new RegExp(`^The setting ${name} is not valid: it must .+\\.$`))
    expect(fault?.message).not.toContain(value)
  })
})

test.each([
  ['MAIL_FROM', { PUBLIC_URL: 'https://shop.example.com' }],
  ['PUBLIC_URL', { MAIL_FROM: 'feedback@example.com' }],
])(
  'a mail server without %s stops the start: mails need a sender and links that lead somewhere',
  (name, more) => {
    const fault = faultOf(() => readSettings({ MAIL_URL: 'smtps://mail.example.com', ...more }))
    expect(fault?.message).toBe(`The setting ${name} is missing: MAIL_URL needs it.`)
  },
)

function faultOf(act: () => unknown): Error | null {
  try {
    act()
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
