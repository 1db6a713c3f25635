/** Invites one customer to a live survey by mail. */
import { useState } from 'preact/hooks'
import type { SurveyLine } from '../api.ts'
import { voice } from '../language.ts'
import { freshen } from '../load.ts'
import { saidTo } from '../localized.ts'
import { SelectField } from '../shell/Fields.tsx'
import { Refusal } from '../shell/Refusal.tsx'
import { useAction } from '../shell/sending.ts'
import { Asked } from '../surveys/MailOutcome.tsx'
import { inviteByMail, type Mailed } from '../surveys/mailing.ts'

/** @param surveys the live ones, at least one */
export function InviteOne({ id, surveys }: { id: string; surveys: readonly SurveyLine[] }) {
  const { t, language } = voice.value
  const [chosen, setChosen] = useState(surveys[0]?.id ?? '')
  const [mailed, setMailed] = useState<{ to: string; done: Mailed } | null>(null)
  const { problem, busy, send } = useAction(async () => {
    setMailed({ to: chosen, done: await inviteByMail(chosen, [id]) })
    freshen(`timeline ${id}`)
  })
  return (
    <div class="customer-invite">
      <SelectField
        label={t('mail.invite')}
        value={chosen}
        options={surveys.map((survey) => ({
          value: survey.id,
          label: saidTo(language, survey.title, survey.slug).text,
        }))}
        onChoose={setChosen}
      />
      <button type="button" class="button" aria-disabled={busy} onClick={send}>
        {busy ? t('sending') : t('mail.invite.send')}
      </button>
      <Refusal problem={problem} />
      {mailed?.to === chosen && <Asked done={mailed.done} words="mail.done" />}
    </div>
  )
}
