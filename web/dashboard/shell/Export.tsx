/** The tables on screen, to take away as CSV, and the page on paper. */
import { fileNameOf } from '../charts/Panel.tsx'
import { download, shownSheets } from '../charts/sheet.ts'
import { voice } from '../language.ts'
import { Icon } from './Icon.tsx'
import { Popover } from './Popover.tsx'

export function Export() {
  const { t } = voice.value
  const sheets = [...shownSheets.value.values()]
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
          {sheets.map((sheet) => (
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
          ))}
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
