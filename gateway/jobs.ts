import { randomUUID } from 'node:crypto'
import type { Job, PortName } from '../adapters/source.ts'
import type { House } from './house.ts'
import { whileHolding } from './lease.ts'
import type { Log } from './log.ts'

export interface JobOptions {
  readonly log: Log
  /** Whether this process asks one of these ports: what fills its memory for others is left out. @default it asks all */
  readonly asks?: (ports: readonly string[]) => boolean
  /** @see LeaseOptions.leaseMs */
  readonly leaseMs?: number
}

/** How often a process whose ledger another one fills looks whether it is filled. */
const LOOK_MS = 1_000

/** The ports that entries of the outbox are delivered to. */
const DELIVERED = ['orderDesk', 'payments'] as const satisfies readonly PortName[]

/**
 * Runs the background work of a house until it is told to stop: the sources' own jobs, the filling of the identity
 * ledger and the outbox. Work that fills the ledger is done by one process at a time, whichever holds its lease; work that fills a
 * process's own memory by each. Answers with what ends it all and waits for the end.
 */
export function startJobs(
  house: House,
  { log, leaseMs, asks = () => true }: JobOptions,
): () => Promise<void> {
  const { estate, identityFill, chores, ledger, clock } = house
  const leave = new AbortController()
  const holder = randomUUID()
  const run = ({ name, perProcess, run: work }: Job, mark: string) => {
    const failed = (error: unknown) => log.error('lease.failed', { job: name }, error)
    const lease = { marks: ledger.marks, mark, holder, clock, failed, ...(leaseMs && { leaseMs }) }
    const running = perProcess ? work(leave.signal) : whileHolding(work, lease, leave.signal)
    return running.catch((error) => log.error('job.failed', { job: name }, error))
  }
  const fill: Job = { name: 'fill the identity ledger', run: identityFill.run, once: async () => {} }
  const running = [
    ...estate.sources.flatMap(({ name, ports, jobs = [] }) =>
      jobs
        .filter(({ perProcess }) => !perProcess || asks(Object.keys(ports)))
        .map((job) => run(job, `lease/${name}/${job.name}`)),
    ),
    run(fill, 'lease/identity-fill'),
    ...chores.sweeps.map((job) => run(job, `lease/sweep/${job.name}`)),
    // Its entries have leases of their own: every process that asks such systems delivers.
    ...(asks(DELIVERED) ? [chores.outbox.run(leave.signal)] : []),
    identityFill.watch(leave.signal, LOOK_MS).catch((error) => log.error('job.failed', {}, error)),
  ]
  return async () => {
    leave.abort()
    await Promise.all(running)
  }
}
