import { describe, expect, test } from 'vitest'
import {
  EVERYONE,
  isNarrowed,
  listQuery,
  lookingIn,
} from '../../../web/dashboard/customers/looking.ts'

const asked = (query: string) => listQuery(lookingIn(new URLSearchParams(query)))

describe('which customers are looked at', () => {
  test('everyone, when the address says nothing', () => {
    expect(asked('survey=x&from=2026-01-01')).toEqual({})
    expect(isNarrowed(lookingIn(new URLSearchParams()))).toBe(false)
  })
  test('words, tier, stage and open complaints, all from the address', () => {
    expect(asked('find=%20mei%20&of-tier=key&of-stage=stable&complaint=open')).toEqual({
      search: 'mei',
      tier: 'key',
      stage: 'stable',
      complaint: 'open',
    })
  })
  test('words longer than the service takes are cut, and an unknown state narrows nothing', () => {
    expect(asked(`find=${'a'.repeat(300)}`).search).toHaveLength(200)
    expect(asked('complaint=closed')).toEqual({})
  })
  test('taking every filter away leaves none', () => {
    const query = new URLSearchParams('find=a&of-tier=key&of-stage=stable&complaint=open')
    for (const name of Object.keys(EVERYONE)) query.delete(name)
    expect(listQuery(lookingIn(query))).toEqual({})
  })
})
