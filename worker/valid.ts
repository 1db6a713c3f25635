/** Parses a part of a request with a zod schema at the door, and notes the schema for the API description. */
import type { MiddlewareHandler } from 'hono'
import type * as z from 'zod'
import { faultsOf, Problem } from '../schema/problem.ts'
import { isStorable } from '../schema/text.ts'
import { jsonOf } from './body.ts'
import type { App } from './context.ts'
import { describes } from './describe.ts'

/** What staff may send as JSON: a survey definition of 256 KiB with room for its wrapping. */
const MOST_STAFF_BYTES = 320 * 1024

type Sends<Target extends string, Schema extends z.ZodType> = {
  in: { [T in Target]: z.input<Schema> }
  out: { [T in Target]: z.output<Schema> }
}

/** The JSON body. @throws Problem wrong-content-type, too-large, malformed-request, invalid-request */
export function validJson<Schema extends z.ZodType>(
  schema: Schema,
  most = MOST_STAFF_BYTES,
): MiddlewareHandler<App, string, Sends<'json', Schema>> {
  return describes({ json: schema }, async (c, next) => {
    c.req.addValidatedData('json', parsed(schema, await jsonOf(c.req.raw, most)) as object)
    await next()
  })
}

/** The query; names the schema does not know are ignored. @throws Problem invalid-request */
export function validQuery<Schema extends z.ZodObject>(
  schema: Schema,
): MiddlewareHandler<App, string, Sends<'query', Schema>> {
  return describes({ query: schema }, async (c, next) => {
    const query = c.req.query()
    const errors = Object.keys(query)
      .filter((name) => !isStorable(name) || !isStorable(query[name] ?? ''))
      .map((name) => ({ pointer: `?${name.slice(0, 80)}`, detail: 'Has characters no text has' }))
    if (errors.length > 0) throw new Problem('invalid-request', { errors })
    c.req.addValidatedData('query', parsed(schema, query, '?') as object)
    await next()
  })
}

/** @throws Problem invalid-request with a pointer per fault */
export function parsed<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  under: '' | '?' = '',
): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const errors = faultsOf(result.error.issues, under)
  if (under === '') throw new Problem('invalid-request', { errors })
  // A query has names, not paths: `?from`.
  throw new Problem('invalid-request', {
    errors: errors.map((fault) => ({ ...fault, pointer: fault.pointer.replace('?/', '?') })),
  })
}
