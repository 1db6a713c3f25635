/** Whose address a request counts under. */
import { expect, test } from 'vitest'
import { clientAddress } from '../../../worker/address.ts'

const request = (headers: Record<string, string>, clientIp?: string) =>
  Object.assign(new Request('http://gapwise.example/', { headers }), { cf: { clientIp } })
type Settings = { RUNTIME?: string; TRUSTED_PROXY_HOPS?: string }
/** The address functions read settings only, none of the bindings. */
const addressOf = (
  settings: Settings,
  headers: Record<string, string>,
  clientIp = '198.51.100.7:50123',
) =>
  clientAddress(
    settings as Parameters<typeof clientAddress>[0],
    request(headers, clientIp) as unknown as Parameters<typeof clientAddress>[1],
  )
const local = { RUNTIME: 'local' }

test('on this machine it is the TCP peer without its port, whatever headers say', () => {
  const forged = {
    'cf-connecting-ip': '203.0.113.1',
    'x-forwarded-for': '203.0.113.2',
    'x-real-ip': '203.0.113.3',
    forwarded: 'for=203.0.113.4',
    'x-gapwise-peer': '203.0.113.5',
  }
  expect(addressOf(local, forged)).toBe('198.51.100.7')
  expect(addressOf({ ...local, TRUSTED_PROXY_HOPS: '0' }, forged)).toBe('198.51.100.7')
  expect(addressOf(local, {}, '')).toBe('')
})

test('on Cloudflare it is what Cloudflare says, also when proxies are trusted', () => {
  const headers = { 'cf-connecting-ip': '203.0.113.1', 'x-forwarded-for': '203.0.113.2' }
  expect(addressOf({}, headers)).toBe('203.0.113.1')
  expect(addressOf({ TRUSTED_PROXY_HOPS: '1' }, headers)).toBe('203.0.113.1')
  expect(addressOf({}, {})).toBe('unknown')
})

test('behind n trusted proxies it is the n-th forwarded entry from the right', () => {
  const headers = { 'x-forwarded-for': '10.0.0.1, 203.0.113.9 ,203.0.113.8:443' }
  const at = (hops: string) => addressOf({ ...local, TRUSTED_PROXY_HOPS: hops }, headers)
  expect(at('1')).toBe('203.0.113.8')
  expect(at('2')).toBe('203.0.113.9')
  expect(at('3')).toBe('10.0.0.1')
})

test('a proxy that forwards nothing, or too little, is itself the client', () => {
  const at = (forwarded: Record<string, string>) =>
    addressOf({ ...local, TRUSTED_PROXY_HOPS: '2' }, forwarded)
  expect(at({})).toBe('198.51.100.7')
  expect(at({ 'x-forwarded-for': '203.0.113.9' })).toBe('198.51.100.7')
  expect(at({ 'x-forwarded-for': ', 203.0.113.9' })).toBe('198.51.100.7')
})

test('IPv6 counts by its /64, however it is written, and IPv4 within it as IPv4', () => {
  const v6 = (address: string) => addressOf(local, {}, address)
  expect(v6('[2001:db8:1:2:3:4:5:6]:50123')).toBe('2001:db8:1:2')
  expect(v6('[2001:db8:1:2:aaaa::1]:50123')).toBe('2001:db8:1:2')
  expect(v6('[2001:0DB8:0001:0002::9]:50123')).toBe('2001:db8:1:2')
  expect(v6('[2001:db8::1]:50123')).toBe('2001:db8:0:0')
  expect(v6('[::1]:50123')).toBe('0:0:0:0')
  expect(v6('[1::]:1')).toBe('1:0:0:0')
  expect(v6('[::ffff:198.51.100.7]:50123')).toBe('198.51.100.7')
  const proxied = { ...local, TRUSTED_PROXY_HOPS: '1' }
  expect(addressOf(proxied, { 'x-forwarded-for': '2001:db8:1:2::7' })).toBe('2001:db8:1:2')
})
