/** Reads trees the way a browser reads the page made of them. */
import type { Attributes, Tree } from '../../../../worker/answering/draw/tree.ts'

export type Element = {
  tag: string
  attributes: Attributes
  text: string
  children: readonly Tree[]
}

/** Every element of a tree, outermost first. */
export function elementsOf(tree: Tree): Element[] {
  if (typeof tree === 'string') return []
  const [tag, attributes, ...children] = tree
  return [{ tag, attributes, text: textOf(tree), children }, ...children.flatMap(elementsOf)]
}

export const textOf = (tree: Tree): string =>
  typeof tree === 'string'
    ? tree
    : tree
        .slice(2)
        .map((child) => textOf(child as Tree))
        .join('')

export const withTag = (tree: Tree, ...tags: string[]): Element[] =>
  elementsOf(tree).filter(({ tag }) => tags.includes(tag))

/** What a browser would post for the controls of a tree, nobody having touched them. */
export function postedBy(tree: Tree): URLSearchParams {
  const form = new URLSearchParams()
  for (const { tag, attributes, text } of withTag(tree, 'input', 'textarea')) {
    const { name, type, value, checked } = attributes
    if (typeof name !== 'string') continue
    if (tag === 'textarea') form.append(name, text.replace(/\r\n?|\n/g, '\r\n'))
    else if (type !== 'radio' && type !== 'checkbox') form.append(name, String(value ?? ''))
    else if (checked === true) form.append(name, String(value))
  }
  return form
}

/** The names of all fields of a tree, each once. */
export const namesIn = (tree: Tree): string[] => [
  ...new Set(
    withTag(tree, 'input', 'textarea').flatMap(({ attributes }) =>
      attributes.name === undefined ? [] : [String(attributes.name)],
    ),
  ),
]
