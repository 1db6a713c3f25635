/** Makes elements of a drawn tree, one by one: no HTML text, so that a strict page has nothing to refuse. */
import type { WidgetElement } from '../../schema/widget.ts'

export function build(tree: WidgetElement, space = 'http://www.w3.org/1999/xhtml'): HTMLElement {
  const [tag, attributes, ...children] = tree
  const inside = tag === 'svg' ? 'http://www.w3.org/2000/svg' : space
  const element = document.createElementNS(inside, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`)
  for (const child of children)
    element.append(typeof child === 'string' ? child : build(child, inside))
  return asHtml(element)
}

/** Safe because only what stands inside an svg is no HTML element, and nobody asks for that. */
const asHtml = (element: Element) => element as HTMLElement
