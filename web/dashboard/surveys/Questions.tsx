/** The questions in their order, one of them open to be edited, beside the page they make. */
import { useRef, useState } from 'preact/hooks'
import { voice } from '../language.ts'
import { mayEdit } from '../may.ts'
import { useFocusAfter } from '../shell/focus-after.ts'
import { Icon } from '../shell/Icon.tsx'
import { Popover } from '../shell/Popover.tsx'
import { adviceWords } from './advice-words.ts'
import { faultAt } from './faults.ts'
import { Preview } from './Preview.tsx'
import { QuestionCard } from './QuestionCard.tsx'
import { KINDS, withCopy, withMoved, withNew, without, withQuestion } from './questions.ts'
import type { TabProps } from './Survey.tsx'
import './builder.css'

export function Questions(props: TabProps) {
  const { draft, session, whole, published, labels } = props
  const speak = voice.value
  const { t } = speak
  const { definition, judgement, faults } = draft
  const [open, setOpen] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const { within, focusAfter } = useFocusAfter<HTMLElement>()
  const [dragged, setDragged] = useState<number | null>(null)
  // A card stays the same card under another name, or whoever renames it would lose their place.
  const cards = useRef(new Map<string, string>())
  const cardOf = (key: string) => cards.current.get(key) ?? key
  const editable = mayEdit(session)
  const keysEver = new Set(
    published.flatMap((one) => one.definition.questions.map(({ key }) => key)),
  )
  const move = (from: number, to: number) => {
    const next = withMoved(definition, from, to)
    draft.change(next)
    const moved = definition.questions[from]
    if (moved && next !== definition)
      setSaid(t('question.moved', { question: labels.question(moved.key).text, n: to + 1 }))
  }
  const onWhole = (judgement?.advice ?? []).filter(({ pointer }) => pointer === '')
  const listFault = faults.find(({ pointer }) => pointer === '/questions' || pointer === '/title')
  return (
    <div class="editor">
      <section ref={within} class="panel" aria-label={t('survey.tab.questions')}>
        <header class="panel-head">
          <h2>{titleOf(definition.questions.length, judgement?.seconds)}</h2>
          {editable && (
            <Popover
              name={t('question.add')}
              class="button"
              label={
                <>
                  <Icon name="plus" />
                  {t('question.add')}
                </>
              }
            >
              {(close) => (
                <ul class="options kinds">
                  {KINDS.map((kind) => (
                    <li key={kind}>
                      <button
                        type="button"
                        onClick={() => {
                          const next = withNew(definition, kind, keysEver)
                          draft.change(next)
                          setOpen(next.questions.at(-1)?.key ?? null)
                          close()
                          focusAfter('.cards > li:last-child h3 button')
                        }}
                      >
                        <span>
                          {t(`kind.${kind}`)} <small>{t(`kind.${kind}.what`)}</small>
                        </span>
                      </button>
                    </li>
                  ))}
                </ul>
              )}
            </Popover>
          )}
        </header>
        {listFault && (
          <p class="fault" role="alert">
            {faultAt([listFault], listFault.pointer, speak)}
          </p>
        )}
        {onWhole.map((advice) => (
          <p key={advice.code} class="advice">
            {adviceWords(advice, speak.language)}
          </p>
        ))}
        <ol class="cards">
          {definition.questions.map((question, index) => (
            <QuestionCard
              key={cardOf(question.key)}
              {...{ question, index, definition, labels, draft, editable }}
              isPublished={keysEver.has(question.key)}
              isOpen={open === question.key}
              isDropTarget={dragged !== null && dragged !== index}
              onOpen={() => setOpen(open === question.key ? null : question.key)}
              onChange={(next, field) => {
                draft.change(
                  withQuestion(definition, index, next),
                  field && `${question.key} ${field}`,
                )
                if (next.key === question.key) return
                cards.current.set(next.key, cardOf(question.key))
                setOpen(next.key)
              }}
              onMove={(to) => move(index, to)}
              onCopy={() => {
                const next = withCopy(definition, index, keysEver)
                draft.change(next)
                setOpen(next.questions[index + 1]?.key ?? null)
                setSaid(
                  t('question.copied', {
                    question: labels.question(question.key).text,
                    n: index + 2,
                  }),
                )
                focusAfter(cardTitle(index + 2))
              }}
              onRemove={() => {
                draft.change(without(definition, index))
                setSaid(t('question.removed', { question: labels.question(question.key).text }))
                focusAfter(cardTitle(index + 1), cardTitle(index), '.panel-head button')
              }}
              onDrag={setDragged}
              onDrop={() => {
                if (dragged !== null) move(dragged, index)
                setDragged(null)
              }}
            />
          ))}
        </ol>
        <p class="unseen" role="status">
          {said}
        </p>
      </section>
      <Preview whole={whole} draft={draft} chosen={open} />
    </div>
  )
}

/** The button that opens the n-th card, from 1. */
const cardTitle = (n: number) => `.cards > li:nth-child(${n}) h3 button`

/** “7 questions, about 1 minute”. */
function titleOf(n: number, seconds: number | undefined): string {
  const { t } = voice.value
  const questions = t('questions.n', { n })
  if (seconds === undefined) return questions
  const time =
    seconds < 50
      ? t('questions.seconds', { n: Math.max(10, Math.round(seconds / 10) * 10) })
      : t('questions.minutes', { n: Math.max(1, Math.round(seconds / 60)) })
  return t('questions.time', { questions, time })
}
