/** The five dimensions every survey may use undeclared (Parasuraman, Zeithaml & Berry 1988), in our words. */
import type { Word } from './words/voice.ts'

export const SERVQUAL_NAMES: Readonly<Record<string, Word>> = {
  tangibles: 'dimension.tangibles',
  reliability: 'dimension.reliability',
  responsiveness: 'dimension.responsiveness',
  assurance: 'dimension.assurance',
  empathy: 'dimension.empathy',
}
