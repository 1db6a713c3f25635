/** The owner's colour, made legible: WCAG contrast, and lightness changed in OKLCH so that the hue stays. */

/** Backgrounds of the survey page; the style sheet has the same. */
export const LIGHT = '#ffffff'
export const DARK = '#111817'

/**
 * The owner's colour on the two backgrounds, with at least 4.5 : 1 (WCAG 1.4.3, text). A colour that
 * passes is kept. One that fails on dark is lightened well past that: a ring as thin as ours, on a cell
 * lighter than the page, needs it to be seen at a glance.
 */
export const brandColours = (colour: string): { light: string; dark: string } => ({
  light: legibleOn(LIGHT, colour, LEGIBLE),
  dark: legibleOn(DARK, colour, contrast(colour, DARK) >= LEGIBLE ? LEGIBLE : 9),
})

const LEGIBLE = 4.5

/**
 * A colour with at least a given contrast to a background: itself if it passes, else darkened on a light
 * background and lightened on a dark one until it does.
 * @param background `#rrggbb`, and so is `colour`; anything else counts as black
 * @param ratio 1 to 21; what neither black nor white reaches ends in black or white
 */
export function legibleOn(background: string, colour: string, ratio: number): string {
  if (contrast(colour, background) >= ratio) return colour.toLowerCase()
  const { lightness, chroma, hue } = oklch(colour)
  const end = luminance(background) > 0.18 ? 0 : 1
  for (let step = 1; step < STEPS; step++) {
    const nearer = lightness + ((end - lightness) * step) / STEPS
    const candidate = hexOf(nearer, chroma, hue)
    if (contrast(candidate, background) >= ratio) return candidate
  }
  return end === 0 ? '#000000' : '#ffffff'
}

const STEPS = 100

/** WCAG 2 contrast of two `#rrggbb` colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = linearOf(colour)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

type Triple = [number, number, number]

/** The three channels as light, 0 to 1 (sRGB, IEC 61966-2-1). */
function linearOf(colour: string): Triple {
  const channel = (at: number) => {
    const value = (Number.parseInt(colour.slice(at, at + 2), 16) || 0) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

/** Lightness, chroma and hue in OKLab (Ottosson 2020). */
function oklch(colour: string) {
  const [red, green, blue] = linearOf(colour)
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  const a = 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short
  const b = 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short
  const lightness = 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short
  return { lightness, chroma: Math.hypot(a, b), hue: Math.atan2(b, a) }
}

/** The colour as `#rrggbb`; one that no screen shows loses chroma until it can be shown. */
function hexOf(lightness: number, chroma: number, hue: number): string {
  for (let part = 1; part > 0; part -= 0.05) {
    const channels = srgb(lightness, chroma * part, hue)
    if (channels.every((channel) => channel >= -0.001 && channel <= 1.001)) return hex(channels)
  }
  return hex(srgb(lightness, 0, hue))
}

const hex = (channels: Triple) =>
  `#${channels
    .map((channel) => Math.round(Math.min(1, Math.max(0, channel)) * 255))
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}`

function srgb(lightness: number, chroma: number, hue: number): Triple {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)]
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    encoded(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
    encoded(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
    encoded(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short),
  ]
}

const encoded = (light: number) =>
  light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055
