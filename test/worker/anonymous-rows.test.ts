/** Rows of an anonymous survey: nobody's, and a segment's value only once five rows have it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner
beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})
afterAll(() => gapwise.stop())

const header = 'submitted_at,id,customer,channel,locale,segment.tier,segment.shop,recommend'
async function answered(privacy: 'anonymous' | 'identified'): Promise<Published> {
  const survey = await owner.publish({
    title: { en: 'Whoever' },
    locales: ['en', 'de'],
    segments: ['shop'],
    privacy,
    questions: [{ key: 'recommend', type: 'nps' }],
  })
  const lines = [
    ...[0, 1, 2, 3, 4].map((i) => `2025-03-0${i + 1},a-${i},c-${i},link,en,key,north,9`),
    ...[0, 1, 2, 3].map((i) => `2025-03-1${i},b-${i},d-${i},qr,de,small,north,3`),
  ]
  expect((await owner.import(survey, [header, ...lines].join('\n'))).rejected).toEqual([])
  return survey
}

const rowsOf = async (survey: Published, query = '') =>
  (await (await owner.fetch(`/api/surveys/${survey.id}/responses?${query}`)).json()).responses
const byId = (rows: { id: string }[], id: string) => rows.find((row) => row.id === id)
const veiled = { channel: 'other', locale: null, segments: { shop: 'north' }, customerId: null }

test('a value of four rows is not shown, in the list, alone, or in an export', async () => {
  const survey = await answered('anonymous')
  const rows = await rowsOf(survey)
  expect(byId(rows, 'b-1')).toMatchObject(veiled)
  expect(byId(rows, 'b-1')).not.toHaveProperty('segments.tier')
  const shown = { channel: 'link', locale: 'en', segments: { tier: 'key', shop: 'north' } }
  expect(byId(rows, 'a-1')).toMatchObject(shown)
  const one = await owner.fetch(`/api/surveys/${survey.id}/responses/b-1`)
  expect(await one.json()).toMatchObject(veiled)
  const ndjson = (await owner.exported(survey, 'ndjson')).trim().split('\n')
  expect(
    byId(
      ndjson.map((line) => JSON.parse(line)),
      'b-1',
    ),
  ).toMatchObject(veiled)
  const csv = await owner.exported(survey, 'csv')
  expect(csv).not.toMatch(/small|qr|de,/)
  expect(csv).toContain('north')
})

test('nor can it be asked for', async () => {
  const survey = await answered('anonymous')
  expect(await rowsOf(survey, 'filter.tier=small')).toEqual([])
  expect(await rowsOf(survey, 'filter.channel=qr&filter.shop=north')).toEqual([])
  expect(await rowsOf(survey, 'filter.tier=key')).toHaveLength(5)
  const reply = await owner.fetch(`/api/surveys/${survey.id}/response-counts?filter.tier=small`)
  expect((await reply.json()).counts).toEqual([])
  const all = await (await owner.fetch(`/api/surveys/${survey.id}/response-counts`)).json()
  expect(all.counts.map(({ locale }: { locale: string | null }) => locale).sort()).toEqual([
    'en',
    null,
  ])
})

test('with a fifth row it shows', async () => {
  const survey = await answered('anonymous')
  await owner.import(survey, `${header}\n2025-03-20,b-4,,qr,de,small,north,4`)
  const shown = { channel: 'qr', locale: 'de', segments: { tier: 'small', shop: 'north' } }
  expect(byId(await rowsOf(survey), 'b-1')).toMatchObject(shown)
  expect(await rowsOf(survey, 'filter.tier=small')).toHaveLength(5)
})

test('of a survey that is not anonymous every value shows', async () => {
  const survey = await answered('identified')
  expect(byId(await rowsOf(survey), 'b-1')).toMatchObject({
    channel: 'qr',
    customerId: 'd-1',
    segments: { tier: 'small' },
  })
})

describe('a complaint', () => {
  const complained = async (privacy: 'anonymous' | 'identified') => {
    const survey = await owner.publish({
      title: { en: 'Whoever' },
      locales: ['en', 'de'],
      segments: ['shop'],
      privacy,
      questions: [
        {
          key: 'problem',
          type: 'complaint',
          text: { en: 'What went wrong?' },
          categories: [{ key: 'late', text: { en: 'Late' } }],
        },
      ],
    })
    const columns = 'submitted_at,id,channel,locale,segment.tier,segment.shop,problem.category'
    const lines = [
      ...[0, 1, 2, 3, 4].map((i) => `2025-03-0${i + 1},a-${i},link,en,key,north,late`),
      ...[0, 1, 2, 3].map((i) => `2025-03-1${i},b-${i},qr,de,small,north,late`),
    ]
    expect((await owner.import(survey, [columns, ...lines].join('\n'))).rejected).toEqual([])
    return survey
  }
  const casesOf = async (survey: Published, query = '') =>
    (await (await owner.fetch(`/api/complaints?survey=${survey.id}&${query}`)).json()).complaints
  const ofResponse = (cases: { id: string; responseId: string }[], id: string) =>
    cases.find(({ responseId }) => responseId === id)

  test('shows no value of four rows either, in the list, alone, or when it is changed', async () => {
    const cases = await casesOf(await complained('anonymous'))
    expect(ofResponse(cases, 'a-1')).toMatchObject({
      customerId: null,
      locale: 'en',
      segments: { tier: 'key', shop: 'north', channel: 'link' },
    })
    const rare = ofResponse(cases, 'b-1')
    const veiledCase = { locale: null, segments: { shop: 'north' } }
    expect(rare).toMatchObject(veiledCase)
    const address = `/api/complaints/${rare?.id}`
    for (const reply of [
      await owner.fetch(address).then((each) => each.json()),
      await owner.send('PATCH', address, { state: 'acknowledged' }),
    ]) {
      expect(reply).toMatchObject(veiledCase)
      expect(Object.keys(reply.segments)).toEqual(['shop'])
    }
  })

  test('can not be asked for by such a value, but by one of five', async () => {
    const survey = await complained('anonymous')
    for (const query of ['filter.tier=small', 'filter.channel=qr', 'filter.locale=de'])
      expect([query, await casesOf(survey, query)]).toEqual([query, []])
    expect(await casesOf(survey, 'filter.tier=key')).toHaveLength(5)
    expect(await casesOf(survey, 'filter.tier=key&filter.shop=north')).toHaveLength(5)
  })

  test('shows all of a survey that is not anonymous', async () => {
    const survey = await complained('identified')
    const [rare] = await casesOf(survey, 'filter.tier=small')
    expect(rare).toMatchObject({ locale: 'de', segments: { tier: 'small', channel: 'qr' } })
  })
})
