/** The templates a survey may begin with. */
import { Hono } from 'hono'
import * as z from 'zod'
import { estimatedSeconds } from '../../schema/advice/seconds.ts'
import { Definition, SurveyDefinition } from '../../schema/survey.ts'
import { Localized } from '../../schema/text.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { permit } from '../staff/permit.ts'
import { TEMPLATES } from './templates/all.ts'

const Templates = z.object({
  templates: z.array(
    z.object({
      key: z.string(),
      name: Localized(100),
      about: Localized(300),
      /** How long it takes in its first language, in seconds. */
      estimatedSeconds: z.int(),
      definition: Definition,
    }),
  ),
})

export const surveyTemplates = new Hono<App>().get(
  '/',
  describe('Surveys to begin with, each good as it stands', Templates),
  (c) => {
    permit(c.var.actor, 'surveys:read')
    const templates = TEMPLATES.map(({ key, name, about, definition: input }) => {
      const definition = SurveyDefinition.parse(input)
      return { key, name, about, estimatedSeconds: estimatedSeconds(definition), definition }
    })
    return c.json({ templates })
  },
)
