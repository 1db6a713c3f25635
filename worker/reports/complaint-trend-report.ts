/** The complaint trend: a control chart with frozen limits, its signals, and what happened between complaints. */
import { addDays, type Day, dayIn, dayOfNumber } from '../../schema/calendar.ts'
import type {
  ComplaintPoint,
  ComplaintRate,
  ComplaintTrend,
} from '../../schema/reports/complaints.ts'
import { ewma } from '../../statistics/ewma.ts'
import { complaintFree, gChart, tChart } from '../../statistics/rare-events.ts'
import { type Exposed, rate, rateDifference } from '../../statistics/rate.ts'
import { latestChange, signalsOf } from '../../statistics/signals.ts'
import type { Database } from '../db.ts'
import { lastRebase } from '../notes/store.ts'
import { type Charted, chartAt } from './complaint-chart.ts'
import {
  answersBySegment,
  complaintDays,
  type Days,
  exposureByDay,
  sumOver,
} from './complaint-counts.ts'
import { type ComplaintScope, casesOf } from './complaint-scope.ts'
import { countsBySegment, firstOpening, openings } from './complaint-store.ts'
import { headOf, isSmall, mayShow } from './head.ts'
import { againstRest, asChange, type Panel, panelOf } from './panel.ts'
import type { Window } from './scope.ts'

/** Rates are told per so many units of exposure. */
export const PER = 1000
/** Limits are never made from older days. */
const MOST_DAYS_BACK = 1826

/** @param askedInterval false when the interval may be widened until counts are large enough */
export async function complaintTrend(
  db: Database,
  scope: ComplaintScope,
  isIntervalAsked: boolean,
): Promise<ComplaintTrend> {
  const ordinary = await ordinaryTime(db, scope)
  const first = [scope.previous.from, ordinary.from].sort()[0] ?? scope.from
  const last = [scope.to, ordinary.to].sort().at(-1) ?? scope.to
  const all: Window = { from: first, to: last }
  const [complaints, { days: exposure, rebuilding }, whole] = await Promise.all([
    complaintDays(db, scope, all),
    exposureByDay(db, scope, all),
    wholeSize(db, scope),
  ])
  const isShown = mayShow(sizeIn(scope, complaints, exposure), whole, scope)
  const series = {
    complaints: isShown ? complaints : new Map(),
    exposure: isShown ? exposure : new Map(),
    holidays: scope.holidays,
    model: scope.model,
    window: scope,
    ordinary: withExposure(ordinary, exposure),
  }
  const charted = chartAt(series, scope.interval, !isIntervalAsked)
  const { baseline } = charted.chart
  const options = { confidence: scope.confidence, spread: baseline.sigmaZ }
  const counts = (window: Window): Exposed => ({
    count: sumOver(series.complaints, window),
    exposure: sumOver(series.exposure, window),
  })
  const [now, before] = [counts(scope), counts(scope.previous)]
  const panel = isShown ? await groups(db, scope, now) : { shown: [], suppressed: 0 }
  const change = asChange(perThousand(rateDifference(now, before, options)), [
    now.exposure,
    before.exposure,
  ])
  return {
    ...headOf(scope, rebuilding, panel.suppressed + Number(!isShown)),
    interval: charted.interval,
    category: scope.category,
    chart: baseline.chart,
    exposure: scope.exposure,
    per: PER,
    centre: times(baseline.centre),
    sigmaZ: baseline.sigmaZ,
    baseline: {
      ...charted.baseline,
      status: baseline.status,
      periods: baseline.periods,
      chosen: ordinary.chosen,
    },
    fit: charted.fit && {
      status: charted.fit,
      widenedFrom: charted.interval === scope.interval ? null : scope.interval,
      reason:
        charted.fit === 'enough' && charted.interval === scope.interval
          ? null
          : 'expected-counts-too-small',
    },
    weekdays: charted.week?.index ?? null,
    ...pointsAndSignals(charted, scope),
    complaintFree: freeDays(charted, series.complaints, scope),
    rare: charted.fit === 'rare' && isShown ? await rareSpells(db, scope, series.complaints) : null,
    total: rateOf(now, options),
    previous: { ...scope.previous, ...rateOf(before, options), difference: change },
    segments: segmentRates(panel, options),
  }
}

const times = (value: number | null) => (value === null ? null : value * PER)

function perThousand<Figures extends { estimate: number; low: number; high: number }>(
  figures: Figures | null,
): Figures | null {
  if (!figures) return null
  const { estimate, low, high } = figures
  return { ...figures, estimate: estimate * PER, low: low * PER, high: high * PER }
}

type Options = { confidence: number; spread: number }

function rateOf(exposed: Exposed, options: Options): ComplaintRate {
  const found = rate(exposed, options)
  return {
    complaints: exposed.count,
    exposure: exposed.exposure,
    rate: times(found.rate),
    low: times(found.low),
    high: times(found.high),
  }
}

type Ordinary = Window & { isAsked: boolean; chosen: 'asked' | 'note' | 'first' }

/** The time that limits are made from: what is asked for, else from the last new start a person noted, else from the first complaint on. */
async function ordinaryTime(db: Database, scope: ComplaintScope): Promise<Ordinary> {
  if (scope.baseline) return { ...scope.baseline, isAsked: true, chosen: 'asked' }
  const [rebase, first] = await db.read([lastRebase(scope.to), firstOpening()])
  const noted = rebase?.rows[0]?.day
  const opened = first?.rows[0]?.at
  const began = opened == null ? scope.from : dayIn(scope.timeZone, Number(opened))
  const earliest = addDays(scope.to, -MOST_DAYS_BACK)
  const from = noted == null ? [began, scope.from].sort()[0] : dayOfNumber(Number(noted))
  return {
    from: [from ?? scope.from, earliest].sort().at(-1) ?? scope.from,
    to: scope.to,
    isAsked: false,
    chosen: noted == null ? 'first' : 'note',
  }
}

/** A baseline does not begin before there was anything to complain about. */
function withExposure(ordinary: Ordinary, exposure: Days): Ordinary {
  if (ordinary.isAsked) return ordinary
  const first = [...exposure]
    .filter(([, n]) => n > 0)
    .map(([day]) => day)
    .sort()
    .find((day) => day >= ordinary.from)
  return first === undefined ? ordinary : { ...ordinary, from: first }
}

/** How many people a filtered view is about: those who could complain, where Gapwise knows them apart. */
const sizeIn = (scope: ComplaintScope, complaints: Days, exposure: Days): number =>
  sumOver(scope.exposure === 'responses' ? exposure : complaints, scope)

async function wholeSize(db: Database, scope: ComplaintScope): Promise<number> {
  if (scope.filters.size === 0) return 0
  const everyone = { ...scope, filters: new Map<string, string>(), segment: null }
  if (scope.exposure !== 'responses')
    return sumOver(await complaintDays(db, everyone, scope), scope)
  return sumOver((await exposureByDay(db, everyone, scope)).days, scope)
}

function pointsAndSignals({ chart, periods }: Charted, scope: ComplaintScope) {
  const isHidden = periods.map(
    ({ exposure }) => scope.exposure === 'responses' && isSmall(exposure, scope),
  )
  const z = chart.points.map((point, i) => (periods[i]?.closed || isHidden[i] ? null : point.z))
  const averages = ewma(z)
  const signals = signalsOf(z)
  const change = latestChange(z)
  const points = periods.map(({ day, count, exposure, closed }, i): ComplaintPoint => {
    const { rate: value = null, low = null, high = null } = chart.points[i] ?? {}
    const own = signals.filter(({ index }) => index === i).map(({ rule }) => rule)
    if (isHidden[i])
      return { start: day, complaints: 0, exposure: 0, ...NOTHING, signals: [], hidden: true }
    return {
      start: day,
      complaints: count,
      exposure,
      rate: times(closed ? null : value),
      low: times(closed ? null : low),
      high: times(closed ? null : high),
      z: z[i] ?? null,
      ewma: averages[i]?.value ?? null,
      signals: own,
      ...(closed ? { closed: true } : {}),
    }
  })
  return {
    points,
    signals: signals.map(({ index, rule, level, side }) => ({
      start: periods[index]?.day ?? scope.from,
      rule,
      level,
      side,
    })),
    changePoint: change === null ? null : (periods[change]?.day ?? null),
  }
}

const NOTHING = { rate: null, low: null, high: null, z: null, ewma: null }

/** Days of the window, in order; closed ones are nobody's merit. */
function openDays({ week }: Pick<Charted, 'week'>, complaints: Days, scope: ComplaintScope) {
  const days: { day: Day; count: number | null }[] = []
  for (let day = scope.from; day <= scope.to; day = addDays(day, 1)) {
    const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
    const isClosed = scope.holidays.has(day) || (week !== null && (week.index[weekday] ?? 0) < 0.1)
    days.push({ day, count: isClosed ? null : (complaints.get(day) ?? 0) })
  }
  return days
}

function freeDays(charted: Charted, complaints: Days, scope: ComplaintScope) {
  const days = openDays(charted, complaints, scope).map(({ count }) => count)
  return { unit: 'day' as const, ...complaintFree(days) }
}

/** Complaint-free days before each complaint of the window, and the time between complaints. */
async function rareSpells(
  db: Database,
  scope: ComplaintScope,
  complaints: Days,
): Promise<ComplaintTrend['rare']> {
  const spells: { end: Day; days: number }[] = []
  let free = 0
  for (const { day, count } of openDays({ week: null }, complaints, scope)) {
    if (count === null) continue
    if (count === 0) free++
    else {
      spells.push({ end: day, days: free })
      free = 0
    }
  }
  // The first spell began before the window, so its length is not known.
  const known = spells.slice(1)
  const chart = gChart(known.map(({ days }) => days))
  if (!chart) return null
  const [found] = await db.read([openings(casesOf(scope, scope))])
  const at = (found?.rows ?? []).map((row) => Number(row.opened_at))
  const between = tChart(at.slice(1).map((time, i) => (time - (at[i] ?? time)) / 86_400_000))
  return {
    spells: known.map((spell) => ({ ...spell, unusual: spell.days > chart.probabilityHigh })),
    mean: chart.mean,
    high: chart.probabilityHigh,
    timeBetween: between && { centre: between.centre, low: between.low, high: between.high },
  }
}

/** Complaints and answers by segment; rates need a denominator that knows the segment, which only answers do. */
async function groups(
  db: Database,
  scope: ComplaintScope,
  total: Exposed,
): Promise<Panel<Exposed>> {
  if (scope.segment === null) return { shown: [], suppressed: 0 }
  const hasRates = scope.exposure === 'responses'
  const [[found], answers] = await Promise.all([
    db.read([countsBySegment(casesOf(scope, scope), scope.segment)]),
    hasRates ? answersBySegment(db, scope, scope, 'responses') : new Map<string, number>(),
  ])
  const counts = new Map(
    (found?.rows ?? []).flatMap(({ value, n }) =>
      value === null ? [] : [[String(value), Number(n)] as const],
    ),
  )
  const values = new Set([...counts.keys(), ...answers.keys()])
  const sums = [...values].map(
    (value) =>
      [value, { count: counts.get(value) ?? 0, exposure: answers.get(value) ?? 0 }] as const,
  )
  return panelOf(
    new Map(sums),
    hasRates ? total : { ...total, exposure: 0 },
    ({ count, exposure }) => (hasRates ? exposure : count),
    (a, b) => ({ count: a.count - b.count, exposure: a.exposure - b.exposure }),
    scope.privacyMinimum,
  )
}

function segmentRates(panel: Panel<Exposed>, options: Options): ComplaintTrend['segments'] {
  const differences = againstRest(
    panel.shown.map(({ own, rest }) => ({
      found: perThousand(rateDifference(own, rest, options)),
      n: [own.exposure, rest.exposure],
    })),
  )
  return panel.shown.map(({ value, own }, i) => ({
    value,
    ...rateOf(own, options),
    difference: differences[i] ?? null,
  }))
}
