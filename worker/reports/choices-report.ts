/** The choices report: of each choice the share of every option, of each allocation the mean points of every dimension. */
import { dimensionsOf } from '../../schema/dimensions.ts'
import type { Allocation, Choice, ChoicesReport } from '../../schema/reports/choices.ts'
import type { Difference } from '../../schema/reports.ts'
import type { Question, SurveyDefinition } from '../../schema/survey.ts'
import type { Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { latestNaming, placeOf } from '../tallies/naming.ts'
import { answersIn, chooserOf, focusOf, measuresOf, shareDifferences, sharesOf } from './choice.ts'
import { type Gathered, gather, periodsOf, type Subject, withoutTally } from './gather.ts'
import { headOf } from './head.ts'
import { againstRest, changesTogether, type Found, panelOf } from './panel.ts'
import { droppedIn, meanDifferences, meansOf, sharersIn } from './points.ts'
import { refuse, type Scope } from './scope.ts'

/** @throws Problem invalid-request when the survey has no such question */
export async function choicesReport(
  db: Database,
  survey: Subject,
  scope: Scope,
  asked: string | undefined,
): Promise<ChoicesReport> {
  const questions = chosenQuestions(survey.definition, asked)
  const of = (type: Question['type']) => questions.filter((question) => question.type === type)
  const [choices, allocations] = await Promise.all([
    Promise.all(of('choice').map(({ key }) => choiceOf(db, survey, scope, key))),
    Promise.all(of('allocation').map(({ key }) => allocationOf(db, survey, scope, key))),
  ])
  const all = [...choices, ...allocations]
  const rebuilding = all.some((each) => each.rebuilding)
  const suppressed = all.reduce((sum, each) => sum + each.suppressed, 0)
  return {
    ...headOf(scope, rebuilding, suppressed),
    choices: choices.map(({ told }) => told),
    allocations: allocations.map(({ told }) => told),
  }
}

function chosenQuestions(definition: SurveyDefinition, asked: string | undefined): Question[] {
  const questions = definition.questions.filter(
    ({ type }) => type === 'choice' || type === 'allocation',
  )
  const found = questions.filter(({ key }) => asked === undefined || key === asked)
  if (found.length > 0) return found
  const keys = questions.map(({ key }) => key)
  refuse(
    '?question',
    keys.length === 0
      ? 'This survey asks no choice and no allocation'
      : `Possible: ${keys.join(', ')}`,
  )
}

type Told<Of> = { told: Of; suppressed: number; rebuilding: boolean }

async function choiceOf(
  db: Database,
  survey: Subject,
  scope: Scope,
  key: string,
): Promise<Told<Choice>> {
  const chooser = chooserOf(key, survey.plan.definitions)
  const gathered = await gather(db, survey, scope, measuresOf(chooser), focusOf(chooser))
  const { confidence } = scope
  const n = (tally: Tally) => answersIn(tally, chooser)
  const figures = (tally: Tally) => ({
    n: n(tally),
    options: sharesOf(tally, chooser, confidence),
  })
  const compare = (a: Tally, b: Tally) => shareDifferences(a, b, chooser, confidence)
  const { changes, panel, differences } = compared(gathered, scope, n, compare)
  const before = figures(gathered.before)
  const told: Choice = {
    key,
    multiple: chooser.multiple,
    ...figures(gathered.now),
    previous: { ...scope.previous, ...before, options: withEach(before.options, changes) },
    series: seriesOf(gathered, scope, figures),
    segments: panel.shown.map(({ value, own }, i) => {
      const group = figures(own)
      return { value, ...group, options: withEach(group.options, differences[i] ?? []) }
    }),
  }
  return {
    told,
    suppressed: panel.suppressed + gathered.suppressed,
    rebuilding: gathered.rebuilding,
  }
}

async function allocationOf(
  db: Database,
  survey: Subject,
  scope: Scope,
  key: string,
): Promise<Told<Allocation>> {
  const place = placeOf(latestNaming(survey.plan.definitions), `allocation|${key}`)
  const dimensions = dimensionsOf(survey.definition)
  const gathered = await gather(db, survey, scope, [place.name], place.name)
  const { confidence } = scope
  const n = (tally: Tally) => sharersIn(tally, place)
  const figures = (tally: Tally) => ({
    n: n(tally),
    dropped: droppedIn(tally, place),
    dimensions: meansOf(tally, place, dimensions, confidence),
  })
  const compare = (a: Tally, b: Tally) => meanDifferences(a, b, place, dimensions, confidence)
  const { changes, panel, differences } = compared(gathered, scope, n, compare)
  const before = figures(gathered.before)
  const told: Allocation = {
    key,
    ...figures(gathered.now),
    previous: { ...scope.previous, ...before, dimensions: withEach(before.dimensions, changes) },
    series: seriesOf(gathered, scope, figures),
    segments: panel.shown.map(({ value, own }, i) => {
      const group = figures(own)
      return { value, ...group, dimensions: withEach(group.dimensions, differences[i] ?? []) }
    }),
  }
  return {
    told,
    suppressed: panel.suppressed + gathered.suppressed,
    rebuilding: gathered.rebuilding,
  }
}

/**
 * The changes of all figures of a question since the days before, and the groups with their differences from the
 * rest: two families of comparisons, each corrected for its number.
 */
function compared(
  { now, before, segments }: Gathered,
  scope: Scope,
  n: (tally: Tally) => number,
  compare: (a: Tally, b: Tally) => Found[],
) {
  const panel = panelOf(segments, now, n, withoutTally, scope.privacyMinimum)
  const side = (a: Tally, b: Tally) => compare(a, b).map((found) => ({ found, n: [n(a), n(b)] }))
  const groups = panel.shown.map(({ own, rest }) => side(own, rest))
  const verdicts = againstRest(groups.flat())
  return {
    panel,
    changes: changesTogether(side(now, before)),
    differences: groups.map(({ length }, i) => verdicts.slice(i * length, (i + 1) * length)),
  }
}

const seriesOf = <Figures>(gathered: Gathered, scope: Scope, figures: (tally: Tally) => Figures) =>
  periodsOf(gathered, scope).map(({ start, tally, hidden }) => ({
    start,
    ...figures(tally),
    ...(hidden ? { hidden } : {}),
  }))

const withEach = <Figure>(
  figures: readonly Figure[],
  differences: readonly (Difference | null)[],
) => figures.map((figure, i) => ({ ...figure, difference: differences[i] ?? null }))
