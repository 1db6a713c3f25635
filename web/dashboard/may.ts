/** What the signed-in person may change; the service decides, the dashboard only leaves out what would be refused. */
import type { Session } from './api.ts'

/** Surveys, responses, imports. */
export const mayEdit = ({ actor }: Session): boolean =>
  actor.role === 'owner' || actor.role === 'editor'

/** Settings, people, keys. */
export const mayOwn = ({ actor }: Session): boolean => actor.role === 'owner'

/** Complaints, customers, notes. */
export const mayServe = ({ actor }: Session): boolean => actor.role !== 'viewer'

/** Forgetting a person. */
export const mayErase = mayOwn
