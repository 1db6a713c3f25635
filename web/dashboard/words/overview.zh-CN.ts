/** The words of the Overview in Chinese. */
import type { overviewEn } from './overview.en.ts'
import type { PartOf } from './parts.ts'

export const overviewZh: PartOf<typeof overviewEn> = {}
