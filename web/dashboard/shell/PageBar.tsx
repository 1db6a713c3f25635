/** The title of the room and what it looks at: survey, days, groups, and the tables to take away. */
import { look } from '../address.ts'
import { voice } from '../language.ts'
import { saidTo } from '../localized.ts'
import type { Room, RoomProps } from '../rooms.ts'
import { noTargets } from '../trends/target.ts'
import { DaysPicker } from './DaysPicker.tsx'
import { Export } from './Export.tsx'
import { GroupPicker } from './GroupPicker.tsx'
import { Icon } from './Icon.tsx'

export function PageBar({ room, ...props }: RoomProps & { room: Room }) {
  const { t, language } = voice.value
  const { surveys, survey, filters, session } = props
  const obeys = (filter: Room['obeys'][number]) => survey !== null && room.obeys.includes(filter)
  return (
    <div class="page-bar">
      <h1 tabIndex={-1}>{t(room.name)}</h1>
      <div class="picks">
        {obeys('survey') && (
          <label class="pick pick-select">
            <span class="pick-name">{t('filter.survey')}</span>
            <select
              value={survey?.slug}
              onChange={({ currentTarget }) =>
                look({ ...FRESH, ...noTargets(), survey: currentTarget.value })
              }
            >
              {surveys.map(({ slug, title }) => {
                const said = saidTo(language, title, slug)
                return (
                  <option key={slug} value={slug} lang={said.lang}>
                    {said.text}
                  </option>
                )
              })}
            </select>
            <Icon name="chevron" />
          </label>
        )}
        {obeys('days') && <DaysPicker filters={filters} timeZone={session.settings.timeZone} />}
        {obeys('groups') && survey && (
          <GroupPicker survey={survey} filters={filters} settings={session.settings} />
        )}
        <Export timeZone={session.settings.timeZone} />
      </div>
    </div>
  )
}

/** Another survey has other items, and perhaps other groups. */
const FRESH = { item: null, question: null, segment: null, table: null }
