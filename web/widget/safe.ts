/** A pinned script must stay safe whatever data it is given, so it looks at it first. Pure. */
import type { WidgetData, WidgetTree } from '../../schema/widget.ts'

/** Whether data that was asked for may be shown. */
export const isSafe = ({ frame, steps }: WidgetData): boolean =>
  [...frame, ...steps.map(({ tree }) => tree)].every(isSafeTree)

/** Whether a tree has nothing in it that could run or load anything. */
export function isSafeTree(tree: WidgetTree): boolean {
  if (typeof tree === 'string') return true
  const [tag, attributes, ...children] = tree
  return (
    /^(a|b|button|div|fieldset|form|h\d|i|input|label|legend|li|p|path|small|span|svg|textarea|ul)$/.test(
      tag,
    ) &&
    Object.entries(attributes).every(([name, value]) =>
      name === 'href' ? /^https?:/.test(`${value}`) : !/^(on|src|style|form)/i.test(name),
    ) &&
    children.every(isSafeTree)
  )
}
