/**
 * What people at a counter have sent and what has not arrived: kept on this device until it has, over page loads too,
 * and never shown. Sent one after the other, in the background of whoever answers meanwhile.
 */
import { ask } from './ask.ts'
import { recall, stored } from './draft.ts'
import { waitAfter } from './wait.ts'

type Unsent = { address: string; body: string }

const NAME = 'gapwise:unsent'
let unsent = kept()
let isSending = false
let failures = 0
let timer: ReturnType<typeof setTimeout>

addEventListener('online', send)
send()

/** Takes a post over that nobody waits for any more. */
export function keepUnsent(one: Unsent): void {
  keep([...unsent, one])
  if (!failures) send()
}

function send(): void {
  clearTimeout(timer)
  const [one] = unsent
  if (!one || isSending) return
  isSending = true
  ask(one.address, one.body, (page, request) => {
    isSending = false
    const again = page && request.status === 422 ? withoutFault(one.body, page) : undefined
    // One that always fails holds up no other.
    keep(
      [...unsent.slice(1), ...(page && !again ? [] : [{ ...one, body: again ?? one.body }])],
      one,
    )
    failures = page ? 0 : failures + 1
    if (page) send()
    else
      timer = setTimeout(
        send,
        waitAfter(failures - 1, request.getResponseHeader('retry-after'), Math.random()),
      )
  })
}

/** Whoever could mend it is gone: half a pair is sent as it is, and then all that can be read; undefined when nothing can. */
function withoutFault(body: string, page: Document): string | undefined {
  const fields = new URLSearchParams(body)
  const reported = page.querySelector<HTMLInputElement>('[name=Reported]')?.value
  if (reported && fields.get('Reported') !== reported) fields.set('Reported', reported)
  else if (fields.getAll('action').includes('back')) return undefined
  else fields.append('action', 'back')
  return fields.toString()
}

/** Keeps these, and what another screen on this device has kept meanwhile, but for one that is done with. */
function keep(own: Unsent[], done?: Unsent): void {
  const isNews = ({ body }: Unsent) => body !== done?.body && !own.some((one) => one.body === body)
  unsent = [...own, ...kept().filter(isNews)]
  stored(() => localStorage.setItem(NAME, JSON.stringify(unsent)))
}

function kept(): Unsent[] {
  return recall(NAME) ?? []
}
