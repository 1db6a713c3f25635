/** A list that grows page by page. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type Loaded, useLoaded } from './load.ts'
import { Refused } from './reply.ts'

/** One page as the service gives it: some entries, and where the next page begins. */
type Page = { next: string | null }

export type Pages<One extends Page> = {
  first: Loaded<One>
  /** The pages that have come, the first one first. */
  all: readonly One[]
  hasMore: boolean
  busy: boolean
  problem: Refused | null
  more: () => void
}

/** The first page of a query, and further ones as they are asked for; another key begins anew. */
export function usePages<One extends Page>(
  key: string,
  load: (cursor: string | null, signal: AbortSignal) => Promise<One>,
): Pages<One> {
  const first = useLoaded(key, (stop) => load(null, stop))
  const [further, setFurther] = useState<readonly One[]>([])
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Refused | null>(null)
  /** Aborted once what is to be added to is gone. */
  const stopped = useRef<AbortSignal | null>(null)
  useLayoutEffect(() => {
    const stop = new AbortController()
    stopped.current = stop.signal
    setFurther([])
    setProblem(null)
    setBusy(false)
    return () => stop.abort()
  }, [first.value])
  const all = first.value === null ? [] : [first.value, ...further]
  const next = all.at(-1)?.next ?? null
  const more = () => {
    const { current: stop } = stopped
    if (busy || next === null || stop === null || !first.fits) return
    setBusy(true)
    setProblem(null)
    load(next, stop)
      .then(
        (page) => () => setFurther((pages) => [...pages, page]),
        (error: unknown) => () =>
          setProblem(error instanceof Refused ? error : new Refused(0, 'internal')),
      )
      .then((show) => {
        if (stop.aborted) return
        show()
        setBusy(false)
      })
  }
  return { first, all, hasMore: next !== null, busy, problem, more }
}
