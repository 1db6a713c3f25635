/** How the dashboard is built: `web/dashboard/` becomes `index.html` and hashed `assets/`. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { InlineConfig } from 'vite'

/** @param root the project's folder; @param outDir the folder that is served as it is */
export const dashboardBuild = (root: string, outDir: string): InlineConfig => ({
  root: join(root, 'web/dashboard'),
  base: '/',
  configFile: false,
  envDir: false,
  publicDir: existsSync(join(root, 'web/public')) ? join(root, 'web/public') : false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'baseline-widely-available',
    assetsInlineLimit: 0, // the page's Content-Security-Policy allows no data: scripts or fonts
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    // Drops the scales of Chart.js that nothing registers; no code of ours reads a property for its effect.
    rolldownOptions: { treeshake: { propertyReadSideEffects: false } },
  },
})
