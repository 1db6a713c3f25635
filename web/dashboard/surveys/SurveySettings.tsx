/** What holds for the survey as a whole: title, kind, privacy, sample, dimensions, segments, thanks. */
import { KEY, RESERVED_NAMES } from '../../../schema/survey.ts'
import { go, isAt } from '../address.ts'
import { voice } from '../language.ts'
import { freshen } from '../load.ts'
import { mayEdit } from '../may.ts'
import { Confirm } from '../shell/Confirm.tsx'
import { NumberField, SelectField, TextField, Toggle } from '../shell/Fields.tsx'
import { faultAt, faultOfList } from './faults.ts'
import { ListField } from './ListField.tsx'
import { deleteSurvey } from './requests.ts'
import type { TabProps } from './Survey.tsx'
import { WordingFields } from './WordingFields.tsx'

export function SurveySettings({ draft, labels, session, whole }: TabProps) {
  const { t } = voice.value
  const { definition, change, faults } = draft
  const { locales, thanks, sample } = definition
  const fault = (pointer: string) => faultAt(faults, pointer, voice.value)
  const gaps = definition.questions.filter(({ type }) => type === 'gap').length
  const editable = mayEdit(session)
  return (
    <section class="panel" aria-label={t('survey.tab.settings')}>
      <header class="panel-head">
        <h2>{t('settings.survey.title')}</h2>
      </header>
      <fieldset class="form" disabled={!editable}>
        <legend class="unseen">{t('survey.tab.settings')}</legend>
        <WordingFields
          label={t('wording.title')}
          text={definition.title}
          locales={locales}
          most={200}
          rows={1}
          fault={fault('/title')}
          onChange={(title, locale) =>
            change({ ...definition, title: title ?? {} }, `title ${locale}`)
          }
        />
        <div class="fields">
          <SelectField
            label={t('program')}
            value={definition.program}
            options={(['transactional', 'relationship'] as const).map((value) => ({
              value,
              label: t(`program.${value}`),
            }))}
            hint={t(`program.${definition.program}.what`)}
            onChoose={(program) => change({ ...definition, program })}
          />
          <SelectField
            label={t('privacy')}
            value={definition.privacy}
            options={(['identified', 'anonymous'] as const).map((value) => ({
              value,
              label: t(`privacy.${value}`),
            }))}
            hint={t(`privacy.${definition.privacy}.what`)}
            onChoose={(privacy) => change({ ...definition, privacy })}
          />
        </div>
        <Toggle
          label={t('no-opinion.offer')}
          hint={t('no-opinion.offer.hint')}
          checked={definition.noOpinion}
          onChange={(noOpinion) => change({ ...definition, noOpinion })}
        />
        {(gaps > 1 || sample) && (
          <Toggle
            label={t('sample')}
            hint={t('sample.hint', { n: gaps })}
            checked={sample !== undefined}
            onChange={(draws) =>
              change(withSample(definition, draws ? Math.min(3, gaps || 1) : null))
            }
          />
        )}
        {sample && (
          <NumberField
            label={t('sample.count')}
            value={sample.count}
            min={1}
            max={Math.max(1, gaps)}
            fault={fault('/sample')}
            onInput={(count) => change(withSample(definition, count ?? 0), 'sample')}
          />
        )}
        <ListField
          label={t('dimensions')}
          hint={t('dimensions.hint')}
          entries={definition.dimensions.map(({ key }) => key)}
          nameOf={(key) => labels.dimension(key).text}
          fault={faultOfList(draft.faults, 'dimensions', voice.value)}
          refuses={(key) => (KEY.test(key) ? null : t('fault.key'))}
          onChange={(keys) =>
            change({
              ...definition,
              dimensions: keys.map(
                (key) => definition.dimensions.find((one) => one.key === key) ?? { key },
              ),
            })
          }
        />
        <ListField
          label={t('segments.own')}
          hint={t('segments.own.hint')}
          entries={definition.segments}
          nameOf={(key) => key}
          fault={faultOfList(draft.faults, 'segments', voice.value)}
          refuses={(key) =>
            !KEY.test(key) ? t('fault.key') : RESERVED_NAMES.has(key) ? t('fault.ours') : null
          }
          onChange={(segments) => change({ ...definition, segments })}
        />
        <WordingFields
          label={t('wording.thanks')}
          hint={t('thanks.hint')}
          text={thanks?.text}
          locales={locales}
          most={1000}
          fault={fault('/thanks/text')}
          onChange={(text, locale) =>
            change(
              {
                ...definition,
                thanks: { redirectUrl: thanks?.redirectUrl ?? null, ...(text ? { text } : {}) },
              },
              `thanks ${locale}`,
            )
          }
        />
        <TextField
          label={t('thanks.redirect')}
          type="url"
          hint={t('thanks.redirect.hint')}
          value={thanks?.redirectUrl ?? ''}
          maxLength={500}
          fault={fault('/thanks/redirectUrl')}
          onInput={(address) =>
            change(
              { ...definition, thanks: { ...thanks, redirectUrl: address || null } },
              'redirect',
            )
          }
        />
      </fieldset>
      {editable && whole.status !== 'live' && (
        <Confirm
          button={t('survey.delete')}
          text={t('survey.delete.sure')}
          yes={t('survey.delete.yes')}
          act={async () => {
            await deleteSurvey(whole.id)
            freshen('surveys')
            if (isAt('survey', 'survey', whole.slug)) go('/app/surveys')
          }}
        />
      )}
    </section>
  )
}

function withSample(definition: TabProps['draft']['definition'], count: number | null) {
  const { sample: _, ...rest } = definition
  return count === null ? rest : { ...rest, sample: { type: 'gap' as const, count } }
}
