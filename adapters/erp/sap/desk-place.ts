import { parseShape, readJson } from '../../call/json.ts'
import { isSourceError, SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import { isCurrency } from '../../money.ts'
import type { OrderToPlace, PlacedRecord } from '../../ports/order-desk.ts'
import { channelTypeOf } from './channel-types.ts'
import { orderPayload } from './desk-payload.ts'
import { toPlaced } from './desk-placed.ts'
import type { OrderDeskTools } from './desk-tools.ts'
import { documentKey } from './keys.ts'
import { orderQuery } from './order-rows.ts'
import { statedTax } from './pricing.ts'
import { allOf, anyOf } from './query.ts'
import { type CreatedOrder, createdKey, createdOrder } from './wire-desk.ts'

/**
 * Places an order by one deep insert, which is sent once. The answer holds the order with what was sent along; where a system answers
 * with the head alone, the order is read once more.
 */
export async function placeOrder(order: OrderToPlace, tools: OrderDeskTools): Promise<PlacedRecord> {
  const { source, mapping, writer } = tools
  const conflict = (why: string) => new SourceError(source, 'CONFLICT', `the order cannot be written: ${why}`)
  const channelType = channelTypeOf(order.key.channel, mapping, 'shop')
  if (channelType === null)
    throw conflict(`no CustomerPurchaseOrderType stands for ${order.key.channel}; add one to "channels"`)
  const soldTo = await soldToOf(order.customer, tools, conflict)
  const body = orderPayload(order, { mapping, channelType, soldTo, conflict })
  const answer = await writer.create('orders', 'A_SalesOrder', body)
  const { d } = parseShape(source, createdKey, readJson(source, answer))
  const whole = createdOrder.safeParse(d)
  if (whole.success && isComplete(whole.data, body)) {
    return tools.client.translate('A_SalesOrder', () => toPlaced(whole.data, mapping))
  }
  return readBack(d.SalesOrder, tools)
}

/** The customer number an order is sold to. */
async function soldToOf(
  customer: RecordId | null,
  { customers, mapping }: OrderDeskTools,
  conflict: (why: string) => SourceError,
): Promise<RecordId> {
  if (customer === null) {
    const { oneTimeCustomer } = mapping.orderDesk
    if (oneTimeCustomer === undefined) throw conflict('it is a guest’s; set "orderDesk.oneTimeCustomer"')
    return oneTimeCustomer as RecordId
  }
  const read = (await customers.ofPartners([customer])).get(customer)
  if (isSourceError(read)) throw read
  if (!read) throw conflict('its business partner is no customer')
  return read.value
}

/** Whether an answer says what the shopper pays: the tax of shipping stands on the head alone. */
function isComplete(order: CreatedOrder, body: Readonly<Record<string, unknown>>): boolean {
  const currency = order.TransactionCurrency
  if (!('to_PricingElement' in body)) return true
  return isCurrency(currency) && statedTax(order.to_PricingElement, currency) !== null
}

async function readBack(
  salesOrder: string,
  { source, client, mapping }: OrderDeskTools,
): Promise<PlacedRecord> {
  const query = orderQuery(allOf(anyOf('SalesOrder', [documentKey(salesOrder)])), mapping)
  const [rows = []] = await client.read('orders', [query])
  if (isSourceError(rows)) throw rows
  const whole = rows[0]?.whole
  if (!whole) throw new SourceError(source, 'BAD_RESPONSE', 'the order that was just placed cannot be read')
  return client.translate('A_SalesOrder', () => toPlaced(whole, mapping))
}
