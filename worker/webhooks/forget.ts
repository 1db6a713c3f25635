/** What deletions tell and take away in the outbox; written in their own batches. */
import type { Statement } from '../db.ts'
import { randomId } from '../secrets.ts'
import { announceNow, forgetResponses } from './outbox-store.ts'

/** Tells of deleted responses by their ids, and forgets what was told of them before. */
export const responsesDeleted = (
  surveyId: string,
  ids: readonly string[],
  now: number,
): Statement[] =>
  ids.length === 0
    ? []
    : [
        forgetResponses(surveyId, ids),
        ...announceNow(
          'response.deleted',
          ids.map((response) => ({
            source: `response.deleted ${surveyId} ${response}`,
            surveyId,
            payload: {
              type: 'response.deleted',
              timestamp: new Date(now).toISOString(),
              data: { survey: surveyId, response },
            },
          })),
          now,
        ),
      ]

/** Tells that a customer was erased, so that others can do the same; by whom it was forgotten once it is told. */
export const customerErased = (customer: string, now: number): Statement[] =>
  announceNow(
    'customer.erased',
    [
      {
        source: `customer.erased ${randomId()}`,
        surveyId: null,
        payload: {
          type: 'customer.erased',
          timestamp: new Date(now).toISOString(),
          data: { customer },
        },
      },
    ],
    now,
  )
