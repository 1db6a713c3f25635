/** Everything about one question: its wording in every language, its control, when it is asked. */
import type { Question, SurveyDefinition } from '../../../schema/survey.ts'
import { SERVQUAL_DIMENSIONS } from '../../../schema/survey.ts'
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import { NumberField, SelectField, Toggle } from '../shell/Fields.tsx'
import { ConditionForm } from './ConditionForm.tsx'
import { faultAt } from './faults.ts'
import { KeyField } from './KeyField.tsx'
import { OptionsForm } from './OptionsForm.tsx'
import { scaleWords } from './scale-words.ts'
import type { Draft } from './use-draft.ts'
import { WordingFields } from './WordingFields.tsx'
import { withText } from './wordings.ts'
import './question-form.css'

export type QuestionFormProps = {
  question: Question
  index: number
  definition: SurveyDefinition
  labels: Labels
  draft: Draft
  editable: boolean
  isPublished: boolean
  at: string
  onChange: (next: Question, field?: string) => void
}

export function QuestionForm(props: QuestionFormProps) {
  const { question, index, definition, isPublished, at, onChange, draft, editable } = props
  const { t } = voice.value
  const fault = (member: string) => faultAt(draft.faults, `${at}/${member}`, voice.value)
  return (
    <fieldset class="question-form" disabled={!editable}>
      <legend class="unseen">{t('question.settings')}</legend>
      {question.type === 'nps' ? (
        <p class="locked">{t('nps.locked')}</p>
      ) : (
        <WordingFields
          label={t(question.type === 'gap' ? 'question.item' : 'question.words')}
          hint={t(question.type === 'gap' ? 'question.item.hint' : 'question.words.hint')}
          text={question.text}
          locales={definition.locales}
          most={500}
          fault={fault('text')}
          onChange={(text, locale) => onChange(withText(question, 'text', text), `text ${locale}`)}
        />
      )}
      <Control {...props} />
      {question.type === 'choice' && (
        <OptionsForm
          {...{ definition, draft }}
          at={`${at}/options`}
          options={question.options}
          onChange={(options, field) => onChange({ ...question, options }, field)}
        />
      )}
      {question.type === 'complaint' && (
        <OptionsForm
          {...{ definition, draft }}
          at={`${at}/categories`}
          hasStandard
          options={question.categories}
          onChange={(categories, field) => onChange({ ...question, categories }, field)}
        />
      )}
      <ConditionForm {...props} />
      <div class="fields">
        <KeyField
          value={question.key}
          taken={takenBut(definition, index)}
          isPublished={isPublished}
          onChange={(key) => onChange({ ...question, key })}
        />
        <NumberField
          label={t('question.page')}
          value={question.page ?? null}
          min={1}
          max={100}
          hint={t('question.page.hint')}
          fault={fault('page')}
          onInput={(page) => onChange(withPage(question, page), 'page')}
        />
      </div>
      <Toggle
        label={t('question.is-required')}
        checked={question.required}
        onChange={(required) => onChange({ ...question, required })}
      />
    </fieldset>
  )
}

/** The names that other questions and segments have. */
const takenBut = ({ questions, segments }: SurveyDefinition, index: number) =>
  new Set([...questions.toSpliced(index, 1).map(({ key }) => key), ...segments])

function withPage(question: Question, page: number | null): Question {
  const { page: _, ...rest } = question
  return page === null ? rest : { ...rest, page }
}

/** What the control of each type can be set to; what a published key keeps for ever is locked, and says so. */
function Control({
  question,
  definition,
  isPublished,
  at,
  onChange,
  draft,
  labels,
}: QuestionFormProps) {
  const { t } = voice.value
  const fault = (member: string) => faultAt(draft.faults, `${at}/${member}`, voice.value)
  const locked = isPublished ? t('question.locked') : undefined
  const dimensions = [
    { value: '', label: t('dimension.none') },
    ...[...new Set([...definition.dimensions.map(({ key }) => key), ...SERVQUAL_DIMENSIONS])].map(
      (value) => ({ value, label: labels.dimension(value).text }),
    ),
  ]
  switch (question.type) {
    case 'nps':
    case 'complaint':
      return question.type === 'complaint' ? (
        <Toggle
          label={t('complaint.contact')}
          checked={question.contact}
          onChange={(contact) => onChange({ ...question, contact })}
        />
      ) : null
    case 'gap':
      return (
        <>
          <div class="fields">
            <SelectField
              label={t('question.scale')}
              value={String(question.scale)}
              options={([5, 7, 10, 100] as const).map(scaleOption)}
              disabled={isPublished}
              hint={locked}
              onChoose={(scale) => onChange({ ...question, scale: gapScale(scale) })}
            />
            <SelectField
              label={t('question.expectation')}
              value={question.expectationKind}
              options={(['should', 'will', 'minimum-and-desired'] as const).map((value) => ({
                value,
                label: t(`expectation.${value}`),
              }))}
              disabled={isPublished}
              onChoose={(expectationKind) => onChange({ ...question, expectationKind })}
            />
            <SelectField
              label={t('question.dimension')}
              value={question.dimension ?? ''}
              options={dimensions}
              fault={fault('dimension')}
              onChoose={(key) => onChange(withDimension(question, key))}
            />
          </div>
          <Toggle
            label={t('gap.importance')}
            hint={t('gap.importance.hint')}
            checked={question.importance}
            onChange={(importance) => onChange({ ...question, importance })}
          />
          <Toggle
            label={t('gap.two-sided')}
            hint={t('gap.two-sided.hint')}
            checked={question.twoSided ?? false}
            onChange={(twoSided) => onChange({ ...question, twoSided })}
          />
        </>
      )
    case 'rating':
      return (
        <div class="fields">
          <SelectField
            label={t('question.measure')}
            value={question.measure}
            options={(['csat', 'ces', 'repurchase', 'plain'] as const).map((value) => ({
              value,
              label: t(`kind.${value}`),
            }))}
            disabled={isPublished}
            hint={locked}
            onChoose={(measure) => onChange({ ...question, measure })}
          />
          <SelectField
            label={t('question.scale')}
            value={String(question.scale)}
            options={([5, 7, 10] as const).map(scaleOption)}
            disabled={isPublished}
            onChoose={(scale) => onChange({ ...question, scale: ratingScale(scale) })}
          />
          <SelectField
            label={t('question.style')}
            value={question.style}
            options={(['numbers', 'stars', 'smileys'] as const).map((value) => ({
              value,
              label: t(`style.${value}`),
            }))}
            onChoose={(style) => onChange({ ...question, style })}
          />
          <SelectField
            label={t('question.dimension')}
            value={question.dimension ?? ''}
            options={dimensions}
            fault={fault('dimension')}
            onChoose={(key) => onChange(withDimension(question, key))}
          />
        </div>
      )
    case 'slider':
      return (
        <div class="fields">
          {(['min', 'max', 'step'] as const).map((member) => (
            <NumberField
              key={member}
              label={t(`slider.${member}`)}
              value={question[member]}
              disabled={isPublished && member !== 'step'}
              hint={member === 'min' ? locked : undefined}
              fault={fault(member)}
              onInput={(value) => onChange({ ...question, [member]: value ?? 0 }, member)}
            />
          ))}
        </div>
      )
    case 'allocation':
      return (
        <NumberField
          label={t('allocation.total')}
          value={question.total}
          min={1}
          max={1000}
          disabled={isPublished}
          hint={locked ?? t('allocation.hint')}
          fault={fault('total') ?? fault('type')}
          onInput={(total) => onChange({ ...question, total: total ?? 0 }, 'total')}
        />
      )
    case 'choice':
      return (
        <>
          <Toggle
            label={t('choice.multiple')}
            checked={question.multiple}
            onChange={(multiple) => onChange({ ...question, multiple })}
          />
          <Toggle
            label={t('choice.other')}
            checked={question.other}
            onChange={(other) => onChange({ ...question, other })}
          />
        </>
      )
    case 'text':
      return (
        <NumberField
          label={t('text.most')}
          value={question.maxLength}
          min={1}
          max={5000}
          fault={fault('maxLength')}
          onInput={(maxLength) => onChange({ ...question, maxLength: maxLength ?? 0 }, 'most')}
        />
      )
    default:
      return question satisfies never
  }
}

const scaleOption = (scale: number) => ({ value: String(scale), label: scaleWords(scale) })
const gapScale = (text: string) => ([5, 7, 10, 100] as const).find((n) => String(n) === text) ?? 7
const ratingScale = (text: string) => ([5, 7, 10] as const).find((n) => String(n) === text) ?? 5

function withDimension<Dimensioned extends Extract<Question, { type: 'gap' | 'rating' }>>(
  question: Dimensioned,
  key: string,
): Dimensioned {
  const { dimension: _, ...rest } = question
  // Without the member it is the same type: a dimension may always be left out.
  return (key === '' ? rest : { ...rest, dimension: key }) as Dimensioned
}
