/** Which style sheets and scripts a page needs: the common ones, and those of the questions its survey has. */
import type { SurveyDefinition } from '../../schema/survey.ts'

/** The sheets of web/survey by file name, built; in the order they are written. */
export const SHEETS = [
  'survey',
  'languages',
  'row',
  'pair',
  'face',
  'na',
  'choice',
  'number',
  'case',
  'receipt',
] as const
export type Sheet = (typeof SHEETS)[number]

/** Its scripts: the form itself, what scales gain, the height told to a page around, the form at a counter, a draft's pages turned. */
export const SCRIPTS = ['survey', 'scales', 'height', 'kiosk', 'preview'] as const
export type Script = (typeof SCRIPTS)[number]

/** What web/survey was built to, as text. */
export type Assets = {
  styles: Readonly<Record<Sheet, string>>
  scripts: Readonly<Record<Script, string>>
}

/** The sheets of a whole survey, so that its later steps can take the place of the first. */
export function sheetsFor(definition: SurveyDefinition): Sheet[] {
  const needed = new Set<Sheet>(['survey'])
  const need = (...sheets: Sheet[]) => sheets.forEach((sheet) => needed.add(sheet))
  for (const question of definition.questions) {
    const { type } = question
    if (type === 'nps' || type === 'rating' || type === 'gap') need('row')
    if (type === 'gap') need('pair')
    if (type === 'rating' && question.style !== 'numbers') need('face')
    if (type === 'choice' || type === 'complaint') need('choice')
    if (type === 'complaint') need('case')
    if (type === 'slider' || type === 'allocation') need('number')
    if (type === 'gap' && question.scale === 100) need('number')
    if (definition.noOpinion && (type === 'rating' || type === 'gap' || type === 'slider'))
      need('na')
  }
  return [...needed]
}

/** The scripts of a whole survey. */
export function scriptsFor(definition: SurveyDefinition, channel: string): Script[] {
  const form = channel === 'kiosk' ? 'kiosk' : 'survey'
  const slides = sheetsFor(definition).some((sheet) => sheet === 'na' || sheet === 'number')
  return slides ? [form, 'scales'] : [form]
}

/** Sheets as one text, in their order. */
export const styleOf = ({ styles }: Assets, needed: readonly Sheet[]): string =>
  SHEETS.filter((sheet) => needed.includes(sheet))
    .map((sheet) => styles[sheet])
    .join('')
