/** The score beside a comment: coloured by its group where it is an NPS answer, plain otherwise. */
import { voice } from '../language.ts'
import '../styles/score-chip.css'
import { SCORE_GROUPS } from './looking.ts'

const TONES = { promoters: 'better', passives: 'mid', detractors: 'worse' } as const

/** Of ratings the end of the scale is said too: a 4 of 5 is no 4 of 10. */
type Props = { score: number | null; isNps: boolean; of?: number | undefined }

export function ScoreChip({ score, isNps, of }: Props) {
  const { t, plain } = voice.value
  const group = SCORE_GROUPS.find(({ min, max }) => score !== null && score >= min && score <= max)
  const tone = isNps && group ? TONES[group.name] : 'plain'
  return (
    <span class={`score-chip ${score === null ? 'none' : tone}`}>
      <span class="unseen">
        {score === null ? t('score.none') : t('nps.score.column')}
        {isNps && group ? ` ${t(`nps.${group.name}`)}` : ''}{' '}
      </span>
      <span aria-hidden={score === null}>
        {plain(score, 0)}
        {score !== null && !isNps && of !== undefined && <small>/{of}</small>}
      </span>
    </span>
  )
}
