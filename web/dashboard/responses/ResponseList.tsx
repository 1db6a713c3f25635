/** The comments in the language they were written in, each with its score and where it came from. */
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { addressOf } from '../address.ts'
import { valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import type { Pages } from '../pages.ts'
import { MoreOf } from '../shell/MoreOf.tsx'
import { themeName } from '../themes/findings.ts'
import { CaseLink, CustomerLink } from './links.tsx'
import { scoreOf } from './looking.ts'
import { piecesOf } from './marks.ts'
import type { Page, StoredResponse } from './requests.ts'
import { ScoreChip } from './ScoreChip.tsx'
import { numberOf, type Verbatim, verbatimsOf } from './verbatims.ts'

type Props = { pages: Pages<Page>; definition: SurveyDefinition; text: string }

export function ResponseList({ pages, definition, text }: Props) {
  return (
    <>
      <ol class="responses">
        {pages.all
          .flatMap((page) => page.responses)
          .map((response) => (
            <Row key={response.id} {...{ response, definition, text }} />
          ))}
      </ol>
      <MoreOf pages={pages} />
    </>
  )
}

type RowProps = { response: StoredResponse; definition: SurveyDefinition; text: string }

function Row({ response, definition, text }: RowProps) {
  const { t, instant } = voice.value
  const score = scoreOf(definition)
  const words = verbatimsOf(response.answers, definition)
  const where = [
    ...Object.entries(response.segments).map(([name, value]) =>
      valueLabel(name, value, voice.value),
    ),
    valueLabel('channel', response.channel, voice.value),
  ]
  return (
    <li>
      <ScoreChip score={numberOf(response.answers, score?.key)} isNps={score?.type === 'nps'} />
      <div class="response-words">
        {words.map((said) => (
          <p key={said.question} lang={response.locale ?? undefined}>
            <Marked verbatim={said} response={response} text={text} />
          </p>
        ))}
        {words.length === 0 && <p class="quiet">{t('responses.no-words')}</p>}
        {!response.complete && <p class="quiet">{t('responses.partial')}</p>}
        <ThemeChips response={response} />
      </div>
      <div class="response-facts">
        <a href={addressOf('responses', { response: response.id })} data-response={response.id}>
          {instant(new Date(response.submittedAt))}
        </a>
        <span>{where.join(', ')}</span>
        {response.customerId !== null && <CustomerLink id={response.customerId} />}
        {response.case !== null && <CaseLink reference={response.case} />}
      </div>
    </li>
  )
}

/** A text with what was searched for marked in it, and what names a theme underlined. */
function Marked({ verbatim, response, text }: MarkedProps) {
  const phrases = response.themes.filter(({ question }) => question === verbatim.question)
  return (
    <>
      {piecesOf(verbatim.text, phrases, text).map(({ text: piece, isFound, isTheme }, i) => {
        const words = isTheme ? <u key={i}>{piece}</u> : piece
        return isFound ? <mark key={i}>{words}</mark> : words
      })}
    </>
  )
}

/** The themes named, each leading to the comments that name it. */
function ThemeChips({ response }: { response: StoredResponse }) {
  const themes = [...new Set(response.themes.map(({ theme }) => theme))]
  if (themes.length === 0) return null
  return (
    <ul class="theme-chips">
      {themes.map((theme) => (
        <li key={theme}>
          <a href={addressOf('responses', { theme, response: null })}>
            {themeName(theme, voice.value)}
          </a>
        </li>
      ))}
    </ul>
  )
}

type MarkedProps = { verbatim: Verbatim; response: StoredResponse; text: string }
