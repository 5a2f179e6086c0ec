import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Job } from '../adapters/source.ts'
import { instant } from '../adapters/time.ts'
import { cartDeliveries } from '../subgraphs/cart/deliver-abandoned.ts'
import { createCartSweep } from '../subgraphs/cart/expiry.ts'
import type { Services } from '../subgraphs/context.ts'
import { createContainedSweep } from '../subgraphs/inventory/contained.ts'
import { expireReservations } from '../subgraphs/inventory/expiry.ts'
import { loyaltyDeliveries } from '../subgraphs/loyalty/deliveries.ts'
import { orderDeliveries } from '../subgraphs/orders/deliveries/all.ts'
import { createOutboxWorker, type OutboxWorker } from '../subgraphs/shared/writes/outbox-worker.ts'
import type { Config } from './config/config.ts'
import type { Log } from './log.ts'

/** What has to be done with what the ledger keeps of changes, beside requests. */
export interface Chores {
  /** Tells systems what they are still to be told. */
  readonly outbox: OutboxWorker
  /** Ends what is over; one process at a time does. */
  readonly sweeps: readonly Job[]
}

interface ChoreTools {
  readonly services: Services
  readonly log: Log
}

/** How often is looked at reservations, at goods put aside that may have left, and at what the ledger need not keep any longer. */
const RESERVATIONS_MS = 30_000
const CONTAINED_MS = 60_000
const PRUNE_MS = 3_600_000

/** Makes them; nothing is started. */
export function createChores({ carts }: Config, { services, log }: ChoreTools): Chores {
  const { writes, estate, clock, identity, identityFilled, loyalty: terms, forget, stores } = services
  const write = (event: string, values: Readonly<Record<string, string | number>>) => log.info(event, values)
  const { orders, cases } = writes
  const outbox = createOutboxWorker({
    outbox: writes.outbox,
    deliveries: {
      ...orderDeliveries({ estate, orders, cases, clock, forget }),
      ...cartDeliveries({ estate, identity, identityFilled, carts: writes.carts }),
      ...loyaltyDeliveries({ estate, identity, identityFilled, orders, cases, terms, forget, clock }),
    },
    clock,
    worker: randomUUID(),
    random: Math.random,
    log: write,
    failed: (event, values, error) => log.error(event, values, error),
  })
  const cartSweep = createCartSweep({ writes, estate, clock, everySeconds: carts.sweepSeconds, log: write })
  const sweep = (name: string, once: () => Promise<unknown>, everyMs: number): Job => ({
    name,
    once: async () => void (await once()),
    run: (signal) =>
      inRounds(once, { signal, everyMs, failed: (error) => log.error('sweep.failed', { name }, error) }),
  })
  return {
    outbox,
    sweeps: [
      { name: 'give carts up', run: cartSweep.run, once: async () => void (await cartSweep.once()) },
      sweep('end reservations', () => expireReservations(writes, clock), RESERVATIONS_MS),
      sweep('end what has left', createContainedSweep({ writes, estate, stores, clock }), CONTAINED_MS),
      sweep('forget what is over', () => writes.prune(instant(clock())), PRUNE_MS),
    ],
  }
}

interface Rounds {
  readonly signal: AbortSignal
  readonly everyMs: number
  failed(error: unknown): void
}

async function inRounds(once: () => Promise<unknown>, { signal, everyMs, failed }: Rounds): Promise<void> {
  while (!signal.aborted) {
    // A ledger that does not answer now may do so in the next round.
    await once().catch(failed)
    await wait(everyMs, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
  }
}
