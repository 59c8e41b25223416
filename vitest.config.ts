import { defineConfig } from 'vitest/config'

/** Longer than any wait should be, since a machine that is busy with other things keeps a test waiting too. */
const patient = { expect: { poll: { timeout: 10_000 } } }

/** Tests that start a database engine (PGlite takes seconds to start) or a child process. */
const slow = { testTimeout: 30_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    // All the processors there are: by itself Vitest leaves one idle, which on two is half the time.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          ...patient,
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/core/**', 'test/cli/**', 'test/e2e/**', 'test/bench/**'],
        },
      },
      {
        test: { name: 'core', include: ['test/core/**/*.test.ts', 'test/cli/**/*.test.ts'], ...slow, ...patient },
      },
      {
        test: {
          name: 'e2e',
          ...patient,
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['test/e2e/electron/**'],
          globalSetup: ['test/e2e/build-once.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'electron',
          ...patient,
          include: ['test/e2e/electron/**/*.test.ts'],
          globalSetup: ['test/e2e/build-once.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
