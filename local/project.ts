/** Where things are in this project. */
import { dirname, join } from 'node:path'

export const root = dirname(import.meta.dirname)
export const migrationsFolder = join(root, 'schema/migrations')
/** What a build makes: `worker/index.js` to run, `web/` to serve as it is. */
export const buildFolder = join(root, 'dist')
