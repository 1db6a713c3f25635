/** SQL on notes. */
import { type Day, dayOfNumber, numberOfDay } from '../../schema/calendar.ts'
import type { NewNote, Note } from '../../schema/complaints.ts'
import type { Database, Statement } from '../db.ts'

export const insertNote = (id: string, note: NewNote, author: string, now: number): Statement => ({
  sql: `INSERT INTO notes (id, day, text, rebase, author_name, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
  args: [id, numberOfDay(note.day), note.text, Number(note.rebase), author, now],
})

export const updateNote = (id: string, note: NewNote): Statement => ({
  sql: 'UPDATE notes SET day = ?, text = ?, rebase = ? WHERE id = ?',
  args: [numberOfDay(note.day), note.text, Number(note.rebase), id],
})

export const deleteNote = (id: string): Statement => ({
  sql: 'DELETE FROM notes WHERE id = ?',
  args: [id],
})

/** Notes of [from, to], in order of their days. */
export async function notesBetween(db: Database, from: Day, to: Day): Promise<Note[]> {
  const [found] = await db.read([
    {
      sql: `SELECT * FROM notes WHERE day BETWEEN ? AND ? ORDER BY day, created_at LIMIT 1000`,
      args: [numberOfDay(from), numberOfDay(to)],
    },
  ])
  return (found?.rows ?? []).map((row) => ({
    id: String(row.id),
    day: dayOfNumber(Number(row.day)),
    text: String(row.text),
    rebase: row.rebase === 1,
    authorName: String(row.author_name),
    createdAt: new Date(Number(row.created_at)).toISOString(),
  }))
}

/** The last day up to `to` on which a person started the control limits anew; null if nobody has. */
export const lastRebase = (to: Day): Statement => ({
  sql: 'SELECT max(day) AS day FROM notes WHERE rebase = 1 AND day <= ?',
  args: [numberOfDay(to)],
})
