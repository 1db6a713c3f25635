/** Themes: what comments are about and which words set the discontented apart, language by language. */
import type { ThemesReport } from '../../../schema/reports/quality.ts'
import { type SurveyLine, themesReport } from '../api.ts'
import { type Filters, reportQuery } from '../filters.ts'
import { voice } from '../language.ts'
import { useReport } from '../report.ts'
import type { RoomProps } from '../rooms.ts'
import { Brief } from '../shell/Brief.tsx'
import { Empty, NoAnswers, NoSurvey, NotPublished } from '../shell/Empty.tsx'
import { PageFoot } from '../shell/PageFoot.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { themesTitle } from './findings.ts'
import { ThemeBars } from './ThemeBars.tsx'
import { TypicalWords } from './TypicalWords.tsx'

export function Themes({ survey, filters }: RoomProps) {
  return survey ? <ThemesOf key={survey.id} survey={survey} filters={filters} /> : <NoSurvey />
}

function ThemesOf({ survey, filters }: { survey: SurveyLine; filters: Filters }) {
  const { t } = voice.value
  const asked = reportQuery({ ...filters, segment: null })
  const { asks, loaded } = useReport(survey, 'text', 'themes', asked, themesReport)
  if (!asks) return <Empty title={t('themes.none-asked')} text={t('themes.none-asked.what')} />
  if (survey.status === 'draft') return <NotPublished />
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {([, report]) =>
        report.languages.length === 0 ? (
          <NoAnswers survey={survey} filters={filters} report={report} />
        ) : (
          <Shown report={report} at={loaded.at} />
        )
      }
    </Settled>
  )
}

function Shown({ report, at }: { report: ThemesReport; at: Date | null }) {
  const speak = voice.value
  const { t } = speak
  const { languages, groups, suppressed, privacyMinimum, rebuilding } = report
  const [first] = languages
  if (!first) return null
  const finding =
    languages.length === 1 ? themesTitle(first, speak) : t('themes.brief', { n: languages.length })
  const n = languages.reduce((sum, { comments }) => sum + comments, 0)
  return (
    <>
      <Brief finding={finding}>
        <p>{t('themes.brief.base', { n })}</p>
        <p>{t('themes.brief.how')}</p>
        {suppressed > 0 && <p>{t('groups.hidden', { n: suppressed, k: privacyMinimum })}</p>}
      </Brief>
      {languages.map((language) => (
        <div class="columns" key={language.language}>
          <ThemeBars themes={language} />
          <TypicalWords themes={language} groups={groups} />
        </div>
      ))}
      <PageFoot at={at} rebuilding={rebuilding} />
    </>
  )
}
