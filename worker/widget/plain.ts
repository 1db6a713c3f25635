/** A drawn tree as the widget carries it: JSON with nothing that says nothing. */
import type { WidgetElement, WidgetTree } from '../../schema/widget.ts'
import type { Tree } from '../answering/draw/tree.ts'
import { asElements } from './pipes.ts'

/** @throws TypeError for a text: what the widget is given are elements */
export function plain(tree: Tree): WidgetElement {
  return asElements(spare(tree))
}

function spare(tree: Tree): WidgetElement {
  if (typeof tree === 'string') throw new TypeError('Not an element')
  const [tag, attributes, ...children] = tree
  return [tag, plainAttributes(attributes), ...children.map(plainTree)]
}

const plainTree = (tree: Tree): WidgetTree => (typeof tree === 'string' ? tree : spare(tree))

const plainAttributes = (attributes: Exclude<Tree, string>[1]) =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]): [string, string | number][] =>
      value === undefined || value === false ? [] : [[name, value === true ? '' : value]],
    ),
  )
