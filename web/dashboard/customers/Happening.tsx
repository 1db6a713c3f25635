/** One entry of a timeline: an answer, a complaint or an invitation. */
import type { ResponseGlance, TimelineEntry } from '../../../schema/timeline.ts'
import { addressOf } from '../address.ts'
import type { SurveyLine } from '../api.ts'
import type { CategoryNames } from '../complaints/categories.ts'
import { valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { type Said, saidTo } from '../localized.ts'
import { ScoreChip } from '../responses/ScoreChip.tsx'
import { MailOutcome } from '../surveys/MailOutcome.tsx'

type Props = {
  entry: TimelineEntry
  surveys: readonly SurveyLine[]
  categories: CategoryNames
}

export function Happening({ entry, surveys, categories }: Props) {
  const { t, instant } = voice.value
  return (
    <li class={`happening ${entry.kind}`}>
      <p class="happening-when">
        <b>{t(`customers.kind.${entry.kind}`)}</b>
        <time dateTime={entry.at}>{instant(new Date(entry.at))}</time>
      </p>
      {entry.kind === 'response' ? (
        <Answer response={entry.response} surveys={surveys} />
      ) : entry.kind === 'complaint' ? (
        <Case complaint={entry.complaint} categories={categories} />
      ) : (
        <Invited invitation={entry.invitation} surveys={surveys} />
      )}
    </li>
  )
}

function Answer({
  response,
  surveys,
}: {
  response: ResponseGlance
  surveys: readonly SurveyLine[]
}) {
  const speak = voice.value
  const { t, signed } = speak
  const { score, gap, words, locale, complete, channel } = response
  const survey = surveys.find(({ id }) => id === response.surveyId)
  const address = addressOf('responses', {
    customer: null,
    survey: survey?.slug ?? null,
    response: response.responseId,
    only: 'all',
  })
  return (
    <div class="happening-body with-score">
      <ScoreChip score={score?.value ?? null} isNps={score?.isNps ?? false} of={score?.of} />
      <div>
        <p>
          <a href={address}>
            <Title said={titleOf(survey)} />
          </a>{' '}
          <span class="quiet">
            {[
              valueLabel('channel', channel, speak),
              gap === null ? '' : t('customers.gap.of', { gap: signed(gap, 1) }),
              complete ? '' : t('customers.partial'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </p>
        {words.map((said) => (
          <p key={said} class="happening-words" lang={locale ?? undefined}>
            {said}
          </p>
        ))}
      </div>
    </div>
  )
}

type CaseProps = {
  complaint: Extract<TimelineEntry, { kind: 'complaint' }>['complaint']
  categories: CategoryNames
}

function Case({ complaint, categories }: CaseProps) {
  const { t } = voice.value
  const { reference, category, state, text, locale, ownerName } = complaint
  const said = categories(category)
  return (
    <div class="happening-body">
      <p>
        <a href={addressOf('complaints', { customer: null, case: reference })}>{reference}</a>{' '}
        <span lang={said.lang}>{said.text}</span>{' '}
        <span class={`state ${state === 'closed' || state === 'resolved' ? '' : 'live'}`}>
          {t(`case.state.${state}`)}
        </span>
        {ownerName !== null && <span class="quiet"> {ownerName}</span>}
      </p>
      {text !== null && (
        <p class="happening-words" lang={locale ?? undefined}>
          {text}
        </p>
      )}
    </div>
  )
}

type InvitedProps = {
  invitation: Extract<TimelineEntry, { kind: 'invitation' }>['invitation']
  surveys: readonly SurveyLine[]
}

function Invited({ invitation, surveys }: InvitedProps) {
  const { t } = voice.value
  return (
    <div class="happening-body">
      <p>
        <Title said={titleOf(surveys.find(({ id }) => id === invitation.surveyId))} />{' '}
        <span class="state">{t(`customers.invitation.${invitation.state}`)}</span>
      </p>
      {invitation.mail && (
        <p>
          <span class="quiet">{t('mail.mail')}</span> <MailOutcome mail={invitation.mail} />
        </p>
      )}
      {invitation.reminder && (
        <p>
          <span class="quiet">{t('mail.reminder')}</span> <MailOutcome mail={invitation.reminder} />
        </p>
      )}
    </div>
  )
}

const Title = ({ said }: { said: Said }) => <span lang={said.lang}>{said.text}</span>

const titleOf = (survey: SurveyLine | undefined): Said =>
  survey
    ? saidTo(voice.value.language, survey.title, survey.slug)
    : { text: voice.value.t('filter.survey'), lang: undefined }
