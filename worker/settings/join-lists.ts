/** Values of segments that an import brings join the account's lists, so that the next form and filter know them. */
import { MOST_SEGMENT_VALUES, Settings } from '../../schema/settings.ts'
import type { Database } from '../db.ts'
import { accountSettings, storeSettings } from './store.ts'

/** The account's lists by the segment name they are of. */
const LISTS = { tier: 'tiers', stage: 'stages', touchpoint: 'touchpoints' } as const
type Listed = keyof typeof LISTS

/** Values met in an import, by segment name. */
export class Met {
  readonly #values = new Map<Listed, Set<string>>()

  add(segments: Readonly<Record<string, string | null | undefined>>): void {
    for (const name of ['tier', 'stage', 'touchpoint'] as const) {
      const value = segments[name]
      if (value) this.#values.set(name, (this.#values.get(name) ?? new Set()).add(value))
    }
  }

  /** Stores what is new, as far as there is room: a list has 200 values at most. */
  async join(db: Database): Promise<void> {
    if (this.#values.size === 0) return
    const before = await accountSettings(db)
    const after: Settings = { ...before }
    for (const [name, values] of this.#values) {
      const list = before[LISTS[name]]
      const joined = [...new Set([...list, ...values])]
      after[LISTS[name]] = joined.slice(0, Math.max(MOST_SEGMENT_VALUES, list.length))
    }
    const isMore = Object.values(LISTS).some((list) => after[list].length > before[list].length)
    if (isMore) await db.write([storeSettings(Settings.parse(after))])
  }
}
