/**
 * Starts one of our TypeScript files with a Node that can run it: this one, or the one that comes
 * with the project. `node local/node.mjs local/start.ts …` works on any Node from 18 on.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const [target = '', ...args] = process.argv.slice(2)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const runsTypeScript = major > 22 || (major === 22 && minor >= 18)

if (runsTypeScript) {
  endWithNpm(() => process.kill(process.pid, 'SIGTERM'))
  process.argv = [process.execPath, resolve(target), ...args]
  if (major < 24) hideExperimentalWarnings()
  await import(pathToFileURL(resolve(target)).href)
} else {
  const node = bundledNode()
  if (node === null) {
    console.error(
      `Gapwise needs Node 22.18 or newer (this is ${process.versions.node}), and the one it brings ` +
        'for this system is not installed: run "npm install" without --omit=optional.',
    )
    process.exit(1)
  }
  const child = spawn(node, [resolve(target), ...args], { stdio: 'inherit' })
  endWithNpm(() => child.kill('SIGTERM'))
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`The Node that comes with Gapwise cannot run here: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

/**
 * npm passes a SIGTERM only to the shell between it and us, and that does not pass it on: so whoever
 * stopped `npm start` would leave the service running. We see our parent go.
 */
function endWithNpm(end) {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    end()
  }, 300)
  watch.unref()
}

/** The Node among our optional dependencies that fits this machine, or null. */
function bundledNode() {
  const modules = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules')
  const os = process.platform === 'win32' ? 'win' : process.platform
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const packages = [`node-${os}-${process.arch}`, `node-bin-${os}-${process.arch}`]
  const found = packages.map((each) => join(modules, each, 'bin', name)).find(existsSync)
  return found ?? null
}

/** Node 22 and 23 call type stripping experimental, which says nothing to whoever runs Gapwise. */
function hideExperimentalWarnings() {
  const emit = process.emitWarning
  process.emitWarning = (warning, ...rest) => {
    const [type] = rest
    const kind = typeof type === 'object' && type !== null ? type.type : type
    if (kind !== 'ExperimentalWarning') emit.call(process, warning, ...rest)
  }
}
