/** The complaint trend: a control chart with frozen limits, its signals, and what happened between complaints. */
import { addDays, dayIn, dayOfNumber, nextStart } from '../../schema/calendar.ts'
import type { ComplaintPoint, ComplaintTrend } from '../../schema/reports/complaints.ts'
import { ewma } from '../../statistics/ewma.ts'
import { type Exposed, rateDifference } from '../../statistics/rate.ts'
import { latestChange, signalsOf } from '../../statistics/signals.ts'
import { hideSmallCells } from '../../statistics/suppression.ts'
import type { Database } from '../db.ts'
import { lastRebase } from '../notes/store.ts'
import { type Charted, chartAt } from './complaint-chart.ts'
import { complaintDays, type Days, exposureByDay, sumOver } from './complaint-counts.ts'
import { rateGroups, segmentRates } from './complaint-groups.ts'
import { tellingOf, toldOf } from './complaint-privacy.ts'
import { PER, perThousand, rateOf, times } from './complaint-rate.ts'
import type { ComplaintScope } from './complaint-scope.ts'
import { freeDays, rareSpells } from './complaint-spells.ts'
import { firstOpening } from './complaint-store.ts'
import { headOf } from './head.ts'
import { asChange } from './panel.ts'
import type { Window } from './scope.ts'

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
  const measure = scope.exposure === 'responses' ? 'responses' : null
  const past = { ...scope, segment: null }
  const everyone = { ...scope, filters: new Map<string, string>() }
  const [complaints, { days: exposure, rebuilding }, { days: whole }, telling, ofBefore] =
    await Promise.all([
      complaintDays(db, scope, all),
      exposureByDay(db, scope, all),
      scope.filters.size === 0 ? NO_DAYS : exposureByDay(db, everyone, scope),
      tellingOf(db, scope, scope, measure),
      tellingOf(db, past, scope.previous, measure),
    ])
  const { isShown } = telling
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
  const now = counts(scope)
  const before = ofBefore.isShown ? counts(scope.previous) : { count: 0, exposure: 0 }
  const groups = isShown ? await rateGroups(db, scope, now) : { shown: [], suppressed: 0 }
  const panel = toldOf(groups, telling)
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
    ...pointsAndSignals(charted, hiddenPeriods(charted, whole, scope), scope),
    complaintFree: freeDays(charted, series.complaints, scope),
    rare: charted.fit === 'rare' && isShown ? await rareSpells(db, scope, series.complaints) : null,
    total: rateOf(now, options),
    previous: { ...scope.previous, ...rateOf(before, options), difference: change },
    segments: segmentRates(panel, options),
  }
}

const NO_DAYS: { days: Days } = { days: new Map() }

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

/** Periods of a filtered view in which those who could complain, or those left out, are a small group. */
function hiddenPeriods({ interval, periods }: Charted, whole: Days, scope: ComplaintScope) {
  if (scope.filters.size === 0 || scope.exposure !== 'responses') return []
  const inside = periods.map(({ exposure }) => exposure)
  const outside = periods.map(({ day, exposure }) => {
    const period = { from: day, to: addDays(nextStart(interval, day), -1) }
    return sumOver(whole, period) - exposure
  })
  const { hidden } = hideSmallCells([inside, outside], scope.privacyMinimum)
  return inside.map((n, i) => n > 0 && (hidden[0]?.[i] === true || hidden[1]?.[i] === true))
}

function pointsAndSignals(
  { chart, periods }: Charted,
  isHidden: readonly boolean[],
  scope: ComplaintScope,
) {
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
