/** A list that grows page by page. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { type Loaded, useLoaded } from '../load.ts'
import { Refused } from '../reply.ts'
import { type Page, responsePage, type StoredResponse } from './requests.ts'

const ON_A_PAGE = '50'

export type Pages = {
  first: Loaded<Page>
  responses: readonly StoredResponse[]
  hasMore: boolean
  busy: boolean
  problem: Refused | null
  more: () => void
}

/** The first page of a query, and further ones as they are asked for; another query begins anew. */
export function usePages(surveyId: string, query: Record<string, string>): Pages {
  const key = `responses ${surveyId} ${new URLSearchParams(query)}`
  const first = useLoaded(key, (stop) =>
    responsePage(surveyId, { ...query, limit: ON_A_PAGE }, stop),
  )
  const [further, setFurther] = useState<readonly Page[]>([])
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Refused | null>(null)
  const present = useRef(first.value)
  useEffect(() => {
    present.current = first.value
    setFurther([])
    setProblem(null)
    setBusy(false)
  }, [first.value])
  const last = further.at(-1) ?? first.value
  const more = () => {
    if (busy || !last?.next) return
    const began = first.value
    setBusy(true)
    setProblem(null)
    const asked = { ...query, limit: ON_A_PAGE, cursor: last.next }
    responsePage(surveyId, asked, new AbortController().signal)
      .then(
        (page) => {
          if (present.current === began) setFurther((pages) => [...pages, page])
        },
        (error: unknown) =>
          setProblem(error instanceof Refused ? error : new Refused(0, 'internal')),
      )
      .finally(() => setBusy(false))
  }
  return {
    first,
    responses: [first.value, ...further].flatMap((page) => page?.responses ?? []),
    hasMore: Boolean(last?.next),
    busy,
    problem,
    more,
  }
}
