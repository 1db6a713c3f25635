/** Stands in for Cloudflare's static assets on this machine: the files of `dist/web`, no others. */
import list from 'web.json'

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url)
    const file = Object.hasOwn(list, pathname) ? list[pathname] : undefined
    if (file === undefined) return new Response('Not found', { status: 404 })
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response('Method not allowed', { status: 405, headers: { allow: 'GET, HEAD' } })
    }
    const headers = new Headers({
      'content-type': file.type,
      etag: file.etag,
      'cache-control': 'public, max-age=0, must-revalidate',
    })
    if (file.brotli) headers.set('vary', 'accept-encoding')
    if (request.headers.get('if-none-match')?.includes(file.etag)) {
      return new Response(null, { status: 304, headers })
    }
    const isBrotli = file.brotli && /\bbr\b/.test(request.headers.get('accept-encoding') ?? '')
    if (isBrotli) headers.set('content-encoding', 'br')
    if (request.method === 'HEAD') return new Response(null, { headers })
    const { body } = await (isBrotli ? env.COMPRESSED : env.FILES).fetch(`http://files${pathname}`)
    return new Response(body, { headers, encodeBody: isBrotli ? 'manual' : 'automatic' })
  },
}
