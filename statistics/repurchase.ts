/** Do promoters really come back? Bought again within 90 days of the answer, by NPS group. */
import { type Proportion, proportion } from './proportion.ts'

/** Days are whole day numbers; `boughtOn` is the first purchase after the answer. */
export type AnswerAndPurchase = { score: number; answeredOn: number; boughtOn: number | null }

export type NpsGroup = 'promoters' | 'passives' | 'detractors'

export type Repurchase = Record<NpsGroup, Proportion> & {
  /** Answers whose 90 days are not over yet: in no rate. */
  tooRecent: number
}

/** Repurchase rates with Wilson intervals, of answers older than `days`. */
export function repurchase(
  answers: readonly AnswerAndPurchase[],
  today: number,
  confidence = 0.95,
  days = 90,
): Repurchase {
  const eligible = answers.filter((answer) => today - answer.answeredOn > days)
  const rate = (group: NpsGroup) => {
    const members = eligible.filter((answer) => npsGroupOf(answer.score) === group)
    const again = members.filter(
      ({ answeredOn, boughtOn }) => boughtOn !== null && boughtOn - answeredOn <= days,
    )
    return proportion(again.length, members.length, confidence)
  }
  return {
    promoters: rate('promoters'),
    passives: rate('passives'),
    detractors: rate('detractors'),
    tooRecent: answers.length - eligible.length,
  }
}

/** The group of a 0..10 answer. */
export function npsGroupOf(score: number): NpsGroup {
  if (score >= 9) return 'promoters'
  return score >= 7 ? 'passives' : 'detractors'
}
