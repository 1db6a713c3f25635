/** The name of a question in files. It is what a question is known by, so it changes once it is whole and free, not letter by letter. */
import { useState } from 'preact/hooks'
import { KEY, RESERVED_NAMES } from '../../../schema/survey.ts'
import { voice } from '../language.ts'
import { TextField } from '../shell/Fields.tsx'

type Props = {
  value: string
  /** Names other questions and segments have. */
  taken: ReadonlySet<string>
  isPublished: boolean
  onChange: (key: string) => void
}

export function KeyField({ value, taken, isPublished, onChange }: Props) {
  const { t } = voice.value
  const [typed, setTyped] = useState(value)
  const fault = taken.has(typed)
    ? t('fault.twice')
    : RESERVED_NAMES.has(typed)
      ? t('fault.ours')
      : KEY.test(typed)
        ? undefined
        : t('fault.key')
  return (
    <TextField
      label={t('question.key')}
      value={typed}
      maxLength={40}
      disabled={isPublished}
      hint={t(isPublished ? 'question.key.published' : 'question.key.hint')}
      fault={fault}
      onInput={setTyped}
      onDone={() => {
        if (fault === undefined && typed !== value) onChange(typed)
      }}
    />
  )
}
