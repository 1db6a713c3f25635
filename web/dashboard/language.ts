/** The language of the dashboard: chosen in the user menu, else the browser's; its words are loaded when needed. */
import { computed, signal } from '@preact/signals'
import { session } from './session.ts'
import { CHAPTERS, type Chapter } from './words/chapters.ts'
import { LANGUAGES, type Language, voiceOf, type Words } from './words/voice.ts'

const KEPT_AS = 'gapwise.language'

const chosen = signal<{ language: Language; words: Words } | null>(null)

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
  const words = await allWords(language)
  localStorage.setItem(KEPT_AS, language)
  document.documentElement.lang = language
  chosen.value = { language, words }
}

/** The chapters that rooms have asked for; a new language must speak them too. */
const open = new Set<Chapter>()

/** Brings the words of a room, before it is shown. */
export async function openChapter(chapter: Chapter): Promise<void> {
  const language = chosen.value?.language
  if (open.has(chapter) || language === undefined) return
  open.add(chapter)
  const more = await CHAPTERS[chapter][language]()
  const now = chosen.value
  if (now?.language === language) chosen.value = { language, words: { ...now.words, ...more } }
}

async function allWords(language: Language): Promise<Words> {
  const chapters = await Promise.all([...open].map((chapter) => CHAPTERS[chapter][language]()))
  return Object.assign({}, await wordsOf[language](), ...chapters)
}

/** The language kept on this device, else the first of the browser's that we speak, else English. */
export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEPT_AS)
  const wanted = [...(kept ? [kept] : []), ...navigator.languages]
  const spoken = wanted.map((tag) => LANGUAGES.find((one) => primary(one) === primary(tag)))
  return spoken.find((language) => language !== undefined) ?? 'en'
}

const wordsOf: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('./words/en.ts')).en,
  'zh-CN': async () => (await import('./words/zh-CN.ts')).zhCN,
}
const primary = (tag: string) => tag.toLowerCase().split('-')[0]
