/** One person, several tabs or devices: what each of them was drawn, and what each of them saves. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aShortSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'
import { load, type Page, press } from '../support/page.ts'

let gapwise: Gapwise
let owner: Owner
/** Everybody is asked two of forty pairs. */
let sampled: Published

beforeAll(async () => {
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '0' } })
  owner = await ownerOf(gapwise)
  const pairs = Array.from({ length: 40 }, (_, i) => ({ key: `pair_${i}`, type: 'gap' as const }))
  sampled = await owner.publish(
    aShortSurvey({
      questions: [{ key: 'recommend', type: 'nps' }, ...pairs],
      sample: { type: 'gap', count: 2 },
    }),
  )
})
afterAll(() => gapwise.stop())

const next = (page: Page, filled: Record<string, string>) => press(gapwise, page, filled)
const drawnIn = (page: Page) => page.field('shown')?.split(' ') ?? []
const stored = async (id: string, of: Published) =>
  (await owner.fetch(`/api/surveys/${of.id}/responses/${id}`)).json()

test('an invited person is asked the same sample wherever and however often the link is opened', async () => {
  await owner.send('POST', '/api/customers', { id: 'invited' })
  const { invitations } = await owner.send<{ invitations: { url: string }[] }>(
    'POST',
    `/api/surveys/${sampled.id}/invitations`,
    { customers: ['invited'] },
  )
  const { pathname } = new URL(invitations[0]?.url ?? '')
  const draws = await Promise.all([1, 2, 3].map(async () => drawnIn(await load(gapwise, pathname))))
  expect(draws[0]).toHaveLength(2)
  expect(draws).toEqual([draws[0], draws[0], draws[0]])
})

test('a tab that was drawn another sample saves what this person was drawn first, and nothing else', async () => {
  const drawn = ['pair_7', 'pair_3']
  const other = 'pair_11'
  const tab = (shown: string) =>
    load(gapwise, `/s/${sampled.slug}?${new URLSearchParams({ shown })}`)
  const [one, two] = [await tab(drawn.join(' ')), await tab(`${other} pair_3`)]
  expect([drawnIn(one), drawnIn(two)]).toEqual([drawn, [other, 'pair_3']])
  const begun = await next(one, { recommend: '7' })
  const [id, receipt] = [begun.field('id') ?? '', begun.field('receipt') ?? '']
  // As the page's script joins the response that another tab has begun.
  const late = await next(two, {
    id,
    receipt,
    recommend: '4',
    'pair_11.expectation': '6',
    'pair_11.perception': '2',
    'pair_7.expectation': '5',
    'pair_7.perception': '5',
  })
  expect(drawnIn(late)).toEqual(drawn)
  const { answers, shown } = await stored(id, sampled)
  expect(shown).toEqual(drawn)
  expect(answers).toEqual({ recommend: 4, pair_7: { expectation: 5, perception: 5 } })
})

test('a tab left behind saves on top of what the other has saved meanwhile', async () => {
  const survey = await owner.publish(aShortSurvey())
  const second = await next(await load(gapwise, `/s/${survey.slug}`), { recommend: '8' })
  const id = second.field('id') ?? ''
  const pairOf = (expectation: string, perception: string) => ({
    'speed.expectation': expectation,
    'speed.perception': perception,
  })
  await next(second, pairOf('6', '4'))
  expect((await stored(id, survey)).revision).toBe(2)
  // The very page from before: its revision is one that is stored already.
  const again = await next(second, pairOf('7', '1'))
  expect(again.text).toContain('Step 3 of 3')
  expect(await stored(id, survey)).toMatchObject({
    revision: 3,
    answers: { recommend: 8, speed: { expectation: 7, perception: 1 } },
  })
})
