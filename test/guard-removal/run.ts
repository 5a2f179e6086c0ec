import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { copyCheckout } from './checkout-copy.ts'
import { type CodeCheck, findChecks, SCHEMA_PLACE } from './checks.ts'
import { EQUIVALENTS } from './equivalents.ts'
import { expectGreen, type JudgeTools, judgeAlone, judgeRule, judgeTogether, type Verdict } from './judge.ts'
import { RULES } from './places.ts'
import { type Check, type Judged, nameOf, report } from './report.ts'
import { switched } from './switched.ts'

// Removes each guard of the product in turn, in a copy of the checkout, and tells which ones no test misses. See `README.md`.

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    list: { type: 'boolean', default: false },
    near: { type: 'boolean', default: false },
    workers: { type: 'string', default: '2' },
  },
})

/** So many removals share a process: more of them would lose more when one of them hangs. */
const TOGETHER = 45

const print = (line: string) => void process.stdout.write(`${line}\n`)
const isAsked = (place: string, check: Check) =>
  options.only.length === 0 || options.only.some((part) => `${place}: ${nameOf(check)}`.includes(part))
const checks = findChecks(root)
const code = checks.code.filter(({ place, guard }) => isAsked(place.name, guard))
const schema = checks.schema.filter(({ removal }) => isAsked(SCHEMA_PLACE, removal))

if (options.list) {
  for (const { place, guard } of code) print(`${place.name}: ${guard.line}: ${nameOf(guard)}`)
  for (const { removal } of schema) print(`${SCHEMA_PLACE}: ${removal.line}: ${nameOf(removal)}`)
} else {
  process.exitCode = (await runAll()) ? 0 : 1
}

async function runAll(): Promise<boolean> {
  const startedAt = Date.now()
  const workers = Array.from({ length: Number(options.workers) }, (): JudgeTools => {
    const copy = copyCheckout(root)
    for (const [file, text] of checks.texts) {
      if (options.only.length > 0 && !code.some(({ guard }) => guard.file === file)) continue
      copy.write(
        file,
        switched(
          text,
          checks.code.filter(({ guard }) => guard.file === file),
        ),
      )
    }
    return { root, copy }
  })
  const close = () => {
    for (const { copy } of workers) copy.close()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      close()
      process.exit(130)
    })
  }
  try {
    const judged = [...(await judgeCode(workers)), ...(await judgeSchema(workers))]
    const { lines, isGood } = report(judged, EQUIVALENTS, options.only.length === 0 && !options.near)
    for (const line of lines) print(line)
    print(`${Math.round((Date.now() - startedAt) / 1_000)} s`)
    return isGood
  } finally {
    close()
  }
}

async function judgeCode(workers: readonly JudgeTools[]): Promise<readonly Judged[]> {
  const batches = batchesOf(code)
  const together = await shared(workers, batches, async (batch, tools) => {
    const { noticed, unsound } = await judgeTogether(batch, tools)
    print(`${batch[0]?.place.name}: ${noticed.length} of ${batch.length} noticed at once ${unsound ?? ''}`)
    for (const one of batch.filter((check) => !noticed.includes(check))) print(`left: ${nameOf(one.guard)}`)
    return noticed
  })
  const noticed = new Set(together.flat())
  const left = code.filter((check) => !noticed.has(check))
  print(`${left.length} of ${code.length} are left`)
  const verdicts = options.near ? [] : await judgeLeft(left, workers)
  return code.map((check) => {
    const verdict = noticed.has(check) ? 'NOTICED' : (verdicts[left.indexOf(check)] ?? 'SURVIVED')
    return { place: check.place.name, isRequired: check.place.isRequired, check: check.guard, verdict }
  })
}

async function judgeLeft(
  left: readonly CodeCheck[],
  workers: readonly JudgeTools[],
): Promise<readonly Verdict[]> {
  await shared(workers, [...new Set(left.map(({ place }) => place))], expectGreen)
  return shared(workers, left, async (check, tools) => {
    const verdict = await judgeAlone(check, tools)
    print(`${verdict === 'NOTICED' ? 'noticed' : 'SURVIVED'} alone: ${nameOf(check.guard)}`)
    return verdict
  })
}

async function judgeSchema(workers: readonly JudgeTools[]): Promise<readonly Judged[]> {
  if (schema.length > 0) await shared(workers, [RULES], expectGreen)
  const verdicts = await shared(workers, schema, judgeRule)
  return schema.map(({ removal: check }, at) => {
    return { place: SCHEMA_PLACE, isRequired: true, check, verdict: verdicts[at] ?? 'SURVIVED' }
  })
}

function batchesOf(all: readonly CodeCheck[]): readonly (readonly CodeCheck[])[] {
  const places = [...new Set(all.map(({ place }) => place))]
  return places.flatMap((place) => {
    const own = all.filter((check) => check.place === place)
    const count = Math.ceil(own.length / TOGETHER)
    return Array.from({ length: count }, (_, at) => own.slice(at * TOGETHER, (at + 1) * TOGETHER))
  })
}

/** Gives the jobs to the workers, each the next when it is free; the results in the order of the jobs. */
async function shared<Job, Result>(
  workers: readonly JudgeTools[],
  jobs: readonly Job[],
  work: (job: Job, tools: JudgeTools) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>()
  const queue = jobs.entries()
  await Promise.all(
    workers.map(async (tools) => {
      for (const [at, job] of queue) results.set(at, await work(job, tools))
    }),
  )
  return jobs.flatMap((_, at) => {
    const result = results.get(at)
    return result === undefined ? [] : [result]
  })
}
