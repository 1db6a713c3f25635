/** A text cut where its marks begin and end: what was searched for, and the words that name a theme. Pure. */

export type Piece = { text: string; isFound: boolean; isTheme: boolean }
type Stretch = { from: number; to: number }

/**
 * The pieces of a text, in order; together they are the text.
 * @param phrases places that name a theme; ones outside the text are left out
 * @param searched letters marked wherever they stand, in any case; none when empty
 */
export function piecesOf(text: string, phrases: readonly Stretch[], searched: string): Piece[] {
  const themes = phrases.filter(({ from, to }) => from >= 0 && from < to && to <= text.length)
  const found = placesOf(text, searched)
  const cuts = [...themes, ...found].flatMap(({ from, to }) => [from, to])
  const ends = [...new Set([0, ...cuts, text.length])].sort((a, b) => a - b)
  const within = (stretches: readonly Stretch[], from: number, to: number) =>
    stretches.some((one) => one.from <= from && to <= one.to)
  return ends.slice(0, -1).map((from, i) => {
    const to = ends[i + 1] ?? text.length
    return {
      text: text.slice(from, to),
      isFound: within(found, from, to),
      isTheme: within(themes, from, to),
    }
  })
}

function placesOf(text: string, searched: string): Stretch[] {
  if (searched === '') return []
  const [whole, part] = [text.toLowerCase(), searched.toLowerCase()]
  // Where small letters are longer than large ones, places would not fit.
  if (whole.length !== text.length) return []
  const places: Stretch[] = []
  for (let from = whole.indexOf(part); from >= 0; from = whole.indexOf(part, from + part.length))
    places.push({ from, to: from + part.length })
  return places
}
