import { SourceError } from '../../error.ts'
import type { Cancellation } from '../../ports/order-desk.ts'
import { readDeskOrder } from './desk-order.ts'
import { itemOf } from './desk-payload.ts'
import type { OrderDeskTools } from './desk-tools.ts'
import { canonicalKey, documentKey } from './keys.ts'
import { isRejected } from './status.ts'
import { textLiteral } from './values.ts'
import type { DeskOrder } from './wire-desk.ts'

/** Category of deliveries in the document flow. */
const DELIVERY = 'J'

/**
 * Cancels by rejecting items, one call for each: a change of this API holds one item. Items that are rejected already are left alone, so
 * what was interrupted can be repeated. A whole order is looked at first: once anything of it was made out for delivery, none is rejected.
 */
export async function cancelOrder(request: Cancellation, tools: OrderDeskTools): Promise<void> {
  const { source, mapping, writer } = tools
  const order = await readDeskOrder(request.recordId, tools)
  const items = wantedItems(order, request)
  if (items === null) throw new SourceError(source, 'CONFLICT', 'the sales order has no such item')
  const open = items.filter((item) => !isRejected(item))
  if (open.length === 0) return
  if (isTooLate(order, open, request))
    throw new SourceError(source, 'CONFLICT', 'it is too late to cancel: a delivery was made out')
  const { rejectionReasons } = mapping.orderDesk
  const reason = rejectionReasons[request.reason] ?? rejectionReasons['*']
  if (reason === undefined)
    throw new SourceError(
      source,
      'CONFLICT',
      'no reason for rejection stands for the word; add it to "rejectionReasons"',
    )
  // One after the other: the system locks an order while it changes one of its items.
  for (const { SalesOrderItem } of open) {
    const key = `SalesOrder=${literal(documentKey(order.SalesOrder))},SalesOrderItem=${literal(SalesOrderItem)}`
    await writer.change('orders', {
      set: 'A_SalesOrderItem',
      key,
      change: { SalesDocumentRjcnReason: reason },
    })
  }
}

type Item = DeskOrder['to_Item'][number]

/** The items to cancel; null where one of them does not exist. */
function wantedItems({ to_Item: items }: DeskOrder, { positions }: Cancellation): readonly Item[] | null {
  if (positions === null) return items
  const wanted = positions.map((position) =>
    items.find(({ SalesOrderItem }) => canonicalKey(SalesOrderItem) === itemOf(position)),
  )
  const found = wanted.flatMap((item) => item ?? [])
  return found.length === wanted.length ? found : null
}

function isTooLate(order: DeskOrder, items: readonly Item[], { positions }: Cancellation): boolean {
  if (items.some(({ DeliveryStatus }) => ['B', 'C'].includes(DeliveryStatus))) return true
  const isMadeOut = order.to_SubsequentProcFlowDoc.some(
    ({ SubsequentDocumentCategory }) => SubsequentDocumentCategory === DELIVERY,
  )
  return positions === null && isMadeOut
}

function literal(text: string): string {
  return encodeURIComponent(textLiteral(text))
}
