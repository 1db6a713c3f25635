/** What a draft still lacks to be published. A draft may be half done; what customers get may not. Pure. */
import type { Fault } from './problem.ts'
import type { SurveyDefinition } from './survey.ts'

/**
 * One fault per lack, each with a pointer into the definition; [] when it can be published. A sample larger than the
 * number of pairs is no lack: everybody gets all of them, as in the contract's own example.
 */
export const lacksOf = ({ title }: Pick<SurveyDefinition, 'title'>): Fault[] =>
  Object.keys(title).length === 0
    ? [{ pointer: '/title', detail: 'The title has no wording in any language' }]
    : []
