/** The open complaints, the most urgent first: when a reply is due, what was said, and who works on it. */
import { useMemo } from 'preact/hooks'
import type { Complaint } from '../../../schema/complaints.ts'
import { addressOf } from '../address.ts'
import { Panel } from '../charts/Panel.tsx'
import { now } from '../clock.ts'
import type { CategoryNames } from '../complaints/categories.ts'
import { Due } from '../complaints/Due.tsx'
import { mostUrgentFirst, openFor, replyDue } from '../complaints/due.ts'
import { type Cases, howMany } from '../complaints/open-cases.ts'
import { voice } from '../language.ts'
import type { Voice } from '../words/voice.ts'
import { casesTitle } from './cases-title.ts'

type Props = { open: Cases; overdue: Cases; names: CategoryNames }

/** Rows here; the rest is in their own room. */
const MOST = 8

export function OpenCases({ open, overdue, names }: Props) {
  const speak = voice.value
  const { t } = speak
  const name = t('cases.name')
  const cases = useMemo(() => {
    // The list of open ones may end before the oldest late one.
    const all = new Map([...open.complaints, ...overdue.complaints].map((one) => [one.id, one]))
    return [...all.values()].sort(mostUrgentFirst)
  }, [open, overdue])
  const isPromised = cases.some(({ dueAt }) => dueAt !== null)
  const until = t(isPromised ? 'case.due' : 'case.open-for')
  const title = casesTitle({ open: howMany(open), overdue: howMany(overdue), isPromised }, speak)
  const sheet = useMemo(
    () => ({
      id: 'overview-cases',
      title: name,
      columns: [
        { label: until },
        { label: t('cases.case') },
        { label: t('complaints.category') },
        { label: t('cases.complaint') },
        { label: t('case.owner') },
      ],
      rows: () =>
        cases.map((one) => [
          { value: isPromised ? one.dueAt : one.openedAt, text: waitingOf(one, isPromised, speak) },
          one.reference,
          { value: one.category, text: names(one.category).text },
          one.text ?? '',
          one.ownerName ?? '',
        ]),
    }),
    [cases, names, isPromised, speak],
  )
  return (
    <Panel
      name={name}
      class="seven"
      title={title}
      line={t(isPromised ? 'cases.line' : 'cases.line.oldest', { n: howMany(open) })}
      sheet={sheet}
      foot={isPromised || cases.length === 0 ? '' : t('cases.no-promise')}
    >
      {cases.length > 0 && (
        <>
          <Table cases={cases.slice(0, MOST)} {...{ names, until, isPromised }} />
          <p class="rows-behind">
            <a href={addressOf('complaints')}>{t('cases.all', { n: howMany(open) })}</a>
          </p>
        </>
      )}
    </Panel>
  )
}

/** By when a reply is due; where none is, for how long it has been waited for. */
const waitingOf = (one: Complaint, isPromised: boolean, speak: Voice): string => {
  const due = replyDue(one, now(), speak)
  if (due) return due.text
  const time = openFor(one, now(), speak)
  return isPromised ? speak.t('due.open', { time }) : time
}

type TableProps = {
  cases: readonly Complaint[]
  names: CategoryNames
  /** What the first column is called. */
  until: string
  isPromised: boolean
}

function Table({ cases, names, until, isPromised }: TableProps) {
  const speak = voice.value
  const { t } = speak
  return (
    <table class="sheet open-cases">
      <thead>
        <tr>
          <th scope="col">{until}</th>
          <th scope="col">{t('cases.case')}</th>
          <th scope="col">{t('cases.complaint')}</th>
          <th scope="col" class="wide">
            {t('case.owner')}
          </th>
        </tr>
      </thead>
      <tbody>
        {cases.map((one) => {
          const category = names(one.category)
          return (
            <tr key={one.id}>
              <td>
                {replyDue(one, now(), speak) ? (
                  <Due complaint={one} />
                ) : (
                  <span class="case-age">{waitingOf(one, isPromised, speak)}</span>
                )}
              </td>
              <th scope="row">
                <a href={addressOf('complaints', { case: one.reference })}>{one.reference}</a>
              </th>
              <td>
                <span class="case-said" lang={one.locale ?? undefined}>
                  {one.text ?? t('cases.no-words')}
                </span>
                <small lang={category.lang}>{category.text}</small>
              </td>
              <td class="wide">{one.ownerName ?? t('case.no-owner')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
