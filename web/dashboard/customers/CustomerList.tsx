/** Every customer, the latest first, narrowed by words, tier, stage and what is still open. */
import type { Settings } from '../../../schema/settings.ts'
import type { ListedCustomer } from '../../../schema/timeline.ts'
import { addressOf, look, query } from '../address.ts'
import type { Session, SurveyLine } from '../api.ts'
import { segmentLabel, valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { saidTo } from '../localized.ts'
import { usePages } from '../pages.ts'
import { ScoreChip } from '../responses/ScoreChip.tsx'
import { Empty } from '../shell/Empty.tsx'
import { SelectField, Toggle } from '../shell/Fields.tsx'
import { MoreOf } from '../shell/MoreOf.tsx'
import { SearchField } from '../shell/SearchField.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { EVERYONE, isNarrowed, type Looking, listQuery, lookingIn } from './looking.ts'
import { customerPage } from './requests.ts'

const ON_A_PAGE = '50'

type Props = { settings: Session['settings']; surveys: readonly SurveyLine[] }

export function CustomerList({ settings, surveys }: Props) {
  const { t } = voice.value
  const looking = lookingIn(query.value)
  const asked = listQuery(looking)
  const pages = usePages(`customers ${new URLSearchParams(asked)}`, (cursor, stop) =>
    customerPage({ ...asked, limit: ON_A_PAGE, ...(cursor === null ? {} : { cursor }) }, stop),
  )
  const customers = pages.all.flatMap((page) => page.customers)
  return (
    <>
      <Narrow looking={looking} settings={settings} />
      <Settled loaded={pages.first} waiting={<Waiting />}>
        {() =>
          customers.length === 0 ? (
            <Nobody looking={looking} />
          ) : (
            <section class="panel" aria-label={t('nav.customers')}>
              <header class="panel-head">
                <h2>
                  {pages.hasMore
                    ? t('customers.title.many', { n: customers.length })
                    : t('customers.title', { n: customers.length })}
                </h2>
              </header>
              <Table customers={customers} surveys={surveys} />
              <MoreOf pages={pages} />
            </section>
          )
        }
      </Settled>
    </>
  )
}

/** Nobody at all, or nobody of these. */
function Nobody({ looking }: { looking: Looking }) {
  const { t } = voice.value
  if (!isNarrowed(looking))
    return <Empty title={t('customers.none')} text={t('customers.none.what')} />
  const link = { href: addressOf('customers', EVERYONE), text: t('customers.clear') }
  return <Empty title={t('customers.no-match')} text={t('customers.no-match.what')} link={link} />
}

function Narrow({ looking, settings }: { looking: Looking; settings: Settings }) {
  const speak = voice.value
  const { t } = speak
  const choice = (name: 'tier' | 'stage', values: readonly string[]) => {
    const known = [...new Set([...values, ...(looking[name] === '' ? [] : [looking[name]])])]
    return (
      <SelectField
        label={segmentLabel(name, speak)}
        value={looking[name]}
        options={['', ...known].map((value) => ({
          value,
          label: value === '' ? t('filter.all') : valueLabel(name, value, speak),
        }))}
        onChoose={(value) => look({ [`of-${name}`]: value || null })}
      />
    )
  }
  return (
    <div class="customers-narrow">
      <SearchField
        label={t('customers.search')}
        value={looking.find}
        onSearch={(find) => look({ find: find || null }, 'replace')}
      />
      {choice('tier', settings.tiers)}
      {choice('stage', settings.stages)}
      <Toggle
        label={t('customers.complaining')}
        checked={looking.complaining}
        onChange={(checked) => look({ complaint: checked ? 'open' : null })}
      />
    </div>
  )
}

type TableProps = { customers: readonly ListedCustomer[]; surveys: readonly SurveyLine[] }

function Table({ customers, surveys }: TableProps) {
  const { t } = voice.value
  return (
    <table class="sheet list customers">
      <thead>
        <tr>
          <th scope="col">{t('customers.customer')}</th>
          <th scope="col" class="wide">
            {t('segment.tier')}
          </th>
          <th scope="col" class="wide">
            {t('segment.stage')}
          </th>
          <th scope="col" class="wide">
            {t('customers.last')}
          </th>
          <th scope="col">{t('customers.score')}</th>
          <th scope="col" class="number wide">
            {t('customers.gap')}
          </th>
          <th scope="col" class="number">
            {t('customers.open')}
          </th>
        </tr>
      </thead>
      <tbody>
        {customers.map((customer) => (
          <Row key={customer.id} customer={customer} surveys={surveys} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ customer, surveys }: { customer: ListedCustomer; surveys: readonly SurveyLine[] }) {
  const speak = voice.value
  const { t, instant, signed, count, language } = speak
  const { id, name, tier, stage, latest, openComplaints } = customer
  const survey = surveys.find((one) => one.id === latest?.surveyId)
  const title = survey && saidTo(language, survey.title, survey.slug)
  return (
    <tr>
      <th scope="row">
        <a href={addressOf('customers', { customer: id })} data-row={id}>
          {name ?? id}
        </a>
        {name !== null && <small>{id}</small>}
      </th>
      <td class="wide">{tier === null ? '' : valueLabel('tier', tier, speak)}</td>
      <td class="wide">{stage === null ? '' : valueLabel('stage', stage, speak)}</td>
      <td class="wide">
        {latest ? (
          <>
            {instant(new Date(latest.at))}
            <small lang={title?.lang}>
              {[title?.text, valueLabel('channel', latest.channel, speak)]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </>
        ) : (
          <span class="quiet">{t('customers.never')}</span>
        )}
      </td>
      <td>
        {latest && (
          <ScoreChip
            score={latest.score?.value ?? null}
            isNps={latest.score?.isNps ?? false}
            of={latest.score?.of}
          />
        )}
      </td>
      <td class="number wide">{latest?.gap == null ? '' : signed(latest.gap, 1)}</td>
      <td class="number">
        {openComplaints > 0 && <b class="customers-open">{count(openComplaints)}</b>}
      </td>
    </tr>
  )
}
