/** A link as a QR code (ISO/IEC 18004, error correction M), as one path: drawn, downloaded and printed alike. */
import qrcode from 'qrcode-generator'

export type QrCode = {
  /** Modules on a side, with the quiet zone of four on every side. */
  size: number
  /** The dark modules as an SVG path in units of one module. */
  path: string
}

const QUIET = 4

/** @throws when the link is longer than a QR code can hold (2,331 bytes) */
export function qrCode(link: string): QrCode {
  const code = qrcode(0, 'M')
  code.addData(link)
  code.make()
  const modules = code.getModuleCount()
  const cells: string[] = []
  for (let row = 0; row < modules; row++)
    for (let column = 0; column < modules; column++)
      if (code.isDark(row, column)) cells.push(`M${column + QUIET} ${row + QUIET}h1v1h-1z`)
  return { size: modules + 2 * QUIET, path: cells.join('') }
}

/** The code as an SVG file: black on white whatever the theme, because cameras expect it. */
export const qrSvg = ({ size, path }: QrCode): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 8}" height="${size * 8}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`

/** The code as a PNG of at least 1,000 pixels a side, whole pixels to a module. */
export function qrPng({ size, path }: QrCode): Promise<Blob | null> {
  const scale = Math.ceil(1000 / size)
  const canvas = document.createElement('canvas')
  canvas.width = size * scale
  canvas.height = size * scale
  const pen = canvas.getContext('2d')
  if (!pen) return Promise.resolve(null)
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = '#000'
  pen.scale(scale, scale)
  pen.fill(new Path2D(path))
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}
