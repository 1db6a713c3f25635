/**
 * Types of the one global the widget makes. Copy this file into your project, or refer to it:
 * `/// <reference path="./gapwise.d.ts" />`
 */
type GapwiseEvent = 'shown' | 'answered' | 'completed' | 'dismissed'

interface GapwiseIdentity {
  /** The id you know the customer by, at most 100 characters; left out for nobody in particular. */
  customer?: string | number
  /** `touchpoint` and the survey's own segments; other names are left out. */
  segments?: Record<string, string | number>
  /** Hex HMAC-SHA-256, made on your server; without it the identity is kept as a claim. */
  signature?: string
}

interface Gapwise {
  /** Shows a survey at once, whatever its rules, with the focus in it. Without a name: the page's first. */
  (call: 'open', survey?: string): void
  (call: 'close', survey?: string): void
  /** Who is here: goes with every answer given from now on. */
  (call: 'identify', identity: GapwiseIdentity): void
  /** Something has happened that a survey may wait for. */
  (call: 'track', event: string): void
  /** Hears what became of a survey, never what was answered. */
  (call: 'on', event: GapwiseEvent, listener: (detail: { survey: string }) => void): void
  /** Calls from before the script has loaded. */
  q?: unknown[]
}

declare var gapwise: Gapwise
