import { expect, test } from 'vitest'
import { saidTo } from '../../../web/dashboard/localized.ts'
import { chinese, english } from './a-report.ts'

test('signs are real and zero has none', () => {
  expect(english.signed(-0.62, 2)).toBe('−0.62')
  expect(english.signed(35.2, 0)).toBe('+35')
  expect(english.signed(-0.001, 2)).toBe('0.00')
  expect(chinese.signed(-1460, 0)).toBe('−1,460')
})

test('unknown is a dash, never a zero', () => {
  expect(english.signed(null, 2)).toBe('–')
  expect(english.count(null)).toBe('–')
  expect(english.share(null)).toBe('–')
  expect(english.range(null, 2, 0)).toBe('–')
  expect(english.plusMinus(null, 2, 0)).toBe('')
})

test('intervals are half widths beside a figure and both ends in a table', () => {
  expect(english.plusMinus(-0.7, -0.5, 2)).toBe('±0.10')
  expect(english.range(-1.27, -1.11, 2)).toBe('−1.27 to −1.11')
  expect(chinese.range(-4, 12, 0)).toBe('−4 至 +12')
})

test('shares are whole in charts, with a decimal below 10%, and have one decimal in tables', () => {
  expect(english.share(0.0943)).toBe('9.4%')
  expect(english.share(0.05)).toBe('5.0%')
  expect(english.share(0.561)).toBe('56%')
  expect(english.share(0.09951)).toBe('10%')
  expect(english.share(0.00065)).toBe('0.1%')
  expect(english.share(0)).toBe('0%')
  expect(english.share(1)).toBe('100%')
  expect(english.exactShare(0.56149)).toBe('56.1%')
})

test('a chance is never told as zero', () => {
  expect(english.chance(1e-20)).toBe('<0.001')
  expect(english.chance(0.004)).toBe('0.004')
  expect(english.chance(0.19)).toBe('0.19')
})

test('days read as the language writes them', () => {
  expect(english.days('2025-05-19', '2025-11-16')).toMatch(/^19 May\s–\s16 Nov 2025$/)
  expect(chinese.days('2025-05-19', '2025-11-16')).toBe('2025年5月19日至11月16日')
  expect(chinese.days('2025-12-31', '2026-01-01')).toBe('2025年12月31日至2026年1月1日')
  expect(english.period('month', '2025-05-01')).toBe('May 2025')
  expect(chinese.period('year', '2025-01-01')).toBe('2025年')
})

test('a wording is said in the reader’s language, and marked when it is another', () => {
  const title = { en: 'After delivery', 'zh-CN': '收货后调查' }
  expect(saidTo('zh-CN', title, 'x')).toEqual({ text: '收货后调查', lang: undefined })
  expect(saidTo('en', { de: 'Lieferung' }, 'x')).toEqual({ text: 'Lieferung', lang: 'de' })
  expect(saidTo('en', undefined, 'speed')).toEqual({ text: 'speed', lang: undefined })
})
