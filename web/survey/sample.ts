/**
 * Every load of a survey that asks each person some of its pairs draws them anew. Where the device keeps answers to others,
 * it is loaded once more with those. Sent only with such surveys.
 */
import { DAY, type Draft, hidden, nameOf, recall } from './draft.ts'

const form = document.querySelector<HTMLFormElement>('form[data-net]')
const draft: Draft | undefined = form && recall(nameOf(form))
const shown = draft?.fields.find(([name]) => name === 'shown')?.[1]
const address = new URL(location.href)
if (
  form &&
  draft &&
  shown &&
  Date.now() - draft.at < DAY &&
  !hidden(form, 'receipt') &&
  hidden(form, 'shown')?.value !== shown &&
  !address.searchParams.has('shown')
) {
  address.searchParams.set('shown', shown)
  location.replace(address)
}
