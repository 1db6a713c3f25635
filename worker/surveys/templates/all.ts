/** The templates, in the order they are offered. To add one, write its file and name it here. */
import { afterSupport } from './after-support.ts'
import { complaintForm } from './complaint-form.ts'
import { nps } from './nps.ts'
import { npsReason } from './nps-reason.ts'
import { postDelivery } from './post-delivery.ts'
import { servqual22 } from './servqual-22.ts'
import { servqualShort } from './servqual-short.ts'
import type { Template } from './template.ts'
import { zoneOfTolerance } from './zone-of-tolerance.ts'

export const TEMPLATES: readonly Template[] = [
  nps,
  npsReason,
  servqualShort,
  servqual22,
  zoneOfTolerance,
  afterSupport,
  complaintForm,
  postDelivery,
]
