// `npm run bench [-- NAME ...]`: runs the benchmarks, or those named, one after the other.
import { poslogBench } from './poslog.ts'
import type { Bench } from './report.ts'

const BENCHES: readonly Bench[] = [poslogBench]

const names = process.argv.slice(2)
const unknown = names.find((name) => !BENCHES.some((bench) => bench.name === name))
if (unknown !== undefined) {
  const known = BENCHES.map(({ name }) => name).join(', ')
  process.stderr.write(`expected names of benchmarks (${known}), found "${unknown}"\n`)
  process.exit(2)
}
const print = (text: string) => void process.stdout.write(`${text}\n`)
for (const bench of BENCHES) {
  if (names.length > 0 && !names.includes(bench.name)) continue
  print(`\n## ${bench.name}\n`)
  await bench.run({ print })
}
