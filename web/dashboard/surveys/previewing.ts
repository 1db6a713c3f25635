/** Where the preview is and what has been tried in it. Pure; the page in the phone holds nothing itself. */

/** What the page in the phone says: where it is, what is answered in it, and what was pressed. */
export type Said =
  | { shows: number | 'thanks'; of: number }
  | { answered: string; pressed?: string }
  | { lang: string }

/** What the phone is to show. */
export type Turn = {
  /** The question that was open when somebody turned: opening another one shows its step. */
  from: string | null
  page: number | 'thanks'
  /** Of the form's buttons, when one was pressed on that page. */
  action: string | null
  /** Whether conditions hold as answered; else every question is in reach. */
  isWalking: boolean
  /** How often somebody has begun again. */
  round: number
}

export const BEGINNING: Turn = { from: null, page: 1, action: null, isWalking: false, round: 0 }

/** Fields of the form that answer nothing. */
const NO_ANSWERS = ['lang', 'page', 'action', 'Walk', 'Reported']

/** Whether anything is answered, in the fields of a form. */
export const isAnswered = (fields: string): boolean =>
  [...new URLSearchParams(fields).keys()].some((name) => !NO_ANSWERS.includes(name))

/** Whether a question was opened since somebody turned: then its step is looked at. */
export const isAnother = (chosen: string | null, turn: Turn): chosen is string =>
  chosen !== null && chosen !== turn.from

/** The query of the page to show: the answers so far, and of the step either its number or its question. */
export function previewQuery(
  turn: Turn,
  asked: { chosen: string | null; locale: string; etag: string; answered: string },
): string {
  const query = new URLSearchParams(asked.answered)
  for (const name of ['page', 'action', 'Walk']) query.delete(name)
  if (isAnother(asked.chosen, turn)) query.set('question', asked.chosen)
  else {
    query.set('page', String(turn.page))
    if (turn.action !== null) query.set('action', turn.action)
    if (turn.isWalking) query.set('Walk', '1')
  }
  query.set('lang', asked.locale)
  // Nothing reads it: a draft saved since is another page.
  query.set('At', `${asked.etag} ${turn.round}`)
  return query.toString()
}

/** A message as what the page in the phone says, or null: anything may come from a frame. */
export function saidIn(data: unknown): Said | null {
  if (typeof data !== 'object' || data === null) return null
  if (!('type' in data) || data.type !== 'gapwise:preview') return null
  if ('shows' in data && 'of' in data && Number.isInteger(data.of))
    return data.shows === 'thanks' || Number.isInteger(data.shows)
      ? { shows: data.shows === 'thanks' ? 'thanks' : Number(data.shows), of: Number(data.of) }
      : null
  if ('answered' in data && typeof data.answered === 'string')
    return 'pressed' in data && typeof data.pressed === 'string'
      ? { answered: data.answered, pressed: data.pressed }
      : { answered: data.answered }
  return 'lang' in data && typeof data.lang === 'string' ? { lang: data.lang } : null
}
