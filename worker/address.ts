/** Where a request comes from: its origin and its address, believed only as far as the runtime vouches for them. */
import type { Env } from './env.ts'

/** The origin customers and staff use: PUBLIC_URL, else the one this request came by. */
export function ownOrigin(env: Env, request: Request): string {
  if (env.PUBLIC_URL) return new URL(env.PUBLIC_URL).origin
  return `http://${request.headers.get('host') ?? new URL(request.url).host}`
}

/** The Origin header when it is not our own; null for our own pages and for servers, which send none. */
export function foreignOrigin(env: Env, request: Request): string | null {
  const origin = request.headers.get('origin')
  return origin === null || origin === ownOrigin(env, request) ? null : origin
}

/**
 * The client's address: on Cloudflare what its own header says, which nobody else can set there; elsewhere
 * the TCP peer, or with trusted proxies the n-th X-Forwarded-For entry from the right (the peer when there
 * are fewer). IPv6 counts by its /64, what one household or server has. `unknown` when nobody says.
 */
export function clientAddress(env: Env, request: Request): string {
  if (env.RUNTIME !== 'local') return counted(request.headers.get('cf-connecting-ip') ?? 'unknown')
  const hops = Number(env.TRUSTED_PROXY_HOPS ?? 0)
  const entries = (request.headers.get('x-forwarded-for') ?? '').split(',')
  const forwarded = hops > 0 ? entries.at(-hops)?.trim() : undefined
  return counted(forwarded || peerOf(request))
}

/** What workerd itself says about the connection, as `127.0.0.1:50123`; no header reaches it. */
function peerOf({ cf }: Request): string {
  return typeof cf?.clientIp === 'string' ? cf.clientIp : 'unknown'
}

/** An address without its port; IPv4 in IPv6 clothes is IPv4, and of IPv6 the first four groups count. */
function counted(address: string): string {
  const bare = /^\[([^\]]*)\]/.exec(address)?.[1] ?? address
  const v4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/i.exec(bare)?.[1]
  if (v4 !== undefined) return v4
  return bare.includes(':') ? sixtyFour(bare) : bare
}

function sixtyFour(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === undefined || tail === '' ? [] : tail.split(':')
  if (tail !== undefined) while (groups.length + rest.length < 8) groups.push('0')
  return [...groups, ...rest]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
