/**
 * A page as data: `[tag, attributes, ...children]`, a string being text. The Worker writes it as HTML, the
 * widget builds it with createElement, so it holds no inline styles, no handlers and nothing pre-escaped.
 * `svg` and `path` belong to the SVG namespace.
 */
export type Tree = string | readonly [tag: string, attributes: Attributes, ...children: Tree[]]

/** `true` is a bare attribute; `false` and `undefined` leave it out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

/** A list with what isn't there (also the empty text) left out. */
export const present = (...trees: readonly (Tree | undefined | null | false)[]): Tree[] =>
  trees.filter((tree): tree is Tree => Boolean(tree))
