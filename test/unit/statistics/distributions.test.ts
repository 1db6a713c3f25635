import { describe, expect, test } from 'vitest'
import {
  chiSquareCdf,
  chiSquareP,
  fCdf,
  fQuantile,
  incompleteBeta,
  logGamma,
  normalCdf,
  normalCritical,
  normalQuantile,
  tCdf,
  tCritical,
  tQuantile,
  twoSidedNormalP,
  twoSidedTP,
} from '../../../statistics/distributions.ts'
import { expectClose } from '../../support/golden.ts'

// Reference values computed with 30 digits (mpmath). Relative, so that tiny tails count.
const exactly = { relative: 1e-11, absolute: 0 }

describe('the normal distribution', () => {
  test.each([
    [-8, 6.220960574271784e-16],
    [-3, 0.0013498980316300946],
    [-1.96, 0.024997895148220435],
    [-0.5, 0.3085375387259869],
    [0.5, 0.6914624612740131],
    [3, 0.9986501019683699],
  ])('puts the right share below %d', (x, share) => expectClose(normalCdf(x), share, exactly))

  test.each([
    [1e-9, -5.9978070150076865],
    [0.001, -3.0902323061678136],
    [0.025, -1.9599639845400543],
    [0.3, -0.5244005127080408],
    [0.8, 0.8416212335729142],
    [0.975, 1.9599639845400543],
    [0.9999, 3.7190164854556804],
  ])('has its quantile of %d in the right place', (p, z) =>
    expectClose(normalQuantile(p), z, exactly),
  )

  test('quantile and share undo each other', () => {
    for (let x = -8; x <= 5; x += 0.13) {
      expectClose(normalQuantile(normalCdf(x)), x, { relative: 1e-9, absolute: 1e-10 })
    }
  })

  test('ends are infinite and nonsense is NaN', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY)
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY)
    expect(normalQuantile(0.5)).toBe(0)
    expect(normalQuantile(1.1)).toBeNaN()
    expect([normalCdf(-50), normalCdf(50)]).toEqual([0, 1])
  })

  test('a 95 % interval is 1.96 standard errors wide on each side', () => {
    expectClose(normalCritical(0.95), 1.9599639845400543, exactly)
    expectClose(twoSidedNormalP(-1.9599639845400543), 0.05, exactly)
    expect(twoSidedNormalP(0)).toBe(1)
  })
})

describe("Student's t distribution", () => {
  test.each([
    [0.3, 2.5, 0.7873423714951973],
    [2, 10, 0.07338803477074037],
    [-6.76128165198469, 138, 3.548411316765614e-10],
    [30.2894992540668, 694, 4.467786876478253e-129],
  ])('has the p-value of t = %d at %d degrees of freedom', (t, df, p) => {
    expectClose(twoSidedTP(t, df), p, exactly)
    expectClose(tCdf(-Math.abs(t), df), p / 2, exactly)
    expectClose(tCdf(Math.abs(t), df), 1 - p / 2, exactly)
  })

  test.each([
    [0.975, 3, 3.1824463052837095],
    [0.975, 15.4, 2.126637766191093],
    [0.975, 138, 1.977303542027651],
    [0.9995, 29, 3.659405019466333],
  ])('has its quantile of %d at %d degrees of freedom in the right place', (p, df, t) => {
    expectClose(tQuantile(p, df), t, exactly)
    expectClose(tQuantile(1 - p, df), -t, exactly)
  })

  test('one and two degrees of freedom agree with their closed forms', () => {
    for (const p of [0.501, 0.6, 0.75, 0.975, 0.9999]) {
      expectClose(tQuantile(p, 1), Math.tan(Math.PI * (p - 0.5)), { relative: 1e-9, absolute: 0 })
      const q = 2 * p - 1
      expectClose(tQuantile(p, 2), q * Math.sqrt(2 / (1 - q * q)), { relative: 1e-9, absolute: 0 })
    }
  })

  test('turns into the normal with many degrees of freedom, also far out', () => {
    expectClose(tCritical(0.95, 1e7), 1.9599642217672055, { relative: 1e-9, absolute: 0 })
    expectClose(tQuantile(1e-10, 1e7), normalQuantile(1e-10), { relative: 1e-5, absolute: 0 })
    expectClose(twoSidedTP(5, 1e6), 5.73399787089074e-7, { relative: 1e-9, absolute: 0 })
  })

  test('its middle is 0 and its ends are infinite', () => {
    expect(tQuantile(0.5, 7)).toBe(0)
    expect(tQuantile(0, 7)).toBe(Number.NEGATIVE_INFINITY)
    expect(tQuantile(1, 7)).toBe(Number.POSITIVE_INFINITY)
    expect(twoSidedTP(0, 7)).toBe(1)
  })
})

describe('the F distribution', () => {
  test.each([
    [0.5, 5, 2, 0.2300481458333117],
    [1.1, 138, 414, 0.7622286178527354],
    [2, 3, 40, 0.8705583020457184],
  ])('puts the right share below %d with %d and %d degrees of freedom', (f, df1, df2, share) =>
    expectClose(fCdf(f, df1, df2), share, exactly),
  )

  test.each([
    [0.025, 138, 414, 0.7536759133202584],
    [0.975, 138, 414, 1.3019866707250425],
    [0.975, 29, 29, 2.100995817284213],
  ])('has its quantile of %d with %d and %d degrees of freedom in place', (p, df1, df2, f) =>
    expectClose(fQuantile(p, df1, df2), f, exactly),
  )

  test('one numerator degree of freedom is t squared', () => {
    expectClose(fQuantile(0.95, 1, 17), tQuantile(0.975, 17) ** 2, exactly)
  })

  test('its ends are 0 and infinite', () => {
    expect(fCdf(0, 3, 4)).toBe(0)
    expect(fQuantile(0, 3, 4)).toBe(0)
    expect(fQuantile(1, 3, 4)).toBe(Number.POSITIVE_INFINITY)
    expect(fQuantile(-0.1, 3, 4)).toBeNaN()
  })
})

describe('the chi-square distribution', () => {
  test.each([
    [3.84, 1, 0.0500435212487051],
    [0.1, 3, 0.9918374237318764],
    [50, 7, 1.4444852779215405e-8],
    [300, 1, 3.294362383314041e-67],
  ])('has the p-value of %d at %d degrees of freedom', (x, df, p) => {
    expectClose(chiSquareP(x, df), p, exactly)
    expectClose(chiSquareCdf(x, df), 1 - p, exactly)
  })

  test('nothing lies below 0', () => {
    expect(chiSquareCdf(0, 4)).toBe(0)
    expect(chiSquareP(-1, 4)).toBe(1)
  })
})

describe('the functions beneath', () => {
  test.each([
    [0.5, 0.5723649429247001],
    [3.3, 0.9870985778947345],
    [50, 144.5657439463449],
  ])('ln Γ(%d)', (x, value) => expectClose(logGamma(x), value, exactly))

  test('Γ counts permutations', () => {
    for (let n = 2, factorial = 1; n < 20; n += 1, factorial *= n - 1) {
      expectClose(Math.exp(logGamma(n)), factorial, exactly)
    }
  })

  test.each([
    [0.3, 2, 3, 0.3483],
    [0.01, 0.5, 0.5, 0.06376856085851985],
    [0.999, 300, 0.5, 0.4386542688700912],
  ])('I(%d; %d, %d)', (x, a, b, value) => {
    expectClose(incompleteBeta(x, a, b), value, exactly)
    expectClose(incompleteBeta(1 - x, b, a), 1 - value, exactly)
  })

  test('the incomplete beta function runs from 0 to 1', () => {
    expect(incompleteBeta(0, 2, 3)).toBe(0)
    expect(incompleteBeta(1, 2, 3)).toBe(1)
  })
})
