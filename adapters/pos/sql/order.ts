import type { RecordId } from '../../ids.ts'
import { addMoney, type Money, type TaxedMoney } from '../../money.ts'
import type { Fulfillment, Order, OrderDocument, OrderLine } from '../../ports/orders.ts'
import type { Head } from './heads.ts'
import type { SqlTillOptions } from './options.ts'

/** A receipt as the graph's order. The database records no discount and no rounding apart from the prices. */
export function toOrder(
  head: Head,
  lines: readonly OrderLine[],
  { channel, currency }: SqlTillOptions,
): Order {
  const total = sumOf(
    lines.map(({ lineTotal }) => lineTotal),
    { minor: 0, currency },
  )
  return {
    recordId: head.id,
    channel,
    number: head.number,
    status: lines.every(({ status }) => status === 'RETURNED') ? 'RETURNED' : 'COLLECTED',
    statusDetail: null,
    placedOn: head.businessDay,
    placedAt: head.placedAt,
    store: head.store,
    customer: head.customer,
    card: head.card,
    lines,
    cost: { subtotal: total, shipping: null, discount: null, total, roundingAdjustment: null },
    promotions: [],
    version: null,
  }
}

/** The goods that left over the counter; none for a refund. */
export function toFulfillments(head: Head, lines: readonly OrderLine[]): readonly Fulfillment[] {
  const taken = lines.filter(({ status }) => status === 'COLLECTED')
  if (taken.length === 0) return []
  return [
    {
      recordId: head.id as string as RecordId,
      kind: 'IN_STORE',
      status: 'COLLECTED',
      location: head.store,
      lines: taken.map(({ lineId, quantity }) => ({ lineId, quantity })),
      tracking: [],
      leftOn: head.businessDay,
      leftAt: head.placedAt,
    },
  ]
}

/** The paper from the till, for what was sold or taken back. */
export function toDocuments(
  head: Head,
  lines: readonly OrderLine[],
  { currency }: SqlTillOptions,
): readonly OrderDocument[] {
  const worth = lines.reduce((sum, { lineTotal }) => sum + lineTotal.gross.minor, 0)
  return [
    {
      recordId: head.id,
      kind: 'RECEIPT',
      number: head.number,
      issuedOn: head.businessDay,
      issuedAt: head.placedAt,
      total: { minor: Math.abs(worth), currency },
    },
  ]
}

function sumOf(amounts: readonly TaxedMoney[], zero: Money): TaxedMoney {
  const sum = (parts: readonly (Money | null)[]) =>
    parts.reduce<Money | null>((all, part) => (all && part ? addMoney(all, part) : null), zero)
  return {
    gross: amounts.map(({ gross }) => gross).reduce(addMoney, zero),
    net: sum(amounts.map(({ net }) => net)),
    tax: sum(amounts.map(({ tax }) => tax)),
  }
}
