import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BREAKS } from './broken.ts'
import { whyNot } from './terms.ts'
import { torture } from './torture.ts'

// Orders while everything breaks, and says what was lost: the last line is JSON, the exit code 1 unless nothing was. See `README.md`.

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    ledger: { type: 'string', default: 'sqlite' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    late: { type: 'string', default: '5' },
    break: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
})
const seconds = Number(options.seconds)
const seed = Number(options.seed)
const ledger = options.ledger === 'postgres' ? 'postgres' : 'sqlite'
const broken = BREAKS.find((name) => name === options.break) ?? null
if (!(seconds >= 1) || !Number.isInteger(seed) || (options.break !== undefined && broken === null)) {
  throw new Error(`expected --seconds N, --ledger sqlite|postgres, --seed N and --break ${BREAKS.join('|')}`)
}

// What it started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const begun = performance.now()
const tell = (line: string) => {
  process.stderr.write(`${((performance.now() - begun) / 1_000).toFixed(1).padStart(6)} s  ${line}\n`)
}
const folder = await mkdtemp(join(tmpdir(), 'couture-torture-'))
tell(`${seconds} s on ${ledger}, seed ${seed}${broken === null ? '' : `, broken: ${broken}`}; ${folder}`)
try {
  const { result, torments } = await torture({
    seconds,
    ledger,
    seed,
    folder,
    broken,
    latePercent: Number(options.late),
    tell,
  })
  const complaints = whyNot(result, torments)
  for (const complaint of complaints) tell(`not shown: ${complaint}`)
  process.stdout.write(`${JSON.stringify(result)}\n`)
  process.exitCode = complaints.length === 0 ? 0 : 1
} finally {
  if (!options.keep) await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}
