/** When customers bought: how much is known, how to bring more, and how to forget it all. */

import { addressOf } from '../address.ts'
import { api } from '../api.ts'
import { voice } from '../language.ts'
import { freshen, useLoaded } from '../load.ts'
import { read } from '../reply.ts'
import { Confirm } from '../shell/Confirm.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { FileImport } from '../surveys/FileImport.tsx'
import { PURCHASE_COLUMNS } from '../surveys/import-columns.ts'
import { importPurchases } from '../surveys/requests.ts'

type Span = { purchases: number; first: string | null; last: string | null }

export function Purchases({ mayChange }: { mayChange: boolean }) {
  const { t, instant } = voice.value
  const span = useLoaded('purchases', (signal) =>
    read<Span>(api.purchases.$get({}, { init: { signal } })),
  )
  return (
    <>
      <p class="customer-back">
        <a href={addressOf('customers', { tab: null })}>{t('customers.back')}</a>
      </p>
      <Settled loaded={span} waiting={<Waiting />}>
        {({ purchases, first, last }) => (
          <section class="panel" aria-label={t('purchases.name')}>
            <header class="panel-head">
              <h2>
                {first === null || last === null
                  ? t('purchases.none')
                  : t('purchases.title', {
                      n: purchases,
                      first: instant(new Date(first)),
                      last: instant(new Date(last)),
                    })}
              </h2>
            </header>
            <p class="panel-line">{t('purchases.line')}</p>
            {mayChange && (
              <>
                <h3 class="purchases-new">{t('purchases.import')}</h3>
                <dl class="column-help">
                  {PURCHASE_COLUMNS.map((column) => (
                    <div key={column}>
                      <dt>
                        <code>{column}</code>
                      </dt>
                      <dd>{t(`purchases.column.${column}`)}</dd>
                    </div>
                  ))}
                </dl>
                <FileImport
                  known={PURCHASE_COLUMNS}
                  needed={PURCHASE_COLUMNS.map((column) => ({
                    column,
                    fault: t('purchases.needs', { column }),
                  }))}
                  words={{
                    match: t('purchases.match'),
                    take: (n) => t('purchases.take', { n }),
                    would: (n) => t('purchases.would', { n }),
                    done: (n) => t('purchases.done', { n }),
                  }}
                  send={importPurchases}
                  onTaken={() => freshen('purchases')}
                />
                {purchases > 0 && (
                  <Confirm
                    button={t('purchases.forget')}
                    text={t('purchases.forget.sure')}
                    yes={t('purchases.forget.yes')}
                    act={async () => {
                      await read(api.purchases.$delete())
                      freshen('purchases')
                    }}
                  />
                )}
              </>
            )}
          </section>
        )}
      </Settled>
    </>
  )
}
