/** Nothing to show, and what to do about it. */
import type { ReportHead } from '../../../schema/reports.ts'
import { addressOf, roomName } from '../address.ts'
import type { SurveyLine } from '../api.ts'
import type { Filters } from '../filters.ts'
import { voice } from '../language.ts'

type EmptyProps = { title: string; text: string; link?: { href: string; text: string } }

export function Empty({ title, text, link }: EmptyProps) {
  return (
    <section class="panel notice">
      <h2>{title}</h2>
      <p>{text}</p>
      {link && <a href={link.href}>{link.text}</a>}
    </section>
  )
}

/** An account without a survey. */
export function NoSurvey() {
  const { t } = voice.value
  const link = { href: addressOf('surveys'), text: t('nav.surveys') }
  return <Empty title={t('empty.no-survey')} text={t('empty.no-survey.what')} link={link} />
}

/** A survey that nobody can answer yet. */
export function NotPublished() {
  const { t } = voice.value
  const link = { href: addressOf('surveys'), text: t('nav.surveys') }
  return <Empty title={t('empty.draft')} text={t('empty.draft.what')} link={link} />
}

type NoAnswersProps = { survey: SurveyLine; filters: Filters; report: ReportHead }

/** No answers in these days, or too few of the chosen group to be shown. */
export function NoAnswers({ survey, filters, report }: NoAnswersProps) {
  const { t } = voice.value
  const names = Object.keys(filters.only)
  if (names.length === 0) {
    const link = { href: `/s/${survey.slug}`, text: t('empty.open-survey') }
    return <Empty title={t('empty.title')} text={t('empty.text')} link={link} />
  }
  const everyone = Object.fromEntries(names.map((name) => [`filter.${name}`, null]))
  const link = { href: addressOf(roomName.value, everyone), text: t('filter.clear') }
  const text =
    report.suppressed > 0 ? t('empty.hidden', { k: report.privacyMinimum }) : t('empty.group')
  return <Empty title={t('empty.group.title')} text={text} link={link} />
}
