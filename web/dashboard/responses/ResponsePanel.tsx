/** One response close up: every answer, where it came from, and the way to delete it. */
import type { ComponentChildren } from 'preact'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { look } from '../address.ts'
import type { Session, SurveyLine } from '../api.ts'
import { segmentLabel, valueLabel } from '../groups.ts'
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import { useLoaded } from '../load.ts'
import { mayEdit } from '../may.ts'
import { Confirm } from '../shell/Confirm.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { SidePanel } from '../shell/SidePanel.tsx'
import { CaseLink, CustomerLink } from './links.tsx'
import { MiniPair } from './MiniPair.tsx'
import { deleteResponse, responseById, type StoredResponse } from './requests.ts'
import { answerInWords, pairOf } from './verbatims.ts'

type Props = {
  id: string
  survey: SurveyLine
  session: Session
  definition: SurveyDefinition
  labels: Labels
  onDeleted: () => void
}

export function ResponsePanel({ id, survey, session, definition, labels, onDeleted }: Props) {
  const { t } = voice.value
  const loaded = useLoaded(`response ${survey.id} ${id}`, (stop) =>
    responseById(survey.id, id, stop),
  )
  return (
    <SidePanel
      title={t('responses.one')}
      lang={undefined}
      onClose={() => look({ response: null })}
      returnTo={`[data-response="${CSS.escape(id)}"]`}
    >
      <Settled loaded={loaded} waiting={<Waiting />}>
        {(response) => (
          <>
            <Facts response={response} survey={survey} />
            <Answers {...{ response, definition, labels }} />
            {mayEdit(session) && (
              <Confirm
                button={t('responses.delete')}
                text={t('responses.delete.sure')}
                yes={t('responses.delete.yes')}
                act={async () => {
                  await deleteResponse(survey.id, id)
                  onDeleted()
                }}
              />
            )}
          </>
        )}
      </Settled>
    </SidePanel>
  )
}

function Facts({ response, survey }: { response: StoredResponse; survey: SurveyLine }) {
  const speak = voice.value
  const { t, instant, count } = speak
  const { submittedAt, channel, locale, segments, customerId, customerVerified } = response
  const { version, secondsTaken, complete } = response
  const facts: [string, ComponentChildren][] = [
    [t('responses.at'), instant(new Date(submittedAt))],
    [t('segment.channel'), valueLabel('channel', channel, speak)],
    [t('segment.locale'), locale === null ? '' : valueLabel('locale', locale, speak)],
    ...Object.entries(segments).map(([name, value]): [string, string] => [
      segmentLabel(name, speak),
      valueLabel(name, value, speak),
    ]),
    [
      t('responses.customer'),
      customerId === null ? null : (
        <>
          <CustomerLink id={customerId} /> {customerVerified ? '' : t('responses.customer.claimed')}
        </>
      ),
    ],
    [
      t('responses.complaint'),
      response.case === null ? null : <CaseLink reference={response.case} />,
    ],
    [t('surveys.version'), count(version)],
    [
      t('responses.taken'),
      secondsTaken === null ? '' : t('responses.seconds', { n: Math.round(secondsTaken) }),
    ],
    [t('responses.state'), complete ? t('responses.complete') : t('responses.partial')],
  ]
  return (
    <dl class="response-about">
      {facts
        .filter(([, value]) => value !== '' && value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      <div class="unseen">
        <dt>{t('filter.survey')}</dt>
        <dd>{survey.slug}</dd>
      </div>
    </dl>
  )
}

type AnswersProps = { response: StoredResponse; definition: SurveyDefinition; labels: Labels }

/** In the order they were asked; answers to questions that later versions dropped come last. */
function Answers({ response, definition, labels }: AnswersProps) {
  const speak = voice.value
  const order = definition.questions.map(({ key }) => key)
  const keys = [
    ...order.filter((key) => key in response.answers),
    ...Object.keys(response.answers).filter((key) => !order.includes(key)),
  ]
  return (
    <dl class="answers">
      {keys.map((key) => {
        const question = definition.questions.find((one) => one.key === key)
        const answer = response.answers[key]
        const label = labels.question(key)
        const pair = question ? pairOf(question, answer) : null
        const isWords = question?.type === 'text' || question?.type === 'complaint'
        return (
          <div key={key}>
            <dt lang={label.lang}>{label.text}</dt>
            <dd lang={isWords ? (response.locale ?? undefined) : undefined}>
              {pair ? <MiniPair pair={pair} /> : answerInWords(question, answer, speak)}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
