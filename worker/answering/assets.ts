/** What the pages carry inline, as the build made it of web/survey. */
import caseList from '../../web/survey/case.css?inline'
import choice from '../../web/survey/choice.css?inline'
import face from '../../web/survey/face.css?inline'
import height from '../../web/survey/height.ts?script'
import kiosk from '../../web/survey/kiosk.ts?script&kiosk'
import languages from '../../web/survey/languages.css?inline'
import na from '../../web/survey/na.css?inline'
import number from '../../web/survey/number.css?inline'
import pair from '../../web/survey/pair.css?inline'
import preview from '../../web/survey/preview.ts?script'
import receipt from '../../web/survey/receipt.css?inline'
import row from '../../web/survey/row.css?inline'
import scales from '../../web/survey/scales.ts?script'
import surveyStyle from '../../web/survey/survey.css?inline'
import surveyScript from '../../web/survey/survey.ts?script'
import type { Assets } from './style.ts'

export const ASSETS: Assets = {
  styles: {
    survey: surveyStyle,
    languages,
    row,
    pair,
    face,
    na,
    choice,
    number,
    case: caseList,
    receipt,
  },
  scripts: { survey: surveyScript, scales, height, kiosk, preview },
}
