import { daysBefore, parisInstant } from './calendar.ts'
import { CUSTOMER } from './landmarks.ts'
import { sumOf } from './lines.ts'
import { salesforceId } from './numbers.ts'
import type { WorldLot, WorldLoyaltyAccount, WorldPoints } from './programme-types.ts'
import { type Random, stream } from './random.ts'
import { TIERS } from './rewards.ts'
import type { WorldOrder, WorldReceipt } from './sale-types.ts'
import type { WorldCustomer } from './shopper-types.ts'

/** Points earned less than this many days ago are pending: goods may still come back. */
const PENDING_DAYS = 14

/** A movement before it has an id and its account. `undoes` is the receipt whose points it takes back. */
interface Movement extends Omit<WorldPoints, 'id' | 'expiresOn' | 'balanceAfter' | 'reverses'> {
  readonly undoes?: string | null
}

/** One account per card: a point per whole euro, pending for two weeks, now and then redeemed. */
export function createLoyalty(
  { seed, today }: { readonly seed: number; readonly today: string },
  customers: readonly WorldCustomer[],
  sales: { readonly orders: readonly WorldOrder[]; readonly receipts: readonly WorldReceipt[] },
): readonly WorldLoyaltyAccount[] {
  const earned = new Map<number, Movement[]>()
  const note = (customer: number, movement: Movement) => {
    const known = earned.get(customer)
    if (known) known.push(movement)
    else earned.set(customer, [movement])
  }
  for (const order of sales.orders) {
    const movement = orderPoints(order)
    if (movement) note(order.customer, movement)
  }
  for (const receipt of sales.receipts) {
    const movement = receiptPoints(receipt)
    if (movement && receipt.customer !== null) note(receipt.customer, movement)
  }
  return customers.flatMap((customer) => {
    if (customer.card === null) return []
    const random = stream(seed, 'loyalty', customer.index)
    return [
      account({ customer, card: customer.card, today, random, gains: earned.get(customer.index) ?? [] }),
    ]
  })
}

function orderPoints(order: WorldOrder): Movement | null {
  const points = Math.floor(sumOf(order.lines) / 100)
  if (order.copyOfReceipt !== undefined || order.status === 'CANCELLED' || points === 0) return null
  return {
    at: order.placedAt,
    kind: 'EARN',
    points,
    channel: order.channel,
    order: order.number,
    reason: null,
  }
}

function receiptPoints(receipt: WorldReceipt): Movement | null {
  const points = Math.trunc(sumOf(receipt.lines) / 100)
  if (receipt.card === null || points === 0) return null
  const base = { at: receipt.at, points, channel: 'STORE_POS', order: receipt.number } as const
  if (receipt.kind === 'sale') return { ...base, kind: 'EARN', reason: null }
  return receipt.kind === 'return'
    ? { ...base, kind: 'ADJUST', reason: 'Retour en magasin', undoes: receipt.returnOf }
    : null
}

function account(of: {
  readonly customer: WorldCustomer
  readonly card: string
  readonly today: string
  readonly random: Random
  readonly gains: readonly Movement[]
}): WorldLoyaltyAccount {
  const { customer, card, today, random } = of
  const pendingFrom = daysBefore(today, PENDING_DAYS)
  const gains = [...of.gains].sort((left, right) => (left.at < right.at ? -1 : 1))
  const pending = gains.filter(({ kind, at }) => kind === 'EARN' && at >= pendingFrom)
  const usable = total(gains) - total(pending)
  const spent = spendings({ customer, today, random, gains, usable })
  const movements = [...gains, ...spent].sort((left, right) => (left.at < right.at ? -1 : 1))
  const earned = total(gains.filter(({ kind }) => kind === 'EARN'))
  const told = movements.map((movement, index) => ({
    ...movement,
    id: salesforceId('0lV', customer.index * 1000 + index + 1),
  }))
  return {
    memberId: salesforceId('0lM', customer.index + 1),
    card,
    customer: customer.index,
    registered: customer.contactId !== null,
    tier: TIERS.findLast(({ from }) => earned >= from)?.name ?? 'Bronze',
    earned,
    lots: lotsOf(movements, pending),
    enrolledOn: daysBefore(today, random.int(740, 1500)),
    balance: usable + total(spent),
    pending: total(pending),
    movements: told.map(({ undoes, ...movement }, index) => ({
      ...movement,
      expiresOn: movement.kind === 'EARN' ? expiryOf(movement.at) : null,
      balanceAfter: total(told.slice(0, index + 1)),
      reverses: told.find(({ kind, order }) => undoes && kind === 'EARN' && order === undoes)?.id ?? null,
    })),
  }
}

/** The last day of the month two years after an instant: points of a whole month expire together. */
export function expiryOf(at: string): string {
  const date = new Date(at)
  return new Date(Date.UTC(date.getUTCFullYear() + 2, date.getUTCMonth() + 1, 0)).toISOString().slice(0, 10)
}

/** Usable points by expiry; what was spent, expired or taken back is taken off those that expire first. */
function lotsOf(movements: readonly Movement[], pending: readonly Movement[]): readonly WorldLot[] {
  const earned = movements.filter((movement) => movement.kind === 'EARN' && !pending.includes(movement))
  const days = [...new Set(earned.map(({ at }) => expiryOf(at)))].sort()
  let spent = -total(movements.filter(({ points }) => points < 0))
  return days.map((on) => {
    const points = total(earned.filter(({ at }) => expiryOf(at) === on))
    const taken = Math.min(points, spent)
    spent -= taken
    return { on, points, spent: taken }
  })
}

/**
 * What took points off, all in the last days before the pending ones so that no balance was ever below zero on the way:
 * vouchers, an expiry, and a goodwill adjustment where returns took more than there was.
 */
function spendings(of: {
  readonly customer: WorldCustomer
  readonly today: string
  readonly random: Random
  readonly gains: readonly Movement[]
  readonly usable: number
}): readonly Movement[] {
  const { customer, random, usable } = of
  const when = (daysAgo: number, second: number) => parisInstant(daysBefore(of.today, daysAgo), second)
  const own = customer.index === CUSTOMER.omnichannel
  const spent: Movement[] = []
  const base = { order: null, channel: 'STORE_POS' } as const
  if (usable < 0) {
    return [{ ...base, at: when(1, 79_000), kind: 'ADJUST', points: -usable, reason: 'Geste commercial' }]
  }
  let left = usable
  if (left >= 200 && (own || random.chance(0.4))) {
    const channel = own || random.chance(0.3) ? 'WEB' : 'STORE_POS'
    spent.push({
      ...base,
      at: when(3, 60_000),
      kind: 'REDEEM',
      points: -200,
      channel,
      reason: 'Chèque fidélité 10 €',
    })
    left -= 200
  }
  if (left >= 50 && (own || random.chance(0.1))) {
    spent.push({ ...base, at: when(2, 1800), kind: 'EXPIRE', points: -40, reason: 'Points expirés' })
  }
  return spent
}

function total(movements: readonly { readonly points: number }[]): number {
  return movements.reduce((sum, { points }) => sum + points, 0)
}
