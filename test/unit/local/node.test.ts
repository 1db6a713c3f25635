/** The launcher behind every npm script. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const launcher = join(import.meta.dirname, '../../../local/node.mjs')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gapwise-launcher-'))
  const versions = "{ ...process.versions, node: '18.0.0' }"
  write('old.mjs', `Object.defineProperty(process, 'versions', { value: ${versions} })`)
  write(
    'tell.ts',
    'const told: string[] = process.argv.slice(2); console.log(JSON.stringify(told))',
  )
  write('code.ts', 'process.exit(7)')
  write(
    'wait.ts',
    "process.on('SIGTERM', () => process.exit(3)); setInterval(() => {}, 1000); console.log('on')",
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string) => writeFileSync(join(folder, name), text)

function launch(isOld: boolean, ...args: string[]) {
  const pretence = isOld ? ['--import', pathToFileURL(join(folder, 'old.mjs')).href] : []
  const [target = '', ...rest] = args
  const child = spawn(process.execPath, [...pretence, launcher, join(folder, target), ...rest])
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  }
  return { child, closed: once(child, 'close'), output: () => output }
}

describe.each([
  ['a Node that runs TypeScript', false],
  ['an old Node, which hands over to the one that comes with us', true],
])('on %s', (_, isOld) => {
  test('arguments arrive, and nothing else is printed', async () => {
    const { closed, output } = launch(isOld, 'tell.ts', 'a b', '--flag', '')
    await closed
    expect(output()).toBe('["a b","--flag",""]\n')
  })

  test('the exit code comes back', async () => {
    const { child, closed } = launch(isOld, 'code.ts')
    await closed
    expect(child.exitCode).toBe(7)
  })

  test('a signal is passed on', async () => {
    const { child, closed } = launch(isOld, 'wait.ts')
    await once(child.stdout, 'data')
    child.kill('SIGTERM')
    await closed
    expect(child.exitCode).toBe(3)
  })
})
