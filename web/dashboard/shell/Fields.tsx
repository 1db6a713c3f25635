/** Fields of forms: a label, perhaps a hint, perhaps a fault, and the control. */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { useTypedNumber } from './typed-number.ts'

type About = {
  label: string
  hint?: string | undefined
  fault?: string | undefined
  /** The language of what is typed, where it is another than the page's. */
  lang?: string | undefined
}

type TextFieldProps = About & {
  value: string
  onInput: (value: string) => void
  type?: keyof typeof INPUTS
  maxLength?: number
  required?: boolean
  autocomplete?: string
  disabled?: boolean
  /** Told when the field is left or Enter is pressed. */
  onDone?: () => void
}

export function TextField(props: TextFieldProps) {
  const { label, hint, fault, lang, onInput, onDone, type = 'text', ...rest } = props
  const { id, described } = useAbout(hint, fault)
  return (
    <Around {...{ id, label, hint, fault }}>
      {INPUTS[type]({
        ...rest,
        id,
        lang,
        'aria-invalid': fault !== undefined,
        'aria-describedby': described,
        onInput: (event) => onInput(event.currentTarget.value),
        onBlur: onDone,
      })}
    </Around>
  )
}

type InputProps = Pick<
  TextFieldProps,
  'value' | 'maxLength' | 'required' | 'autocomplete' | 'disabled'
> & {
  id: string
  lang: string | undefined
  'aria-invalid': boolean
  'aria-describedby': string | undefined
  onInput: (event: { currentTarget: HTMLInputElement }) => void
  onBlur: (() => void) | undefined
}
/** One per type, because the types of JSX know what each may have. */
const INPUTS = {
  text: (props: InputProps) => <input type="text" {...props} />,
  email: (props: InputProps) => <input type="email" {...props} />,
  url: (props: InputProps) => <input type="url" {...props} />,
  time: (props: InputProps) => <input type="time" {...props} />,
  datetime: (props: InputProps) => <input type="datetime-local" {...props} />,
  password: (props: InputProps) => <input type="password" {...props} />,
  color: (props: InputProps) => <input type="color" {...props} />,
}

type AreaFieldProps = About & {
  value: string
  onInput: (value: string) => void
  rows?: number
  maxLength?: number
}

export function AreaField({
  label,
  hint,
  fault,
  lang,
  onInput,
  rows = 2,
  ...rest
}: AreaFieldProps) {
  const { id, described } = useAbout(hint, fault)
  return (
    <Around {...{ id, label, hint, fault }}>
      <textarea
        {...rest}
        id={id}
        rows={rows}
        lang={lang}
        aria-invalid={fault !== undefined}
        aria-describedby={described}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </Around>
  )
}

type NumberFieldProps = About & {
  value: number | null
  /** Null for an empty field. */
  onInput: (value: number | null) => void
  min?: number
  max?: number
  step?: number
  disabled?: boolean
}

export function NumberField({ label, hint, fault, value, onInput, ...rest }: NumberFieldProps) {
  const { id, described } = useAbout(hint, fault)
  const typed = useTypedNumber(value, onInput)
  return (
    <Around {...{ id, label, hint, fault }}>
      <input
        {...rest}
        {...typed}
        id={id}
        aria-invalid={fault !== undefined}
        aria-describedby={described}
      />
    </Around>
  )
}

type SelectFieldProps<Value extends string> = About & {
  value: Value
  options: readonly { value: Value; label: string }[]
  onChoose: (value: Value) => void
  disabled?: boolean
}

export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, hint, fault, value, options, onChoose, disabled } = props
  const { id, described } = useAbout(hint, fault)
  return (
    <Around {...{ id, label, hint, fault }}>
      <select
        id={id}
        value={value}
        disabled={disabled}
        aria-invalid={fault !== undefined}
        aria-describedby={described}
        onChange={({ currentTarget }) => {
          const chosen = options.find((option) => option.value === currentTarget.value)
          if (chosen) onChoose(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Around>
  )
}

type ToggleProps = {
  label: string
  hint?: string | undefined
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
}

export function Toggle({ label, hint, checked, onChange, disabled }: ToggleProps) {
  const { id, described } = useAbout(hint, undefined)
  return (
    <div class="toggle">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={described}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  )
}

function useAbout(hint: string | undefined, fault: string | undefined) {
  const id = useId()
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return { id, described: described || undefined }
}

type AroundProps = About & { id: string; children: ComponentChildren }

function Around({ id, label, hint, fault, children }: AroundProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      {fault && (
        <span class="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </div>
  )
}
