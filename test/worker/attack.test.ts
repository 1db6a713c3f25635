/** Someone asks for every view of two names there is, and solves for groups of fewer than five. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Figure, smallGroupsFound } from '../support/attack.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published, type Query } from '../support/owner.ts'
import { type Random, random } from '../support/random.ts'

let gapwise: Gapwise
let owner: Owner
beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})
afterAll(() => gapwise.stop())

const window = { from: '2025-03-01', to: '2025-03-31' }
const TIERS = ['key', 'regular', 'small']
const OTHERS = { locale: ['en', 'de', 'fr'], channel: ['qr', 'link', 'email'] }
type Other = keyof typeof OTHERS
type Cell = { tier: string; other: string; n: number }

const randomCells = (values: readonly string[], { integer, uniform }: Random): Cell[] =>
  TIERS.flatMap((tier) =>
    values.map((other) => ({
      tier,
      other,
      n: uniform() < 0.35 ? 0 : uniform() < 0.3 ? 1 + integer(4) : 5 + integer(12),
    })),
  )

async function answered(name: Other, cells: readonly Cell[]): Promise<Published> {
  const survey = await owner.publish({
    title: { en: 'Groups' },
    locales: ['en', 'de', 'fr'],
    questions: [{ key: 'recommend', type: 'nps' }],
  })
  const lines = cells.flatMap(({ tier, other, n }, i) =>
    Array.from({ length: n }, (_, j) => `2025-03-10,${tier},${other},${(i + j) % 11}`),
  )
  const header = `submitted_at,segment.tier,${name},recommend`
  expect((await owner.import(survey, [header, ...lines].join('\n'))).rejected).toEqual([])
  return survey
}

/** Every figure that the score's report shows of the two names, by filters and by splits. */
async function seen(survey: Published, name: Other, cells: readonly Cell[]): Promise<Figure[]> {
  const figures: Figure[] = []
  const see = (tier: string | undefined, other: string | undefined, n: number) => {
    const inside = cells.map(
      (cell) => (tier ?? cell.tier) === cell.tier && (other ?? cell.other) === cell.other,
    )
    figures.push({ cells: [...cells.keys()].filter((i) => inside[i]), n })
  }
  const ask = async (tier?: string, other?: string) => {
    const filters: Query = {
      ...(tier === undefined ? {} : { 'filter.tier': tier }),
      ...(other === undefined ? {} : { [`filter.${name}`]: other }),
    }
    const view = await owner.nps(survey, { ...window, ...filters })
    if (view.total.n > 0 || view.suppressed === 0) see(tier, other, view.total.n)
    for (const segment of ['tier', name]) {
      const split = await owner.nps(survey, { ...window, ...filters, segment })
      for (const { value, n } of split.segments)
        segment === 'tier' ? see(value, other, n) : see(tier, value, n)
    }
  }
  for (const tier of [undefined, ...TIERS])
    for (const other of [undefined, ...OTHERS[name]]) await ask(tier, other)
  return figures
}

// One in five of such tables gave a group away while an empty cell said that it was: these are some of them.
test.each<[Other, number]>(
  [12, 13, 14, 21, 22, 24].flatMap((seed): [Other, number][] => [
    ['locale', seed],
    ['channel', seed],
  ]),
)('tier and %s give away no small group through empty cells (table %i)', async (name, seed) => {
  const cells = randomCells(OTHERS[name], random(seed))
  const counts = cells.map(({ n }) => n)
  expect(counts.filter((n) => n > 0 && n < 5).length).toBeGreaterThan(0)
  const figures = await seen(await answered(name, cells), name, cells)
  for (const { cells: own, n } of figures)
    expect(n).toBe(own.reduce((sum, i) => sum + (counts[i] ?? 0), 0))
  expect(smallGroupsFound(counts, figures, 5)).toEqual([])
})
