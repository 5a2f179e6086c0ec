import type { RecordId } from '../../ids.ts'
import type { Fulfillment, OrderStatus } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import type { SapClient } from './client.ts'
import { type FollowUp, type FollowUpKind, readFollowUps, translateLists } from './documents.ts'
import { canonicalKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { fieldsOf } from './shapes.ts'
import { inSaleUnits } from './units.ts'
import { type DeliveryHeader, type DeliveryItem, deliveryHeader, deliveryItem } from './wire-orders.ts'

const DELIVERIES: FollowUpKind<DeliveryItem, DeliveryHeader> = {
  service: 'deliveries',
  key: 'DeliveryDocument',
  items: { set: 'A_OutbDeliveryItem', shape: deliveryItem, select: fieldsOf(deliveryItem) },
  order: 'ReferenceSDDocument',
  headers: { set: 'A_OutbDeliveryHeader', shape: deliveryHeader, select: fieldsOf(deliveryHeader) },
}

/**
 * Outbound deliveries of orders. Status: proof of delivery C DELIVERED; goods movement C SHIPPED, B PARTIALLY_FULFILLED;
 * else IN_PREPARATION once picking has begun and CONFIRMED before. The bill of lading is the tracking number.
 */
export async function readFulfillments(
  client: SapClient,
  orders: readonly RecordId[],
  mapping: Pick<SapOptions, 'units'>,
): Promise<Reads<RecordId, readonly Fulfillment[]>> {
  const reads = await readFollowUps(client, orders, DELIVERIES)
  return translateLists(client, reads, {
    what: 'A_OutbDeliveryItem',
    to: (delivery) => [toFulfillment(delivery, mapping)],
  })
}

function toFulfillment(
  { id, header, items }: FollowUp<DeliveryItem, DeliveryHeader>,
  mapping: Pick<SapOptions, 'units'>,
): Fulfillment {
  const plant = items.find(({ Plant }) => Plant !== null)?.Plant
  return {
    recordId: id,
    kind: 'SHIP',
    status: header ? statusOf(header) : 'UNKNOWN',
    location: plant ? canonicalKey(plant) : null,
    lines: items.map((item) => ({
      lineId: canonicalKey(item.ReferenceSDDocumentItem),
      quantity: inSaleUnits(item.ActualDeliveryQuantity, item.DeliveryQuantityUnit, mapping),
    })),
    tracking: header?.BillOfLading ? [{ carrier: null, number: header.BillOfLading, url: null }] : [],
  }
}

function statusOf(header: DeliveryHeader): OrderStatus {
  if (header.OverallProofOfDeliveryStatus === 'C') return 'DELIVERED'
  if (header.OverallGoodsMovementStatus === 'C') return 'SHIPPED'
  if (header.OverallGoodsMovementStatus === 'B') return 'PARTIALLY_FULFILLED'
  return ['B', 'C'].includes(header.OverallPickingStatus) ? 'IN_PREPARATION' : 'CONFIRMED'
}
