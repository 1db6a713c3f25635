/**
 * How long to wait before what got no reply is sent again: 1, 2, 4 … 20 seconds, or what the server asks for, and up to
 * half as long again, so that a thousand phones that lost the network together don't come back together.
 * @param failures how often it has failed before, from 0
 * @param retryAfter the reply's header, in seconds; null when there is none, a date counts as none
 * @param chance 0 to 1
 * @returns milliseconds
 */
export const waitAfter = (failures: number, retryAfter: string | null, chance: number): number =>
  (Number(retryAfter) || Math.min(20, 2 ** failures)) * (1000 + 500 * chance)
