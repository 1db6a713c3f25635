/** How long complaints take, with those still open counted as open (Kaplan-Meier). */
import { useMemo } from 'preact/hooks'
import type { ComplaintResolution } from '../../../schema/reports/complaints.ts'
import { openExplanation } from '../charts/behind.ts'
import { Panel } from '../charts/Panel.tsx'
import { Survival } from '../charts/Survival.tsx'
import { voice } from '../language.ts'
import { resolutionChange, resolutionTitle } from './findings.ts'
import { resolutionSheet } from './sheets.ts'

/** Days drawn: what takes longer is in the table. */
const LONGEST = 60

export function Resolution({
  report,
  class: width = 'seven',
}: {
  report: ComplaintResolution
  class?: string
}) {
  const speak = voice.value
  const { t, share, day, sentences, count, exactShare } = speak
  const { n, open, asOf, survival, done, withdrawn, dropped } = report
  const name = t('complaints.resolution.name')
  const sheet = useMemo(() => resolutionSheet(report, speak), [report, speak])
  const longest = Math.max(7, Math.min(LONGEST, ...survival.slice(-1).map((step) => step.day)))
  const stairs = useMemo(
    () =>
      survival.map((step) => ({
        ...step,
        readout: () => ({
          title: t('when.days', { n: step.day }),
          figure: t('complaints.resolution.still-open', { share: share(step.open) }),
          lines:
            step.low === null || step.high === null
              ? []
              : [t('between', { low: exactShare(step.low), high: exactShare(step.high) })],
        }),
      })),
    [survival, speak],
  )
  const words = useMemo(() => ({ share, days: (n: number) => count(n) }), [speak])
  const openAfter = (days: number) => survival.findLast((step) => step.day <= days)?.open ?? 1
  return (
    <Panel
      name={name}
      class={width}
      title={resolutionTitle(report, speak)}
      line={t('complaints.resolution.line', { n, open, day: day(asOf) })}
      sheet={sheet}
      foot={sentences([
        n === 0 ? '' : resolutionChange(report, speak),
        withdrawn > 0 ? t('complaints.resolution.withdrawn', { n: withdrawn }) : '',
        dropped > 0 ? t('complaints.resolution.dropped', { n: dropped }) : '',
      ])}
    >
      {survival.length > 0 && (
        <>
          <Survival
            name={name}
            sentence={t('complaints.resolution.sentence', {
              one: share(openAfter(1)),
              last: share(survival.at(-1)?.open ?? null),
            })}
            open={() => openExplanation('resolution')}
            {...{ stairs, longest, words }}
          />
          <dl class="facts">
            {done.map((within) => (
              <div key={within.days}>
                <dt>{t('complaints.resolution.after', { n: within.days })}</dt>
                <dd>
                  <b>{share(within.share)}</b>{' '}
                  <small>
                    {within.low !== null &&
                      within.high !== null &&
                      t('between', { low: share(within.low), high: share(within.high) })}
                  </small>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Panel>
  )
}
