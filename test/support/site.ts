/** Somebody else's website for a test: pages by path, on an origin of their own. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type SitePage = { html: string; headers?: Record<string, string> }
export type Site = { origin: string; pages: Map<string, SitePage>; stop(): Promise<void> }

export async function startSite(): Promise<Site> {
  const pages = new Map<string, SitePage>()
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname
    const page = pages.get(path)
    response.writeHead(page ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      ...page?.headers,
    })
    response.end(page?.html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = addressOf(server.address())
  return {
    origin: `http://localhost:${port}`,
    pages,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Safe because a server that listens on TCP has a port. */
const addressOf = (address: unknown) => address as AddressInfo
