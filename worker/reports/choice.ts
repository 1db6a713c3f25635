/** What the sums of a choice say: how many chose each option. Pure. */
import type { ChoiceQuestion, SurveyDefinition } from '../../schema/survey.ts'
import { proportion, proportionDifference, type Trials } from '../../statistics/proportion.ts'
import { sumAt, type Tally } from '../../statistics/tally.ts'
import { OTHER } from '../tallies/measures.ts'
import type { Found } from './panel.ts'

/** A choice over all its versions. */
export type Chooser = {
  key: string
  multiple: boolean
  /** Every option there ever was: in the survey's order, then those of older versions, then words of one's own. */
  options: readonly string[]
}

export function chooserOf(
  key: string,
  definitions: ReadonlyMap<number, SurveyDefinition>,
): Chooser {
  const versions = [...definitions]
    .sort(([a], [b]) => b - a)
    .flatMap(([, { questions }]) => questions.filter((each) => each.key === key))
    .filter((question): question is ChoiceQuestion => question.type === 'choice')
  const options = new Set(versions.flatMap((each) => each.options.map((option) => option.key)))
  if (versions.some(({ other }) => other)) {
    options.delete(OTHER)
    options.add(OTHER)
  }
  return { key, multiple: versions.some(({ multiple }) => multiple), options: [...options] }
}

export const focusOf = ({ key }: Chooser): string => `choice|${key}`
const measureOf = ({ key }: Chooser, option: string): string => `choice|${key}|${option}`

export const measuresOf = (chooser: Chooser): string[] => [
  focusOf(chooser),
  ...chooser.options.map((option) => measureOf(chooser, option)),
]

/** How many people answered. */
export const answersIn = (tally: Tally, chooser: Chooser): number =>
  sumAt(tally, focusOf(chooser), 0)

const chosenOf = (tally: Tally, chooser: Chooser, option: string): Trials => ({
  successes: sumAt(tally, measureOf(chooser, option), 0),
  trials: answersIn(tally, chooser),
})

/** Every option's share, in order. */
export const sharesOf = (tally: Tally, chooser: Chooser, confidence: number) =>
  chooser.options.map((key) => {
    const { successes, trials } = chosenOf(tally, chooser, key)
    const { share, interval } = proportion(successes, trials, confidence)
    return { key, count: successes, share, interval }
  })

/** Every option's share in one tally minus that in the other, by Newcombe; null where one of them is empty. */
export const shareDifferences = (
  a: Tally,
  b: Tally,
  chooser: Chooser,
  confidence: number,
): Found[] =>
  chooser.options.map((option) =>
    proportionDifference(chosenOf(a, chooser, option), chosenOf(b, chooser, option), confidence),
  )
