/** One question as a card: what it asks in a line, and open, everything about it. */
import type { Question, SurveyDefinition } from '../../../schema/survey.ts'
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import { Icon, type IconName } from '../shell/Icon.tsx'
import { later } from '../shell/later.tsx'
import { adviceWords } from './advice-words.ts'
import { faultAt } from './faults.ts'
import { conditionWords } from './logic.ts'
import { kindOf } from './questions.ts'
import { scaleWords } from './scale-words.ts'
import type { Draft } from './use-draft.ts'

/** Everything about a question comes when the first one is opened. */
const QuestionForm = later(async () => (await import('./QuestionForm.tsx')).QuestionForm)

type Props = {
  question: Question
  index: number
  definition: SurveyDefinition
  labels: Labels
  draft: Draft
  editable: boolean
  /** A published key keeps its type and scale. */
  isPublished: boolean
  isOpen: boolean
  isDropTarget: boolean
  onOpen: () => void
  onChange: (next: Question, field?: string) => void
  onMove: (to: number) => void
  onCopy: () => void
  onRemove: () => void
  onDrag: (index: number | null) => void
  onDrop: () => void
}

export function QuestionCard(props: Props) {
  const { question, index, definition, labels, draft, editable, isOpen, isDropTarget } = props
  const speak = voice.value
  const { t } = speak
  const label = labels.question(question.key)
  const at = `/questions/${index}`
  const fault = faultAt(draft.faults, at, speak)
  const advice = (draft.judgement?.advice ?? []).filter(({ pointer }) =>
    pointer.startsWith(`${at}/`),
  )
  const name = (key: string) => labels.question(key).text
  return (
    <li
      class={`card ${isOpen ? 'open' : ''} ${isDropTarget ? 'target' : ''}`}
      onDragOver={(event) => {
        if (isDropTarget) event.preventDefault()
      }}
      onDrop={(event) => {
        event.preventDefault()
        props.onDrop()
      }}
    >
      <div class="card-head">
        {editable && (
          <span
            class="grip"
            draggable
            aria-hidden="true"
            onDragStart={(event) => {
              event.dataTransfer?.setData('text/plain', question.key)
              props.onDrag(index)
            }}
            onDragEnd={() => props.onDrag(null)}
          />
        )}
        <div class="card-title">
          <h3>
            <button type="button" aria-expanded={isOpen} onClick={props.onOpen}>
              <span class="card-number">{index + 1}</span>{' '}
              <span lang={label.lang}>{label.text}</span>
            </button>
          </h3>
          <p>{summaryOf(question, labels)}</p>
          {question.showIf && (
            <p>
              {t('logic.shown', {
                condition: conditionWords(question.showIf, definition, name, speak),
              })}
            </p>
          )}
        </div>
        {editable && (
          <div class="card-tools">
            <Tool
              icon="up"
              name={t('question.up', { question: label.text })}
              act={() => props.onMove(index - 1)}
              off={index === 0}
            />
            <Tool
              icon="down"
              name={t('question.down', { question: label.text })}
              act={() => props.onMove(index + 1)}
              off={index === definition.questions.length - 1}
            />
            <Tool
              icon="copy"
              name={t('question.copy', { question: label.text })}
              act={props.onCopy}
            />
            <Tool
              icon="bin"
              name={t('question.remove', { question: label.text })}
              act={props.onRemove}
            />
          </div>
        )}
      </div>
      {fault && !isOpen && <p class="fault">{fault}</p>}
      {advice.map((one) => (
        <p key={`${one.code} ${one.pointer}`} class="advice">
          {adviceWords(one, speak.language)}
        </p>
      ))}
      {isOpen && <QuestionForm {...props} at={at} />}
    </li>
  )
}

type ToolProps = { icon: IconName; name: string; act: () => void; off?: boolean }

function Tool({ icon, name, act, off = false }: ToolProps) {
  return (
    <button
      type="button"
      class="square"
      aria-disabled={off}
      title={name}
      onClick={() => !off && act()}
    >
      <Icon name={icon} />
      <span class="unseen">{name}</span>
    </button>
  )
}

/** The line under a question: what it is, on which scale, about what. */
function summaryOf(question: Question, labels: Labels): string {
  const { t, list } = voice.value
  const parts = [t(`kind.${kindOf(question)}`)]
  if ('scale' in question) parts.push(scaleWords(question.scale))
  if (question.type === 'gap') parts.push(t(`expectation.${question.expectationKind}`))
  if (question.type === 'slider')
    parts.push(t('scale.range', { low: String(question.min), high: String(question.max) }))
  if (question.type === 'choice') parts.push(t('options.n', { n: question.options.length }))
  if ('dimension' in question && question.dimension !== undefined)
    parts.push(labels.dimension(question.dimension).text)
  if (question.required) parts.push(t('question.required'))
  return list([parts.join(' · ')])
}
