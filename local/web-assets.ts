/**
 * The files of `dist/web` as the local Worker serves them: a list of names, types and entity tags,
 * and a compressed twin of each text. Cloudflare does the same by itself.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, extname, join, relative, sep } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}
const compressible = /^text\/|json|svg/

/** Writes `web.json` and `web.br/` beside `web/` in the folder of a build. */
export function packAssets(folder: string): void {
  const web = join(folder, 'web')
  const list: Record<string, { type: string; etag: string; brotli: boolean }> = {}
  mkdirSync(join(folder, 'web.br'), { recursive: true })
  for (const entry of readdirSync(web, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const content = readFileSync(path)
    const type = types[extname(entry.name)] ?? 'application/octet-stream'
    const etag = `"${createHash('sha256').update(content).digest('hex').slice(0, 32)}"`
    const name = relative(web, path)
    list[`/${name.split(sep).join('/')}`] = { type, etag, brotli: compressible.test(type) }
    if (compressible.test(type)) writeCompressed(join(folder, 'web.br', name), content)
  }
  writeFileSync(join(folder, 'web.json'), JSON.stringify(list))
}

function writeCompressed(file: string, content: Buffer): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, brotliCompressSync(content))
}
