/**
 * `npm test`: builds, runs every test and says how many passed. `npm test unit` runs one project,
 * `npm test worker start` those of its files whose path contains "start".
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import * as z from 'zod'
import { buildIfNeeded } from './build.ts'
import { runCommand, Stop } from './command.ts'
import { root } from './project.ts'

const projects = ['unit', 'worker', 'browser']
const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()),
        }),
      ),
    }),
  ),
})
type Report = z.infer<typeof Report>

await runCommand(async () => {
  const [chosen, ...filters] = process.argv.slice(2)
  if (chosen !== undefined && !projects.includes(chosen)) {
    throw new Stop(`There is no test project ${chosen}: choose ${projects.join(', ')} or none.`)
  }
  if (chosen !== 'unit') await buildIfNeeded()
  let passed = 0
  let failed = 0
  const failures: string[] = []
  for (const project of chosen === undefined ? projects : [chosen]) {
    const result = await run(project, filters)
    passed += result.passed
    failed += result.failed
    failures.push(...result.failures)
  }
  // Once more at the end, where a log that is cut still shows them.
  for (const failure of failures) console.log(failure)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
})

/** Runs one project after another: what takes time must not disturb what measures it. */
async function run(
  project: string,
  filters: string[],
): Promise<{ passed: number; failed: number; failures: string[] }> {
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
    return {
      passed: counts.numPassedTests,
      failed: counts.numFailedTests + unseen,
      failures: failuresIn(counts),
    }
  } catch {
    return code === 0
      ? { passed: 0, failed: 0, failures: [] }
      : { passed: 0, failed: 1, failures: [`${project}: ended with ${code} and without a report`] }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Each failed test with where it stands and the first lines of why. */
function failuresIn({ testResults }: Report): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name)
    const tests = assertionResults.filter((test) => test.status === 'failed')
    if (tests.length === 0) return status === 'failed' ? [`FAILED ${file}\n${cut(message)}`] : []
    return tests.map(
      (test) => `FAILED ${file} > ${test.fullName}\n${cut(test.failureMessages.join('\n'))}`,
    )
  })
}

function cut(text: string): string {
  const lines = text.split('\n').slice(0, 12)
  return lines.map((line) => `  ${line.slice(0, 200)}`).join('\n')
}
