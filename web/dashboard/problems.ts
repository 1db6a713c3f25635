/** Refusals in plain words. */
import type { ProblemName } from '../../schema/problem.ts'
import type { Refused } from './reply.ts'
import type { Voice, Word } from './words/voice.ts'

/** One sentence for a refusal; what has no words of its own is told as a fault on our side. */
export function problemWords(refused: Refused, { t }: Voice): string {
  return t(WORDS[refused.problem] ?? (refused.status >= 500 ? 'problem.internal' : 'problem.other'))
}

const WORDS: Readonly<Record<string, Word>> = {
  unreachable: 'problem.unreachable',
  internal: 'problem.internal',
  unavailable: 'problem.unavailable',
  'wrong-credentials': 'problem.wrong-credentials',
  'wrong-setup-token': 'problem.wrong-setup-token',
  'already-set-up': 'problem.already-set-up',
  'link-expired': 'problem.link-expired',
  'email-taken': 'problem.email-taken',
  'last-owner': 'problem.last-owner',
  'confirm-password': 'problem.confirm-password',
  'not-allowed': 'problem.not-allowed',
  'unknown-survey': 'problem.unknown-survey',
  'interval-too-fine': 'problem.interval-too-fine',
  'too-many-requests': 'problem.too-many-requests',
  'invalid-request': 'problem.invalid-request',
} satisfies Partial<Record<ProblemName | 'unreachable', Word>>
