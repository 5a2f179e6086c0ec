import { expect } from 'vitest'
import type { Day, Instant } from '../../adapters/time.ts'
import type { Ledger } from '../../ledger/port.ts'
import type { Command, WriteLedger } from '../../ledger/writes/port.ts'

const at = '2026-05-10T10:00:00.000Z' as Instant
/** Carts that the checkouts change in turn. */
const CARTS = 4

/** What a checkout answers; it differs with who does it and when. */
export interface Told {
  readonly n: number
  readonly by: string
  readonly version: number
}

/** The nth checkout: it changes a cart that others change too, and leaves something in every table. */
export function checkout({ once }: WriteLedger, n: number, by: string) {
  return once<Told>(commandOf(n), async (unit) => {
    const cart = await unit.carts.byId(cartOf(n))
    const version = (cart?.version ?? 0) + 1
    const shopper = { customerId: 'anna', tokenHash: null, updatedAt: at, expiresAt: null }
    await unit.carts.save({ id: cartOf(n), version, state: 'ACTIVE', body: `${n}`, ...shopper })
    const lines = [{ sku: 'MUG', requested: 1, held: 1 }]
    const owner = { customerId: 'anna', cartId: cartOf(n), orderId: orderOf(n) }
    await unit.holds.save({
      id: `hold-${n}`,
      location: `sto-${n}`,
      state: 'COMMITTED',
      lines,
      expiresAt: null,
      createdAt: at,
      ...owner,
    })
    const order = { channel: 'web', number: `W${n}`, customerId: 'anna', placedOn: '2026-05-10' as Day }
    await unit.orders.save({ id: orderOf(n), version: 1, body: `${n}`, ...order })
    await unit.send({
      id: `place-${n}`,
      stream: orderOf(n),
      system: 'erp',
      kind: 'order.place',
      body: `${n}`,
      at,
    })
    await unit.grantOrderToken({ hash: `hash-${n}`, orderId: orderOf(n), at, expiresAt: later })
    return { n, by, version }
  })
}

const later = '2026-08-10T10:00:00.000Z' as Instant
const cartOf = (n: number) => `cart-${n % CARTS}`
const orderOf = (n: number) => `ord-${n}`

function commandOf(n: number): Command {
  return {
    caller: 'shop/anna',
    operation: 'checkout',
    key: `key-${n}`,
    input: `${n}`,
    at,
    about: [`cart/${cartOf(n)}`, `order/${orderOf(n)}`],
  }
}

/**
 * Every checkout that somebody was told of is there as it was told, every one up to `most` is there whole or not at all, and carts have
 * changed as often as there are checkouts. Answers how many there are.
 */
export async function expectWhole(ledger: Ledger, told: ReadonlyMap<number, Told>, most: number) {
  const { writes, orderTokens } = ledger
  const all = Array.from({ length: most }, (_, n) => n)
  const [orders, holds, entries, carts] = await Promise.all([
    writes.orders.byIds(all.map(orderOf)),
    writes.holds.byIds(all.map((n) => `hold-${n}`)),
    writes.outbox.byIds(all.map((n) => `place-${n}`)),
    writes.carts.byIds(all.slice(0, CARTS).map(cartOf)),
  ])
  let done = 0
  for (const n of all) {
    const kept = await writes.done<Told>(commandOf(n))
    if (kept) done += 1
    const parts = [
      orders.has(orderOf(n)),
      holds.get(`hold-${n}`)?.lines.length === 1,
      (await writes.holds.held([{ location: `sto-${n}`, sku: 'MUG' }], at)).values().next().value === 1,
      entries.has(`place-${n}`),
      (await orderTokens.find(`hash-${n}`, at)) === orderOf(n),
    ]
    expect({ n, parts }).toEqual({ n, parts: parts.map(() => kept !== null) })
    if (told.has(n)) expect(kept).toEqual(told.get(n))
  }
  expect([...carts.values()].reduce((sum, { version }) => sum + version, 0)).toBe(done)
  return done
}
