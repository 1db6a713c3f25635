/** The letter by which a note is found again on every trend: a to z, then aa, ab … */
export const noteLetter = (i: number): string => {
  const letter = String.fromCharCode(97 + (i % 26))
  return i < 26 ? letter : noteLetter(Math.floor(i / 26) - 1) + letter
}
