/**
 * What a filtered or split complaint report may tell (methods 10.2): nothing of fewer than k who complained, nor of
 * fewer than k who could have, nor what those could be worked out from in the other reports on complaints.
 */
import { type Cell, hiddenCells } from '../../statistics/hidden-cells.ts'
import type { Database } from '../db.ts'
import { entryOf } from '../entry-of.ts'
import { type ComplaintScope, casesOf } from './complaint-scope.ts'
import { CATEGORY, countsByNames } from './complaint-store.ts'
import { countsOfTable, viewOfTable } from './name-tables.ts'
import type { Panel } from './panel.ts'
import type { Window } from './scope.ts'
import { findSumsOf } from './source.ts'

export type Telling = {
  /** Whether a window may be told of at all. */
  isShown: boolean
  /** Whether a value of the split may be told apart. */
  mayTell: (value: string) => boolean
}

/** @param measure whose answers are those who could complain; null where nobody knows them apart */
export async function tellingOf(
  db: Database,
  scope: ComplaintScope,
  window: Window,
  measure: string | null,
): Promise<Telling> {
  const { filters, segment } = scope
  const own = [...filters.keys()].sort()
  const split = segment === null || filters.has(segment) ? own : [...own, segment].sort()
  const [isViewHidden, isGroupHidden] = await Promise.all([
    isHiddenAmong(db, scope, window, measure, own),
    segment === null ? () => false : isHiddenAmong(db, scope, window, measure, split),
  ])
  return {
    isShown: !isViewHidden(filters),
    mayTell: (value) => segment === null || !isGroupHidden(new Map(filters).set(segment, value)),
  }
}

/** Which categories a filtered view may be told by, each within a value of the split where there is one. */
export async function categoriesTold(
  db: Database,
  { segment, ...scope }: ComplaintScope,
  window: Window,
): Promise<(category: string, value?: string) => boolean> {
  const split = segment === null ? [] : [segment]
  const names = [...new Set([...scope.filters.keys(), ...split])].sort()
  if (names.length === 0) return () => true
  const cells = await complaintCells(db, { ...scope, segment }, window, [...names, CATEGORY])
  const isHidden = hiddenCells(cells, scope.privacyMinimum)
  return (category, value = '') => {
    const place = names.map((name) => (name === segment ? value : scope.filters.get(name)) ?? '')
    return !isHidden([...place, category])
  }
}

/** The groups that may be told apart, and how many may not. */
export function toldOf<Sums>(
  { shown, suppressed }: Panel<Sums>,
  { mayTell }: Telling,
): Panel<Sums> {
  const told = shown.filter(({ value }) => mayTell(value))
  return { shown: told, suppressed: suppressed + shown.length - told.length }
}

type IsHidden = (at: ReadonlyMap<string, string>) => boolean

async function isHiddenAmong(
  db: Database,
  scope: ComplaintScope,
  window: Window,
  measure: string | null,
  names: readonly string[],
): Promise<IsHidden> {
  if (names.length === 0) return () => false
  const { category, privacyMinimum } = scope
  // Once people are told apart by a segment, the category tells them apart as well.
  const told = category === null ? names : [...names, CATEGORY]
  const [complaints, answers] = await Promise.all([
    complaintCells(db, scope, window, told),
    measure === null ? [] : answerCells(db, scope, window, measure, names),
  ])
  const [amongComplaints, amongAnswers] = [complaints, answers].map((cells) =>
    hiddenCells(cells, privacyMinimum),
  )
  return (at) => {
    const place = names.map((name) => at.get(name) ?? '')
    return (
      amongComplaints?.(category === null ? place : [...place, category]) === true ||
      amongAnswers?.(place) === true
    )
  }
}

/** Everybody's complaints by the values of some names, whatever the report filters. */
async function complaintCells(
  db: Database,
  scope: ComplaintScope,
  window: Window,
  names: readonly string[],
): Promise<Cell[]> {
  const everyone = { ...scope, filters: new Map<string, string>(), category: null }
  const [found] = await db.read([countsByNames(casesOf(everyone, window), names)])
  return (found?.rows ?? []).map(({ place, n }) => ({
    at: JSON.parse(String(place)),
    n: Number(n),
  }))
}

/** Everybody's answers by the values of some names, over all surveys of the scope. */
async function answerCells(
  db: Database,
  scope: ComplaintScope,
  window: Window,
  measure: string,
  names: readonly string[],
): Promise<Cell[]> {
  const table = { names, window, measures: [measure] }
  const own = { ...scope, segment: null }
  const cells = new Map<string, Cell>()
  for (const survey of scope.surveys) {
    const view = viewOfTable(own, table)
    const [found] = view ? await findSumsOf(db, survey.id, survey.plan, [view]) : []
    const counts = await countsOfTable(db, survey, own, table, found)
    for (const { at, n } of counts(measure))
      entryOf(cells, JSON.stringify(at), () => ({ at, n: 0 })).n += n
  }
  return [...cells.values()]
}
