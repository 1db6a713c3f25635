import { expect, test } from 'vitest'
import type { DriversReport, ImportanceReport } from '../../../schema/reports/drivers.ts'
import {
  driversFit,
  driversTitle,
  importanceTitle,
} from '../../../web/dashboard/drivers/findings.ts'
import { chinese, english } from './a-report.ts'

const title = (reason?: DriversReport['reason']) => {
  const asked = { n: 31, rSquared: reason ? null : 0.273, ...(reason ? { reason } : {}) }
  return [driversTitle(asked, english), driversTitle(asked, chinese)]
}

test('drivers are told as a share, and never ranked', () => {
  expect(title()).toEqual([
    'The dimensions together go with 27% of the differences',
    '各维度合计与 27% 的差异相关',
  ])
})

test('every reason for no picture is said', () => {
  expect(title('too-few-answers')).toEqual([
    'No picture of drivers yet: 31 complete answers, at least 50 are needed',
    '样本量不足，暂不分析驱动因素（完整答卷 31/50 份）',
  ])
  expect(title('no-dimensions')[0]).toMatch(/has no dimensions$/)
  expect(title('sampled-questions')[0]).toMatch(/only some of the items$/)
  expect(title('no-variation')[0]).toMatch(/everyone answers the same$/)
  expect(title('collinear')[0]).toMatch(/cannot be told apart$/)
  expect(title('weak-relation')[0]).toMatch(/hardly go with the outcome$/)
})

test('R² on what customers got stands beside R² on the gaps, where both are known', () => {
  const told = (rSquared: number | null, rSquaredOnGaps: number | null) =>
    driversFit({ rSquared, rSquaredOnGaps }, english)
  expect(told(0.27, 0.18)).toBe('R² is 0.27 on what customers got, 0.18 on the gaps.')
  expect(told(0.27, null)).toBe('R² is 0.27 on what customers got.')
  expect(told(null, 0.18)).toBe('')
})

type Item = ImportanceReport['items'][number]
type Placed = NonNullable<Item['data']>
const item = (key: string, quadrant: Placed['quadrant'], borderline = false): Item => ({
  key,
  dimension: null,
  importance: { n: 100, mean: 6, low: 5.9, high: 6.1 },
  performance: { n: 100, mean: 5, low: 4.9, high: 5.1 },
  gap: -1,
  data: { quadrant, borderline },
  scale: { quadrant: 'keep-up', borderline: false },
})
const important = (items: Item[], at: 'data' | 'scale' = 'data') =>
  importanceTitle(items, at, (key) => key, english)

test('what to fix first is named only where its interval is clear of the lines', () => {
  const [clear, near] = [
    item('quick', 'concentrate-here'),
    item('ontime', 'concentrate-here', true),
  ]
  expect(important([clear, near])).toBe('Concentrate here: “quick”')
  expect(important([near])).toBe('Nothing clearly to concentrate on; borderline: “ontime”')
  expect(important([item('looks', 'keep-up')])).toBe('Nothing important is rated low')
  expect(important([clear], 'scale')).toBe('Nothing important is rated low')
  expect(important([{ ...clear, data: null }])).toBe('Nothing to place yet')
})
