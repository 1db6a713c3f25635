import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

import { en } from '../../../web/dashboard/words/en.ts'
import { WORDS_OF_PARTS } from '../../../web/dashboard/words/parts.ts'
import { spaced, voiceOf, type Wording } from '../../../web/dashboard/words/voice.ts'
import { zhCN } from '../../../web/dashboard/words/zh-CN.ts'

const folder = 'web/dashboard'
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/words\/([\w-]+\.)?(en|zh-CN)\.ts$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
const forms = (wording: Wording) =>
  typeof wording === 'string' ? [wording] : Object.values(wording)
const parts = Object.values(WORDS_OF_PARTS)
const everyEnglish = [en, ...(await Promise.all(parts.map((part) => part.en())))]
const everyChinese = [zhCN, ...(await Promise.all(parts.map((part) => part['zh-CN']())))]
const words = everyEnglish.flatMap((part) => Object.entries<Wording>(part))
const chineseWords = everyChinese.flatMap((part) => Object.entries<Wording>(part))
const keysOf = (all: readonly (readonly [string, Wording])[]) => all.map(([key]) => key).sort()

describe('both languages', () => {
  test('say everything', () => {
    expect(keysOf(chineseWords)).toEqual(keysOf(words))
  })
  test('give a key to one part alone', () => {
    expect(new Set(keysOf(words)).size).toBe(words.length)
  })
  test('leave nothing empty', () => {
    const empty = [...words, ...chineseWords].filter(([, wording]) => forms(wording).includes(''))
    expect(empty).toEqual([])
  })
  test('fill in the same values', () => {
    const values = (wording: Wording) =>
      [
        ...new Set(
          forms(wording)
            .join(' ')
            .match(/\{\w+\}/g) ?? [],
        ),
      ].sort()
    const chinese = new Map(chineseWords)
    // Where English says a number with its plural alone, Chinese may say it in figures, and the reverse.
    const optional = new Set(['{n}'])
    const differing = words.filter(([key, wording]) => {
      const [ours, theirs] = [values(wording), values(chinese.get(key) ?? '')]
      return (
        ours.filter((v) => !optional.has(v)).join() !==
        theirs.filter((v) => !optional.has(v)).join()
      )
    })
    expect(differing.map(([key]) => key)).toEqual([])
  })
})

test('Chinese follows the rules of its words: no space beside a placeholder, no 您 or 你, no half-width marks', () => {
  const faults = chineseWords.flatMap(([key, wording]) =>
    forms(wording).flatMap((form) =>
      [/[\p{Script=Han}] \{/u, /\} [\p{Script=Han}]/u, /[您你亲！]/u, /[\p{Script=Han}][,?!:;(]/u]
        .filter((fault) => fault.test(form))
        .map((fault) => `${key}: ${fault}`),
    ),
  )
  expect(faults).toEqual([])
})

test('no word is written into a component', () => {
  const written = sources
    .filter(({ file }) => file.endsWith('.tsx'))
    .flatMap(({ file, text }) =>
      writtenIn(parseSync(file, text).program).map((word) => `${file}: ${word}`),
    )
  expect(written).toEqual([])
})

test('no word is left over', () => {
  const code = sources.map(({ text }) => text).join('\n')
  const prefixes = [...code.matchAll(/`([a-z][\w.-]*\.)\$\{/g)].map(([, prefix = '']) => prefix)
  const unused = keysOf(words).filter(
    (key) => !code.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)),
  )
  expect(unused).toEqual([])
})

test('a space stands between Chinese and Latin letters or figures, but not inside dates', () => {
  expect(spaced('推荐Tidewell的有35人')).toBe('推荐 Tidewell 的有 35 人')
  expect(spaced('推荐海潮家居')).toBe('推荐海潮家居')
  expect(spaced('上升至+35，下降−4')).toBe('上升至 +35，下降 −4')
  expect(spaced('截至2025年11月16日')).toBe('截至 2025年11月16日')
  expect(spaced('自11月17日至5月3日')).toBe('自 11月17日至5月3日')
})

test('a placeholder without a value stays visible, and a number chooses its plural', () => {
  const { t } = voiceOf('en', en)
  expect(t('items', { n: 1 })).toBe('1 item')
  expect(t('items', { n: 1200 })).toBe('1,200 items')
  expect(t('between', { low: '+1' })).toBe('between +1 and {high}')
})

/** Letters that a person would read in a component: text between tags, strings as children, and spoken attributes. */
function writtenIn(program: unknown): string[] {
  const found: string[] = []
  visit(program, (node) => {
    if (node.type === 'JSXText') found.push(String(node.value))
    if (node.type === 'JSXExpressionContainer' && isNode(node.expression))
      if (node.expression.type === 'Literal') found.push(String(node.expression.value))
    if (node.type === 'JSXAttribute' && isNode(node.name) && isNode(node.value))
      if (SPOKEN.has(String(node.name.name)) && node.value.type === 'Literal')
        found.push(String(node.value.value))
  })
  return found.map((text) => text.trim()).filter((text) => /\p{Letter}/u.test(text))
}

const SPOKEN = new Set([
  'aria-label',
  'aria-roledescription',
  'title',
  'placeholder',
  'alt',
  'label',
  'text',
  'line',
])
type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const entry of value) visit(entry, see)
  else if (isNode(value)) {
    see(value)
    for (const child of Object.values(value)) visit(child, see)
  }
}
