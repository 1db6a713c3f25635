/** What can be learnt from the text of a statement, without running it. */

export type Kind = 'read' | 'write' | 'either' | 'transaction' | 'schema' | 'nothing'

/**
 * The kind of a statement, by its first word. `either` is WITH, which may read or write; `schema`
 * is all that changes tables or the connection itself, so neither may be reused afterwards.
 */
export function kindOf(sql: string): Kind {
  const word = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$)|;)*([a-z]+)/i.exec(sql)?.[1]
  return word === undefined ? 'nothing' : (kinds[word.toUpperCase()] ?? 'schema')
}

const kinds: Record<string, Kind> = {
  SELECT: 'read',
  VALUES: 'read',
  EXPLAIN: 'read',
  INSERT: 'write',
  UPDATE: 'write',
  DELETE: 'write',
  REPLACE: 'write',
  WITH: 'either',
  BEGIN: 'transaction',
  COMMIT: 'transaction',
  END: 'transaction',
  ROLLBACK: 'transaction',
  SAVEPOINT: 'transaction',
  RELEASE: 'transaction',
}

/**
 * Whether a second statement follows the first. The driver would silently ignore it where a real
 * libSQL server answers SQL_MANY_STATEMENTS, so without this check our tests would miss such a bug.
 */
export function hasManyStatements(sql: string): boolean {
  const semicolon = sql.indexOf(';')
  if (semicolon === -1 || semicolon === sql.length - 1) return false
  const bare = withoutQuotesAndComments(sql)
  const isTrigger = /^\s*create\s+(?:temp\s+|temporary\s+)?trigger\b/i.test(bare)
  const end = isTrigger ? /^[\s\S]*\bend\b/i : /^[^;]*/
  return /[^\s;]/.test(bare.replace(end, ''))
}

/** The text with all that is quoted or commented blanked, so that a semicolon there is not seen. */
function withoutQuotesAndComments(sql: string): string {
  return sql.replace(
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g,
    (part) => (part.startsWith('-') || part.startsWith('/') ? ' ' : 'x'),
  )
}
