import { createHmac } from 'node:crypto'
import type { Cache } from '../cache/port.ts'
import type { Freshness } from './cached-reads.ts'
import type { Forget } from './changed.ts'
import type { Clock } from './time.ts'

export interface ForgetOptions {
  readonly cache: Pick<Cache, 'setMany'>
  readonly freshness: Freshness
  /** As that of the reads. */
  readonly hmacKey: string
  readonly clock: Clock
}

/** Forgets, and tells how often it did. */
export interface Forgetting {
  readonly forget: Forget
  /** How often this process did. */
  changes(): number
}

/** Marks what was changed with the time: a read that was begun before is as if it had not been. */
export function createForgetting({ cache, freshness, hmacKey, clock }: ForgetOptions): Forgetting {
  const { stock, orders, loyalty, profiles, staleIfError } = freshness
  // A mark outlives what it is about.
  const ttlSeconds = Math.max(1, stock, orders, loyalty, profiles) + staleIfError
  let changes = 0
  return {
    changes: () => changes,
    async forget({ orders: keys = [], records = [], items = [] }) {
      const names = new Set([...keys, ...records, ...items.map(itemKey)].flatMap(namesIn))
      const value = clock().getTime()
      await cache.setMany([...names].map((name) => ({ key: markKey(hmacKey, name), value, ttlSeconds })))
      changes += 1
    },
  }
}

/** The cache's key of a name's mark. */
export function markKey(hmacKey: string, name: string): string {
  return `changed:${createHmac('sha256', hmacKey).update(name).digest('base64url')}`
}

function itemKey(item: string): object {
  return { item }
}

/** Whose answer a read's key asks for, whatever the port: orders by their numbers, articles, and records by what systems call them. */
export function namesIn(key: unknown): readonly string[] {
  if (typeof key === 'string') return [`record/${key}`]
  if (typeof key !== 'object' || key === null) return []
  const { channel, number, item, customers, cards, account } = key as Readonly<Record<string, unknown>>
  if (typeof item === 'string') return [`item/${item}`]
  if (typeof channel === 'string' && typeof number === 'string') return [`order/${channel}/${number}`]
  return [customers, cards, account]
    .flat()
    .flatMap((one) => (typeof one === 'string' ? [`record/${one}`] : []))
}
