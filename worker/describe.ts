/** What a route says of itself, kept beside its handlers, so that the API description can't drift from the code. */
import type { MiddlewareHandler } from 'hono'
import type * as z from 'zod'

export type Description = {
  summary?: string
  query?: z.ZodObject
  json?: z.ZodType
  /** The media type of a body that is not JSON. */
  body?: string
  reply?: z.ZodType
  /** The status of a good reply; 200 unless said. */
  status?: number
  /** The media type of a reply that is not JSON. */
  replyType?: string
  /** Reachable without signing in. */
  open?: boolean
}

const descriptions = new WeakMap<object, Description>()

/** Attaches a description to a handler. */
export function describes<Handler extends object>(
  description: Description,
  handler: Handler,
): Handler {
  descriptions.set(handler, description)
  return handler
}

export const descriptionOf = (handler: object): Description | undefined => descriptions.get(handler)

/** One line on what a route does, and the shape of its good reply. Runs nothing. */
export const describe = (
  summary: string,
  reply?: z.ZodType,
  more: Omit<Description, 'summary' | 'reply'> = {},
): MiddlewareHandler =>
  describes({ summary, ...(reply ? { reply } : {}), ...more }, (_c, next) => next())
