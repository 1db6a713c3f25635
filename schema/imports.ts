/** What an import says it has done. */
import * as z from 'zod'

export const Imported = z.object({
  imported: z.int(),
  duplicates: z.int(),
  rejectedCount: z.int(),
  rejected: z.array(z.object({ line: z.int(), column: z.string(), detail: z.string() })),
  job: z.string().optional(),
})
