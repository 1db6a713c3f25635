/**
 * A panel as a picture: its words, boxes and canvases as they stand on the page, without its buttons. Loaded when
 * somebody takes one away.
 */
import { fewestDots } from '../theme.ts'
import { saveFile } from './sheet.ts'

/** Dots for each pixel of the page: enough for a slide and for paper. */
const DOTS = 3
const AIR = 24
const FOOT_LINE = 18
const LEFT_OUT =
  '.panel-tools, .panel-choice, .panel-choices, .pick, .unseen, .readout, .pointed, .pointed-line, .target, button.link, .button, svg'

/**
 * Paints a panel and hands it over as a PNG, on the background of the theme.
 * @param foot where it is from: said below it, since a picture goes without its page
 * @returns once the file is made
 */
export async function downloadImage(
  panel: HTMLElement,
  foot: string,
  fileName: string,
): Promise<void> {
  // Charts are drawn anew with as many dots; enlarged they would blur.
  fewestDots.value = DOTS
  const file = imageOf(panel, foot)
  fewestDots.value = 1
  await file.then((made) => made && saveFile(made, fileName))
}

function imageOf(panel: HTMLElement, foot: string): Promise<Blob | null> {
  const box = panel.getBoundingClientRect()
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (!context) return Promise.resolve(null)
  const style = getComputedStyle(document.documentElement)
  const footFont = `12px ${style.getPropertyValue('--font-ui')}`
  context.font = footFont
  const lines = wrapped(context, foot, box.width)
  canvas.width = Math.round((box.width + 2 * AIR) * DOTS)
  canvas.height = Math.round((box.height + 2 * AIR + FOOT_LINE * (lines.length + 0.5)) * DOTS)
  context.scale(DOTS, DOTS)
  context.fillStyle = style.getPropertyValue('--bg')
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.translate(AIR - box.left, AIR - box.top)
  paint(context, panel)
  context.font = footFont
  context.fillStyle = style.getPropertyValue('--ink-3')
  context.textBaseline = 'alphabetic'
  lines.forEach((line, i) => {
    context.fillText(line, box.left, box.bottom + AIR + FOOT_LINE * i)
  })
  return new Promise((done) => canvas.toBlob(done, 'image/png'))
}

/** Breaks the foot between its parts where it is wider than the picture. */
function wrapped(context: CanvasRenderingContext2D, foot: string, width: number): string[] {
  const lines: string[] = []
  for (const part of foot.split(' · ')) {
    const last = lines.at(-1)
    const longer = `${last} · ${part}`
    if (last !== undefined && context.measureText(longer).width <= width)
      lines.splice(-1, 1, longer)
    else lines.push(part)
  }
  return lines
}

function paint(context: CanvasRenderingContext2D, element: Element): void {
  if (element.matches(LEFT_OUT)) return
  paintBox(context, element)
  if (element instanceof HTMLCanvasElement && element.width > 0) {
    const { left, top, width, height } = element.getBoundingClientRect()
    context.drawImage(element, left, top, width, height)
  }
  for (const child of element.childNodes) {
    if (child instanceof Element) paint(context, child)
    else if (child instanceof Text) paintText(context, child, element)
  }
}

function paintBox(context: CanvasRenderingContext2D, element: Element): void {
  const style = getComputedStyle(element)
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
  if (style.backgroundColor !== 'rgba(0, 0, 0, 0)') {
    context.fillStyle = style.backgroundColor
    context.beginPath()
    context.roundRect(left, top, width, height, Number.parseFloat(style.borderTopLeftRadius) || 0)
    context.fill()
  }
  const [above, below] = [style.borderTopWidth, style.borderBottomWidth].map(Number.parseFloat)
  context.fillStyle = style.borderTopColor
  if (above && style.borderTopStyle !== 'none') context.fillRect(left, top, right - left, above)
  context.fillStyle = style.borderBottomColor
  if (below && style.borderBottomStyle !== 'none')
    context.fillRect(left, bottom - below, right - left, below)
}

/** Line by line, where the page has broken it. */
function paintText(context: CanvasRenderingContext2D, text: Text, parent: Element): void {
  const style = getComputedStyle(parent)
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
  context.fillStyle = style.color
  context.textBaseline = 'middle'
  for (const { words, left, middle } of linesOf(text)) context.fillText(words, left, middle)
}

function linesOf(text: Text): { words: string; left: number; middle: number }[] {
  const range = document.createRange()
  const lines: { words: string; left: number; middle: number }[] = []
  for (let i = 0; i < text.length; i++) {
    range.setStart(text, i)
    range.setEnd(text, i + 1)
    const [box] = range.getClientRects()
    if (!box || box.width === 0) continue
    const middle = box.top + box.height / 2
    const last = lines.at(-1)
    if (last && Math.abs(last.middle - middle) < 4) last.words += text.data[i]
    else lines.push({ words: text.data[i] ?? '', left: box.left, middle })
  }
  return lines
}
