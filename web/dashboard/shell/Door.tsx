/** The form of one who is not in yet: what went wrong comes first and gets the focus. */
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks'
import { chooseLanguage, voice } from '../language.ts'
import { problemWords } from '../problems.ts'
import { Logo } from './Icon.tsx'
import type { Action } from './sending.ts'
import '../styles/doors.css'

type DoorProps = Omit<Action, 'send'> & {
  title: string
  text?: string
  button: string
  children: ComponentChildren
}

export function Door({ title, text, button, problem, busy, submit, children }: DoorProps) {
  const { t, language } = voice.value
  const summary = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (problem) summary.current?.focus()
  }, [problem])
  useEffect(() => {
    document.title = `${problem ? `${t('error')} ` : ''}${title} · ${t('product')}`
  }, [title, problem, language])
  const other = language === 'en' ? 'zh-CN' : 'en'
  return (
    <div class="door">
      <header>
        <span class="name">
          <Logo />
          {t('product')}
        </span>
        <button type="button" class="link" lang={other} onClick={() => void chooseLanguage(other)}>
          {t('language.other')}
        </button>
      </header>
      <main>
        <h1>{title}</h1>
        {text && <p>{text}</p>}
        {problem && (
          <div ref={summary} class="summary" role="alert" tabIndex={-1}>
            {problemWords(problem, voice.value)}
          </div>
        )}
        <form onSubmit={submit}>
          {children}
          <button type="submit" class="button main" aria-disabled={busy}>
            {busy ? t('sending') : button}
          </button>
        </form>
      </main>
    </div>
  )
}

type DoorFieldProps = {
  label: string
  type?: 'text' | 'email' | 'password'
  autocomplete: string
  minlength?: number
  value: string
  onInput: (value: string) => void
  hint?: string
  fault?: string | undefined
}

export function DoorField({
  label,
  hint,
  fault,
  onInput,
  type = 'text',
  ...field
}: DoorFieldProps) {
  const id = useId()
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      {fault && (
        <span class="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
      {INPUTS[type]({
        ...field,
        id,
        required: true,
        'aria-invalid': fault !== undefined,
        'aria-describedby': described || undefined,
        onInput: (event) => onInput(event.currentTarget.value),
      })}
    </div>
  )
}

type InputProps = {
  id: string
  required: boolean
  autocomplete: string
  minlength?: number
  value: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
  onInput: (event: { currentTarget: HTMLInputElement }) => void
}
const INPUTS = {
  text: (props: InputProps) => <input type="text" {...props} />,
  email: (props: InputProps) => <input type="email" {...props} />,
  password: (props: InputProps) => <input type="password" {...props} />,
}
