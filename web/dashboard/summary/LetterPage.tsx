/** The summary as a letter: tables and inline styles only, because that is what mail programs keep. */
import type { RefObject } from 'preact'
import { addressOf } from '../address.ts'
import type { Tone } from '../charts/look.ts'
import { voice } from '../language.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import type { Letter, LetterTable, Section } from './letter.ts'

type Props = { page: RefObject<HTMLElement | null>; letter: Letter; about: string }

export function LetterPage({ page, letter, about }: Props) {
  const { t } = voice.value
  const { brief, figures, worth, strip, sections } = letter
  return (
    <article ref={page} class="letter" style={STYLES.letter}>
      <p style={STYLES.small}>{about}</p>
      <h2 style={STYLES.brief}>{brief}</h2>
      <p style={STYLES.text}>{figures}</p>
      {worth.length > 0 && (
        <ul style={STYLES.list}>
          {worth.map(({ key, room, changes, text }) => (
            <li key={key}>
              <a href={absolute(addressOf(room, changes))} style={STYLES.link}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
      <table style={STYLES.table}>
        <tbody>
          {strip.map(({ key, label, value, margin, more, tone }) => (
            <tr key={key}>
              <th scope="row" style={STYLES.first}>
                {label}
              </th>
              <td style={{ ...STYLES.number, fontWeight: '700' }}>
                {value} <span style={STYLES.margin}>{margin}</span>
              </td>
              <td style={{ ...STYLES.words, color: COLOURS[tone] }}>{more}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {sections.map((section) => (
        <Part key={section.key} section={section} />
      ))}
      <p style={{ ...STYLES.small, marginTop: '24px' }}>
        {t('summary.rules', { least: FEWEST_FOR_A_VERDICT })}{' '}
        <a href={absolute(addressOf('overview'))} style={STYLES.link}>
          {t('summary.open')}
        </a>
      </p>
    </article>
  )
}

function Part({ section: { title, line, table } }: { section: Section }) {
  return (
    <>
      <h3 style={STYLES.title}>{title}</h3>
      {line && <p style={STYLES.small}>{line}</p>}
      {table && table.rows.length > 0 && <Rows table={table} caption={title} />}
    </>
  )
}

function Rows({ table: { columns, rows }, caption }: { table: LetterTable; caption: string }) {
  const styleOf = (i: number) =>
    i === 0 ? STYLES.first : i >= WORDS_FROM ? STYLES.words : STYLES.number
  return (
    <table style={STYLES.table} aria-label={caption}>
      <thead>
        <tr>
          {columns.map((column, i) => (
            <th key={column} scope="col" style={{ ...styleOf(i), ...STYLES.head }}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row[0]}>
            {row.map((cell, i) =>
              i === 0 ? (
                <th key={i} scope="row" style={STYLES.first}>
                  {cell}
                </th>
              ) : (
                <td key={i} style={styleOf(i)}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A sixth column is the verdict, in words. */
const WORDS_FROM = 5

const absolute = (address: string) => `${location.origin}${address}`

/** Mail has no dark theme of ours and no CSS properties: the light tokens, written out. */
const INK = '#15201F'
const INK_2 = '#475451'
const COLOURS: Record<Tone, string> = { worse: '#973A04', better: '#075A69', mid: INK_2 }
const FONT = "'Source Sans 3',system-ui,'PingFang SC','Microsoft YaHei',sans-serif"
const CELL = { padding: '6px 0', borderBottom: '1px solid #DDE3E1', verticalAlign: 'top' }
const STYLES = {
  letter: {
    maxWidth: '640px',
    margin: '0 auto',
    padding: '24px',
    background: '#FFFFFF',
    color: INK,
    font: `15px/1.5 ${FONT}`,
  },
  brief: { margin: '8px 0', color: INK, font: '600 24px/1.3 Georgia,serif' },
  title: {
    margin: '28px 0 2px',
    paddingTop: '10px',
    borderTop: `2px solid ${INK}`,
    color: INK,
    font: '600 18px/1.35 Georgia,serif',
  },
  text: { margin: '0 0 8px', color: INK },
  small: { margin: '0', color: INK_2, fontSize: '13px' },
  list: { margin: '8px 0 16px', paddingLeft: '20px', listStyle: 'disc' },
  link: { color: INK, textDecoration: 'underline' },
  table: { width: '100%', marginTop: '8px', borderCollapse: 'collapse', color: INK },
  first: { ...CELL, textAlign: 'left', fontWeight: '400', paddingRight: '12px' },
  number: { ...CELL, textAlign: 'right', whiteSpace: 'nowrap', paddingLeft: '12px' },
  words: { ...CELL, textAlign: 'left', paddingLeft: '16px', fontSize: '13px' },
  margin: { color: INK_2, fontSize: '13px', fontWeight: '400' },
  head: { color: INK_2, fontSize: '13px', verticalAlign: 'bottom' },
} as const
