/** How the Worker is built: one ES module, the same on this machine and on Cloudflare. */
import { join } from 'node:path'
import type { InlineConfig } from 'vite'
import { scriptText } from './script-text.ts'

/** @param root the project's folder; @param outDir where `index.js` goes */
export const workerBuild = (root: string, outDir: string): InlineConfig => ({
  root,
  configFile: false,
  envDir: false,
  publicDir: false,
  logLevel: 'warn',
  plugins: [scriptText(root)],
  resolve: { conditions: ['workerd', 'worker', 'module', 'import', 'default'] },
  ssr: { target: 'webworker', noExternal: true },
  build: {
    ssr: join(root, 'worker/index.ts'),
    outDir,
    emptyOutDir: true,
    target: 'es2024',
    minify: false, // a stack trace is worth more here than bytes nobody downloads
    cssMinify: 'lightningcss',
    reportCompressedSize: false,
    rolldownOptions: {
      external: [/^node:/, /^cloudflare:/],
      output: { format: 'es', entryFileNames: 'index.js', codeSplitting: false },
    },
  },
})
