/** All that the widget's script needs of a survey, in one language. */
import type { Sharing } from '../../schema/sharing.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import type { WidgetData, WidgetRules } from '../../schema/widget.ts'
import { wording } from '../../schema/wording.ts'
import { type Say, wordsIn } from '../answering/words.ts'
import type { PublicSurvey } from '../inbox/inbox.ts'
import { scoresOf } from './annotate.ts'
import { frame, thanks } from './frame.ts'
import { withMarks } from './pipes.ts'
import { plain } from './plain.ts'
import { isSimple } from './simple.ts'
import { type Wording, widgetQuestions, widgetSteps } from './steps.ts'
import { widgetStyle } from './style.ts'

/** @param isInside for the script that has it inside; else with all that any script may want */
export function widgetData(survey: PublicSurvey, locale: string, isInside: boolean): WidgetData {
  const { slug, version, sharing, settings } = survey
  const definition = withMarks(survey.definition)
  const say = wordsIn(locale)
  const brand = wording(settings.brand, locale, definition.locales[0] ?? 'en') || say('brand.none')
  const worded: Wording = { definition, locale, brand }
  const parts = {
    frame: frame(worded, settings.privacyLink).map(plain),
    steps: [...widgetSteps(worded), { tree: plain(thanks(worded)) }],
  }
  return {
    slug,
    version,
    locale,
    origins: sharing.origins,
    rules: rulesOf(sharing.widget, settings.widgetQuietDays),
    // A script with simple questions inside sees from its fields what they are.
    ...(isInside && isSimple(definition) ? {} : { questions: widgetQuestions(definition) }),
    ...(definition.sample ? { sample: definition.sample.count } : {}),
    segments: ['touchpoint', ...definition.segments],
    style: widgetStyle(
      [...parts.frame, ...parts.steps.map(({ tree }) => tree)],
      locale,
      settings.colour,
      [...new Set(definition.questions.flatMap((question) => scoresOf(question, worded)))],
    ),
    ...parts,
    words: {
      sending: say('nav.sending'),
      opened: say('widget.opened'),
      0: say('err.net'),
      // Only a survey with a cadence ever says so.
      ...(sharing.cadenceDays === null ? {} : { 409: say('state.used') }),
      400: say('state.failed'),
      ...(isInside && isSimple(definition) ? {} : wordsOfMore(say, definition)),
    },
  }
}

/** What the fuller script says by itself. Nothing claims to be optional in a survey that requires something. */
function wordsOfMore(say: Say, { questions }: SurveyDefinition): Partial<WidgetData['words']> {
  const isOptional = questions.every(({ required }) => !required)
  return {
    next: say('nav.next'),
    send: say('nav.send'),
    // Filled and emptied again: in Chinese a number has blanks around it.
    more: isOptional ? say('widget.more', { n: 0 }).replace('0', '{n}') : '',
    last: isOptional ? say('widget.last') : '',
    left: say('reason.left', { n: 0 }).replace('0', '{n}'),
    points: say('points.left', { n: 0 }).replace('0', '{n}'),
  }
}

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
