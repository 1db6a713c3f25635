/** Responses: what people wrote, narrowed to the ones that matter now, and each of them whole. */
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { addressOf, isAt, look, query } from '../address.ts'
import { type SurveyLine, themesReport } from '../api.ts'
import { keyOf } from '../complaints/query.ts'
import { reportQuery } from '../filters.ts'
import { voice } from '../language.ts'
import { freshen, useLoaded } from '../load.ts'
import { usePages } from '../pages.ts'
import { useDefinition } from '../report.ts'
import type { RoomProps } from '../rooms.ts'
import { Busy } from '../shell/Busy.tsx'
import { Empty, NoSurvey, NotPublished } from '../shell/Empty.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { themeName } from '../themes/findings.ts'
import { useLabels } from '../use-labels.ts'
import { Conflicts } from './Conflicts.tsx'
import { Facets } from './Facets.tsx'
import {
  asksForWords,
  countOf,
  countsQuery,
  type Looking,
  listQuery,
  lookingIn,
  scoreOf,
  type ThemeCount,
  themeCounts,
} from './looking.ts'
import { ResponseList } from './ResponseList.tsx'
import { ResponsePanel } from './ResponsePanel.tsx'
import { type Counts, responseCounts, responsePage } from './requests.ts'
import './responses.css'

export function Responses({ survey, ...props }: RoomProps) {
  if (!survey) return <NoSurvey />
  if (survey.status === 'draft' && survey.responses === 0) return <NotPublished />
  return <ResponsesOf key={survey.id} survey={survey} {...props} />
}

function ResponsesOf(props: RoomProps & { survey: SurveyLine }) {
  const { survey } = props
  const loaded = useDefinition(survey)
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {(definition) => <Listing {...props} definition={definition} />}
    </Settled>
  )
}

const ON_A_PAGE = '50'

type ListingProps = RoomProps & { survey: SurveyLine; definition: SurveyDefinition }

function Listing({ survey, session, filters, definition }: ListingProps) {
  const speak = voice.value
  const { t } = speak
  const labels = useLabels(definition, session)
  const looking = lookingIn(query.value, definition)
  const score = scoreOf(definition)
  const asked = listQuery(filters, looking)
  const listed = looking.theme === null ? asked : { ...asked, theme: looking.theme }
  const pagesKey = `responses ${survey.id} ${new URLSearchParams(listed)}`
  const pages = usePages(pagesKey, (cursor, stop) =>
    responsePage(
      survey.id,
      { ...listed, limit: ON_A_PAGE, ...(cursor === null ? {} : { cursor }) },
      stop,
    ),
  )
  const themes = useThemes(survey, filters, definition)
  const counted = countsQuery(filters, looking, score?.key ?? 'score')
  const countsKey = `counts ${survey.id} ${new URLSearchParams(counted)}`
  const counts = useLoaded(countsKey, (stop) => responseCounts(survey.id, counted, stop))
  const open = query.value.get('response')
  const exported = (format: string) =>
    `/api/surveys/${survey.id}/export.${format}?${new URLSearchParams(asked)}`
  const isFacet = looking.question !== null && looking.question === score?.key
  return (
    <Busy busy={!counts.fits} class="responses-room">
      <Facets
        {...{ survey, filters, looking, score, themes }}
        canComment={asksForWords(definition)}
        counts={counts.value}
      />
      <section class="panel" aria-label={t('nav.responses')}>
        <header class="panel-head">
          <h2>
            {looking.theme === null
              ? titleOf(counts.value, filters.only.locale, looking, isFacet)
              : t('responses.title.theme', { theme: themeName(looking.theme, speak) })}
          </h2>
          {/* A file of one theme alone does not exist, and one of everything would not be what is shown. */}
          {looking.theme === null && (
            <div class="panel-tools">
              <a class="tool" href={exported('csv')} download>
                {t('responses.export.csv')}
              </a>
              <a class="tool csv" href={exported('ndjson')} download>
                {t('responses.export.ndjson')}
              </a>
            </div>
          )}
        </header>
        {looking.question !== null && !isFacet && (
          <p class="panel-line">
            {t(onlyWord(looking), {
              question: labels.question(looking.question).text,
              option: labels.option(looking.question, looking.option ?? '').text,
            })}
            <a href={addressOf('responses', EVERY_ANSWER)}>{t('responses.only.clear')}</a>
          </p>
        )}
        <Conflicts survey={survey} definition={definition} />
        <Settled loaded={pages.first} waiting={<Waiting />}>
          {({ responses, next }) =>
            responses.length === 0 && next === null ? (
              <Empty title={t('responses.none')} text={t('responses.none.what')} />
            ) : (
              <ResponseList pages={pages} definition={definition} text={looking.text} />
            )
          }
        </Settled>
      </section>
      {open && (
        <ResponsePanel
          key={open}
          id={open}
          {...{ survey, session, definition, labels }}
          onDeleted={() => {
            if (isAt('responses', 'response', open)) look({ response: null })
            freshen(pagesKey)
            freshen(countsKey)
          }}
        />
      )}
    </Busy>
  )
}

const EVERY_ANSWER = { question: null, part: null, option: null, min: null, max: null }

/** What is said of answers that are narrowed by a question. */
const onlyWord = ({ part, option }: Looking) =>
  option !== null
    ? 'responses.only.option'
    : part === 'gap'
      ? 'responses.only.short'
      : 'responses.only'

/** How many comments of these days name each theme, over all languages; none until known. */
function useThemes(
  survey: SurveyLine,
  filters: RoomProps['filters'],
  definition: SurveyDefinition,
): readonly ThemeCount[] {
  const asksText = definition.questions.some(({ type }) => type === 'text')
  const asked = reportQuery({ ...filters, segment: null })
  const key = asksText && survey.status !== 'draft' ? keyOf(`themes ${survey.id}`, asked) : null
  const { value } = useLoaded(key, (stop) => themesReport(survey.id, asked, stop))
  return themeCounts(value)
}

/** “1,046 comments, newest first”. */
function titleOf(
  counts: Counts | null,
  locale: string | undefined,
  { commented, min, max }: ReturnType<typeof lookingIn>,
  isFacet: boolean,
): string {
  const { t } = voice.value
  if (counts === null) return t('responses.title')
  const n = countOf(counts, locale ?? null, isFacet ? { min, max } : null)
  if (n >= counts.most) return t('responses.title.many', { n })
  return commented ? t('responses.title.comments', { n }) : t('responses.title.all', { n })
}
