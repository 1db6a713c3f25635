/** A few options in one joined row, exactly one of them chosen. */
import { useId } from 'preact/hooks'

type ChoiceProps<Value extends string> = {
  name: string
  value: Value
  options: readonly { value: Value; label: string; lang?: string }[]
  onChoose: (value: Value) => void
}

export function Choice<Value extends string>({
  name,
  value,
  options,
  onChoose,
}: ChoiceProps<Value>) {
  const id = useId()
  return (
    <fieldset class="choice">
      <legend>{name}</legend>
      {options.map((option) => (
        <label key={option.value} lang={option.lang}>
          <input
            type="radio"
            name={id}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
