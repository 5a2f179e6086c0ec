import type { Random } from '../../sandbox/world/random.ts'
import { startPostgres } from '../services/postgres.ts'
import { startRedis } from '../services/redis.ts'

/** What stands below the product beside its own file. */
export interface Services {
  /** `postgres://`; null for SQLite. */
  readonly ledgerUrl: string | null
  /** `redis://`; null for memory. */
  readonly cacheUrl: string | null
  /** Something goes down and comes back; what it was. */
  strike(random: Random): Promise<string>
  /** How often each went down. */
  readonly struck: Readonly<Record<'postgres' | 'redis', number>>
  stop(): Promise<void>
}

/** SQLite and memory need nothing that could go down by itself. */
const NONE: Services = {
  ledgerUrl: null,
  cacheUrl: null,
  strike: async () => 'nothing',
  struck: { postgres: 0, redis: 0 },
  stop: async () => {},
}

/** Starts PostgreSQL, set to say that something is kept before it is, and Redis. */
export async function startServices(ledger: 'sqlite' | 'postgres', folder: string): Promise<Services> {
  if (ledger === 'sqlite') return NONE
  const postgres = await startPostgres(folder, 'couture', ['synchronous_commit=off'])
  await postgres.createDatabase('torture')
  const redis = await startRedis(folder)
  const struck = { postgres: 0, redis: 0 }
  let strikes = 0
  return {
    ledgerUrl: postgres.url('torture'),
    cacheUrl: redis.url,
    struck,
    async strike(random) {
      strikes += 1
      if (strikes % 3 === 2) {
        await redis.stop()
        await new Promise((resolve) => setTimeout(resolve, random.int(100, 1_500)))
        await redis.start()
        struck.redis += 1
        return 'Redis killed'
      }
      struck.postgres += 1
      if (strikes % 3 === 0) {
        await postgres.halt()
        await postgres.start()
        return 'PostgreSQL restarted'
      }
      await postgres.crash()
      await postgres.start()
      return 'PostgreSQL killed'
    },
    async stop() {
      await Promise.all([postgres.stop(), redis.stop()])
    },
  }
}
