/** How many customers the account has of each value: answers are weighted to be spread like them. */
import type { Settings } from '../../../schema/settings.ts'
import { segmentLabel, valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { NumberField, Toggle } from '../shell/Fields.tsx'

type Populations = Settings['populations']
type Props = {
  settings: Pick<Settings, 'populations' | 'tiers' | 'stages' | 'touchpoints'>
  fault: string | undefined
  onChange: (populations: Populations) => void
}

const MOST_CUSTOMERS = 1e12

export function Populations({ settings, fault, onChange }: Props) {
  const speak = voice.value
  const { t } = speak
  const { populations, tiers, stages, touchpoints } = settings
  // The service takes three names at most; other names than these come through the API and stay.
  const names = { tier: tiers, stage: stages, touchpoint: touchpoints, ...others(populations) }
  const without = (name: string) =>
    Object.fromEntries(Object.entries(populations).filter(([one]) => one !== name))
  return (
    <fieldset class="hours">
      <legend>{t('settings.populations')}</legend>
      <p class="quiet">{t('settings.populations.hint')}</p>
      {Object.entries(names)
        .filter(([name, values]) => values.length > 0 || name in populations)
        .map(([name, values]) => {
          const counts = populations[name]
          const segment = segmentLabel(name, speak)
          return (
            <div key={name} class="population">
              <Toggle
                label={t('settings.populations.by', { segment })}
                checked={counts !== undefined}
                onChange={(isOn) => onChange(isOn ? { ...populations, [name]: {} } : without(name))}
              />
              {counts && (
                <div class="fields">
                  {[...new Set([...values, ...Object.keys(counts)])].map((value) => (
                    <NumberField
                      key={value}
                      label={valueLabel(name, value, speak)}
                      min={0}
                      max={MOST_CUSTOMERS}
                      value={counts[value] ?? null}
                      onInput={(n) =>
                        onChange({ ...populations, [name]: withCount(counts, value, n) })
                      }
                    />
                  ))}
                </div>
              )}
            </div>
          )
        })}
      {fault && <span class="fault">{fault}</span>}
    </fieldset>
  )
}

const OFFERED = ['tier', 'stage', 'touchpoint']

const others = (populations: Populations): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(populations).flatMap(([name, counts]) =>
      OFFERED.includes(name) ? [] : [[name, Object.keys(counts)]],
    ),
  )

function withCount(counts: Readonly<Record<string, number>>, value: string, n: number | null) {
  const { [value]: _, ...rest } = counts
  return n === null ? rest : { ...rest, [value]: n }
}
