import { describe, expect, test } from 'vitest'
import type { Complaint } from '../../../schema/complaints.ts'
import { mostUrgentFirst, openFor, replyDue } from '../../../web/dashboard/complaints/due.ts'
import { howMany } from '../../../web/dashboard/complaints/open-cases.ts'
import { casesTitle } from '../../../web/dashboard/overview/cases-title.ts'
import { chinese, english } from './a-report.ts'

const now = new Date('2026-05-20T12:00:00Z')
const openedAt = '2026-05-18T12:00:00Z'
const promised = (dueAt: string | null, more: Partial<Complaint> = {}) =>
  ({ dueAt, firstResponseAt: null, state: 'received', openedAt, ...more }) as const
const said = (dueAt: string | null, more: Partial<Complaint> = {}) =>
  [english, chinese].map((voice) => replyDue(promised(dueAt, more), now, voice)?.text ?? null)

describe('when a reply is due', () => {
  test('late ones say by how much, in the two largest units', () => {
    expect(said('2026-05-19T08:00:00Z')).toEqual(['Overdue 1 d 4 h', '逾期 1 天 4 小时'])
    expect(said('2026-05-20T06:00:00Z')).toEqual(['Overdue 6 h', '超时 6 小时'])
    expect(said('2026-05-20T11:59:50Z')).toEqual(['Overdue 1 min', '超时 1 分钟'])
    expect(replyDue(promised('2026-05-20T06:00:00Z'), now, english)?.how).toBe('late')
  })
  test('those of the next day say how long is left, later ones the day', () => {
    expect(said('2026-05-20T15:30:00Z')).toEqual(['Due in 3 h', '还剩 3 小时'])
    expect(replyDue(promised('2026-05-20T15:30:00Z'), now, english)?.how).toBe('soon')
    expect(replyDue(promised('2026-05-23T15:30:00Z'), now, english)?.how).toBe('later')
    expect(said('2026-05-23T15:30:00Z')[0]).toMatch(/^Due 23 May 2026/)
  })
  test('nothing is owed where nothing was promised, a reply was given, or the case is over', () => {
    const late = '2026-05-19T08:00:00Z'
    expect(said(null)).toEqual([null, null])
    expect(said(late, { firstResponseAt: openedAt })).toEqual([null, null])
    expect(said(late, { state: 'resolved' })).toEqual([null, null])
  })
  test('where nothing is owed it is told how long a case is open', () => {
    const told = (at: string) =>
      [english, chinese].map((voice) => openFor({ openedAt: at }, now, voice))
    expect(told(openedAt)).toEqual(['2 days', '2 天'])
    expect(told('2026-05-20T09:10:00Z')).toEqual(['2 h', '2 小时'])
    expect(told('2026-05-20T12:00:30Z')).toEqual(['1 min', '1 分钟'])
  })
  test('the most urgent come first: late, due, then the oldest of the others', () => {
    const late = promised('2026-05-19T08:00:00Z')
    const soon = promised('2026-05-20T15:00:00Z')
    const replied = promised('2026-05-01T00:00:00Z', { firstResponseAt: openedAt })
    const older = promised(null, { openedAt: '2026-05-01T00:00:00Z' })
    expect([older, replied, soon, late].sort(mostUrgentFirst)).toEqual([late, soon, older, replied])
  })
})

describe('the title over the open cases', () => {
  const title = (open: number | string, overdue: number | string, isPromised = true) =>
    [english, chinese].map((voice) => casesTitle({ open, overdue, isPromised }, voice))
  test('says first what is late', () => {
    expect(title(14, 3)).toEqual([
      '3 complaints are past their reply time',
      '3 件投诉已超过答复期限',
    ])
    expect(title(14, 1)[0]).toBe('1 complaint is past its reply time')
    expect(title('100+', '100+')[0]).toBe('100+ complaints are past their reply time')
  })
  test('else how many are open, and that none is late where replies are promised', () => {
    expect(title(14, 0)[0]).toBe('14 complaints are open, no reply is overdue')
    expect(title(14, 0, false)[0]).toBe('14 complaints are open')
    expect(title(0, 0)).toEqual(['No complaint is open', '没有未结案的投诉'])
  })
  test('more than a list holds is counted as more', () => {
    expect(howMany({ complaints: [], next: null })).toBe(0)
    expect(howMany({ complaints: [], next: 'x' })).toBe('0+')
  })
})
