/** From an answer to the person who gave it, and to the case it opened. */
import { addressOf } from '../address.ts'
import { voice } from '../language.ts'

const AWAY = {
  response: null,
  theme: null,
  text: null,
  question: null,
  part: null,
  option: null,
  min: null,
  max: null,
}

export function CustomerLink({ id }: { id: string }) {
  return <a href={addressOf('customers', { ...AWAY, only: null, customer: id })}>{id}</a>
}

export function CaseLink({ reference }: { reference: string }) {
  return (
    <a href={addressOf('complaints', { ...AWAY, only: null, case: reference })}>
      {voice.value.t('responses.case', { reference })}
    </a>
  )
}
