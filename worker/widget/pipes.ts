/**
 * Earlier answers quoted in a question. The page's server fills them in; the widget has all questions before
 * there are answers, so their places are marked, become elements, and the script fills them.
 */
import type { SurveyDefinition } from '../../schema/survey.ts'
import type { WidgetElement, WidgetTree } from '../../schema/widget.ts'

// Characters that stand for nothing in any language, so no text of an owner's has them.
const [OPEN, MIDDLE, CLOSE] = ['\uE000', '\uE001', '\uE002']
const MARK = new RegExp(`${OPEN}([^${MIDDLE}]*)${MIDDLE}([^${CLOSE}]*)${CLOSE}`)

/** The same survey, `{key|otherwise}` of its questions marked in all its texts. */
export function withMarks(definition: SurveyDefinition): SurveyDefinition {
  const keys = new Set(definition.questions.map(({ key }) => key))
  const marked = (text: string) =>
    text.replace(/\{([\w-]+)(?:\|([^{}]*))?\}/g, (whole, key: string, otherwise = '') =>
      keys.has(key) ? OPEN + key + MIDDLE + otherwise + CLOSE : whole,
    )
  return deeply(definition, marked)
}

/** Whether any text quotes an answer. */
export const hasPipes = (definition: SurveyDefinition): boolean =>
  JSON.stringify(withMarks(definition)).includes(OPEN)

/** Safe because only texts change, and those stay texts. */
const deeply = <Value>(value: Value, change: (text: string) => string): Value =>
  JSON.parse(JSON.stringify(value), (_, each) => (typeof each === 'string' ? change(each) : each))

/** Marked places as elements that the script finds; in attributes, which it leaves alone, what is said otherwise. */
export const asElements = ([tag, attributes, ...children]: WidgetElement): WidgetElement => [
  tag,
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, plainly(value)])),
  ...children.flatMap((child) => (typeof child === 'string' ? split(child) : [asElements(child)])),
]

function plainly(value: string | number): string | number {
  if (typeof value === 'number') return value
  const found = MARK.exec(value)
  return found ? plainly(value.replace(found[0], found[2] ?? '')) : value
}

function split(text: string): WidgetTree[] {
  const found = MARK.exec(text)
  if (!found) return text === '' ? [] : [text]
  const [mark, key = '', otherwise = ''] = found
  return [
    ...split(text.slice(0, found.index)),
    ['span', { 'data-said': key, 'data-else': otherwise }, otherwise],
    ...split(text.slice(found.index + mark.length)),
  ]
}
