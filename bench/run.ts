// `npm run bench [-- NAME ...] [--seconds N] [--rounds N]`: runs the benchmarks, or those named, one after the other.
import { parseArgs } from 'node:util'
import { customer360Bench } from './customer-360.ts'
import { guardedBench } from './guarded.ts'
import { poslogBench } from './poslog.ts'
import { refusalsBench } from './refusals.ts'
import type { Bench } from './report.ts'

const BENCHES: readonly Bench[] = [poslogBench, customer360Bench, guardedBench, refusalsBench]

const { positionals: names, values } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string' }, rounds: { type: 'string' } },
})
const unknown = names.find((name) => !BENCHES.some((bench) => bench.name === name))
if (unknown !== undefined) {
  const known = BENCHES.map(({ name }) => name).join(', ')
  refuse(`expected names of benchmarks (${known}), found "${unknown}"`)
}
const seconds = positive('seconds', values.seconds)
const rounds = positive('rounds', values.rounds)
const print = (text: string) => void process.stdout.write(`${text}\n`)
for (const bench of BENCHES) {
  if (names.length > 0 && !names.includes(bench.name)) continue
  print(`\n## ${bench.name}\n`)
  await bench.run({ print, seconds, rounds })
}

function positive(name: string, text: string | undefined): number | null {
  if (text === undefined) return null
  const value = Number(text)
  if (!(value > 0)) refuse(`expected --${name} to be a number above 0, found "${text}"`)
  return value
}

function refuse(reason: string): never {
  process.stderr.write(`${reason}\n`)
  process.exit(2)
}
