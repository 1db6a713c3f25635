/** The whole staff API as OpenAPI 3.1, read off the routes themselves and the zod schemas that validate them. */
import type { Hono } from 'hono'
import * as z from 'zod'
import type { App } from './context.ts'
import { type Description, descriptionOf } from './describe.ts'

type Operation = Record<string, unknown>

/** @returns the document for every described route under /api of this application */
export function openApiDocument(app: Hono<App>): Record<string, unknown> {
  const paths: Record<string, Record<string, Operation>> = {}
  for (const { method, path, description } of routesOf(app)) {
    const template = path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')
    paths[template] ??= {}
    paths[template][method.toLowerCase()] = operation(template, description)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gapwise',
      version: '1.0.0',
      description:
        'Sign in by session cookie, or send `Authorization: Bearer gw_…`. Errors are problem+json (RFC 9457).',
    },
    security: [{ session: [] }, { key: [] }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'gw' },
        key: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: PROBLEM },
    },
  }
}

/** Every route under /api that answers a method, with what its handlers say of it. */
export function routesOf(app: Hono<App>) {
  const routes = new Map<string, { method: string; path: string; description: Description }>()
  for (const { method, path, handler } of app.routes) {
    if (!path.startsWith('/api') || method === 'ALL') continue
    const name = `${method} ${path}`
    const known = routes.get(name)?.description ?? {}
    routes.set(name, { method, path, description: { ...known, ...descriptionOf(handler) } })
  }
  return [...routes.values()]
}

function operation(template: string, description: Description): Operation {
  const status = String(description.status ?? 200)
  const replyType = description.replyType ?? 'application/json'
  const content = description.reply
    ? { [replyType]: { schema: jsonSchema(description.reply, 'output') } }
    : description.replyType
      ? { [replyType]: {} }
      : undefined
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  const body = description.json
    ? { 'application/json': { schema: jsonSchema(description.json, 'input') } }
    : description.body
      ? { [description.body]: {} }
      : undefined
  return {
    summary: description.summary ?? '',
    ...(description.open ? { security: [] } : {}),
    parameters: [
      ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...queryParameters(description.query),
    ],
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: {
      [status]: { description: 'Done', ...(content ? { content } : {}) },
      default: {
        description: 'A problem',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  }
}

function queryParameters(query: z.ZodObject | undefined): unknown[] {
  if (!query) return []
  const schema = jsonSchema(query, 'input')
  const required = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }))
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', examples: ['/problems/survey-closed'] },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
}
