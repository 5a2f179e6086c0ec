import { createRequire } from 'node:module'
import { defineConfig } from 'vitest/config'

// One copy of graphql: Apollo loads the CommonJS build, so tests must load it too.
const graphql = createRequire(import.meta.url).resolve('graphql')
const shared = {
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
}
const test = { unstubEnvs: true, restoreMocks: true, testTimeout: 20_000, hookTimeout: 60_000 }

// `fast` needs nothing but npm, and shares loaded modules between files, which keep nothing to themselves: loading them anew
// for each took longer than most tests. `full` holds the tests that start or need a service, one file after the other, since
// some of them measure (`*.full.test.ts`); `long` those that need none and take minutes (`*.long.test.ts`).
export default defineConfig({
  test: {
    // As many as a small machine has cores: by default one would be left idle, and with one more calls miss their deadlines.
    maxWorkers: 2,
    projects: [
      {
        ...shared,
        test: {
          ...test,
          name: 'fast',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.full.test.ts', 'test/**/*.long.test.ts'],
        },
      },
      {
        ...shared,
        test: {
          ...test,
          name: 'full',
          include: ['test/**/*.full.test.ts'],
          globalSetup: ['test/services/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        ...shared,
        test: {
          ...test,
          name: 'long',
          include: ['test/**/*.long.test.ts'],
          testTimeout: 120_000,
          // When those of `full` are done: beside them they would be measured, too.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
