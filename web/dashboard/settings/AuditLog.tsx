/** Who changed what, the latest first. */
import { voice } from '../language.ts'
import { useLoaded } from '../load.ts'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { AUDIT_WORDS } from './audit-words.ts'
import { auditLog } from './requests.ts'

export function AuditLog() {
  const { t, instant } = voice.value
  const loaded = useLoaded('audit', auditLog)
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {(entries) => (
        <section class="panel" aria-label={t('settings.tab.log')}>
          <header class="panel-head">
            <h2>{t('log.title')}</h2>
          </header>
          <p class="panel-line">{t('log.line')}</p>
          <ol class="log">
            {entries.map(({ at, actor, action, target, detail }, i) => {
              const word = AUDIT_WORDS[action]
              return (
                <li key={i}>
                  <span class="quiet">{instant(new Date(at))}</span>
                  <b>{actor.kind === 'key' ? t('log.key', { name: actor.name }) : actor.name}</b>
                  <span>
                    {word === undefined ? action : t(word)} {target}
                    <small>{detailOf(detail)}</small>
                  </span>
                </li>
              )
            })}
          </ol>
        </section>
      )}
    </Settled>
  )
}

const detailOf = (detail: Readonly<Record<string, unknown>>): string =>
  Object.entries(detail)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(' · ')
