/** Who may import whom: the arrows between the folders, so that nobody has to remember them. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const mayImport: Record<string, RegExp> = {
  schema: /^schema\//,
  statistics: /^statistics\//,
  worker: /^(schema|statistics|worker)\/|^web\/[^?]+\?(inline|script)(&simple|&kiosk)?$/,
  web: /^(web\/|schema\/(?!tables))/,
}

const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))

/** What a file imports as values; `import type` leaves no trace in the bundle. */
function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  const found = source.matchAll(/^(?:import|export) (?!type )[^'"(=]*?['"]([^'"]+)['"]/gm)
  return [...found].map(([, target = '']) =>
    target.startsWith('.') ? join(dirname(file), target) : target,
  )
}

const isOurs = (target: string) => /^(schema|statistics|worker|web|local|test)\//.test(target)
const roomOf = (file: string) => /^worker\/([^/]+)\//.exec(file)?.[1]

for (const [folder, allowed] of Object.entries(mayImport)) {
  test.each(sourcesIn(folder))('%s follows the arrows', (file) => {
    expect(importsOf(file).filter((target) => isOurs(target) && !allowed.test(target))).toEqual([])
  })
}

test('statistics need no library, no clock and no chance', () => {
  for (const file of sourcesIn('statistics')) {
    expect(importsOf(file).filter((target) => !isOurs(target))).toEqual([])
    expect(readFileSync(file, 'utf8')).not.toMatch(/new Date\(\)|Date\.now|Math\.random|fetch\(/)
  }
})

test('the Worker sees no Node but where it makes secrets and packs the widget', () => {
  const users = sourcesIn('worker').filter((file) =>
    importsOf(file).some((target) => target.startsWith('node:')),
  )
  expect(users.sort()).toEqual(['worker/secrets.ts', 'worker/widget/packed.ts'])
})

test('drizzle is used where SQL is', () => {
  const users = [...sourcesIn('schema'), ...sourcesIn('worker')].filter((file) =>
    importsOf(file).some((target) => target.startsWith('drizzle-orm')),
  )
  const allowed = /^(schema\/tables\/|worker\/db\.ts$|worker\/[^/]+\/(store|list)\.ts$)/
  expect(users.filter((file) => !allowed.test(file))).toEqual([])
})

test('no room reaches into the pages and routes of another', () => {
  const rooms = sourcesIn('worker').filter((file) => roomOf(file) !== undefined)
  const reaching = rooms.flatMap((file) =>
    importsOf(file)
      .filter((target) => /\/page\.ts$|routes\.ts$/.test(target) && roomOf(target) !== roomOf(file))
      .map((target) => `${file} → ${target}`),
  )
  expect(reaching).toEqual([])
})
