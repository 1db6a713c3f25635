/** The frame of every chart: the finding, the line that says what it is made of, and the same as a table. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { look, query } from '../address.ts'
import { reportBehind } from '../explaining.ts'
import { voice } from '../language.ts'
import { ExplainLink } from '../shell/ExplainLink.tsx'
import { Icon } from '../shell/Icon.tsx'
import { Behind } from './behind.ts'
import { fileNameOf } from './file-name.ts'
import { SheetTable } from './SheetTable.tsx'
import { download, type Sheet, shownSheets } from './sheet.ts'

type PanelProps = {
  /** What is drawn, whatever it shows: unlike the finding it is unique on the page. */
  name: string
  /** The finding, chosen by its test. */
  title: string
  /** Measure, unit, interval, base. */
  line: ComponentChildren
  sheet: Sheet
  class?: string
  /** Choices that belong to this chart alone. */
  tools?: ComponentChildren
  /** Below both chart and table: cautions, hidden groups. */
  foot?: ComponentChildren
  children: ComponentChildren
}

export function Panel({
  name,
  title,
  line,
  sheet,
  class: width = '',
  tools,
  foot,
  children,
}: PanelProps) {
  const { t } = voice.value
  const section = useRef<HTMLElement>(null)
  const asTable = tablesIn(query.value).has(sheet.id)
  useEffect(() => offer(sheet), [sheet])
  const behind = reportBehind(sheet.id)
  return (
    <section ref={section} class={`panel ${width}`} aria-label={name}>
      <header class="panel-head">
        <h2>{title}</h2>
        <div class="panel-tools">
          {behind && (
            <ExplainLink name={behind} class="tool" label={t('how.of', { name })}>
              {t('how.open')}
            </ExplainLink>
          )}
          <button
            type="button"
            class="tool"
            aria-pressed={asTable}
            aria-label={t('chart.table.of', { name })}
            onClick={() => toggleTable(sheet.id)}
          >
            <Icon name="table" />
            {t('chart.table')}
          </button>
          <button
            type="button"
            class="tool csv"
            aria-label={t('chart.csv.of', { name })}
            onClick={() => download(sheet, fileNameOf(sheet))}
          >
            {t('chart.csv')}
          </button>
          <button
            type="button"
            class="tool"
            aria-label={t('chart.png.of', { name })}
            onClick={() => void downloadPanel(section.current, sheet)}
          >
            {t('chart.png')}
          </button>
        </div>
      </header>
      <p class="panel-line">{line}</p>
      {tools}
      <Behind.Provider value={behind}>
        {asTable ? (
          <>
            <SheetTable sheet={sheet} />
            <button
              type="button"
              class="link download"
              onClick={() => download(sheet, fileNameOf(sheet))}
            >
              {t('chart.csv.download')}
            </button>
          </>
        ) : (
          children
        )}
      </Behind.Provider>
      {foot && <div class="panel-foot">{foot}</div>}
    </section>
  )
}

/** The panel as it is seen, with what it was narrowed to below it, since a picture goes without its page. */
async function downloadPanel(panel: HTMLElement | null, sheet: Sheet): Promise<void> {
  const { downloadImage } = await import('./panel-image.ts')
  const where = document.querySelector('.print-head')?.textContent ?? ''
  const foot = voice.value.t('chart.png.source', { where })
  if (panel) await downloadImage(panel, foot, fileNameOf(sheet).replace(/csv$/, 'png'))
}

/** The panels whose table is shown, from the address: `table=gaps-items.nps-trend`. */
const tablesIn = (of: URLSearchParams) =>
  new Set((of.get('table') ?? '').split('.').filter(Boolean))

function toggleTable(id: string): void {
  const tables = tablesIn(query.value)
  if (!tables.delete(id)) tables.add(id)
  look({ table: tables.size === 0 ? null : [...tables].join('.') }, 'replace')
}

function offer(sheet: Sheet): () => void {
  shownSheets.value = new Map(shownSheets.value).set(sheet.id, sheet)
  return () => {
    const rest = new Map(shownSheets.value)
    if (rest.get(sheet.id) === sheet) rest.delete(sheet.id)
    shownSheets.value = rest
  }
}
