/** `npm run bench`: every claim about speed and weight, measured. `npm run bench storing` measures one of them. */

import { dashboard } from './dashboard.ts'
import type { Figure } from './figure.ts'
import { firstLoad } from './first-load.ts'
import { pageWeight } from './page-weight.ts'
import { reports } from './reports.ts'
import { search } from './search.ts'
import { type Service, startService } from './service.ts'
import { storing } from './storing.ts'
import { surveyPage } from './survey-page.ts'
import { widget } from './widget.ts'

const claims: Record<string, (service: Service) => Promise<Figure[]>> = {
  'page-weight': pageWeight,
  'survey-page': surveyPage,
  'first-load': firstLoad,
  dashboard,
  widget,
  storing,
  reports,
  search,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => claims[name] === undefined)
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there are ${Object.keys(claims).join(', ')}.`)
  process.exit(1)
}
console.log(
  'Ratios to a baseline of the same run; best of several rounds. Other work on the machine shows.',
)
let isAllMet = true
for (const [name, measure] of Object.entries(claims)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const service = await startService()
  try {
    for (const { line, meets } of await measure(service)) {
      console.log(line)
      isAllMet &&= meets
    }
  } finally {
    await service.stop()
  }
}
process.exit(isAllMet ? 0 : 1)
