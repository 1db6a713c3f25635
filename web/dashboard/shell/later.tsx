/** Parts that most visits never show are loaded when they are first shown. */
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { NotCome } from './Settled.tsx'

/** A component that draws nothing until its code has come, and says so if it doesn't. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let known: ComponentType<Props> | null = null
  return function Later(props: Props) {
    const [state, setState] = useState<'waiting' | 'known' | 'missing'>('waiting')
    useEffect(() => {
      if (known) return
      load().then(
        (Content) => {
          known = Content
          setState('known')
        },
        () => setState('missing'),
      )
    }, [])
    const Content = known
    if (state === 'missing') return <NotCome />
    return Content && <Content {...props} />
  }
}
