/** The differences between two versions, in words. */
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import type { Word } from '../words/voice.ts'
import type { Change } from './changes.ts'
import './changes.css'

type Props = {
  changes: readonly Change[]
  /** Labels of the later version. */
  labels: Labels
  /** Labels of the earlier version, which alone knows what was removed; null when there is none. */
  before: Labels | null
}

export function ChangeList({ changes, labels, before }: Props) {
  const { t, list, quoted } = voice.value
  const nameOf = ({ kind, key }: Exclude<Change, { kind: 'setting' }>) =>
    (kind === 'removed' && before ? before : labels).question(key).text
  return (
    <ul class="changes">
      {changes.map((change) =>
        change.kind === 'setting' ? (
          <li key={change.name}>{t('change.setting', { name: memberName(change.name) })}</li>
        ) : (
          <li key={`${change.kind} ${change.key}`}>
            {t(`change.${change.kind}`, {
              question: quoted(nameOf(change)),
              members: change.kind === 'changed' ? list(change.members.map(memberName)) : '',
            })}
          </li>
        ),
      )}
    </ul>
  )
}

/** What a member of a definition is called; one without a word of ours by its own name. */
const memberName = (name: string): string => {
  const word = MEMBERS[name]
  return word === undefined ? name : voice.value.t(word)
}

const MEMBERS: Readonly<Record<string, Word>> = {
  text: 'member.text',
  required: 'member.required',
  page: 'member.page',
  showIf: 'member.showIf',
  dimension: 'member.dimension',
  importance: 'member.importance',
  style: 'member.style',
  options: 'member.options',
  categories: 'member.options',
  title: 'member.title',
  locales: 'member.locales',
  segments: 'member.segments',
  dimensions: 'member.dimensions',
  sample: 'member.sample',
  privacy: 'member.privacy',
  thanks: 'member.thanks',
  noOpinion: 'member.noOpinion',
  program: 'member.program',
}
