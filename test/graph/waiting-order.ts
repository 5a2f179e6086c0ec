import type { OrderNumber, RecordId, Sku } from '../../adapters/ids.ts'
import type { Currency } from '../../adapters/money.ts'
import { dayIn, type Instant } from '../../adapters/time.ts'
import type { WriteUnit } from '../../ledger/writes/port.ts'
import { createSealer } from '../../subgraphs/sealed-id.ts'
import { orderId } from '../../subgraphs/shared/orders/order-id.ts'
import type { PlacedOrderBody } from '../../subgraphs/shared/orders/placed-order.ts'
import { groupsOf, openWork } from '../../subgraphs/shared/orders/store-work.ts'
import type { Place } from '../../subgraphs/shared/stock/store-directory.ts'

/** The number of an order of nobody known that waits to be picked in a store. */
export const WAITING = 'CWAITING'

/** Keeps it, as checkout does. No system is told of it. */
export async function keepWaiting(
  unit: WriteUnit,
  { store, idKey, at }: { readonly store: Place; readonly idKey: string; readonly at: Instant },
): Promise<void> {
  const sealer = createSealer(idKey)
  const key = { channel: 'WEB', number: WAITING as OrderNumber } as const
  const id = orderId(sealer, key)
  const euros = { minor: 100, currency: 'EUR' as Currency }
  const total = { gross: euros, net: null, tax: null }
  const line = {
    position: 1,
    sku: 'none' as Sku,
    title: 'none',
    quantity: 1,
    unitPrice: euros,
    lineTotal: total,
    location: null as RecordId | null,
    fulfilment: 'PICKUP' as const,
  }
  const placedOn = dayIn('Europe/Paris', new Date(at))
  const nobody = { customer: null, contact: null, shippingAddress: null, billingAddress: null }
  const groups = groupsOf(sealer, id, [{ place: store, toPlace: line }])
  const body: PlacedOrderBody = {
    order: {
      key,
      placedOn,
      placedAt: at,
      ...nobody,
      lines: [line],
      shippingCost: null,
      promotions: [],
      total,
    },
    status: 'CONFIRMED',
    desk: { system: 'erp', recordId: null },
    payment: null,
    cartId: null,
    groups,
    events: [{ at, kind: 'PLACED', system: null, note: null }],
  }
  const order = { id, ...key, customerId: null, placedOn, version: 1, body: JSON.stringify(body) }
  await unit.orders.save(order)
  await openWork(unit, { orderId: id, customerId: null, groups, at })
}
