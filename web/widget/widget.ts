/** The widget for any survey, and the one that pages pin. */
import { fullParts } from './full-parts.ts'
import { isSafe } from './safe.ts'
import { start } from './tag.ts'

start(fullParts, ({ frame, steps, thanks }) =>
  [...frame, ...steps.map(({ tree }) => tree), thanks].every(isSafe),
)
