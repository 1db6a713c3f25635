/** Who is signed in; language, light or dark, and the way out. */
import type { Session } from '../api.ts'
import { chooseLanguage, voice } from '../language.ts'
import { leave } from '../session.ts'
import { THEMES, theme } from '../theme.ts'
import { LANGUAGES } from '../words/voice.ts'
import { Choice } from './Choice.tsx'
import { Popover } from './Popover.tsx'
import { shortcutsShown } from './shortcuts-shown.ts'

export function UserMenu({ actor }: Pick<Session, 'actor'>) {
  const { t, language } = voice.value
  return (
    <Popover
      class="user"
      place="above-start"
      name={t('user.menu')}
      label={
        <>
          <span class="initials" aria-hidden="true">
            {initialsOf(actor.name)}
          </span>
          {actor.name}
        </>
      }
    >
      {(close) => (
        <>
          <Choice
            name={t('user.language')}
            value={language}
            options={LANGUAGES.map((value) => ({ value, label: OWN_NAMES[value], lang: value }))}
            onChoose={(value) => void chooseLanguage(value)}
          />
          <Choice
            name={t('user.theme')}
            value={theme.value}
            options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
            onChoose={(value) => {
              theme.value = value
            }}
          />
          <button
            type="button"
            class="button"
            onClick={() => {
              close()
              shortcutsShown.value = true
            }}
          >
            {t('user.keys')}
          </button>
          <button type="button" class="button" onClick={() => void leave()}>
            {t('user.leave')}
          </button>
        </>
      )}
    </Popover>
  )
}

/** Every language in its own words, whatever is spoken now. */
const OWN_NAMES = { en: 'English', 'zh-CN': '中文' }

/** 'Sam Reyes' → SR, '陈晓' → 陈. */
const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : '']
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}
