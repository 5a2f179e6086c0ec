import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { startVitest } from 'vitest/node'

/** What a process is asked to run, from a file named by its first argument, and what it writes there in its place. */
export interface RunAsked {
  /** Of the copy. */
  readonly root: string
  readonly tests: readonly string[]
  /** Loaded before each of them. */
  readonly setup: string
  readonly bail: number
}

/** How it went: by the title of each outermost `describe` what failed in it first; and whether everything was run and held. */
export interface RunTold {
  readonly failed: Readonly<Record<string, string | null>>
  readonly isGreen: boolean
  /** The first thing that failed. */
  readonly first: string | null
}

interface Task {
  readonly name: string
  readonly type: string
  readonly result?: { readonly state: string; readonly errors?: readonly { readonly message: string }[] }
  readonly tasks?: readonly Task[]
}

const [, , file = ''] = process.argv
const { root, tests, setup, bail }: RunAsked = JSON.parse(readFileSync(file, 'utf8'))
const graphql = createRequire(`${root}/package.json`).resolve('graphql')
const vitest = await startVitest(
  'test',
  [...tests],
  {
    root,
    config: false,
    watch: false,
    bail,
    setupFiles: [setup],
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.full.test.ts', 'test/**/*.long.test.ts'],
    isolate: false,
    execArgv: ['--max-old-space-size=1500'],
    fileParallelism: false,
    unstubEnvs: true,
    restoreMocks: true,
    testTimeout: 10_000,
    hookTimeout: 60_000,
    dangerouslyIgnoreUnhandledErrors: false,
    reporters: [{ onInit: () => {} }],
  },
  { root, resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] } },
)
const files = vitest.state.getFiles() as unknown as readonly Task[]
const suites = files.flatMap(({ tasks = [] }) => tasks)
const told: RunTold = {
  failed: Object.fromEntries(suites.map((suite) => [suite.name, firstFailure(suite)])),
  isGreen:
    suites.length > 0 &&
    files.every((one) => firstFailure(one) === null) &&
    vitest.state.getUnhandledErrors().length === 0,
  first:
    files.map(firstFailure).find((one) => one !== null) ??
    vitest.state.getUnhandledErrors().map(String)[0] ??
    null,
}
writeFileSync(file, JSON.stringify(told))
await vitest.close()
process.exit(0)

function firstFailure(task: Task): string | null {
  const below = task.tasks?.map(firstFailure).find((one) => one !== null)
  if (below) return task.type === 'suite' ? `${task.name} › ${below}` : below
  return task.result?.state === 'fail'
    ? `${task.name}: ${task.result.errors?.[0]?.message ?? 'failed'}`
    : null
}
