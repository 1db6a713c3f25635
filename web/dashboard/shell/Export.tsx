/** The tables on screen, to take away as CSV, and the page on paper. */
import { dayIn } from '../../../schema/calendar.ts'
import { addressOf } from '../address.ts'
import { fileNameOf } from '../charts/file-name.ts'
import { download, shownSheets } from '../charts/sheet.ts'
import { now } from '../clock.ts'
import { lastWeek } from '../filters.ts'
import { voice } from '../language.ts'
import { Icon } from './Icon.tsx'
import { Popover } from './Popover.tsx'

export function Export({ timeZone }: { timeZone: string }) {
  const { t } = voice.value
  return (
    <Popover
      name={t('export')}
      label={
        <>
          <Icon name="download" />
          {t('export')}
        </>
      }
    >
      {(close) => (
        <ul class="options">
          <Sheets close={close} />
          <li>
            <a href={addressOf('summary', { ...lastWeek(dayIn(timeZone, now())), table: null })}>
              {t('nav.summary')}
            </a>
          </li>
          <li>
            <button
              type="button"
              onClick={() => {
                close()
                print()
              }}
            >
              <span>{t('export.print')}</span>
              <Icon name="print" />
            </button>
          </li>
        </ul>
      )}
    </Popover>
  )
}

/** Apart, so that only an open list follows the tables as they come and go. */
function Sheets({ close }: { close: () => void }) {
  const { t } = voice.value
  return [...shownSheets.value.values()].map((sheet) => (
    <li key={sheet.id}>
      <button
        type="button"
        onClick={() => {
          download(sheet, fileNameOf(sheet))
          close()
        }}
      >
        <span>
          {sheet.title} <small>{t('export.csv')}</small>
        </span>
      </button>
    </li>
  ))
}
