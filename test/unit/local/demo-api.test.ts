import { describe, expect, test } from 'vitest'
import { makeDemo } from '../../../local/demo/demo.ts'

const OPTIONS = { url: 'http://gapwise.test', key: 'gw_key', today: '2026-07-01' }

describe('makeDemo', async () => {
  const service = aService()
  const askedAtMark: string[] = []
  const result = await makeDemo({
    ...OPTIONS,
    request: service.request,
    mark: async () => {
      askedAtMark.push(...service.asked)
    },
  })

  test('sets the shop up, publishes its surveys and imports everything, in this order', () => {
    expect(service.asked).toEqual([
      'PUT /api/settings',
      'GET /api/surveys',
      ...[1, 2, 3].flatMap((i) => ['POST /api/surveys', `PUT /api/surveys/s${i}/publication`]),
      'POST /api/customers/import',
      'POST /api/surveys/s1/import',
      'POST /api/surveys/s2/import',
      'POST /api/surveys/s3/import',
      'POST /api/complaints/import',
      'PUT /api/exposures/orders',
    ])
    expect(result.surveys).toEqual({
      'after-delivery': 's1',
      'after-support': 's2',
      'relationship-2026': 's3',
    })
    expect(result.skipped).toEqual([])
    expect(result.imported['/api/surveys/s1/import']).toBeGreaterThan(5000)
  })

  test('shows its key with every request', () => {
    expect(new Set(service.keys)).toEqual(new Set(['Bearer gw_key']))
  })

  test('ends the day before today', () => {
    expect(service.bodies.get('PUT /api/exposures/orders')).toMatch(/\n2026-06-30,\d+\n$/)
  })

  test('marks the demo once all is in, and not before', () => {
    expect(askedAtMark).toEqual(service.asked)
  })

  test('does without addresses that the service does not have yet', async () => {
    const missing = ['/api/customers/import', '/api/complaints/import', '/api/exposures/orders']
    const { request } = aService((path) => (missing.includes(path) ? 404 : 200))
    const lines: string[] = []
    const result = await makeDemo({ ...OPTIONS, request, log: (line) => lines.push(line) })
    expect(result.skipped).toEqual(missing)
    expect(lines.at(-1)).toContain('/api/complaints/import')
  })

  test('stops at a refusal, and says where', async () => {
    const { request } = aService((path) => (path.endsWith('/publication') ? 500 : 200))
    const made = makeDemo({ ...OPTIONS, request })
    await expect(made).rejects.toThrow('PUT /api/surveys/s1/publication: 500')
  })

  test('stops when one line of an import is refused', async () => {
    const { request } = aService(() => 200, {
      rejected: [{ line: 7, column: 'recommend', detail: 'Too big' }],
    })
    await expect(makeDemo({ ...OPTIONS, request })).rejects.toThrow('line 7, recommend: Too big')
  })
})

type Rejected = { line: number; column: string; detail: string }

/** A service that takes everything, or answers with the status given for a path. */
function aService(
  statusOf: (path: string) => number = () => 200,
  { rejected = [] }: { rejected?: Rejected[] } = {},
) {
  const asked: string[] = []
  const keys: (string | null)[] = []
  const bodies = new Map<string, string>()
  let surveys = 0
  const request: typeof fetch = async (input, init) => {
    const { method, url, headers } = new Request(input, init)
    const { pathname } = new URL(url)
    const body = typeof init?.body === 'string' ? init.body : ''
    asked.push(`${method} ${pathname}`)
    keys.push(headers.get('authorization'))
    bodies.set(`${method} ${pathname}`, body)
    const status = statusOf(pathname)
    if (status !== 200) return new Response('{}', { status })
    if (method === 'GET') return Response.json({ surveys: [] })
    if (pathname === '/api/surveys') surveys += 1
    const imported = body.split('\n').length - 2
    return Response.json(
      pathname.endsWith('/import')
        ? { imported, duplicates: 0, rejectedCount: rejected.length, rejected }
        : { id: `s${surveys}` },
    )
  }
  return { request, asked, keys, bodies }
}
