import { defineConfig } from 'vitest/config'

/** What is waited for may take as long on a slow machine. */
const patience = { poll: { timeout: 20_000 } }
/** So may a test as a whole: this ends what hangs, and measures nobody. */
const lasting = { testTimeout: 60_000, hookTimeout: 60_000 }

/** Three kinds of proof: pure functions, the running Worker, and a real browser. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          ...lasting,
          expect: patience,
        },
      },
      {
        test: {
          name: 'worker',
          include: ['test/worker/**/*.test.ts', 'test/faults/**/*.test.ts'],
          environment: 'node',
          ...lasting,
          expect: patience,
          // They wait more than they work.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          setupFiles: ['test/support/pages-at-failure.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: patience,
          // As many browsers, and as many pages in one, as a small machine has cores.
          maxWorkers: 2,
          maxConcurrency: 2,
        },
      },
    ],
  },
})
