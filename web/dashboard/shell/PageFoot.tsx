/** The fine print of every room of figures. */
import { voice } from '../language.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'

export function PageFoot({ at, rebuilding }: { at: Date | null; rebuilding: boolean }) {
  const { t, instant, sentences } = voice.value
  return (
    <footer class="page-foot">
      {sentences([
        at ? t('foot.at', { at: instant(at) }) : '',
        rebuilding ? t('foot.rebuilding') : '',
        t('foot.rules', { least: FEWEST_FOR_A_VERDICT }),
      ])}
    </footer>
  )
}
