/** Replies of the service: what came, or why not. */
import type { ClientResponse } from 'hono/client'

/** A request that was refused (RFC 9457) or that never got through: then the status is 0. */
export class Refused extends Error {
  readonly status: number
  /** The name in `/problems/{name}`; 'unreachable' when no reply came. */
  readonly problem: string
  readonly faults: readonly Fault[]

  constructor(status: number, problem: string, faults: readonly Fault[] = []) {
    super(problem)
    this.status = status
    this.problem = problem
    this.faults = faults
  }
}
export type Fault = { pointer: string; detail: string }

/**
 * The body of a good reply; null when it has none.
 * @throws Refused when the service refuses or cannot be reached
 */
export async function read<Body>(request: Promise<ClientResponse<Body>>): Promise<Body> {
  const reply = await request.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new Refused(0, 'unreachable')
  })
  const text = await reply.text()
  if (!reply.ok) throw refusalOf(reply.status, text)
  return trusted<Body>(text)
}

function refusalOf(status: number, text: string): Refused {
  try {
    const problem = trusted<{ type?: string; errors?: readonly Fault[] }>(text)
    const name = (problem.type ?? '').replace('/problems/', '')
    return new Refused(status, name === '' ? 'internal' : name, problem.errors)
  } catch {
    return new Refused(status, 'internal')
  }
}

/** Our own service's JSON is taken at its word: its shapes are held by the schemas and the Worker's tests. */
function trusted<Shape>(text: string): Shape {
  return (text === '' ? null : JSON.parse(text)) as Shape
}
