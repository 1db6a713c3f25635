/** The demo's customers: small businesses with made-up names. */
import { type Random, seeded } from './random.ts'
import type { DemoLocale } from './surveys.ts'

export type Tier = 'key' | 'regular' | 'small'
export type Stage = 'exploration' | 'formation' | 'stable' | 'decline'

export type Customer = {
  id: string
  name: string
  email: string
  tier: Tier
  stage: Stage
  locale: DemoLocale
  /** Orders relative to others'. */
  ordering: number
  /** How generously this customer rates everything, in standard deviations. */
  leaning: number
}

/** How many customers each tier has, and how much one of them orders: 30 % of the customers bring over 70 % of the orders. */
const TIERS: readonly { tier: Tier; count: number; ordering: number }[] = [
  { tier: 'key', count: 32, ordering: 10 },
  { tier: 'regular', count: 208, ordering: 4 },
  { tier: 'small', count: 560, ordering: 0.8 },
]
const STAGES: readonly (readonly [Stage, number])[] = [
  ['exploration', 0.18],
  ['formation', 0.24],
  ['stable', 0.46],
  ['decline', 0.12],
]
const LOCALES: readonly (readonly [DemoLocale, number])[] = [
  ['en', 0.6],
  ['zh-CN', 0.4],
]

/**
 * The 800 customers: 32 key, 208 regular, 560 small. Each tier has the same mix of stages and
 * languages, so that no planted effect hides behind another.
 */
export function demoCustomers(seed: number): Customer[] {
  const random = seeded(seed, 'customers')
  const names = { en: namesOf(EN, ' ', random), 'zh-CN': namesOf(ZH, '', random) }
  const people = TIERS.flatMap(({ tier, count, ordering }) => {
    const stages = inShares(count, STAGES, random)
    const locales = inShares(count, LOCALES, random)
    return stages.map((stage, i) => ({
      tier,
      stage,
      locale: locales[i] ?? 'en',
      ordering: ordering * Math.exp(0.35 * random.normal()),
      leaning: random.normal(),
    }))
  })
  return random.shuffled(people).map((person, i) => {
    const number = String(i + 1).padStart(4, '0')
    const id = `C${number}`
    // example.com is reserved (RFC 2606): a mail sent by mistake reaches nobody.
    const email = `customer-${number}@example.com`
    return { id, name: names[person.locale].pop() ?? id, email, ...person }
  })
}

/** A list of `count` values in exactly these shares (the last takes what rounding leaves), in random order. */
function inShares<T>(
  count: number,
  shares: readonly (readonly [T, number])[],
  random: Random,
): T[] {
  const list = shares.flatMap(([value, share], i) =>
    Array.from(
      { length: i === shares.length - 1 ? count : Math.round(share * count) },
      () => value,
    ),
  )
  return random.shuffled(list.slice(0, count))
}

/** Every first word with every trade, in random order: more names than customers, none twice. */
const namesOf = ({ words, trades }: typeof EN, between: string, random: Random) =>
  random.shuffled(words.flatMap((word) => trades.map((trade) => word + between + trade)))

const EN = {
  words: `Juniper Harbour Lantern Willow Marigold Pebble Copper Larch Saltmarsh Hazel Foxglove Cedar
    Thistle Linden Amber Heron Clover Meadow Rowan Slate Bramble Orchard Wren Fern Cobalt Maple Lagoon
    Quarry Moss Alder Driftwood Plum Sage Birch Gable Nutmeg Velvet Primrose Elder Cornflower`.split(
    /\s+/,
  ),
  trades: [
    ...['Guesthouse', 'Interiors', 'Café', 'Studio', 'Bookshop', 'Bakery', 'Hotel'],
    ...['Florist', 'Kitchen', 'Workshop', 'Lettings', 'Nursery', 'Gallery', 'Tea Room'],
  ],
}
const ZH = {
  words:
    `青禾 松间 晚晴 知夏 木棉 半山 听雨 南窗 小满 拾光 竹里 星野 白露 山茶 云杉 溪畔 麦田 归林 初晴 桐荫
    石榴 月桂 海棠 芦苇 雪松 清荷 秋实 暖阳 梧桐 银杏 栀子 春分`.split(/\s+/),
  trades: [
    ...['民宿', '茶舍', '设计工作室', '咖啡馆', '花店', '书店', '餐厅'],
    ...['客栈', '酒店', '面包房', '画廊', '办公空间', '幼儿园', '厨房'],
  ],
}
