/** Faults of a draft in plain words. Pure. */
import type { Fault } from '../../../schema/problem.ts'
import type { Voice, Word } from '../words/voice.ts'

/** The words for a fault: by what the schema says, else by where it stands, else that it does not fit. */
export function faultWords({ pointer, detail }: Fault, { t }: Voice): string {
  const known = WORDS.find(([pattern]) => pattern.test(detail))
  if (known) return t(known[1])
  const member = pointer.split('/').findLast((step) => !/^\d+$/.test(step)) ?? ''
  return t(BY_MEMBER[member] ?? 'fault.other')
}

/** The first fault at a pointer or below it, in words. */
export const faultAt = (
  faults: readonly Fault[],
  pointer: string,
  voice: Voice,
): string | undefined => {
  const found = faults.find(
    (fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`),
  )
  return found && faultWords(found, voice)
}

/** The fault of a list under Settings that stands at a question: what it took away or what clashes with it, in words. */
export const faultOfList = (
  faults: readonly Fault[],
  list: 'dimensions' | 'segments',
  voice: Voice,
): string | undefined => {
  const own = faultAt(faults, `/${list}`, voice)
  const at = faults.find(({ detail }) => BY_LIST[list].test(detail))
  if (own || !at) return own
  return /not declared/.test(at.detail) ? voice.t('fault.dimension.used') : faultWords(at, voice)
}

const BY_LIST = { dimensions: /not declared|Points need/, segments: /segment has this name/ }

const WORDS: readonly (readonly [RegExp, Word])[] = [
  [/used twice|declared twice|listed twice/, 'fault.twice'],
  [/name is one of ours|segment has this name/, 'fault.ours'],
  [/^A key is/, 'fault.key'],
  [/No earlier question/, 'fault.earlier'],
  [/not declared/, 'fault.dimension'],
  [/Points need dimensions/, 'fault.no-dimensions'],
  [/max must be above min/, 'fault.range'],
  [/10,000 steps/, 'fault.steps'],
  [/https:\/\//, 'fault.https'],
  [/language tag/, 'fault.locale'],
  [/Was published as/, 'fault.published'],
  [/256 KiB/, 'fault.size'],
]
const BY_MEMBER: Readonly<Record<string, Word>> = {
  title: 'fault.title',
  questions: 'fault.questions',
  options: 'fault.options',
  categories: 'fault.options',
}
