/** When a question is asked: always, or only after certain answers. */
import { useId } from 'preact/hooks'
import type { Question } from '../../../schema/survey.ts'
import { voice } from '../language.ts'
import { saidTo } from '../localized.ts'
import { useFocusAfter } from '../shell/focus-after.ts'
import { Icon } from '../shell/Icon.tsx'
import { useTypedNumber } from '../shell/typed-number.ts'
import { faultAt } from './faults.ts'
import {
  type Comparison,
  comparisonWith,
  conditionOf,
  conditionWords,
  OTHER,
  operatorsFor,
  rangeOf,
  type Simple,
  simpleOf,
} from './logic.ts'
import type { QuestionFormProps } from './QuestionForm.tsx'

export function ConditionForm(props: QuestionFormProps) {
  const { question, index, definition, labels, draft, at, onChange } = props
  const speak = voice.value
  const { t } = speak
  const earlier = definition.questions.slice(0, index)
  const simple: Simple | null = question.showIf
    ? simpleOf(question.showIf)
    : { join: 'all', parts: [] }
  const fault = faultAt(draft.faults, `${at}/showIf`, speak)
  const name = (key: string) => labels.question(key).text
  const set = (next: Simple) => onChange(withCondition(question, next))
  const [first] = earlier
  const { within, focusAfter } = useFocusAfter<HTMLFieldSetElement>()
  return (
    <fieldset ref={within} class="condition">
      <legend>{t('logic.title')}</legend>
      {fault && <p class="fault">{fault}</p>}
      {simple === null && question.showIf ? (
        <>
          <p>{conditionWords(question.showIf, definition, name, speak)}</p>
          <p class="hint">{t('logic.nested')}</p>
          <button
            type="button"
            class="button"
            onClick={() => {
              set({ join: 'all', parts: [] })
              focusAfter('.add-condition')
            }}
          >
            {t('logic.always')}
          </button>
        </>
      ) : (
        <>
          {simple?.parts.length === 0 && <p class="hint">{t('logic.everyone')}</p>}
          {simple && simple.parts.length > 1 && (
            <select
              aria-label={t('logic.join')}
              value={simple.join}
              onChange={({ currentTarget: { value } }) =>
                set({ ...simple, join: value === 'any' ? 'any' : 'all' })
              }
            >
              <option value="all">{t('logic.join.all')}</option>
              <option value="any">{t('logic.join.any')}</option>
            </select>
          )}
          {simple?.parts.map((part, i) => (
            <Part
              key={i}
              {...{ part, earlier, name, n: i + 1 }}
              onChange={(next) => set({ ...simple, parts: simple.parts.with(i, next) })}
              onRemove={() => {
                set({ ...simple, parts: simple.parts.toSpliced(i, 1) })
                focusAfter('.condition-part:nth-of-type(1) select', '.add-condition')
              }}
            />
          ))}
          {first ? (
            <button
              type="button"
              class="button add-condition"
              onClick={() => {
                if (!simple) return
                const part = comparisonWith(earlier.at(-1) ?? first)
                set({ ...simple, parts: [...simple.parts, part] })
                focusAfter('.condition-part:last-of-type select')
              }}
            >
              <Icon name="plus" />
              {t('logic.add')}
            </button>
          ) : (
            <p class="hint">{t('logic.first')}</p>
          )}
        </>
      )}
    </fieldset>
  )
}

function withCondition(question: Question, simple: Simple): Question {
  const { showIf: _, ...rest } = question
  const condition = conditionOf(simple)
  return condition === undefined ? rest : { ...rest, showIf: condition }
}

type PartProps = {
  part: Comparison
  earlier: readonly Question[]
  name: (key: string) => string
  n: number
  onChange: (next: Comparison) => void
  onRemove: () => void
}

function Part({ part, earlier, name, n, onChange, onRemove }: PartProps) {
  const { t, language } = voice.value
  const question = earlier.find(({ key }) => key === part.question)
  const operators = operatorsFor(question)
  const { value } = part
  const without = ({ value: _, ...rest }: Comparison) => rest
  return (
    <div class="condition-part">
      <select
        aria-label={t('logic.question', { n })}
        value={part.question}
        onChange={({ currentTarget }) => {
          const chosen = earlier.find(({ key }) => key === currentTarget.value)
          if (chosen) onChange(comparisonWith(chosen))
        }}
      >
        {earlier.map(({ key }) => (
          <option key={key} value={key}>
            {name(key)}
          </option>
        ))}
        {!question && <option value={part.question}>{part.question}</option>}
      </select>
      <select
        aria-label={t('logic.operator', { n })}
        value={part.op}
        onChange={({ currentTarget }) => {
          const op = operators.find((one) => one === currentTarget.value)
          if (op === 'answered') onChange({ ...without(part), op })
          else if (op && question) onChange({ ...comparisonWith(question), ...without(part), op })
        }}
      >
        {operators.map((op) => (
          <option key={op} value={op}>
            {t(`operator.${op}`)}
          </option>
        ))}
      </select>
      {part.op !== 'answered' && question?.type === 'choice' && (
        <select
          aria-label={t('logic.value', { n })}
          value={String(value ?? '')}
          onChange={({ currentTarget }) => onChange({ ...part, value: currentTarget.value })}
        >
          {question.options.map(({ key, text }) => (
            <option key={key} value={key}>
              {saidTo(language, text, key).text}
            </option>
          ))}
          {question.other && <option value={OTHER}>{t('logic.other')}</option>}
        </select>
      )}
      {part.op !== 'answered' && question?.type !== 'choice' && (
        <ValueField
          name={t('logic.value', { n })}
          value={typeof value === 'number' ? value : null}
          range={rangeOf(question)}
          onInput={(number) => onChange({ ...part, value: number })}
        />
      )}
      <button type="button" class="square" onClick={onRemove}>
        <Icon name="bin" />
        <span class="unseen">{t('logic.remove', { n })}</span>
      </button>
    </div>
  )
}

type ValueProps = {
  name: string
  value: number | null
  /** What the answer can be; null when that is not known. */
  range: { low: number; high: number } | null
  onInput: (value: number) => void
}

function ValueField({ name, value, range, onInput }: ValueProps) {
  const { t } = voice.value
  const id = useId()
  const typed = useTypedNumber(value, (number) => number !== null && onInput(number))
  const isOutside = range !== null && value !== null && (value < range.low || value > range.high)
  return (
    <>
      <input
        {...typed}
        aria-label={name}
        min={range?.low}
        max={range?.high}
        step="any"
        aria-invalid={isOutside}
        aria-describedby={isOutside ? id : undefined}
      />
      {isOutside && (
        <span class="fault" id={id}>
          {t('logic.outside', { low: String(range.low), high: String(range.high) })}
        </span>
      )}
    </>
  )
}
