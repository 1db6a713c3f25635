import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../../schema/reports.ts'
import {
  comparisonsMade,
  type GroupsAsked,
  groupsTitle,
  hiddenGroups,
} from '../../../web/dashboard/groups-finding.ts'
import type { Voice } from '../../../web/dashboard/words/voice.ts'
import { aDifference, chinese, english } from './a-report.ts'

const words = {
  lower: 'nps.groups.lower',
  higher: 'nps.groups.higher',
  both: 'nps.groups.both',
  none: 'groups.none',
} as const
const group = (value: string, verdict: Verdict, estimate = -9, n = 200) => ({
  value,
  n,
  difference: aDifference(verdict, estimate, 5),
})
const title = (groups: GroupsAsked['groups'], more: Partial<GroupsAsked> = {}) => {
  const asked = { groups, suppressed: 0, privacyMinimum: 5, acrossLanguages: false, ...more }
  return [english, chinese].map((voice: Voice) =>
    groupsTitle(asked, words, (value) => value, voice),
  )
}

describe('the title over groups', () => {
  test('names who is lower than everyone else, the widest difference first', () => {
    expect(title([group('web', 'lower', -4), group('phone', 'lower', -20)])).toEqual([
      'Recommendation is lower for phone and web than for everyone else',
      'phone 和 web 的推荐意愿明显低于其他客户',
    ])
  })
  test('names who is higher, and both directions together', () => {
    expect(title([group('key', 'higher', 6), group('b', 'no-clear-difference')])).toEqual([
      'Recommendation is higher for key than for everyone else',
      'key 的推荐意愿明显高于其他客户',
    ])
    expect(title([group('key', 'higher', 6), group('small', 'lower')])).toEqual([
      'Recommendation is lower for small and higher for key than for everyone else',
      'small 的推荐意愿明显偏低，key 明显偏高',
    ])
  })
  test('counts more than three names', () => {
    const groups = ['a', 'b', 'c', 'd'].map((value) => group(value, 'lower'))
    expect(title(groups)[0]).toBe('Recommendation is lower for 4 groups than for everyone else')
  })
  test('claims no difference without a verdict', () => {
    expect(title([group('a', 'no-clear-difference'), group('b', 'no-clear-difference')])).toEqual([
      'No group clearly differs from everyone else',
      '各群体与其他客户无明显差异',
    ])
  })
  test('waits for 30 answers in a group', () => {
    const scarce = [group('a', 'too-few', -40, 12), { value: 'b', n: 9, difference: null }]
    expect(title(scarce)).toEqual([
      'Too few answers to compare groups yet: 12 of 30',
      '各组样本量不足，暂不比较（12/30 份）',
    ])
  })
  test('never ranks languages, whatever the verdicts say', () => {
    expect(
      title([group('en', 'higher', 20), group('zh-CN', 'lower')], { acrossLanguages: true }),
    ).toEqual(['Languages are shown side by side, not compared', '各语言仅并列显示，不作比较'])
  })
  test('says when every group is hidden, and when no answer carries the segment', () => {
    expect(title([], { suppressed: 2 })).toEqual([
      'Every group has fewer than 5 answers and is not shown',
      '各群体均不足 5 份，为保护隐私不显示',
    ])
    expect(title([])).toEqual(['No answer carries this segment', '没有答卷带有此细分信息'])
  })
})

test('comparisons are counted with those that hold up, and a single one is not a family', () => {
  const verdicts = [
    aDifference('lower'),
    aDifference('no-clear-difference'),
    aDifference('too-few'),
    null,
  ]
  expect(comparisonsMade(verdicts, english)).toBe(
    '2 comparisons in this panel; clear after adjustment: 1.',
  )
  expect(comparisonsMade(verdicts, chinese)).toBe('本栏共 2 项比较，校正后 1 项成立。')
  expect(comparisonsMade([aDifference('lower')], english)).toBe('')
})

test('hidden groups are said with their reason', () => {
  expect(hiddenGroups(1, 5, english)).toBe(
    '1 group is not shown to protect privacy: fewer than 5 answers.',
  )
  expect(hiddenGroups(3, 5, chinese)).toBe('3 个群体不足 5 份，为保护隐私不显示。')
  expect(hiddenGroups(0, 5, english)).toBe('')
})
