/** One survey: its questions, languages, settings, ways to people, imports and versions. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { addressOf, go, query } from '../address.ts'
import type { SurveyLine } from '../api.ts'
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import { forget, useLoaded } from '../load.ts'
import { saidTo } from '../localized.ts'
import { mayEdit } from '../may.ts'
import type { RoomProps } from '../rooms.ts'
import { later } from '../shell/later.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { useLabels } from '../use-labels.ts'
import { Conflict } from './Conflict.tsx'
import { Publication } from './Publication.tsx'
import { type Version, versions, type WholeSurvey, wholeSurvey } from './requests.ts'
import { SavedState } from './SavedState.tsx'
import { savedAsLeft } from './unsaved.ts'
import { type Draft, useDraft } from './use-draft.ts'
import '../styles/tabs.css'
import './survey.css'

const Questions = later(async () => (await import('./Questions.tsx')).Questions)
const Languages = later(async () => (await import('./Languages.tsx')).Languages)
const SetUp = later(async () => (await import('./SurveySettings.tsx')).SurveySettings)
const Share = later(async () => (await import('./Share.tsx')).Share)
const Import = later(async () => (await import('./Import.tsx')).Import)
const Versions = later(async () => (await import('./Versions.tsx')).Versions)

/** What every tab is given. */
export type TabProps = {
  survey: SurveyLine
  whole: WholeSurvey
  published: readonly Version[]
  session: RoomProps['session']
  draft: Draft
  labels: Labels
}

const TABS = ['questions', 'languages', 'settings', 'share', 'import', 'versions'] as const
type Tab = (typeof TABS)[number]
const CONTENTS = {
  questions: Questions,
  languages: Languages,
  settings: SetUp,
  share: Share,
  import: Import,
  versions: Versions,
}

export function Survey({ survey, session }: RoomProps) {
  useEffect(() => {
    if (!survey) go('/app/surveys', 'replace')
  }, [survey])
  if (!survey) return null
  return <SurveyOf key={survey.id} survey={survey} session={session} />
}

function SurveyOf({ survey, session }: { survey: SurveyLine; session: RoomProps['session'] }) {
  const key = `survey whole ${survey.id}`
  const whole = useLoaded(key, async (stop) => {
    await savedAsLeft(survey.id)
    return wholeSurvey(survey.id, stop)
  })
  // Who comes back goes on from what was saved, not from what was there when they came first.
  useLayoutEffect(() => () => forget(key), [])
  const published = useLoaded(`versions ${survey.id}`, (stop) => versions(survey.id, stop))
  return (
    <Settled loaded={whole} waiting={<Waiting />}>
      {(value) => <Open {...{ survey, session }} whole={value} published={published.value ?? []} />}
    </Settled>
  )
}

type OpenProps = Omit<TabProps, 'draft' | 'labels'>

function Open(props: OpenProps) {
  const { survey, whole, session } = props
  const speak = voice.value
  const { t } = speak
  const draft = useDraft(whole)
  const labels = useLabels(draft.definition, session)
  const asked = query.value.get('tab')
  const tab: Tab = TABS.find((one) => one === asked) ?? 'questions'
  const Content = CONTENTS[tab]
  const said = saidTo(speak.language, draft.definition.title, whole.slug)
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  useEffect(() => {
    document.title = `${said.text} · ${t('product')}`
  }, [said.text, t])
  return (
    <>
      <div class="page-bar">
        <h1 tabIndex={-1} ref={heading}>
          <a class="crumb" href={addressOf('surveys', { tab: null })}>
            {t('nav.surveys')}
          </a>{' '}
          <span aria-hidden="true">/</span> <span lang={said.lang}>{said.text}</span>
        </h1>
        <div class="picks">
          {mayEdit(session) && <SavedState draft={draft} />}
          {mayEdit(session) && <Publication {...props} draft={draft} labels={labels} />}
        </div>
      </div>
      <nav class="tabs" aria-label={t('survey.tabs')}>
        {TABS.filter((one) => one !== 'import' || mayEdit(session)).map((one) => (
          <a
            key={one}
            href={addressOf('survey', { survey: survey.slug, tab: one })}
            aria-current={one === tab ? 'page' : undefined}
          >
            {t(`survey.tab.${one}`)}
          </a>
        ))}
        <a href={addressOf('responses', { survey: survey.slug, tab: null })}>
          {t('survey.tab.answers')}
        </a>
      </nav>
      {draft.saving === 'changed-elsewhere' && (
        <Conflict whole={whole} draft={draft} session={session} />
      )}
      <Content {...props} draft={draft} labels={labels} />
    </>
  )
}
