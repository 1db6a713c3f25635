/** Control charts of a rate over time: is this period out of the ordinary, or is it noise? */
import { movingRangeSigma } from './moving-range.ts'

/** What happened in one period. No exposure (nobody could complain) is no rate, not a rate of 0. */
export type Period = { count: number; exposure: number }

/** p: at most one complaint per unit of exposure; u: there may be several. */
export type Model = 'p' | 'u'

/**
 * How wide the limits are. `screen`: Laney's, from screened moving ranges, never narrower than the
 * plain ones, and plain below 12 baseline points. The others are what textbooks draw, as they are.
 */
export type Spread = 'screen' | 'plain' | 'laney' | 'laney-screened'

export type Baseline = {
  chart: Model | `laney-${Model}`
  /** Count per unit of exposure, over the whole baseline. */
  centre: number | null
  /** The factor on the plain limits: 1 on a plain chart, at least 1 on screen. */
  sigmaZ: number
  /** The factor as measured; below 1 it says the counts vary less than chance would make them. */
  measuredSigmaZ: { plain: number | null; screened: number | null }
  /** How many periods with exposure it rests on. */
  periods: number
  status: 'provisional' | 'firm'
}

export type ChartPoint = {
  rate: number | null
  low: number | null
  high: number | null
  /** Distance from the centre in the chart's own standard deviations: a limit is at 3. */
  z: number | null
}

export type ControlChart = { baseline: Baseline; points: ChartPoint[] }

/** From fewer points, overdispersion cannot be told from luck. */
const FEWEST_FOR_LANEY = 12

/** From here on a baseline is firm, and frozen. */
const FIRM_BASELINE = 24

/**
 * Rates against the limits that an ordinary past sets: p, u and Laney's p′ and u′ charts.
 * Rates, centre and limits are per unit of exposure; limits are cut at 0, and at 1 for p.
 * @param baseline indices of the periods that set the limits; by default the first 24 with exposure,
 *   so that later periods are judged by limits they had no part in
 * @returns points in the order of the periods. Without exposure a point is all null. Without spread
 *   (no complaint at all in the baseline) limits and z are null: see rare-events.ts
 * Shewhart 1931; Laney 2002; Montgomery, Introduction to Statistical Quality Control.
 */
export function controlChart(
  periods: readonly Period[],
  options: { model: Model; baseline?: readonly number[]; spread?: Spread },
): ControlChart {
  const indices = options.baseline ?? firstUsable(periods)
  const ordinary = indices.flatMap((i) => periods[i] ?? [])
  const baseline = baselineOf(ordinary, options)
  return { baseline, points: periods.map((period) => chartPoint(period, baseline, options.model)) }
}

/**
 * Centre and spread of ordinary periods, to be kept and used for judging later ones.
 * centre = Σ count / Σ exposure; σz = mean |zᵢ − zᵢ₋₁| / 1.128 (Laney 2002).
 */
export function baselineOf(
  periods: readonly Period[],
  { model, spread = 'screen' }: { model: Model; spread?: Spread },
): Baseline {
  const usable = periods.filter(hasExposure)
  const centre = usable.length === 0 ? null : sumOf(usable, 'count') / sumOf(usable, 'exposure')
  const z = usable.flatMap((period) => plainZ(period, centre, model) ?? [])
  return { ...spreadOf(z, model, spread), centre, ...sizeOf(usable.length) }
}

/** Where one period stands against a baseline: its rate, its own limits, and how far out it is. */
export function chartPoint(
  period: Period,
  { centre, sigmaZ }: Pick<Baseline, 'centre' | 'sigmaZ'>,
  model: Model,
): ChartPoint {
  if (!hasExposure(period)) return { rate: null, low: null, high: null, z: null }
  const rate = period.count / period.exposure
  const sigma = plainSigma(period, centre, model) * sigmaZ
  if (centre === null || sigma === 0) return { rate, low: null, high: null, z: null }
  return {
    rate,
    low: Math.max(0, centre - 3 * sigma),
    high: Math.min(model === 'p' ? 1 : Number.POSITIVE_INFINITY, centre + 3 * sigma),
    z: (rate - centre) / sigma,
  }
}

/**
 * The factor by which limits are widened, from the standardised values of the baseline.
 * Also used by the weekday chart, whose values are standardised in its own way.
 */
export function spreadOf(
  z: readonly number[],
  model: Model,
  spread: Spread,
): Pick<Baseline, 'chart' | 'sigmaZ' | 'measuredSigmaZ'> {
  const plain = movingRangeSigma(z)
  const screened = movingRangeSigma(z, { screened: true })
  const widened = {
    plain: null,
    laney: plain,
    'laney-screened': screened,
    screen: z.length < FEWEST_FOR_LANEY ? null : Math.max(1, screened ?? 1),
  }[spread]
  return {
    chart: widened === null ? model : `laney-${model}`,
    sigmaZ: widened ?? 1,
    measuredSigmaZ: { plain, screened },
  }
}

/** How far a baseline of so many periods may be trusted. */
export function sizeOf(periods: number): Pick<Baseline, 'periods' | 'status'> {
  return { periods, status: periods < FIRM_BASELINE ? 'provisional' : 'firm' }
}

/** The indices of the first 24 periods with exposure. */
function firstUsable(periods: readonly Period[]): number[] {
  return periods.flatMap((period, i) => (hasExposure(period) ? i : [])).slice(0, FIRM_BASELINE)
}

function plainZ(period: Period, centre: number | null, model: Model): number | null {
  return chartPoint(period, { centre, sigmaZ: 1 }, model).z
}

/** Standard deviation that chance alone gives the rate: binomial for p, Poisson for u. */
function plainSigma({ exposure }: Period, centre: number | null, model: Model): number {
  if (centre === null) return 0
  // A centre above 1 means that complaints outnumber units: then p was the wrong model.
  const variance = model === 'p' ? Math.max(0, centre * (1 - centre)) : centre
  return Math.sqrt(variance / exposure)
}

const hasExposure = ({ exposure }: Period) => exposure > 0

const sumOf = (periods: readonly Period[], member: keyof Period) =>
  periods.reduce((sum, period) => sum + period[member], 0)
