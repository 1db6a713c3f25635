/** A tree written as HTML. Everything that is not markup of ours is escaped here and nowhere else. */
import type { Attributes, Tree } from './draw/tree.ts'

/**
 * The HTML of a tree. Text and attribute values come out as they went in, whatever they hold.
 * @throws RangeError for a tag or an attribute name that is not plain, or an attribute that runs script
 */
export function html(tree: Tree): string {
  if (typeof tree === 'string') return escaped(tree)
  const [tag, attributes, ...children] = tree
  if (!/^[a-z][a-z0-9]*$/.test(tag) || RAW.has(tag)) throw new RangeError(`No element: ${tag}`)
  const open = `<${tag}${attributesOf(attributes)}>`
  if (VOID.has(tag)) return open
  const inside = children.map(html).join('')
  // A parser drops one newline after <textarea>; this is the one it may drop.
  const kept = tag === 'textarea' && /^[\r\n]/.test(inside) ? `\n${inside}` : inside
  return `${open}${kept}</${tag}>`
}

const VOID = new Set(['br', 'hr', 'img', 'input', 'link', 'meta'])
/** Elements whose content is no HTML text, so that escaping would not protect it. */
const RAW = new Set(['script', 'style', 'iframe', 'noscript', 'template', 'title', 'plaintext'])

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => {
      if (value === undefined || value === false) return ''
      if (!/^[a-zA-Z][a-zA-Z-]*$/.test(name) || /^(on|style$|srcdoc$)/i.test(name))
        throw new RangeError(`No attribute: ${name}`)
      return value === true ? ` ${name}` : ` ${name}="${escaped(String(value))}"`
    })
    .join('')

/** Text with the characters escaped that could end it; U+2028 and the like are harmless outside scripts. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
