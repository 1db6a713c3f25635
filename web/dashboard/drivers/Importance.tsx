/** What matters against how it is rated, each item with its interval; one that touches a line is called borderline. */
import { useCallback, useMemo } from 'preact/hooks'
import type { ImportanceReport } from '../../../schema/reports/drivers.ts'
import { look as goTo, query } from '../address.ts'
import type { Look, Tone } from '../charts/look.ts'
import { Panel } from '../charts/Panel.tsx'
import { Plot } from '../charts/Plot.tsx'
import { quadrantPicture } from '../charts/quadrant-picture.ts'
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import { Choice } from '../shell/Choice.tsx'
import '../styles/importance.css'
import { type CrossesAt, importanceTitle } from './findings.ts'
import { importanceSheet } from './sheets.ts'

type Props = { report: ImportanceReport; labels: Labels; class?: string }

export function Importance({ report, labels, class: width = 'seven' }: Props) {
  const speak = voice.value
  const { t, plain } = speak
  const at: CrossesAt = query.value.get('crosses') === 'scale' ? 'scale' : 'data'
  const name = t('importance.name')
  const cross = report.crosses?.[at] ?? null
  const items = useMemo(
    () =>
      report.items.filter(
        (item) => item.importance.mean !== null && item.performance.mean !== null,
      ),
    [report],
  )
  const sheet = useMemo(
    () => importanceSheet(report, at, labels, speak),
    [report, at, labels, speak],
  )
  const draw = useCallback(
    (look: Look) =>
      quadrantPicture(
        look,
        items.map((item) => ({
          x: { ...item.performance, mean: item.performance.mean ?? 0 },
          y: { ...item.importance, mean: item.importance.mean ?? 0 },
          tone: toneOf(item[at]?.quadrant),
          isBorderline: item[at]?.borderline ?? false,
        })),
        { x: cross?.performance ?? 0, y: cross?.importance ?? 0 },
        {
          tick: plain,
          corners: [
            t('importance.concentrate-here'),
            t('importance.keep-up'),
            t('importance.low-priority'),
            t('importance.possible-overkill'),
          ],
          x: t('importance.x'),
          y: t('importance.y'),
        },
      ),
    [items, cross, at, speak],
  )
  const stops = useMemo(
    () =>
      items.map((item, index) => ({
        series: 0,
        index,
        readout: () => ({
          title: `${index + 1} · ${labels.question(item.key).text}`,
          figure: placeName(item[at]),
          lines: [
            t('importance.readout.y', {
              mean: plain(item.importance.mean, 2),
              n: item.importance.n,
            }),
            t('importance.readout.x', {
              mean: plain(item.performance.mean, 2),
              n: item.performance.n,
            }),
          ],
        }),
      })),
    [items, at, labels, speak],
  )
  const placeName = (placed: ImportanceReport['items'][number]['data']) =>
    placed === null
      ? ''
      : placed.borderline
        ? t('importance.and-borderline', { quadrant: t(`importance.${placed.quadrant}`) })
        : t(`importance.${placed.quadrant}`)
  return (
    <Panel
      name={name}
      class={width}
      title={importanceTitle(report.items, at, (key) => labels.question(key).text, speak)}
      line={t(`importance.line.${report.basis}`)}
      sheet={sheet}
      tools={
        <div class="panel-choice">
          <Choice
            name={t('importance.crosses')}
            value={at}
            options={[
              { value: 'data', label: t('importance.crosses.data') },
              { value: 'scale', label: t('importance.crosses.scale') },
            ]}
            onChoose={(value) => goTo({ crosses: value === 'data' ? null : value }, 'replace')}
          />
        </div>
      }
      foot={t(`importance.foot.${at}`)}
    >
      {cross && items.length > 0 && (
        <>
          <Plot
            name={name}
            sentence={t('importance.sentence', { n: items.length })}
            draw={draw}
            stops={stops}
            along="x"
            class="quadrant-plot"
          />
          <ol class="quadrant-items">
            {items.map((item, i) => {
              const said = labels.question(item.key)
              return (
                <li key={item.key}>
                  <b>{i + 1}</b>
                  <span lang={said.lang}>{said.text}</span>
                  <small>{placeName(item[at])}</small>
                </li>
              )
            })}
          </ol>
        </>
      )}
    </Panel>
  )
}

const toneOf = (quadrant: string | undefined): Tone =>
  quadrant === 'concentrate-here' ? 'worse' : quadrant === 'keep-up' ? 'better' : 'mid'
