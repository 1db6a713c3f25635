/** Responses: what people wrote, narrowed to the ones that matter now, and each of them whole. */
import { useMemo } from 'preact/hooks'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { addressOf, look, query } from '../address.ts'
import { survey as fetchSurvey, type SurveyLine } from '../api.ts'
import { labelsOf } from '../labels.ts'
import { voice } from '../language.ts'
import { freshen, useLoaded } from '../load.ts'
import type { RoomProps } from '../rooms.ts'
import { Empty, NoSurvey, NotPublished } from '../shell/Empty.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { Facets } from './Facets.tsx'
import { asksForWords, countOf, countsQuery, listQuery, lookingIn, scoreOf } from './looking.ts'
import { usePages } from './pages.ts'
import { ResponseList } from './ResponseList.tsx'
import { ResponsePanel } from './ResponsePanel.tsx'
import { type Counts, responseCounts } from './requests.ts'
import './responses.css'

export function Responses({ survey, ...props }: RoomProps) {
  if (!survey) return <NoSurvey />
  if (survey.status === 'draft' && survey.responses === 0) return <NotPublished />
  return <ResponsesOf key={survey.id} survey={survey} {...props} />
}

function ResponsesOf(props: RoomProps & { survey: SurveyLine }) {
  const { survey } = props
  const loaded = useLoaded(`survey ${survey.id}`, async (stop) => {
    const { definition, draft } = await fetchSurvey(survey.id, stop)
    return definition ?? draft
  })
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {(definition) => <Listing {...props} definition={definition} />}
    </Settled>
  )
}

type ListingProps = RoomProps & { survey: SurveyLine; definition: SurveyDefinition }

function Listing({ survey, session, filters, definition }: ListingProps) {
  const speak = voice.value
  const { t } = speak
  const labels = useMemo(
    () => labelsOf(definition, session.settings, speak),
    [definition, session.settings, speak],
  )
  const looking = lookingIn(query.value, definition)
  const score = scoreOf(definition)
  const asked = listQuery(filters, looking)
  const pages = usePages(survey.id, asked)
  const counted = countsQuery(filters, looking, score?.key ?? 'score')
  const countsKey = `counts ${survey.id} ${new URLSearchParams(counted)}`
  const counts = useLoaded(countsKey, (stop) => responseCounts(survey.id, counted, stop))
  const open = query.value.get('response')
  const exported = (format: string) =>
    `/api/surveys/${survey.id}/export.${format}?${new URLSearchParams(asked)}`
  const isFacet = looking.question !== null && looking.question === score?.key
  return (
    <div class="responses-room">
      <Facets
        {...{ survey, filters, looking, score }}
        canComment={asksForWords(definition)}
        counts={counts.value}
      />
      <section class="panel" aria-label={t('nav.responses')}>
        <header class="panel-head">
          <h2>{titleOf(counts.value, filters.only.locale, looking, isFacet)}</h2>
          <div class="panel-tools">
            <a class="tool" href={exported('csv')} download>
              {t('responses.export.csv')}
            </a>
            <a class="tool csv" href={exported('ndjson')} download>
              {t('responses.export.ndjson')}
            </a>
          </div>
        </header>
        {looking.question !== null && !isFacet && (
          <p class="panel-line">
            {t(looking.part === 'gap' ? 'responses.only.short' : 'responses.only', {
              question: labels.question(looking.question).text,
            })}
            <a href={addressOf('responses', { question: null, part: null, min: null, max: null })}>
              {t('responses.only.clear')}
            </a>
          </p>
        )}
        <Settled loaded={pages.first} waiting={<Waiting />}>
          {({ responses }) =>
            responses.length === 0 ? (
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
            look({ response: null })
            freshen(`responses ${survey.id} ${new URLSearchParams(asked)}`)
            freshen(countsKey)
          }}
        />
      )}
    </div>
  )
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
