/** Every survey of the account: its state, its answers, and the ways into it. */

import { useMemo } from 'preact/hooks'
import { addressOf, query } from '../address.ts'
import type { SurveyLine } from '../api.ts'
import { Panel } from '../charts/Panel.tsx'
import { segmentLabel, valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { saidTo } from '../localized.ts'
import { mayEdit } from '../may.ts'
import type { RoomProps } from '../rooms.ts'
import { Empty } from '../shell/Empty.tsx'
import { Icon } from '../shell/Icon.tsx'
import { Refusal } from '../shell/Refusal.tsx'
import { NewSurvey, useMaking } from './NewSurvey.tsx'
import { wholeSurvey } from './requests.ts'
import './surveys.css'

export function Surveys({ surveys, session }: RoomProps) {
  const speak = voice.value
  const { t, language } = speak
  const live = surveys.filter(({ status }) => status === 'live').length
  const sheet = useMemo(
    () => ({
      id: 'surveys',
      title: t('nav.surveys'),
      columns: [
        { label: t('surveys.survey') },
        { label: t('surveys.state') },
        { label: t('surveys.version'), numeric: true },
        { label: t('surveys.responses'), numeric: true },
        { label: t('surveys.languages') },
      ],
      rows: () =>
        surveys.map((survey) => [
          saidTo(language, survey.title, survey.slug).text,
          t(`status.${survey.status}`),
          survey.version,
          survey.responses,
          survey.locales.join(' '),
        ]),
    }),
    [surveys, speak],
  )
  const isNew = query.value.get('new') !== null && mayEdit(session)
  const newButton = mayEdit(session) && (
    <a class="button main new-survey" data-new href={addressOf('surveys', { new: '1' })}>
      <Icon name="plus" />
      {t('new.button')}
    </a>
  )
  return (
    <>
      {surveys.length === 0 ? (
        <>
          <Empty title={t('empty.no-survey')} text={t('new.none')} />
          {newButton}
        </>
      ) : (
        <Panel
          name={t('nav.surveys')}
          title={t('surveys.title', { n: live })}
          line={t('surveys.line', { n: surveys.length })}
          sheet={sheet}
          tools={newButton}
        >
          <List surveys={surveys} canEdit={mayEdit(session)} />
        </Panel>
      )}
      {isNew && <NewSurvey surveys={surveys} />}
    </>
  )
}

function List({ surveys, canEdit }: { surveys: readonly SurveyLine[]; canEdit: boolean }) {
  const { t } = voice.value
  const { make, problem } = useMaking(surveys)
  const copy = ({ id }: SurveyLine) =>
    make(async () => (await wholeSurvey(id, new AbortController().signal)).draft)
  return (
    <>
      <Refusal problem={problem} />
      <div class="table-scroll">
        <table class="sheet list">
          <thead>
            <tr>
              <th scope="col">{t('surveys.survey')}</th>
              <th scope="col">{t('surveys.state')}</th>
              <th scope="col" class="number">
                {t('surveys.responses')}
              </th>
              <th scope="col" class="wide">
                {t('surveys.languages')}
              </th>
              <th scope="col" class="wide">
                {t('surveys.splits')}
              </th>
              <th scope="col" class="wide">
                <span class="unseen">{t('surveys.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {surveys.map((survey) => (
              <Row key={survey.id} survey={survey} onCopy={canEdit ? () => copy(survey) : null} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Row({ survey, onCopy }: { survey: SurveyLine; onCopy: (() => void) | null }) {
  const speak = voice.value
  const { t, count, language, list } = speak
  const said = saidTo(language, survey.title, survey.slug)
  const chosen = { survey: survey.slug, segment: null, item: null, new: null }
  return (
    <tr>
      <th scope="row" lang={said.lang}>
        <a href={addressOf('survey', { ...chosen, table: null })}>{said.text}</a>
      </th>
      <td>
        <span class={`state ${survey.status}`}>{t(`status.${survey.status}`)}</span>
      </td>
      <td class="number">
        <a href={addressOf('responses', { ...chosen, table: null })}>{count(survey.responses)}</a>
      </td>
      <td class="wide">
        {list(survey.locales.map((locale) => valueLabel('locale', locale, speak)))}
      </td>
      <td class="wide">{survey.segments.map((name) => segmentLabel(name, speak)).join(', ')}</td>
      <td class="wide survey-links">
        {survey.status === 'live' && (
          <a href={`/s/${survey.slug}`} target="_blank" rel="noreferrer">
            {t('surveys.open')}
          </a>
        )}
        {onCopy && (
          <button type="button" class="link" onClick={onCopy}>
            {t('surveys.copy')}
            <span class="unseen"> {said.text}</span>
          </button>
        )}
      </td>
    </tr>
  )
}
