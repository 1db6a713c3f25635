/** Parts that most visits never show are loaded when they are first shown. */
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** A component that draws nothing until its code has come. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let known: ComponentType<Props> | null = null
  return function Later(props: Props) {
    const [, showKnown] = useState(known !== null)
    useEffect(() => {
      if (known) return
      void load().then((Content) => {
        known = Content
        showKnown(true)
      })
    }, [])
    const Content = known
    return Content && <Content {...props} />
  }
}
