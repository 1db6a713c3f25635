/** Style sheets and scripts of web/survey as `npm run build` makes them. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { scriptText } from '../../../../local/vite/script-text.ts'
import type { Assets } from '../../../../worker/answering/style.ts'

export async function builtAssets(): Promise<Assets> {
  const root = fileURLToPath(new URL('../../../..', import.meta.url))
  const built = await build({
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [scriptText(root)],
    build: {
      ssr: 'worker/answering/assets.ts',
      write: false,
      minify: false,
      cssMinify: 'lightningcss',
      reportCompressedSize: false,
    },
  })
  const [output] = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  if (output?.type !== 'chunk') throw new Error('The assets are not one script')
  const module = await import(`data:text/javascript,${encodeURIComponent(output.code)}`)
  return module.ASSETS
}
