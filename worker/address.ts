/** Where a request comes from: its origin and its address, believed only as far as the runtime vouches for them. */
import type { Env } from './env.ts'

/** The origin customers and staff use: PUBLIC_URL, else the one this request came by. */
export function ownOrigin(env: Env, request: Request): string {
  return env.PUBLIC_URL ? new URL(env.PUBLIC_URL).origin : `http://${request.headers.get('host') ?? new URL(request.url).host}`
}

/** The Origin header when it is not our own; null for our own pages and for servers, which send none. */
export function foreignOrigin(env: Env, request: Request): string | null {
  const origin = request.headers.get('origin')
  return origin === null || origin === ownOrigin(env, request) ? null : origin
}

/**
 * The client's address. On Cloudflare its own header; elsewhere the TCP peer as the local server passes it
 * on, or with trusted proxies the n-th X-Forwarded-For entry from the right. IPv6 counts by its /64.
 */
export function clientAddress(env: Env, request: Request): string {
  const hops = Number(env.TRUSTED_PROXY_HOPS ?? 0)
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',').map((s) => s.trim())
  const isCloudflare = env.RUNTIME !== 'local'
  const own = isCloudflare ? request.headers.get('cf-connecting-ip') : peerOf(request)
  const address = hops > 0 ? (forwarded.at(-hops) ?? own) : own
  return address?.includes(':') ? sixtyFour(address) : (address ?? 'unknown')
}

/** The local server sets this header itself and drops whatever a client sent under the name. */
const peerOf = (request: Request) => request.headers.get('x-gapwise-peer')

/** The first four groups of an IPv6 address: what one household or server has. */
function sixtyFour(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) while (groups.length < 4) groups.push('0')
  return groups.slice(0, 4).join(':')
}
