/** Which customers are looked at; all of it is in the address. Pure. */
import type { Changes } from '../changes.ts'

export type Looking = {
  /** Words in a name, an address or an id. */
  find: string
  tier: string
  stage: string
  complaining: boolean
}

/** What an address asks for; what is missing narrows nothing. */
export const lookingIn = (query: URLSearchParams): Looking => ({
  find: (query.get('find') ?? '').trim().slice(0, 200),
  tier: query.get('of-tier') ?? '',
  stage: query.get('of-stage') ?? '',
  complaining: query.get('complaint') === 'open',
})

/** The query of the list. */
export const listQuery = ({ find, tier, stage, complaining }: Looking): Record<string, string> => ({
  ...(find === '' ? {} : { search: find }),
  ...(tier === '' ? {} : { tier }),
  ...(stage === '' ? {} : { stage }),
  ...(complaining ? { complaint: 'open' } : {}),
})

export const isNarrowed = (looking: Looking): boolean => Object.keys(listQuery(looking)).length > 0

/** Back to everyone. */
export const EVERYONE: Changes = { find: null, 'of-tier': null, 'of-stage': null, complaint: null }
