/**
 * A field for a number in a range. It starts empty. A native slider can't be empty (it posts its middle
 * untouched), so it is the page's script that puts one beside the field, without a handle until used.
 */
import { NO_OPINION } from '../../../schema/columns.ts'
import type { Drawing } from './drawing.ts'
import type { Tree } from './tree.ts'

export type NumberField = {
  name: string
  low: number
  high: number
  step: number
  describedBy?: string | undefined
  /** False for plain amounts, which get no slider. */
  slides?: boolean
}

export function numberField(field: NumberField, { value }: Drawing): Tree {
  const { name, low, high, step, describedBy, slides = true } = field
  const held = value(name)
  const input: Tree = [
    'input',
    {
      type: 'number',
      id: name,
      name,
      min: low,
      max: high,
      step,
      inputmode:
        low < 0
          ? undefined
          : Number.isInteger(step) && Number.isInteger(low)
            ? 'numeric'
            : 'decimal',
      autocomplete: 'off',
      value: held === NO_OPINION ? '' : held || undefined,
      'aria-describedby': describedBy,
    },
  ]
  return slides ? ['div', { class: 'slide' }, input] : input
}
