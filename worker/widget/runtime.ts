/** The widget's scripts as they were built, and the name under which the pinned one never changes. */
import type { WidgetData } from '../../schema/widget.ts'
import full from '../../web/widget/widget.ts?script'
import simple from '../../web/widget/widget.ts?script&simple'
import { sha256 } from '../secrets.ts'
import { literal } from './literal.ts'

/** Where a script finds its survey: a name the build leaves as it is, because nothing declares it. */
const withSurvey = (script: string, survey: string) =>
  script.replace('GAPWISE_SURVEY', () => survey)

/** The smallest script that can show this survey, with the survey inside. */
export const scriptFor = (data: WidgetData, isSimple: boolean): string =>
  withSurvey(isSimple ? simple : full, literal(data))

/** The script without a survey: it asks for the one its tag names. */
export const pinned = withSurvey(full, 'null')

const digest = sha256(pinned)

/** Another script has another name. */
export const pinnedName = digest.slice(0, 20)
export const pinnedPath = `/widget/${pinnedName}.js`

/** For the `integrity` attribute of a script tag. */
export const pinnedIntegrity = `sha256-${btoa(
  String.fromCharCode(...(digest.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16))),
)}`
