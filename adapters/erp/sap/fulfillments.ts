import type { RecordId } from '../../ids.ts'
import type { Fulfillment, OrderStatus } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import { parcel } from '../../tracking.ts'
import type { SapClient } from './client.ts'
import { type FollowUp, type FollowUpKind, readFollowUps, translateLists } from './documents.ts'
import { canonicalKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { fieldsOf } from './shapes.ts'
import { inSaleUnits } from './units.ts'
import { dayOf } from './values.ts'
import { type DeliveryHeader, type DeliveryItem, deliveryHeader, deliveryItem } from './wire-orders.ts'

const DELIVERIES: FollowUpKind<DeliveryItem, DeliveryHeader> = {
  service: 'deliveries',
  key: 'DeliveryDocument',
  items: { set: 'A_OutbDeliveryItem', shape: deliveryItem, select: fieldsOf(deliveryItem) },
  order: 'ReferenceSDDocument',
  headers: { set: 'A_OutbDeliveryHeader', shape: deliveryHeader, select: fieldsOf(deliveryHeader) },
}

type DeliveryMapping = Pick<SapOptions, 'units' | 'carriers' | 'pickupConditions' | 'pickupTypes'>

/**
 * Outbound deliveries of orders. Status: proof of delivery C DELIVERED; goods movement C SHIPPED, B PARTIALLY_FULFILLED;
 * else IN_PREPARATION once picking has begun and CONFIRMED before. A delivery that is collected in the store is
 * READY_FOR_PICKUP once it is picked and COLLECTED once its goods have left. The bill of lading is the tracking number.
 */
export async function readFulfillments(
  client: SapClient,
  orders: readonly RecordId[],
  mapping: DeliveryMapping,
): Promise<Reads<RecordId, readonly Fulfillment[]>> {
  const reads = await readFollowUps(client, orders, DELIVERIES)
  return translateLists(client, reads, {
    what: 'A_OutbDeliveryItem',
    to: (delivery) => [toFulfillment(delivery, mapping)],
  })
}

function toFulfillment(
  { id, header, items }: FollowUp<DeliveryItem, DeliveryHeader>,
  mapping: DeliveryMapping,
): Fulfillment {
  const plant = items.find(({ Plant }) => Plant !== null)?.Plant
  const isPickup =
    header !== null &&
    (mapping.pickupConditions.includes(header.ShippingCondition) ||
      mapping.pickupTypes.includes(header.ShippingType))
  const carrier = mapping.carriers[header?.ShippingType ?? ''] ?? mapping.carriers['*']
  return {
    recordId: id,
    kind: isPickup ? 'PICKUP' : 'SHIP',
    status: header ? (isPickup ? pickupStatus(header) : statusOf(header)) : 'UNKNOWN',
    location: plant ? canonicalKey(plant) : null,
    leftOn: header && dayOf(header.ActualGoodsMovementDate),
    leftAt: null,
    lines: items.map((item) => ({
      lineId: canonicalKey(item.ReferenceSDDocumentItem),
      quantity: inSaleUnits(item.ActualDeliveryQuantity, item.DeliveryQuantityUnit, mapping),
    })),
    tracking: header?.BillOfLading ? [parcel(header.BillOfLading, carrier)] : [],
  }
}

function statusOf(header: DeliveryHeader): OrderStatus {
  if (header.OverallProofOfDeliveryStatus === 'C') return 'DELIVERED'
  if (header.OverallGoodsMovementStatus === 'C') return 'SHIPPED'
  if (header.OverallGoodsMovementStatus === 'B') return 'PARTIALLY_FULFILLED'
  return ['B', 'C'].includes(header.OverallPickingStatus) ? 'IN_PREPARATION' : 'CONFIRMED'
}

function pickupStatus(header: DeliveryHeader): OrderStatus {
  if (header.OverallGoodsMovementStatus === 'C') return 'COLLECTED'
  return header.OverallPickingStatus === 'C' ? 'READY_FOR_PICKUP' : statusOf(header)
}
