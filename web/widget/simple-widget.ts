/** The widget for a survey of scores, ratings and comments only; smaller, and otherwise the same. */
import { simpleParts } from './parts.ts'
import { start } from './tag.ts'

// What it may ask for comes from where the script itself came from.
start(simpleParts, () => true)
