import { describe, expect, test } from 'vitest'
import {
  brandColours,
  contrast,
  DARK,
  LIGHT,
  legibleOn,
} from '../../../../worker/answering/colour.ts'

test('contrast is that of WCAG 2: 21 for black on white, 4.54 for #767676, 1 for the same', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#ffffff', '#767676')).toBeCloseTo(4.54, 2)
  expect(contrast('#17486b', '#17486b')).toBe(1)
})

test('a colour that is legible already stays as its owner chose it', () => {
  expect(legibleOn(LIGHT, '#17486B', 4.5)).toBe('#17486b')
})

describe.each([
  '#ffe600',
  '#ff6600',
  '#00a0ff',
  '#e6007e',
  '#777777',
  '#ffffff',
  '#000000',
  '#17486b',
])('the brand colour %s', (colour) => {
  test('is legible on the light and on the dark page, and so is the page’s ground on it', () => {
    const { light, dark } = brandColours(colour)
    expect(contrast(light, LIGHT)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(dark, DARK)).toBeGreaterThanOrEqual(4.5)
    expect(light).toMatch(/^#[0-9a-f]{6}$/)
    expect(dark).toMatch(/^#[0-9a-f]{6}$/)
  })
})

test('a yellow grows darker but stays a yellow: red and green lead, blue is least', () => {
  const [red, green, blue] = [1, 3, 5].map((at) =>
    Number.parseInt(brandColours('#ffe600').light.slice(at, at + 2), 16),
  )
  expect(Math.min(red ?? 0, green ?? 0)).toBeGreaterThan((blue ?? 0) + 60)
})

test('what no lightness can reach ends in black or white', () => {
  expect(legibleOn(LIGHT, '#ffe600', 21)).toBe('#000000')
  expect(legibleOn('#000000', '#001100', 21)).toBe('#ffffff')
})
