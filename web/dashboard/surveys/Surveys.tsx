/** Every survey of the account, and the way to its figures. */
import { useMemo } from 'preact/hooks'
import { addressOf } from '../address.ts'
import { Panel } from '../charts/Panel.tsx'
import { segmentLabel, valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { saidTo } from '../localized.ts'
import type { RoomProps } from '../rooms.ts'
import { NoSurvey } from '../shell/Empty.tsx'

export function Surveys({ surveys }: RoomProps) {
  const speak = voice.value
  const { t, count, language, list } = speak
  const live = surveys.filter(({ status }) => status === 'live').length
  const title = t('surveys.title', { n: live })
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
  if (surveys.length === 0) return <NoSurvey />
  return (
    <Panel
      name={t('nav.surveys')}
      title={title}
      line={t('surveys.line', { n: surveys.length })}
      sheet={sheet}
    >
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
            {surveys.map((survey) => {
              const said = saidTo(language, survey.title, survey.slug)
              return (
                <tr key={survey.id}>
                  <th scope="row" lang={said.lang}>
                    <a href={addressOf('gaps', { survey: survey.slug, segment: null, item: null })}>
                      {said.text}
                    </a>
                  </th>
                  <td>
                    <span class={`state ${survey.status}`}>{t(`status.${survey.status}`)}</span>
                  </td>
                  <td class="number">{count(survey.responses)}</td>
                  <td class="wide">
                    {list(survey.locales.map((locale) => valueLabel('locale', locale, speak)))}
                  </td>
                  <td class="wide">
                    {survey.segments.map((name) => segmentLabel(name, speak)).join(', ')}
                  </td>
                  <td class="number wide">
                    {survey.status === 'live' && (
                      <a href={`/s/${survey.slug}`} target="_blank" rel="noreferrer">
                        {t('surveys.open')}
                      </a>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
