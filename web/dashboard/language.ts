/** The language of the dashboard: chosen in the user menu, else the browser's; its words are loaded when needed. */
import { computed, signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { session } from './session.ts'
import { WORDS_OF_PARTS, type WordPart } from './words/parts.ts'
import { type KnownWords, LANGUAGES, type Language, voiceOf } from './words/voice.ts'

const KEPT_AS = 'gapwise.language'

const chosen = signal<{ language: Language; words: KnownWords } | null>(null)
/** The one chosen last, whose words may be on their way still. */
let wanted: Language | null = null
/** The parts that opened rooms have asked for. */
const parts = new Set<WordPart>()

/** What every component speaks with. Read before the words have come, it throws: `chooseLanguage` is awaited first. */
export const voice = computed(() => {
  const now = chosen.value
  if (now === null) throw new Error('The words are not loaded yet')
  const state = session.value
  const zone = state.state === 'signed-in' ? state.session.settings.timeZone : 'UTC'
  return voiceOf(now.language, now.words, zone)
})

/** Speaks a language from now on and remembers it on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  wanted = language
  const own = [...parts].map((part) => WORDS_OF_PARTS[part][language]())
  const words = merged(await Promise.all([wordsOf[language](), ...own]))
  if (wanted !== language) return
  localStorage.setItem(KEPT_AS, language)
  document.documentElement.lang = language
  chosen.value = { language, words }
}

/** Learns the words of a room before it is shown; known ones cost nothing. */
export async function learnWords(needed: readonly WordPart[]): Promise<void> {
  const now = chosen.value
  const fresh = needed.filter((part) => !parts.has(part))
  if (now === null || fresh.length === 0) return
  const learned = await Promise.all(fresh.map((part) => WORDS_OF_PARTS[part][now.language]()))
  for (const part of fresh) parts.add(part)
  const spoken = chosen.value ?? now
  // Whoever chose another language meanwhile hears all of it in that one.
  if (spoken.language !== now.language) return chooseLanguage(wanted ?? spoken.language)
  chosen.value = { ...spoken, words: merged([spoken.words, ...learned]) }
}

/** Learns words that only some screens of a room need. @returns whether they are known */
export function useWords(needed: readonly WordPart[]): boolean {
  const [, setLearned] = useState(0)
  useEffect(() => {
    void learnWords(needed).then(() => setLearned((times) => times + 1))
  }, [needed.join()])
  return needed.every((part) => parts.has(part))
}

const merged = (all: readonly KnownWords[]): KnownWords => Object.assign({}, ...all)

/** The language kept on this device, else the first of the browser's that we speak, else English. */
export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEPT_AS)
  const wanted = [...(kept ? [kept] : []), ...navigator.languages]
  const spoken = wanted.map((tag) => LANGUAGES.find((one) => primary(one) === primary(tag)))
  return spoken.find((language) => language !== undefined) ?? 'en'
}

const wordsOf: Record<Language, () => Promise<KnownWords>> = {
  en: async () => (await import('./words/en.ts')).en,
  'zh-CN': async () => (await import('./words/zh-CN.ts')).zhCN,
}
const primary = (tag: string) => tag.toLowerCase().split('-')[0]
