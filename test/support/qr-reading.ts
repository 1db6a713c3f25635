/** Reads a QR code back from its modules, as ISO/IEC 18004 writes it, apart from the library that draws them. */

/** Data codewords of each block at error correction M, by version: of these all blocks are alike. */
const BLOCKS: readonly (readonly [blocks: number, codewords: number])[] = [
  [1, 16],
  [1, 28],
  [1, 44],
  [2, 32],
  [2, 43],
  [4, 27],
]

/** Table 10: whether a module is turned over, by the number of the mask. */
const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
]

/**
 * The text of a code in byte mode without damage, of versions 1 to 6 at error correction M.
 * @param isDark by row and column, without the quiet zone
 * @param size modules on a side
 */
export function textInQr(isDark: (row: number, column: number) => boolean, size: number): string {
  const version = (size - 17) / 4
  const [blocks, each] = BLOCKS[version - 1] ?? [0, 0]
  if (blocks === 0) throw new Error(`No version of ours has ${size} modules`)
  // Format information, row 8 from the left: two bits of level, three of mask, all turned by 101010000010010.
  const format = [0, 1, 2, 3, 4].map((column) => Number(isDark(8, column))).join('')
  const said = Number.parseInt(format, 2) ^ 0b10101
  if (said >> 3 !== 0b00) throw new Error('This is not error correction M')
  const mask = MASKS[said & 7] ?? (() => false)
  const bits = placesIn(size).map(([row, column]) =>
    Number(isDark(row, column) !== mask(row, column)),
  )
  const read = Array.from({ length: blocks * each }, (_, i) => byteAt(bits, 8 * i))
  const data = Array.from({ length: blocks }, (_, block) =>
    Array.from({ length: each }, (__, i) => read[i * blocks + block] ?? 0),
  ).flat()
  const stream = data.flatMap((byte) => [...byte.toString(2).padStart(8, '0')].map(Number))
  if (stream.slice(0, 4).join('') !== '0100') throw new Error('This is not byte mode')
  const bytes = Array.from({ length: byteAt(stream, 4) }, (_, i) => byteAt(stream, 12 + 8 * i))
  return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes))
}

const byteAt = (bits: readonly number[], at: number) =>
  bits.slice(at, at + 8).reduce((byte, bit) => 2 * byte + bit, 0)

/** The modules that hold codewords, in their order: pairs of columns from the right, upwards and downwards by turns. */
function placesIn(size: number): [row: number, column: number][] {
  const places: [number, number][] = []
  let isUp = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right--
    for (let i = 0; i < size; i++)
      for (const column of [right, right - 1]) {
        const row = isUp ? size - 1 - i : i
        if (!isPattern(row, column, size)) places.push([row, column])
      }
    isUp = !isUp
  }
  return places
}

/** Finders with their format information, timing, and the one alignment pattern that versions 2 to 6 have. */
function isPattern(row: number, column: number, size: number): boolean {
  const isFinder =
    (row < 9 && column < 9) || (row < 9 && column >= size - 8) || (row >= size - 8 && column < 9)
  const centre = size - 7
  const isAlignment = size > 21 && Math.abs(row - centre) <= 2 && Math.abs(column - centre) <= 2
  return isFinder || isAlignment || row === 6 || column === 6
}
