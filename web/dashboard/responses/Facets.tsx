/** Ways to narrow the list: words, comments or all, score, language; each with the number it would show. */

import type { ComponentChildren } from 'preact'
import type { Question } from '../../../schema/survey.ts'
import { addressOf, look } from '../address.ts'
import type { SurveyLine } from '../api.ts'
import type { Changes } from '../changes.ts'
import type { Filters } from '../filters.ts'
import { valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { SearchField } from '../shell/SearchField.tsx'
import { themeName } from '../themes/findings.ts'
import { countOf, type Looking, SCORE_GROUPS, type ThemeCount } from './looking.ts'
import type { Counts } from './requests.ts'

type Props = {
  survey: SurveyLine
  filters: Filters
  looking: Looking
  score: Question | null
  canComment: boolean
  counts: Counts | null
  themes: readonly ThemeCount[]
}

export function Facets(props: Props) {
  const { survey, filters, looking, score, canComment, counts, themes } = props
  const { t } = voice.value
  const locale = filters.only.locale ?? null
  const isScored = looking.question !== null && looking.question === score?.key
  const bounds = isScored ? { min: looking.min, max: looking.max } : null
  return (
    <div class="facets">
      <SearchField
        label={t('responses.search')}
        value={looking.text}
        onSearch={(text) => look({ text: text || null, response: null }, 'replace')}
      />
      {canComment && (
        <Facet title={t('responses.show')}>
          <Choice
            label={t('responses.show.comments')}
            isChosen={looking.commented}
            to={{ only: null }}
          />
          <Choice
            label={t('responses.show.all')}
            isChosen={!looking.commented}
            to={{ only: 'all' }}
          />
        </Facet>
      )}
      {themes.length > 0 && (
        <Facet title={t('themes.theme')}>
          <Choice
            label={t('responses.theme.any')}
            isChosen={looking.theme === null}
            to={{ theme: null }}
          />
          {themes.map(({ theme, n }) => (
            <Choice
              key={theme}
              label={themeName(theme, voice.value)}
              isChosen={looking.theme === theme}
              n={n}
              to={{ theme }}
            />
          ))}
        </Facet>
      )}
      {score?.type === 'nps' && (
        <Facet title={t('responses.score')}>
          <Choice
            label={t('responses.score.any')}
            isChosen={!isScored}
            n={counts && countOf(counts, locale, null)}
            to={ANY_QUESTION}
          />
          {SCORE_GROUPS.map(({ name, min, max }) => (
            <Choice
              key={name}
              label={t(`responses.score.${name}`)}
              isChosen={bounds?.min === min && bounds.max === max}
              n={counts && countOf(counts, locale, { min, max })}
              to={{
                question: score.key,
                part: null,
                option: null,
                min: String(min),
                max: String(max),
              }}
            />
          ))}
        </Facet>
      )}
      {survey.locales.length > 1 && (
        <Facet title={t('responses.language')}>
          <Choice
            label={t('responses.language.any')}
            isChosen={locale === null}
            n={counts && countOf(counts, null, bounds)}
            to={{ 'filter.locale': null }}
          />
          {survey.locales.map((tag) => (
            <Choice
              key={tag}
              label={valueLabel('locale', tag, voice.value)}
              isChosen={locale === tag}
              n={counts && countOf(counts, tag, bounds)}
              to={{ 'filter.locale': tag }}
            />
          ))}
        </Facet>
      )}
    </div>
  )
}

const ANY_QUESTION = { question: null, part: null, option: null, min: null, max: null }

function Facet({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="facet" aria-label={title}>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  )
}

type ChoiceProps = { label: string; isChosen: boolean; n?: number | null; to: Changes }

function Choice({ label, isChosen, n, to }: ChoiceProps) {
  const { count } = voice.value
  return (
    <li>
      <a href={addressOf('responses', { ...to, response: null })} aria-current={isChosen}>
        <span>{label}</span>
        {n !== undefined && n !== null && <span class="facet-n">{count(n)}</span>}
      </a>
    </li>
  )
}
