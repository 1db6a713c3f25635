/** What the dashboard's first page is made of. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dashboardBuild } from '../../../local/vite/dashboard.ts'

type Chunk = { isEntry: boolean; imports: string[]; modules: string[] }

const folder = mkdtempSync(join(tmpdir(), 'gapwise-build-'))
const chunks = new Map<string, Chunk>()

beforeAll(async () => {
  const built = await build(dashboardBuild(process.cwd(), folder))
  if (!('output' in built)) throw new Error('The build gave no single output')
  for (const part of built.output)
    if (part.type === 'chunk')
      chunks.set(part.fileName, {
        isEntry: part.isEntry,
        imports: part.imports,
        modules: Object.keys(part.modules),
      })
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The modules of a chunk and of all that it cannot start without. */
function modulesFrom(name: string, seen = new Set<string>()): string[] {
  const chunk = chunks.get(name)
  if (chunk === undefined || seen.has(name)) return []
  seen.add(name)
  return [...chunk.modules, ...chunk.imports.flatMap((next) => modulesFrom(next, seen))]
}
const nameOf = (module: string) =>
  [...chunks].find(([, { modules }]) => modules.some((one) => one.endsWith(module)))?.[0] ?? ''
const isZod = (module: string) => module.includes('/node_modules/zod/')

test('the first page starts without zod', () => {
  const entry = [...chunks].find(([, { isEntry }]) => isEntry)?.[0] ?? ''
  expect(modulesFrom(entry).some((module) => module.endsWith('/dashboard/App.tsx'))).toBe(true)
  expect(modulesFrom(entry).filter(isZod)).toEqual([])
})

test('no room of figures brings zod; the editor of surveys does, which judges drafts', () => {
  const rooms = ['overview/Overview', 'gaps/Gaps', 'nps/Nps', 'ratings/Ratings', 'choices/Choices']
  const others = [
    'complaints/Complaints',
    'themes/Themes',
    'quality/Quality',
    'responses/Responses',
  ]
  for (const room of [...rooms, ...others]) {
    const modules = modulesFrom(nameOf(`/dashboard/${room}.tsx`))
    expect(modules.length, room).toBeGreaterThan(10)
    expect(modules.filter(isZod), room).toEqual([])
  }
  const judging = modulesFrom(nameOf('/dashboard/surveys/judging.ts'))
  expect(judging.some(isZod)).toBe(true)
})
