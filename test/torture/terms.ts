import type { Losses } from './checker.ts'
import type { Suffered } from './rude-door.ts'

/** What a run says last. */
export interface TortureResult extends Losses {
  /** Changes that were answered. */
  readonly operations: number
  /** Processes of the product that were killed. */
  readonly killed: number
}

/** What was done to a run. */
export interface Torments {
  readonly ledger: 'sqlite' | 'postgres'
  /** How often each process of the product was killed. */
  readonly kills: readonly number[]
  readonly suffered: Readonly<Record<'erp' | 'psp', Suffered>>
  /** How often what stands below the product went down. */
  readonly struck: Readonly<Record<'postgres' | 'redis', number>>
}

const KILLED = 3
const OPERATIONS = 500

/** Why a run shows nothing: what was lost, or what should have been done to it and was not. Empty for one that shows that nothing is lost. */
export function whyNot(result: TortureResult, torments: Torments): readonly string[] {
  const { operations, killed, ...losses } = result
  const { ledger, kills, suffered, struck } = torments
  const lost = Object.entries(losses).map(([what, count]): Complaint => [count > 0, `${what} is ${count}`])
  const isPostgres = ledger === 'postgres'
  const complaints: readonly Complaint[] = [
    ...lost,
    [operations < OPERATIONS, `${operations} operations, and not ${OPERATIONS}`],
    [killed < KILLED, `${killed} killed, and not ${KILLED}`],
    [kills.includes(0), 'a process was never killed'],
    [suffered.erp.lost === 0 || suffered.psp.lost === 0, 'no reply was lost'],
    [suffered.erp.late === 0, 'no write came late'],
    [isPostgres && kills.length < 2, 'PostgreSQL had one process alone'],
    [isPostgres && struck.postgres === 0, 'PostgreSQL never went down'],
    [isPostgres && struck.redis === 0, 'Redis never went down'],
  ]
  return complaints.flatMap(([isSo, sentence]) => (isSo ? [sentence] : []))
}

type Complaint = readonly [isSo: boolean, sentence: string]
