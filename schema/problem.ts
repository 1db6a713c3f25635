/** Every way a request can fail, once: `/problems/{name}` with its status and title (RFC 9457). */

export const PROBLEMS = {
  'malformed-request': [400, 'The request cannot be read'],
  'not-signed-in': [401, 'Sign in first'],
  'wrong-credentials': [401, 'This e-mail address and password do not match'],
  'wrong-setup-token': [401, 'This set-up link is not valid or has been used'],
  'confirm-password': [403, 'Give your password again first'],
  'not-allowed': [403, 'Your role does not allow this'],
  'cross-site-request': [403, 'This request did not come from Gapwise'],
  'origin-not-allowed': [403, 'This survey may not be answered from that website'],
  'wrong-receipt': [403, 'The receipt does not belong to this response'],
  'not-found': [404, 'There is nothing here'],
  'unknown-survey': [404, 'There is no such survey'],
  'unknown-invitation': [404, 'There is no such invitation'],
  'method-not-allowed': [405, 'This address does not take that method'],
  'already-answered': [409, 'This has been answered already'],
  'already-set-up': [409, 'Gapwise has an owner already'],
  'customer-exists': [409, 'Another customer has this id'],
  'slug-taken': [409, 'Another survey has this slug'],
  'email-taken': [409, 'Somebody here has this e-mail address already'],
  'last-owner': [409, 'Somebody has to stay owner'],
  'too-many-webhooks': [409, 'There are as many webhooks as there may be'],
  'mail-not-set-up': [409, 'This service is not set up to send mail'],
  'wrong-state': [409, 'That is not possible in the present state'],
  'survey-closed': [410, 'This survey has closed'],
  'survey-not-open': [410, 'This survey has not opened yet'],
  'link-expired': [410, 'This link no longer works'],
  'response-deleted': [410, 'This response has been deleted'],
  'draft-changed': [412, 'Somebody else has changed this draft in the meantime'],
  'too-large': [413, 'The request is too large'],
  'wrong-content-type': [415, 'This address does not take that type of content'],
  'invalid-request': [422, 'The request does not have the expected shape'],
  'response-differs': [422, 'A response with this id and revision but other content is stored'],
  'key-changed': [422, 'A published question keeps its type and scale for ever'],
  'draft-incomplete': [422, 'The draft lacks something that a published survey needs'],
  'interval-too-fine': [422, 'That interval gives more points than a report may have'],
  'too-many-requests': [429, 'Too many requests from this address'],
  internal: [500, 'Something went wrong on our side'],
  unavailable: [503, 'The service cannot do this at the moment'],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemName = keyof typeof PROBLEMS
export type Fault = { pointer: string; detail: string }

/** A failure by its name; thrown anywhere, turned into a reply in one place. */
export class Problem extends Error {
  readonly problem: ProblemName
  readonly detail: string | undefined
  readonly errors: readonly Fault[]
  /** Seconds after which another try makes sense (429, 503). */
  readonly retryAfter: number | undefined

  constructor(
    problem: ProblemName,
    more: { detail?: string; errors?: readonly Fault[]; retryAfter?: number } = {},
  ) {
    super(problem)
    this.problem = problem
    this.detail = more.detail
    this.errors = more.errors ?? []
    this.retryAfter = more.retryAfter
  }

  get status(): number {
    return PROBLEMS[this.problem][0]
  }
}

/** The most faults one reply lists, so that a hostile body can't make it large. */
const MOST_FAULTS = 20

/** The JSON of a problem, as every error reply carries it. */
export const problemBody = (problem: Problem) => ({
  type: `/problems/${problem.problem}`,
  title: PROBLEMS[problem.problem][1],
  status: PROBLEMS[problem.problem][0],
  ...(problem.detail === undefined ? {} : { detail: problem.detail }),
  ...(problem.errors.length === 0 ? {} : { errors: problem.errors.slice(0, MOST_FAULTS) }),
})

/** What zod found wrong, as faults with JSON pointers; an unknown member is named where it stands. */
export function faultsOf(
  issues: readonly {
    path: readonly PropertyKey[]
    message: string
    code?: string
    keys?: unknown
  }[],
  under = '',
): Fault[] {
  return issues.slice(0, MOST_FAULTS).flatMap((issue) => {
    const pointer = under + issue.path.map((step) => `/${escaped(String(step))}`).join('')
    if (issue.code !== 'unrecognized_keys' || !Array.isArray(issue.keys))
      return [{ pointer, detail: issue.message.slice(0, 200) }]
    return issue.keys.slice(0, MOST_FAULTS).map((key) => notKnown(pointer, String(key)))
  })
}

/** A member that has no place there. */
export const notKnown = (under: string, name: string): Fault => ({
  pointer: `${under}/${escaped(name)}`,
  detail: 'Not known here',
})

const escaped = (step: string) => step.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')
