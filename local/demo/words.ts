/** What a language has to offer, so that the demo's customers can write in it. */
import type { Dimension } from './experience.ts'
import type { Category } from './surveys.ts'

/** Templates; `{slot}` stands for any of the slot's words. */
export type DemoWords = {
  blame: Record<Dimension, readonly string[]>
  praise: Record<Dimension, readonly string[]>
  /** Whole sentences, with their full stop. */
  complaint: Record<Category, readonly string[]>
  support: Record<'yes' | 'partly' | 'no', readonly string[]>
  openings: Record<'blame' | 'praise', readonly string[]>
  closings: Record<'blame' | 'praise', readonly string[]>
  slots: Record<string, readonly string[]>
}
