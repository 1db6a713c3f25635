/** What the commands of `npm run` have in common: being one, and failing with one clear line. */

import { realpathSync } from 'node:fs'

/** A reason to stop that the operator can act on; told in one line, without a stack. */
export class Stop extends Error {}

/** Whether this file was started itself, rather than imported by another one. */
export function isCommand({ filename }: ImportMeta): boolean {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === filename
}

/** Runs a command to its end. A Stop becomes one line on stderr and exit code 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error)
    process.exit(1)
  }
}
