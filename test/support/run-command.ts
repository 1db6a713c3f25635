/** Runs one of our commands as a user would, and listens to it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export interface Command {
  child: ChildProcess
  stdout(): string
  stderr(): string
  /** Resolves when stdout matches; rejects with all output when the command ends before. */
  said(pattern: RegExp): Promise<RegExpExecArray>
  /** Resolves when it has ended. */
  ended(): Promise<{ code: number | null; stdout: string; stderr: string }>
}

/**
 * `node local/node.mjs local/NAME.ts ARGS`, with no settings but the given ones.
 * @param settings environment variables; an absent one is not inherited
 */
export function runCommand(
  name: string,
  settings: Record<string, string> = {},
  args: string[] = [],
): Command {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['local/node.mjs', `local/${name}.ts`, ...args], {
    cwd: root,
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text
  })
  const closed = once(child, 'close')
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(stdout)
          if (match) resolve(match)
        }
        child.stdout.on('data', look)
        look()
        closed.then(() => reject(new Error(`It ended without saying so:\n${stdout}\n${stderr}`)))
      }),
    async ended() {
      await closed
      return { code: child.exitCode, stdout, stderr }
    },
  }
}
