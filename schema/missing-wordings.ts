/** Which wordings a survey still lacks, language by language: what "missing 3" counts, and where each stands. Pure. */
import type { SurveyDefinition } from './survey.ts'
import type { Localized } from './text.ts'

/**
 * @returns for each language of the survey the JSON pointers of texts that have a wording in another language but not
 *   in this one; a text left out altogether is the standard wording, which every language of ours has
 */
export function missingWordings(survey: SurveyDefinition): Record<string, string[]> {
  const texts = textsOf(survey)
  return Object.fromEntries(
    survey.locales.map((locale) => [
      locale,
      texts.flatMap(([pointer, text]) => (text[locale]?.trim() ? [] : [pointer])),
    ]),
  )
}

function textsOf(survey: SurveyDefinition): [pointer: string, text: Localized][] {
  const places: [string, Localized | undefined][] = [
    ['/title', survey.title],
    ...survey.dimensions.map(({ label }, i): [string, Localized | undefined] => [
      `/dimensions/${i}/label`,
      label,
    ]),
    ...survey.questions.flatMap((question, i): [string, Localized | undefined][] => {
      const at = `/questions/${i}`
      const [name, listed] =
        question.type === 'choice'
          ? ['options', question.options]
          : question.type === 'complaint'
            ? ['categories', question.categories]
            : ['', []]
      return [
        [`${at}/text`, question.text],
        ...listed.map(({ text }, j): [string, Localized | undefined] => [
          `${at}/${name}/${j}/text`,
          text,
        ]),
      ]
    }),
    ['/thanks/text', survey.thanks?.text],
  ]
  return places.flatMap(([pointer, text]) => (text ? [[pointer, text]] : []))
}
