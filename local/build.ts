/**
 * `npm run build`: the Worker and the dashboard into `dist/`, unless nothing they are made of has
 * changed. `dist/` is replaced as a whole, so that nobody ever sees half of a build.
 */
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { isCommand, runCommand } from './command.ts'
import { buildFolder, root } from './project.ts'
import { packAssets } from './web-assets.ts'

const inputs = ['worker', 'schema', 'statistics', 'web', 'local/vite', 'local/build.ts']
const locks = ['package-lock.json', 'local/web-assets.ts']

/** Builds what is out of date. @returns whether there was anything to do */
export async function buildIfNeeded(): Promise<boolean> {
  const now = hashOf([...inputs, ...locks].map((input) => join(root, input)))
  const before = readOr(join(buildFolder, 'inputs.sha256'), '')
  if (now === before) return false
  await buildInto(buildFolder, now)
  return true
}

async function buildInto(folder: string, hash: string): Promise<void> {
  const { build } = await import('vite')
  const { workerBuild } = await import('./vite/worker.ts')
  const { dashboardBuild } = await import('./vite/dashboard.ts')
  const fresh = `${folder}.${process.pid}`
  try {
    mkdirSync(join(fresh, 'web'), { recursive: true })
    await build(workerBuild(root, join(fresh, 'worker')))
    const hasDashboard = existsSync(join(root, 'web/dashboard/index.html'))
    if (hasDashboard) await build(dashboardBuild(root, join(fresh, 'web')))
    packAssets(fresh)
    writeFileSync(join(fresh, 'inputs.sha256'), hash)
    replace(folder, fresh)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

function replace(folder: string, fresh: string): void {
  const old = `${folder}.${process.pid}.old`
  if (existsSync(folder)) renameSync(folder, old)
  renameSync(fresh, folder)
  rmSync(old, { recursive: true, force: true })
}

/** One digest of the names and contents of all files; what is missing counts as empty. */
function hashOf(paths: string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) {
    if (!existsSync(path)) continue
    const files = statSync(path).isDirectory() ? filesIn(path) : [path]
    for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.sql'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function readOr(file: string, otherwise: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : otherwise
}

if (isCommand(import.meta)) {
  await runCommand(async () => {
    const start = performance.now()
    const built = await buildIfNeeded()
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(built ? `Built in ${seconds} s.` : 'Nothing has changed since the last build.')
  })
}
