/** What the widget looks like: the survey page's questions in a card of its own. */
import type { WidgetTree } from '../../schema/widget.ts'
import widgetSheet from '../../web/widget/widget.css?inline'
import { ASSETS } from '../answering/assets.ts'
import { brandColours } from '../answering/colour.ts'
import { directionOf } from '../answering/words.ts'
import { lowered, styleFor, withoutRepeats } from './style-for.ts'

/**
 * The style sheet for these trees, in the owner's colour.
 * @param scores the questions whose answer decides between the two wordings of a comment
 */
export function widgetStyle(
  trees: readonly WidgetTree[],
  locale: string,
  colour: string,
  scores: readonly string[],
): string {
  const { light, dark } = brandColours(colour)
  const scored = scores.map((key) => `[name=${key}]:checked`).join()
  return withoutRepeats(
    withoutUnused(
      [
        styleFor(QUESTIONS, trees, locale, lowered)
          .replace(/--brand:[^;}]+/, `--brand:${light};color-scheme:light`)
          .replace('.dark{', `.dark{--brand:${dark};color-scheme:dark;`),
        styleFor(widgetSheet, trees, locale).replace('ltr', directionOf(locale)),
        scored && `form:has(${scored}) .unscored,form:not(:has(${scored})) .scored{display:none}`,
      ].join(''),
    ),
  )
}

/** Without the colours nothing has, and without what is drawn before and after where nothing is. */
const withoutUnused = (css: string): string =>
  css
    .replace(/(--[\w-]+):[^;}]*;?/g, (declaration, name) =>
      css.includes(`var(${name}`) ? declaration : '',
    )
    .replace(css.includes(':before{') ? '' : ',:before,:after', '')

/** What questions look like on the page. */
const { survey, row, pair, face, na, choice, number } = ASSETS.styles
const QUESTIONS = survey + row + pair + face + na + choice + number
