/** The widget for any survey, and the one that pages pin. */
import { fullParts } from './full-parts.ts'
import { start } from './tag.ts'

start(fullParts)
