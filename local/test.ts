/**
 * `npm test`: builds, runs every test and says how many passed. `npm test unit` runs one project,
 * `npm test worker start` those of its files whose path contains "start".
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { buildIfNeeded } from './build.ts'
import { runCommand, Stop } from './command.ts'
import { root } from './project.ts'

const projects = ['unit', 'worker', 'browser']
const Report = z.object({ numPassedTests: z.number(), numFailedTests: z.number() })

await runCommand(async () => {
  const [chosen, ...filters] = process.argv.slice(2)
  if (chosen !== undefined && !projects.includes(chosen)) {
    throw new Stop(`There is no test project ${chosen}: choose ${projects.join(', ')} or none.`)
  }
  if (chosen !== 'unit') await buildIfNeeded()
  let passed = 0
  let failed = 0
  for (const project of chosen === undefined ? projects : [chosen]) {
    const result = await run(project, filters)
    passed += result.passed
    failed += result.failed
  }
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
})

/** Runs one project after another: what takes time must not disturb what measures it. */
async function run(
  project: string,
  filters: string[],
): Promise<{ passed: number; failed: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'gapwise-report-'))
  const report = join(folder, 'report.json')
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const args = [vitest, 'run', '--project', project, '--passWithNoTests', ...filters]
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const child = spawn(process.execPath, [...args, ...reporters], { cwd: root, stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  try {
    const counts = Report.parse(JSON.parse(readFileSync(report, 'utf8')))
    // A file that cannot even be loaded fails without a failed test.
    const unseen = code !== 0 && counts.numFailedTests === 0 ? 1 : 0
    return { passed: counts.numPassedTests, failed: counts.numFailedTests + unseen }
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1 }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
