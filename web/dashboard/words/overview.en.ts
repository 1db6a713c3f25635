/** The words of the Overview in English. */
import type { Wording } from './voice.ts'

export const overviewEn = {} as const satisfies Readonly<Record<string, Wording>>
