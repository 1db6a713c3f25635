/** All that the widget's script needs of a survey, in one language. */
import type { Sharing } from '../../schema/sharing.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { wording } from '../../schema/text.ts'
import type { WidgetData, WidgetRules } from '../../schema/widget.ts'
import { wordsIn } from '../answering/words.ts'
import type { PublicSurvey } from '../inbox/inbox.ts'
import { scoresOf } from './annotate.ts'
import { frame, thanks } from './frame.ts'
import { plain } from './plain.ts'
import { type Wording, widgetQuestions, widgetSteps } from './steps.ts'
import { widgetStyle } from './style.ts'

export function widgetData(survey: PublicSurvey, locale: string): WidgetData {
  const { slug, version, definition, sharing, settings } = survey
  const say = wordsIn(locale)
  const brand = wording(settings.brand, locale, definition.locales[0] ?? 'en') || say('brand.none')
  const worded: Wording = { definition, locale, brand }
  const parts = {
    frame: frame(worded, settings.privacyLink).map(plain),
    steps: widgetSteps(worded),
    thanks: plain(thanks(worded)),
  }
  const isOptional = definition.questions.every(({ required }) => !required)
  return {
    slug,
    version,
    locale,
    origins: sharing.origins,
    rules: rulesOf(sharing.widget, settings.widgetQuietDays),
    questions: widgetQuestions(definition),
    ...(definition.sample ? { sample: definition.sample.count } : {}),
    segments: ['touchpoint', ...definition.segments],
    style: widgetStyle(
      [...parts.frame, ...parts.steps.map(({ tree }) => tree), parts.thanks],
      locale,
      settings.colour,
      [...new Set(definition.questions.flatMap((question) => scoresOf(question, worded)))],
    ),
    ...parts,
    words: {
      next: say('nav.next'),
      send: say('nav.send'),
      // Filled and emptied again: in Chinese a number has blanks around it.
      more: isOptional ? say('widget.more', { n: 0 }).replace('0', '{n}') : '',
      last: isOptional ? say('widget.last') : '',
      opened: say('widget.opened'),
      unsent: say('err.net'),
      used: say('state.used'),
      failed: say('state.failed'),
      ...(isSimple(definition) ? {} : { left: say('reason.left'), points: say('points.left') }),
    },
  }
}

/** Whether the smaller script can show a survey: scores, ratings in numbers and comments, all asked and none required. */
export const isSimple = ({ questions, sample }: SurveyDefinition): boolean =>
  !sample &&
  questions.every(
    ({ type, showIf, required, ...rest }) =>
      (type === 'nps' || type === 'text' || ('style' in rest && rest.style === 'numbers')) &&
      !showIf &&
      !required,
  )

/** Only what differs from showing it at once to everybody. */
function rulesOf(widget: Sharing['widget'], pauseDays: number): WidgetRules {
  const rules: WidgetRules = { quietDays: widget.quietDays, pauseDays }
  if (widget.shape !== 'popover') rules.shape = widget.shape
  if (widget.delaySeconds > 0) rules.delaySeconds = widget.delaySeconds
  if (widget.scrollPercent !== null) rules.scrollPercent = widget.scrollPercent
  if (widget.visibleSeconds !== null) rules.visibleSeconds = widget.visibleSeconds
  if (widget.exitIntent) rules.exitIntent = true
  if (widget.paths.length > 0)
    rules.paths = widget.paths.map((path) => path.replaceAll(' ', '%20')).join(' ')
  if (widget.event !== null) rules.event = widget.event
  if (widget.samplePercent < 100) rules.samplePercent = widget.samplePercent
  return rules
}
