/** Numbers as people read them: a real minus, signed gaps, whole NPS. Null becomes a dash, never a zero. */

const UNKNOWN = '–'
type Figure = number | null

export type Figures = {
  /** 1,460 */
  count: (n: Figure) => string
  /** A score or a gap with its sign: +35, −0.62, 0. */
  signed: (value: Figure, decimals: number) => string
  /** 5.93 */
  plain: (value: Figure, decimals: number) => string
  /** Half the width of an interval: ±0.08. */
  plusMinus: (low: Figure, high: Figure, decimals: number) => string
  /** An interval: −1.27 to −1.11. */
  range: (low: Figure, high: Figure, decimals: number) => string
  /** A share from 0 to 1 for the eye: 56%, and one decimal below 10%: 9.4%, 5.0%. */
  share: (share: Figure) => string
  /** A share from 0 to 1 to one decimal: 56.1%. */
  exactShare: (share: Figure) => string
  /** A p-value: 0.04, or <0.001. */
  chance: (p: Figure) => string
}

/** The number forms of a language; `locale` is a BCP 47 tag. */
export function figuresIn(locale: string): Figures {
  const to = locale.startsWith('zh') ? ' 至 ' : ' to '
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  const exact = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const fixed = (decimals: number, signDisplay: 'auto' | 'exceptZero') =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay,
    })
  const plain = [0, 1, 2, 3].map((decimals) => fixed(decimals, 'auto'))
  const signed = [0, 1, 2, 3].map((decimals) => fixed(decimals, 'exceptZero'))
  const say = (format: Intl.NumberFormat | undefined, value: Figure) =>
    value === null || format === undefined ? UNKNOWN : format.format(value).replace('-', '−')
  return {
    count: (n) => say(whole, n),
    signed: (value, decimals) => say(signed[decimals], value),
    plain: (value, decimals) => say(plain[decimals], value),
    plusMinus: (low, high, decimals) =>
      low === null || high === null ? '' : `±${say(plain[decimals], (high - low) / 2)}`,
    range: (low, high, decimals) =>
      low === null || high === null
        ? UNKNOWN
        : `${say(signed[decimals], low)}${to}${say(signed[decimals], high)}`,
    share: (share) => say(share !== null && share !== 0 && share < 0.0995 ? exact : percent, share),
    exactShare: (share) => say(exact, share),
    chance: (p) =>
      p !== null && p < 0.001 ? '<0.001' : say(plain[p !== null && p < 0.01 ? 3 : 2], p),
  }
}
