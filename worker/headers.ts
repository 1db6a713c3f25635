/** Security headers of every surface (trust.md D8 in short: nothing from elsewhere, nothing framed unless asked for). */
import type { MiddlewareHandler } from 'hono'
import type { App } from './context.ts'

const YEAR = 31_536_000

/** What every reply carries; handlers may have said something stricter before. */
export const securityHeaders: MiddlewareHandler<App> = async (c, next) => {
  await next()
  const { headers } = c.res
  const set = (name: string, value: string) => {
    if (!headers.has(name)) headers.set(name, value)
  }
  // Some readers of JSON take it for Latin-1 where nobody says what it is.
  if (headers.get('content-type') === 'application/json')
    headers.set('content-type', 'application/json; charset=utf-8')
  set('x-content-type-options', 'nosniff')
  set('referrer-policy', 'same-origin')
  set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()')
  set('cache-control', 'no-store')
  set('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  set('cross-origin-resource-policy', 'same-origin')
  if (c.env.PUBLIC_URL?.startsWith('https:'))
    set('strict-transport-security', `max-age=${YEAR}; includeSubDomains`)
}

/** The dashboard and its sign-in. */
export const dashboardPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')

/** A survey page: inline style and script by nonce, framed only by the websites the survey lists. */
export const surveyPolicy = (nonce: string, origins: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    'img-src data:',
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${origins.length > 0 ? origins.join(' ') : "'none'"}`,
    "require-trusted-types-for 'script'",
  ].join('; ')

/** The widget's preview: its own script and no way out, so that whatever is answered there stays there. */
export const widgetPreviewPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'nonce-${nonce}'`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
  ].join('; ')

/**
 * A survey as staff see it before it is published, framed by our own dashboard only. Its scripts run, in an origin of
 * their own: nothing can be sent by them, and nothing is kept on the device.
 */
export const previewPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    'sandbox allow-scripts allow-forms',
  ].join('; ')
