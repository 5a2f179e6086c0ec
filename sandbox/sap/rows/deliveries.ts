import type { Row } from '../edm.ts'
import { type Book, deliveryDay, soldTo } from './book.ts'
import type { KeptDelivery, KeptOrder } from './kept.ts'
import { unitOf } from './order-facts.ts'
import { padded, quantity } from './text.ts'
import { exactly, viewOf } from './views.ts'

/** The views of API_OUTBOUND_DELIVERY_SRV. It has no conversion exits: all numbers come padded, and match padded alone. */
export function deliveryViews(book: Book) {
  const { orders } = book
  const heads = (order: KeptOrder) => order.deliveries.map((delivery) => headRow(delivery, order, book))
  const items = (order: KeptOrder) => order.deliveries.flatMap((delivery) => itemRows(delivery, order, book))
  return {
    headers: viewOf(orders, heads, {
      DeliveryDocument: exactly('DeliveryDocument', book.orderByDelivery, heads),
      SoldToParty: exactly('SoldToParty', book.ordersOfCustomer, heads),
      ShipToParty: exactly('ShipToParty', book.ordersOfCustomer, heads),
    }),
    items: viewOf(orders, items, {
      DeliveryDocument: exactly('DeliveryDocument', book.orderByDelivery, items),
      ReferenceSDDocument: exactly('ReferenceSDDocument', book.orderByNumber, items),
    }),
  }
}

function headRow(delivery: KeptDelivery, order: KeptOrder, book: Book): Row {
  const shipped = delivery.shippedOn !== null
  const customer = padded(soldTo(order, book.world), 10)
  const day = deliveryDay(delivery, order)
  const status = shipped ? 'C' : 'A'
  return {
    DeliveryDocument: padded(delivery.number, 10),
    DeliveryDocumentType: 'LF',
    SoldToParty: customer,
    ShipToParty: customer,
    ShippingPoint: plantOf(delivery, book),
    ShippingCondition:
      order.written?.head['ShippingCondition'] ?? (delivery.pickup && !delivery.type ? '02' : '01'),
    ShippingType: delivery.type ?? (delivery.pickup ? '' : '01'),
    BillOfLading: delivery.tracking ?? '',
    CreationDate: day,
    DocumentDate: day,
    DeliveryDate: day,
    PlannedGoodsIssueDate: day,
    ActualGoodsMovementDate: delivery.shippedOn,
    LastChangeDate: day,
    OverallGoodsMovementStatus: status,
    OverallPickingStatus: delivery.pickup ? 'C' : status,
    OverallPackingStatus: '',
    OverallDelivReltdBillgStatus: order.invoice ? 'C' : 'A',
    OverallSDProcessStatus: order.invoice ? 'C' : shipped ? 'B' : 'A',
  }
}

function itemRows(delivery: KeptDelivery, order: KeptOrder, book: Book): readonly Row[] {
  return delivery.lines.map(({ line, quantity: amount }) => {
    const ordered = order.lines.find((each) => each.line === line)
    const material = padded(ordered?.sku ?? '', 18)
    const plant = plantOf(delivery, book)
    return {
      DeliveryDocument: padded(delivery.number, 10),
      DeliveryDocumentItem: padded(String(line), 6),
      DeliveryDocumentItemCategory: 'TAN',
      DeliveryDocumentItemText: ordered?.title.slice(0, 40) ?? '',
      Material: material,
      OriginallyRequestedMaterial: material,
      ActualDeliveryQuantity: quantity(amount),
      OriginalDeliveryQuantity: quantity(amount),
      DeliveryQuantityUnit: unitOf(ordered?.sku ?? '', book),
      Plant: plant,
      StorageLocation: '0001',
      ReferenceSDDocument: padded(order.salesOrder, 10),
      ReferenceSDDocumentItem: padded(String(line), 6),
      ReferenceSDDocumentCategory: 'C',
      GoodsMovementStatus: delivery.shippedOn === null ? 'A' : 'C',
      PickingStatus: delivery.shippedOn === null && !delivery.pickup ? 'A' : 'C',
      DeliveryRelatedBillingStatus: order.invoice ? 'C' : 'A',
      SDProcessStatus: order.invoice ? 'C' : 'B',
    }
  })
}

function plantOf({ from }: KeptDelivery, book: Book): string {
  return (book.placeByCode(from)[0] ?? book.world.warehouse).plant
}
