/** Lists page with `?limit=&cursor=`; a cursor is opaque and says where the next page begins. */
import * as z from 'zod'
import { Problem } from '../schema/problem.ts'

export const Paging = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(200).optional(),
})

/** The values a cursor was made of. @throws Problem invalid-request for one we never gave out */
export function fromCursor(cursor: string | undefined): number[] | null {
  if (cursor === undefined) return null
  const parts = cursor.split('.').map(Number)
  if (parts.some((part) => !Number.isSafeInteger(part)))
    throw new Problem('invalid-request', {
      errors: [{ pointer: '?cursor', detail: 'Not a cursor of this list' }],
    })
  return parts
}

export const asCursor = (...values: number[]): string => values.join('.')
