/**
 * `import text from './survey.ts?script'`: a script for browsers, bundled and minified, as text. With
 * `?script&simple` the same without what stands under `if (!IS_SIMPLE)`, with `?script&kiosk` what stands under
 * `if (IS_KIOSK)` as well.
 */
import { build, type Plugin, type Rolldown } from 'vite'

const mark = /\?script(&simple|&kiosk)?$/

export function scriptText(root: string): Plugin {
  return {
    name: 'gapwise:script-text',
    enforce: 'pre',
    async resolveId(source, importer) {
      const [query] = mark.exec(source) ?? []
      if (query === undefined) return null
      const resolved = await this.resolve(source.slice(0, -query.length), importer)
      if (resolved === null) throw new Error(`${source} is imported but is not there`)
      return resolved.id + query
    },
    async load(id) {
      const [query] = mark.exec(id) ?? []
      if (query === undefined) return null
      const text = await bundle(root, id.slice(0, -query.length), query)
      return { code: `export default ${JSON.stringify(text)}`, moduleType: 'js' }
    },
  }
}

async function bundle(root: string, entry: string, query: string): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    define: {
      IS_SIMPLE: `${query.endsWith('&simple')}`,
      IS_KIOSK: `${query.endsWith('&kiosk')}`,
    },
    build: {
      write: false,
      target: 'baseline-widely-available',
      minify: 'oxc',
      cssMinify: 'lightningcss',
      reportCompressedSize: false,
      modulePreload: false,
      rolldownOptions: { input: entry, output: { format: 'iife', codeSplitting: false } },
    },
  })
  const chunks = outputsOf(built).filter((file) => file.type === 'chunk')
  const [chunk] = chunks
  if (chunk === undefined || chunks.length > 1) throw new Error(`${entry} is not one script`)
  return chunk.code.trim()
}

function outputsOf(
  built: Awaited<ReturnType<typeof build>>,
): Rolldown.RolldownOutput['output'][number][] {
  const outputs = Array.isArray(built) ? built : [built]
  return outputs.flatMap((each) => ('output' in each ? [...each.output] : []))
}
