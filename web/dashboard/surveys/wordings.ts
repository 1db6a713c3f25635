/** Every wording of a survey that owners write, and which languages lack it. Pure. */
import type { SurveyDefinition } from '../../../schema/survey.ts'
import type { Localized } from '../../../schema/text.ts'

type Text = Localized | undefined
export type Wording = {
  /** JSON pointer into the definition. */
  pointer: string
  text: Text
  kind: 'title' | 'question' | 'option' | 'dimension' | 'thanks'
  /** The key of the question, option or dimension; '' for title and thanks. */
  key: string
  most: number
}

/** All of them, in the order people meet them; those left to the standard wording have no text. */
export function wordingsOf(definition: SurveyDefinition): Wording[] {
  const { title, questions, dimensions, thanks } = definition
  return [
    { pointer: '/title', text: title, kind: 'title', key: '', most: 200 },
    ...questions.flatMap((question, i): Wording[] => {
      const at = `/questions/${i}`
      const [list, options] =
        question.type === 'choice'
          ? ['options', question.options]
          : question.type === 'complaint'
            ? ['categories', question.categories]
            : ['', []]
      const own: Wording[] =
        question.type === 'nps'
          ? []
          : [
              {
                pointer: `${at}/text`,
                text: question.text,
                kind: 'question',
                key: question.key,
                most: 500,
              },
            ]
      return [
        ...own,
        ...options.map((option, j): Wording => {
          const pointer = `${at}/${list}/${j}/text`
          return { pointer, text: option.text, kind: 'option', key: option.key, most: 200 }
        }),
      ]
    }),
    ...dimensions.map(({ key, label }, i): Wording => {
      return { pointer: `/dimensions/${i}/label`, text: label, kind: 'dimension', key, most: 100 }
    }),
    { pointer: '/thanks/text', text: thanks?.text, kind: 'thanks', key: '', most: 1000 },
  ]
}

/** Wordings that stand in some language, but not in this one: they are read in another language there. */
export const missingIn = (definition: SurveyDefinition, locale: string): Wording[] =>
  wordingsOf(definition).filter(
    ({ text }) => Object.keys(text ?? {}).length > 0 && text?.[locale] === undefined,
  )

/** A wording with one language set; '' takes it away, and without any language it is undefined. */
export function worded(text: Text, locale: string, said: string): Localized | undefined {
  const { [locale]: _, ...rest } = text ?? {}
  const next = said === '' ? rest : { ...rest, [locale]: said }
  return Object.keys(next).length === 0 ? undefined : next
}

/** The definition with one wording set in one language. */
export function withWording(
  definition: SurveyDefinition,
  pointer: string,
  locale: string,
  said: string,
): SurveyDefinition {
  const [, part = '', place = '', list, inner] = pointer.split('/')
  const i = Number(place)
  if (part === 'title')
    return { ...definition, title: worded(definition.title, locale, said) ?? {} }
  if (part === 'thanks') {
    const text = worded(definition.thanks?.text, locale, said)
    const thanks = {
      redirectUrl: definition.thanks?.redirectUrl ?? null,
      ...(text ? { text } : {}),
    }
    return { ...definition, thanks }
  }
  if (part === 'dimensions')
    return {
      ...definition,
      dimensions: definition.dimensions.map((one, n) =>
        n === i ? withText(one, 'label', worded(one.label, locale, said)) : one,
      ),
    }
  const questions = definition.questions.map((question, n) => {
    if (n !== i) return question
    if (list === 'text') return withText(question, 'text', worded(question.text, locale, said))
    const change = (option: { key: string; text?: Text }, m: number) =>
      m === Number(inner) ? withText(option, 'text', worded(option.text, locale, said)) : option
    if (question.type === 'choice') return { ...question, options: question.options.map(change) }
    if (question.type === 'complaint')
      return { ...question, categories: question.categories.map(change) }
    return question
  })
  return { ...definition, questions }
}

/** A survey without a language: its wordings go with it. The last language stays. */
export function withoutLocale(definition: SurveyDefinition, locale: string): SurveyDefinition {
  const locales = definition.locales.filter((one) => one !== locale)
  if (locales.length === 0) return definition
  return wordingsOf(definition)
    .filter(({ text }) => text?.[locale] !== undefined)
    .reduce((next, { pointer }) => withWording(next, pointer, locale, ''), {
      ...definition,
      locales,
    })
}

/** An object with a member set, or without it: a member is never there and undefined. */
export function withText<Whole extends object, Name extends string>(
  whole: Whole,
  name: Name,
  text: Localized | undefined,
): Whole {
  const { [name]: _, ...rest } = whole as Whole & Record<Name, unknown>
  return (text === undefined ? rest : { ...rest, [name]: text }) as Whole
}
