/** How the complainant rated the handling, asked once the case is over; whoever works on cases may write it down. */
import { type Complaint, OPEN_STATES } from '../../../schema/complaints.ts'
import { api } from '../api.ts'
import { voice } from '../language.ts'
import { freshen } from '../load.ts'
import { read } from '../reply.ts'
import { SelectField } from '../shell/Fields.tsx'
import { Refusal } from '../shell/Refusal.tsx'
import { useSending } from '../shell/sending.ts'

type Answer = 'unknown' | 'yes' | 'no'
const ANSWERS: readonly Answer[] = ['unknown', 'yes', 'no']
const VALUES: Readonly<Record<Answer, boolean | null>> = { unknown: null, yes: true, no: false }

type Props = { complaint: Complaint; mayWork: boolean }

/** Draws nothing while somebody still has to do something. */
export function Handling({ complaint, mayWork }: Props) {
  const { t } = voice.value
  const { send, problem, busy } = useSending()
  const { reference, state, satisfied } = complaint
  if (OPEN_STATES.includes(state)) return null
  const now: Answer = satisfied === null ? 'unknown' : satisfied ? 'yes' : 'no'
  if (!mayWork)
    return (
      <p>
        {t('case.handling')}: <b>{t(`case.handling.${now}`)}</b>
      </p>
    )
  const choose = (answer: Answer) =>
    send(async () => {
      const param = { complaintId: reference }
      const json = { satisfied: VALUES[answer] }
      await read(api.complaints[':complaintId'].$patch({ param, json }))
      freshen(`case ${reference}`)
      freshen(`case log ${reference}`)
    })
  return (
    <>
      <SelectField
        label={t('case.handling')}
        value={now}
        disabled={busy}
        options={ANSWERS.map((value) => ({ value, label: t(`case.handling.${value}`) }))}
        onChoose={choose}
      />
      <Refusal problem={problem} />
    </>
  )
}
