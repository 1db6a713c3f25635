/** The widget for a survey of scores, ratings and comments only; smaller, and otherwise the same. */
import { simpleParts } from './parts.ts'
import { start } from './tag.ts'

start(simpleParts)
