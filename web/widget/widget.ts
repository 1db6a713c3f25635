/**
 * The script tag: finds out which survey it stands for, and keeps the one global, `gapwise`. Whatever is odd
 * about the page is the page's own business: a fault in here ends in here.
 */
import type { WidgetData } from '../../schema/widget.ts'
import { isSafe } from './safe.ts'
import { type Call, startSurvey } from './survey.ts'

/** The server writes the survey here; null in the pinned script, which asks for it. */
declare const GAPWISE_SURVEY: WidgetData | null

type Take = (call: Call) => void
/** Calls so far, for surveys whose script comes later, and who takes them. */
type Gapwise = { (...call: unknown[]): void; q: Call[]; l: Take[] }

try {
  // A classic script, and so the current one while it starts.
  const { dataset, src }: HTMLScriptElement = Object(document.currentScript)
  const { origin } = new URL(src)
  const inside = GAPWISE_SURVEY
  const { lang, survey } = dataset
  const run = (data: WidgetData) => {
    if (location.origin !== origin && !data.origins.includes(location.origin)) return
    if (document.body) {
      const { q, l } = ours()
      const take = startSurvey(data, dataset, origin, !l[0])
      l.push(take)
      for (const call of q) take(call)
    } else setTimeout(run, 50, data)
  }
  if (inside && (!lang || lang === inside.locale)) run(inside)
  else
    fetch(`${origin}/w/${inside ? inside.slug : survey}.json?lang=${lang ?? ''}`)
      .then((reply) => reply.json())
      // What comes with the script is as safe as the script itself.
      .then(IS_SIMPLE ? run : (data) => isSafe(data) && run(data))
      .catch(() => {})
} catch {}

/** The page's function, or a new one in the place of whatever else has the name. */
function ours(): Gapwise {
  const page = window as { gapwise?: Gapwise | { q?: Iterable<Call>; l?: undefined } }
  const { gapwise: before } = page
  if (before?.l) return before
  const q = [...(before?.q ?? [])]
  const l: Take[] = []
  const made = Object.assign(
    (...call: unknown[]) => {
      q.push(call)
      for (const take of l) take(call)
    },
    { q, l },
  )
  page.gapwise = made
  return made
}
