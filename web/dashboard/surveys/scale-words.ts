/** A scale in words, by its ends. */
import { voice } from '../language.ts'

export const scaleWords = (scale: number): string =>
  voice.value.t('scale.range', { low: scale === 100 ? '0' : '1', high: String(scale) })
