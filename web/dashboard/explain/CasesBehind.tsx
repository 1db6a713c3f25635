/** The complaints behind a figure, to be read where the figure is explained; each opens its case. */
import type { Complaint } from '../../../schema/complaints.ts'
import { addressOf } from '../address.ts'
import { api, type SurveyLine } from '../api.ts'
import { type CategoryNames, useCategoryNames } from '../complaints/categories.ts'
import { Due } from '../complaints/Due.tsx'
import { voice } from '../language.ts'
import { usePages } from '../pages.ts'
import { read } from '../reply.ts'
import { MoreOf } from '../shell/MoreOf.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'

type Page = { complaints: Complaint[]; next: string | null }
type Props = { query: Readonly<Record<string, string>>; surveys: readonly SurveyLine[] }

const ON_A_PAGE = '20'

export function CasesBehind({ query, surveys }: Props) {
  const speak = voice.value
  const { t } = speak
  const names = useCategoryNames(surveys, speak)
  const pages = usePages(`cases ${new URLSearchParams(query)}`, (cursor, signal) =>
    read<Page>(
      api.complaints.$get(
        { query: { ...query, limit: ON_A_PAGE, ...(cursor === null ? {} : { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
  const cases = pages.all.flatMap(({ complaints }) => complaints)
  return (
    <section aria-label={t('explain.cases')}>
      <h3>{t('explain.cases')}</h3>
      <Settled loaded={pages.first} waiting={<Waiting />}>
        {() =>
          cases.length === 0 ? (
            <p>{t('explain.cases.none')}</p>
          ) : (
            <ol class="cases-behind">
              {cases.map((one) => (
                <Case key={one.id} complaint={one} names={names} />
              ))}
            </ol>
          )
        }
      </Settled>
      <MoreOf pages={pages} />
    </section>
  )
}

function Case({ complaint, names }: { complaint: Complaint; names: CategoryNames }) {
  const { t, instant } = voice.value
  const { reference, category, openedAt, state, text, locale, satisfied } = complaint
  const said = names(category)
  return (
    <li>
      <p class="case-line">
        <a href={addressOf('complaints', { case: reference, explain: null, table: null })}>
          {reference}
        </a>{' '}
        {instant(new Date(openedAt))}
      </p>
      {text !== null && <p lang={locale ?? undefined}>{text}</p>}
      <p class="quiet">
        <span lang={said.lang}>{said.text}</span> · {t(`case.state.${state}`)}
        {satisfied !== null && ` · ${t(satisfied ? 'case.satisfied' : 'case.not-satisfied')}`}
      </p>
      <Due complaint={complaint} />
    </li>
  )
}
