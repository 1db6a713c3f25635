/** How the dashboard is built: `web/dashboard/` becomes `app/index.html` and hashed `assets/`. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { InlineConfig, Plugin } from 'vite'

/** @param root the project's folder; @param outDir the folder that is served as it is */
export const dashboardBuild = (root: string, outDir: string): InlineConfig => ({
  root: join(root, 'web/dashboard'),
  base: '/',
  configFile: false,
  envDir: false,
  publicDir: existsSync(join(root, 'web/public')) ? join(root, 'web/public') : false,
  logLevel: 'warn',
  plugins: [pageUnderApp()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'baseline-widely-available',
    assetsInlineLimit: 0, // the page's Content-Security-Policy allows no data: scripts or fonts
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
  },
})

function pageUnderApp(): Plugin {
  return {
    name: 'gapwise:page-under-app',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['index.html']
      if (page !== undefined) page.fileName = 'app/index.html'
    },
  }
}
