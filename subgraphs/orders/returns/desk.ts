import type { RecordId } from '../../../adapters/ids.ts'
import type { OrderLine } from '../../../adapters/ports/orders.ts'
import type { Context } from '../../context.ts'
import type { OrderCopy } from '../../shared/orders/order-copies.ts'
import type { ReturnDesk } from '../../shared/returns/return-case.ts'
import type { Place } from '../../shared/stock/store-directory.ts'
import type { OrderModel } from '../models.ts'

/** The system that records returns of an order, and its copy of the order. */
export interface DeskOfOrder {
  readonly system: string
  readonly copy: OrderCopy
}

/** The first system that records returns and holds the order; null where none does. */
export function deskOfOrder(
  { services: { estate } }: Pick<Context, 'services'>,
  { copies }: OrderModel,
): DeskOfOrder | null {
  for (const { name, port } of estate.answers.orderDesk) {
    const copy = copies.find(({ asked }) => asked.name === name)
    if (copy && port.capabilities.createReturn) return { system: name, copy }
  }
  return null
}

/** What that system needs to know of a return; null where its copy of the order does not have the lines. */
export function deskBody(
  { system, copy }: DeskOfOrder,
  { copies: [shown] }: OrderModel,
  { lines, place }: { readonly lines: readonly OrderLine[]; readonly place: Place | null },
): ReturnDesk | null {
  const lineIds = lines.map((line) => (copy === shown ? line.lineId : sameLine(copy, line)))
  const known = lineIds.flatMap((id) => id ?? [])
  if (known.length < lineIds.length) return null
  return {
    system,
    order: copy.found.recordId,
    customer: copy.found.value.customer,
    store: storeIn(system, place),
    lineIds: known,
    recordId: null,
    refused: false,
    toldReceived: false,
  }
}

/** A store's own key in a system; null for a warehouse, to which goods are sent back. */
function storeIn(system: string, place: Place | null): RecordId | null {
  return place?.kind === 'STORE' ? (place.records.get(system) ?? null) : null
}

/** The line that another system's copy has of the same goods, where there is one alone. */
function sameLine({ found }: OrderCopy, { sku, gtin, quantity }: OrderLine): string | null {
  const same = found.value.lines.filter(
    (line) =>
      line.quantity === quantity &&
      ((sku !== null && line.sku === sku) || (gtin !== null && line.gtin === gtin)),
  )
  const [only] = same
  return only && same.length === 1 ? only.lineId : null
}
