/** Matching the columns of a file to those of a survey. Pure. */
import { columnsOf, RESPONSE_COLUMNS } from '../../../schema/columns.ts'
import type { SurveyDefinition } from '../../../schema/survey.ts'

/** A file from elsewhere knows nothing of our versions. */
const OURS: readonly string[] = ['revision', 'version']
const PLAIN = RESPONSE_COLUMNS.filter((column) => !OURS.includes(column))
const SEGMENTS = ['tier', 'stage', 'touchpoint']

/** Every column an import of this survey may have; `submitted_at` is the one it needs. */
export const importColumns = (survey: SurveyDefinition): string[] => [
  ...PLAIN,
  ...survey.questions.flatMap((question) => columnsOf(question, survey)),
  ...[...SEGMENTS, ...survey.segments].map((name) => `segment.${name}`),
]

/** The columns of purchases; both are needed. */
export const PURCHASE_COLUMNS = ['customer', 'bought_at'] as const

/** What each column of a file most likely is; '' where nothing fits, and nothing twice. */
export function guessed(header: readonly string[], known: readonly string[]): string[] {
  const used = new Set<string>()
  return header.map((name) => {
    const found = known.find((column) => !used.has(column) && isSame(name, column))
    if (found !== undefined) used.add(found)
    return found ?? ''
  })
}

const isSame = (name: string, column: string) => {
  const plain = letters(name)
  return plain === letters(column) || (SYNONYMS[column] ?? []).includes(plain)
}
const letters = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  submitted_at: [
    'date',
    'time',
    'timestamp',
    'created',
    'createdat',
    'submitted',
    'submittedon',
    '日期',
    '时间',
    '提交时间',
  ],
  id: ['responseid', 'answerid', '编号', '序号'],
  locale: ['language', 'lang', '语言'],
  customer: ['customerid', 'user', 'userid', 'email', '客户', '客户编号'],
  bought_at: [
    'date',
    'time',
    'timestamp',
    'purchased',
    'purchasedate',
    'purchasedat',
    'ordered',
    'orderdate',
    'orderedat',
    '日期',
    '时间',
    '购买日期',
    '购买时间',
    '下单时间',
  ],
  channel: ['source', '渠道', '来源'],
}

/** The comma, semicolon or tab that cuts a header into the most cells. */
export function separatorOf(line: string): string {
  const counts = [',', ';', '\t'].map((mark) => ({ mark, n: cells(line, mark).length }))
  return counts.sort((a, b) => b.n - a.n)[0]?.mark ?? ','
}

/** The cells of one record (RFC 4180), quotes taken away. */
export function cells(line: string, separator: string): string[] {
  const found: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const mark = line[i]
    if (quoted && mark === '"' && line[i + 1] === '"') {
      cell += '"'
      i++
    } else if (mark === '"') quoted = !quoted
    else if (mark === separator && !quoted) {
      found.push(cell)
      cell = ''
    } else cell += mark
  }
  return [...found, cell]
}

/** A file as lines of cells; a quoted line break stays inside its cell. Empty lines are left out. */
export function recordsOf(text: string, separator: string): string[][] {
  const records: string[][] = []
  let line = ''
  for (const part of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    line = line === '' ? part : `${line}\n${part}`
    if ((line.match(/"/g)?.length ?? 0) % 2 === 1) continue
    if (line.trim() !== '') records.push(cells(line, separator))
    line = ''
  }
  if (line.trim() !== '') records.push(cells(line, separator))
  return records
}

/** The matched columns alone, under our names, as CSV: one line a record, so that the service's line numbers are the records'. */
export function matchedCsv(records: readonly string[][], columns: readonly string[]): string {
  const kept = columns.flatMap((name, i) => (name === '' ? [] : [i]))
  const header = kept.map((i) => columns[i] ?? '')
  const lines = records.slice(1).map((record) => kept.map((i) => onOneLine(record[i] ?? '')))
  return [header, ...lines].map((line) => line.map(field).join(',')).join('\n')
}

/** U+2028 breaks a line for readers and not for CSV. */
const onOneLine = (text: string) => text.replaceAll(/\r?\n/g, '\u2028')

/** Refused lines as a file: why, and what stood in them. */
export function refusedCsv(
  records: readonly string[][],
  rejected: readonly { line: number; column: string; detail: string }[],
): string {
  const [header = []] = records
  const lines = rejected.map(({ line, column, detail }) => [
    String(line),
    column,
    detail,
    ...(records[line - 1] ?? []).map(harmless),
  ])
  return [['line', 'column', 'detail', ...header.map(harmless)], ...lines]
    .map((line) => line.map(field).join(','))
    .join('\r\n')
}

const harmless = (text: string) => (/^[=+\-@'\t\r]/.test(text) ? `'${text}` : text)
const field = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
