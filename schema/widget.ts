/** What the widget's script is told of a survey: everything it shows and every rule it follows, in one language. */
import type { Condition } from './survey.ts'

/** An element `[tag, attributes, ...children]` or a text; the drawn trees of `worker/answering` as JSON. */
export type WidgetTree = string | WidgetElement
export type WidgetElement = readonly [
  tag: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: WidgetTree[],
]

/** What is left out is not asked for: no delay, every path, everybody. */
export type WidgetRules = {
  /** Left out: a popover. */
  shape?: 'inline' | 'button'
  delaySeconds?: number
  scrollPercent?: number
  exitIntent?: boolean
  visibleSeconds?: number
  /** Patterns with blanks between. */
  paths?: string
  event?: string
  samplePercent?: number
  /** Days without another showing of this survey after an answer or a dismissal. */
  quietDays?: number
  /** The same after any survey of the organisation. */
  pauseDays?: number
}

/** How the fields of a question become its answer. */
export type WidgetQuestion = {
  kind: 'number' | 'numbers' | 'text' | 'choice' | 'complaint'
  /** The value of the button that stands for "something else", where one of a list is chosen. */
  other?: string
  showIf?: Condition
  /** Only some of these are asked of each person. */
  sampled?: true
}

export type WidgetStep = {
  tree: WidgetElement
  /** How much is left, in words; left out where that depends on answers. */
  rest?: string
  /** Its questions; left out where all of them are always asked. */
  keys?: readonly string[]
  /** The last step (from 0) whose answers decide whether this one is shown; left out when it always is. */
  after?: number
}

export type WidgetData = {
  slug: string
  version: number
  /** Nothing is sent and nothing remembered. */
  isPreview?: true
  locale: string
  /** Websites that may show it; the service's own pages always may. */
  origins: readonly string[]
  rules: WidgetRules
  /** Left out where each is a number or a text, which its field shows. */
  questions?: Readonly<Record<string, WidgetQuestion>>
  /** How many of the sampled questions each person gets. */
  sample?: number
  /** The segment names a visitor may set. */
  segments: readonly string[]
  style: string
  /** The tab and the card around the steps, found by their classes and button names. */
  frame: readonly WidgetElement[]
  /** The last one is the thanks. */
  steps: readonly WidgetStep[]
  words: {
    sending: string
    opened: string
    /** By the status of a reply: none, already answered, any other refusal. */
    0: string
    400: string
    [status: number]: string
    /** What only some surveys need. With `{n}`: steps, characters and points left. */
    next?: string
    send?: string
    more?: string
    last?: string
    left?: string
    points?: string
  }
}
