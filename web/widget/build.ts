/** Makes elements of a drawn tree, one by one: no HTML text, so that a strict page has nothing to refuse. */
import type { WidgetElement } from '../../schema/widget.ts'

export function build([tag, attributes, ...children]: WidgetElement): Element {
  // Pictures belong to another namespace; scores and comments have none.
  const element =
    !IS_SIMPLE && /^(svg|path)$/.test(tag)
      ? document.createElementNS('http://www.w3.org/2000/svg', tag)
      : document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`)
  for (const child of children) element.append(typeof child === 'string' ? child : build(child))
  return element
}
