/** The words about importance and drivers in English. */
import type { Wording } from './voice.ts'

export const importanceEn = {
  'drivers.name': 'What goes with the outcome',
  'drivers.title': 'The dimensions together go with {share} of the differences',
  'drivers.line': 'Share of R² by relative weights · outcome: {outcome} · n = {n}',
  'drivers.outcome': 'Outcome',
  'drivers.weight': 'Share of R²',
  'drivers.correlation': 'r',
  'drivers.beta': 'β',
  'drivers.stated': 'Stated',
  'drivers.allocated': 'Points given',
  'drivers.fit': 'R² is {got} on what customers got, {gaps} on the gaps.',
  'drivers.fit.got': 'R² is {got} on what customers got.',
  'drivers.caution':
    'These go together; that does not make one the cause of the other. Without intervals no order is claimed.',
  'drivers.agreement': 'Stated importance and these shares agree in rank by {rho} (Spearman).',
  'drivers.reason.no-dimensions': 'No picture of drivers: this survey has no dimensions',
  'drivers.reason.sampled-questions':
    'No picture of drivers: each customer is asked only some of the items',
  'drivers.reason.too-few-answers':
    'No picture of drivers yet: {n} complete answers, at least {least} are needed',
  'drivers.reason.no-variation': 'No picture of drivers: everyone answers the same',
  'drivers.reason.collinear': 'No picture of drivers: the dimensions cannot be told apart',
  'drivers.reason.weak-relation':
    'No picture of drivers: the dimensions hardly go with the outcome',
  'importance.name': 'Importance and performance',
  'importance.nothing': 'Nothing to place yet',
  'importance.first': 'Concentrate here: {items}',
  'importance.borderline': 'Nothing clearly to concentrate on; borderline: {items}',
  'importance.none': 'Nothing important is rated low',
  'importance.concentrate-here': 'Concentrate here',
  'importance.keep-up': 'Keep up',
  'importance.low-priority': 'Low priority',
  'importance.possible-overkill': 'Possible overkill',
  'importance.and-borderline': '{quadrant}, borderline',
  'importance.is-borderline': 'Borderline',
  'importance.line.stated':
    'Up: matters more, as customers say. Right: rated higher. Lines: 95% intervals',
  'importance.line.expectation':
    'Up: more is expected (importance is not asked). Right: rated higher. Lines: 95% intervals',
  'importance.crosses': 'Divided at',
  'importance.crosses.data': 'The average item',
  'importance.crosses.scale': 'The middle of the scale',
  'importance.foot.data':
    'Divided at the average item, something always stands under “concentrate here”. An item whose interval touches a line is borderline, drawn hollow.',
  'importance.foot.scale':
    'Divided at the middle of the scale, only what is rated low in itself stands under “concentrate here”.',
  'importance.x': 'What they got →',
  'importance.y': '↑ What matters',
  'importance.readout.y': 'Matters: {mean} (n = {n})',
  'importance.readout.x': 'Got: {mean} (n = {n})',
  'importance.sentence': {
    one: 'Scatter of {n} item by importance and performance; the list below names it.',
    other: 'Scatter of {n} items by importance and performance; the list below names them.',
  },
  'importance.importance': 'Importance',
  'importance.distance': 'Got minus importance',
  'importance.quadrant': 'Place',
} as const satisfies Readonly<Record<string, Wording>>
