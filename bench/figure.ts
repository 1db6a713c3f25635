/** One measured claim: a ratio or a size, what it must meet, and the absolute numbers beside it. */
export type Figure = {
  what: string
  value: number
  meets: boolean
  line: string
}

/** @param must the bound the figure has to meet; none for one that only informs */
export function figure(
  what: string,
  value: number,
  must: { least?: number; most?: number },
  absolute: string,
): Figure {
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = must
  const meets = value >= least && value <= most
  const bound =
    must.least !== undefined
      ? ` (at least ${must.least})`
      : must.most !== undefined
        ? ` (at most ${must.most})`
        : ''
  const shown = Number.isInteger(value) ? String(value) : value.toPrecision(3)
  return {
    what,
    value,
    meets,
    line: `${meets ? ' ' : '✗'} ${what}: ${shown}${bound}   ${absolute}`,
  }
}
