/** SQL behind the complaint reports: counts by quarter of an hour, which every time zone's days are made of. */

import type { CaseFilter } from '../complaints/list.ts'
import { conditionsOf } from '../complaints/list.ts'
import type { Statement } from '../db.ts'

const QUARTER_MS = 900_000

const found = (filter: CaseFilter) => {
  const { where, args } = conditionsOf(filter)
  return { where: where.length > 0 ? `WHERE ${where.join(' AND ')}` : '', args }
}

/** Stands for the category where names of segments are asked for; no segment has a dot in its name. */
export const CATEGORY = 'c.category'

/** The value a case has of a segment name, or its category. */
function valueIn(name: string): string {
  if (name === CATEGORY) return CATEGORY
  if (name === 'locale') return 'c.locale'
  return `c.segments ->> '$."${name.replaceAll(/[^a-z0-9_-]/g, '')}"'`
}

export function countsByQuarter(filter: CaseFilter): Statement {
  const { where, args } = found(filter)
  return {
    sql: `SELECT c.opened_at / ${QUARTER_MS} AS quarter, count(*) AS n FROM complaints c ${where}
      GROUP BY 1`,
    args,
  }
}

export function countsByCategory(filter: CaseFilter): Statement {
  const { where, args } = found(filter)
  return {
    sql: `SELECT c.category AS value, count(*) AS n FROM complaints c ${where} GROUP BY 1`,
    args,
  }
}

export function countsByCategoryAndSegment(filter: CaseFilter, name: string): Statement {
  const { where, args } = found(filter)
  return {
    sql: `SELECT c.category, ${valueIn(name)} AS value, count(*) AS n FROM complaints c ${where}
      GROUP BY 1, 2`,
    args,
  }
}

export function countsBySegment(filter: CaseFilter, name: string): Statement {
  const { where, args } = found(filter)
  return {
    sql: `SELECT ${valueIn(name)} AS value, count(*) AS n FROM complaints c ${where} GROUP BY 1`,
    args,
  }
}

/** Counts by the values of some names as a JSON list, '' where a case has none. */
export function countsByNames(filter: CaseFilter, names: readonly string[]): Statement {
  const { where, args } = found(filter)
  const values = names.map((name) => `coalesce(${valueIn(name)}, '')`)
  return {
    sql: `SELECT json_array(${values.join(', ')}) AS place, count(*) AS n FROM complaints c ${where}
      GROUP BY 1`,
    args,
  }
}

/** How each case went: when it was opened, first answered, resolved and closed, and how it ended. */
export function courses(filter: CaseFilter, name: string | null): Statement {
  const { where, args } = found(filter)
  return {
    sql: `SELECT c.opened_at, c.first_response_at, c.resolved_at, c.closed_at, c.outcome,
        ${name === null ? 'NULL' : valueIn(name)} AS value
      FROM complaints c ${where}`,
    args,
  }
}

/** Instants of openings in order; only asked where complaints are rare. */
export function openings(filter: CaseFilter): Statement {
  const { where, args } = found(filter)
  return {
    sql: `SELECT c.opened_at FROM complaints c ${where} ORDER BY c.opened_at LIMIT 5000`,
    args,
  }
}

export const firstOpening = (): Statement => ({
  sql: 'SELECT min(opened_at) AS at FROM complaints',
  args: [],
})

export const knownCategories = (): Statement => ({
  sql: 'SELECT DISTINCT category FROM complaints ORDER BY category LIMIT 200',
  args: [],
})

export const knownSegmentNames = (): Statement => ({
  sql: `SELECT DISTINCT j.key AS name FROM complaints c, json_each(c.segments) j LIMIT 200`,
  args: [],
})

/** Every published version of every survey. */
export const publishedVersions = (): Statement => ({
  sql: 'SELECT survey_id, version, definition FROM survey_versions ORDER BY survey_id, version',
  args: [],
})
