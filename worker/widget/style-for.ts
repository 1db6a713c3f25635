/**
 * A style sheet cut down to what drawn trees use and fitted to a shadow root: headings a level lower, sizes in
 * pixels (a website may set its own root font size), dark by a class. So a question looks the same on the
 * page and in the widget and is styled in one place.
 */
import type { WidgetElement, WidgetTree } from '../../schema/widget.ts'

/** Class names and field types that come and go by script, and what they come with. */
const ADDED: Readonly<Record<string, readonly string[]>> = {
  '.widget': ['.popover', '.inline', '.dark'],
  '.slide': ['=range', '.unset', '.error', '.wrong'],
  '.shares': ['.error', '.wrong'],
  '.pair': ['.error', '.wrong'],
  '.complaint': ['.error', '.wrong'],
  '.other': ['.error', '.wrong'],
}

/** Everything a selector can ask for that is in the trees. */
type Used = { names: ReadonlySet<string>; locale: string; level: (selector: string) => string }

/**
 * @param sheet minified CSS without nesting or strings that hold braces
 * @param level changes a selector before it is looked at; '' drops it
 */
export function styleFor(
  sheet: string,
  trees: readonly WidgetTree[],
  locale: string,
  level: Used['level'] = (selector) => selector,
): string {
  const drawn = trees.flatMap(namesIn)
  const names = new Set([...drawn, ...drawn.flatMap((name) => ADDED[name] ?? [])])
  return inPixels(
    rulesIn(sheet)
      .map((rule) => kept(rule, { names, locale, level }))
      .join(''),
  )
}

/**
 * The same sheet without declarations that a later rule with the very same selector makes again, and with
 * rules joined that follow each other. None of this changes what anything looks like.
 */
export function withoutRepeats(sheet: string): string {
  const rules = rulesIn(sheet)
  const left = rules.map(({ prelude, body }, i) => {
    if (prelude.startsWith('@')) return { prelude, body }
    const later = rules.slice(i + 1).filter((other) => other.prelude === prelude)
    const again = new Set(later.flatMap((other) => declarations(other.body).map(nameOf)))
    const own = declarations(body).filter((each) => !again.has(nameOf(each)))
    return { prelude, body: own.join(';') }
  })
  return left
    .filter(({ body }) => body !== '')
    .map(({ prelude, body }, i, all) => {
      const isGoingOn = all[i - 1]?.prelude === prelude
      const goesOn = all[i + 1]?.prelude === prelude
      return `${isGoingOn ? ';' : `${prelude}{`}${body}${goesOn ? '' : '}'}`
    })
    .join('')
}

const declarations = (body: string) => body.split(';').filter((each) => each !== '')
const nameOf = (declaration: string) => declaration.split(':')[0] ?? ''

/** Tags, `.classes` and `=types` of a tree. */
function namesIn(tree: WidgetTree): string[] {
  if (typeof tree === 'string') return []
  const [tag, attributes, ...children] = tree
  return [
    ...ownNames(tree),
    ...(tag === 'input' ? [`=${attributes.type ?? 'text'}`] : []),
    ...('data-required' in attributes ? ['.error', '.wrong'] : []),
    ...children.flatMap(namesIn),
    ...children.flatMap((child, i) => pairs(children[i - 1], child)),
  ]
}

/** What stands beside what: `h2+.question`. */
const pairs = (before: WidgetTree | undefined, after: WidgetTree): string[] =>
  before === undefined || typeof before === 'string' || typeof after === 'string'
    ? []
    : ownNames(before).flatMap((one) => ownNames(after).map((other) => `${one}+${other}`))

const ownNames = ([tag, attributes]: WidgetElement): string[] => [
  tag,
  ...String(attributes.class ?? '')
    .split(' ')
    .map((name) => `.${name}`),
]

/** What a guest does without. */
const LEFT_AWAY =
  /(--lightningcss-[\w-]*|transition|color-scheme|text-underline-offset|font-variant-numeric):[^;}]*;?|text-wrap:pretty;?/g

type Rule = { prelude: string; body: string }

/** The rules of a sheet, at-rules with their whole inside as body. */
function rulesIn(sheet: string): Rule[] {
  const rules: Rule[] = []
  let start = 0
  let depth = 0
  let open = 0
  for (let at = 0; at < sheet.length; at++) {
    if (sheet[at] === '{' && depth++ === 0) open = at
    if (sheet[at] === '}' && --depth === 0) {
      rules.push({ prelude: sheet.slice(start, open), body: sheet.slice(open + 1, at) })
      start = at + 1
    }
  }
  return rules
}

function kept({ prelude, body }: Rule, used: Used): string {
  if (prelude.startsWith('@media')) {
    if (/print|motion:reduce|motion: reduce/.test(prelude)) return ''
    const isDark = prelude.includes('prefers-color-scheme')
    const inside = rulesIn(body)
      .map((rule) => kept(rule, used))
      .join('')
    if (isDark) return inside.replaceAll('.widget,.tab', '.dark')
    return inside && `${prelude}{${inside}}`
  }
  if (prelude.startsWith('@keyframes')) return `${prelude}{${body}}`
  if (prelude.startsWith('@')) return ''
  const told = body.replace(LEFT_AWAY, '')
  if (told === '') return ''
  const selectors = parts(prelude)
    .map(used.level)
    .filter((part) => part !== '' && applies(part, used))
  return selectors.length > 0 ? `${selectors.join(',')}{${told}}` : ''
}

/** A list of selectors at its commas, those inside brackets left alone. */
function parts(list: string): string[] {
  const found = ['']
  let depth = 0
  for (const character of list) {
    if (character === '(') depth++
    if (character === ')') depth--
    if (character === ',' && depth === 0) found.push('')
    else found.push(found.pop() + character)
  }
  return found
}

/** Whether everything a selector asks for can be there. What it excludes need not be. */
function applies(selector: string, used: Used): boolean {
  const plain = withoutNot(selector.replace(/:not\(\[type\]\)/g, '[type=text]'))
  const choices = /:is\(([^()]*(?:\([^()]*\)[^()]*)*)\)/.exec(plain)
  if (choices) {
    const rest = plain.replace(choices[0], '')
    return applies(rest, used) && parts(choices[1] ?? '').some((part) => applies(part, used))
  }
  const languages = [...plain.matchAll(/:lang\(([a-z-]+)\)/gi)].map(([, language = '']) => language)
  if (languages.some((language) => !used.locale.toLowerCase().startsWith(language))) return false
  const beside = [...plain.matchAll(/(?<=^|[ >])([.\w-]+\+[.\w-]+)(?=$|[ >:])/g)]
  if (beside.some(([pair]) => !used.names.has(pair))) return false
  const names = plain
    .replace(/:has\(/g, ' ')
    .replace(/::?[a-z-]+(\([^()]*\))?/g, '')
    .replace(/\[type="?([a-z]+)"?\]/g, ' =$1 ')
    .replace(/\[[^\]]*\]/g, '')
  return [...names.matchAll(/[.=]?[a-z][\w-]*/gi)].every(([name]) => used.names.has(name))
}

function withoutNot(selector: string): string {
  const at = selector.indexOf(':not(')
  if (at === -1) return selector
  let depth = 0
  for (let end = at + 4; end < selector.length; end++) {
    if (selector[end] === '(') depth++
    if (selector[end] === ')' && --depth === 0)
      return withoutNot(selector.slice(0, at) + selector.slice(end + 1))
  }
  return selector.slice(0, at)
}

/** A page's selector for the card: headings a level lower, and their look left to the card's own sheet. */
export const lowered = (selector: string): string =>
  /^(:\S+ )?h[12]$|^\[tabindex/.test(selector)
    ? ''
    : selector
        .replace(/:root/g, '.widget,.tab')
        .replace(/(?<![\w.-])h([12])(?![\w-])/g, (_, level) => `h${Number(level) + 1}`)

/** 1rem is 16 pixels here, whatever the website's root font size is. */
const inPixels = (css: string): string =>
  css.replace(/(\d*\.?\d+)rem\b/g, (_, size) => `${Math.round(Number(size) * 160) / 10}px`)
