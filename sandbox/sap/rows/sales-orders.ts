import type { Row, View } from '../edm.ts'
import { addressId, type Book, soldTo } from './book.ts'
import { flowRows } from './document-flow.ts'
import type { KeptLine, KeptOrder } from './kept.ts'
import { deliveryStatus, itemStatus, lastDay, overall, plantOf, totalsOf, unitOf } from './order-facts.ts'
import { headerPricingRows, itemPricingRows } from './order-pricing.ts'
import { euros, nightOf, quantity, streetOf } from './text.ts'
import { through, viewOf, walkable } from './views.ts'

/** Rows of one kind for every order. */
export type OrderRows = (order: KeptOrder, book: Book) => readonly Row[]

/** The views of API_SALES_ORDER_SRV. */
export function salesOrderViews(book: Book) {
  const { orders } = book
  const ofOrder = (rows: OrderRows) => (order: KeptOrder) => rows(order, book)
  const over = (rows: OrderRows, more: View['by'] = {}) => {
    const made = ofOrder(rows)
    return viewOf(orders, made, { SalesOrder: through(book.orderByNumber, made), ...more })
  }
  const heads = ofOrder(headRows)
  return {
    orders: walkable('SalesOrder', orders, {
      keyOf: ({ salesOrder }) => salesOrder,
      rows: heads,
      by: {
        SalesOrder: through(book.orderByNumber, heads),
        PurchaseOrderByCustomer: through(book.orderByShopNumber, heads),
        SoldToParty: through(book.ordersOfCustomer, heads),
      },
    }),
    items: over(itemRows),
    scheduleLines: over(scheduleRows),
    partners: over(partnerRows, { Customer: through(book.ordersOfCustomer, ofOrder(partnerRows)) }),
    partnerAddresses: over(partnerAddressRows),
    flow: over(flowRows),
    itemPricing: over(itemPricingRows),
    headerPricing: over(headerPricingRows),
  }
}

const ORDER_TYPES = { WEB: 'WEB', MOBILE_APP: 'APP', CALL_CENTER: 'TEL', STORE_POS: 'POS' } as const

function headRows(order: KeptOrder, book: Book): readonly Row[] {
  const delivered = overall(order.lines.map((line) => deliveryStatus(order, line)))
  const rejected = order.lines.filter((line) => line.rejected).length
  const till = order.copyOfReceipt !== undefined
  const head = {
    SalesOrder: order.salesOrder,
    SalesOrderType: till ? 'RTL' : 'OR',
    SalesOrderTypeInternalCode: till ? 'RTL' : 'TA',
    SalesOrganization: '1010',
    DistributionChannel: '10',
    OrganizationDivision: '00',
    SoldToParty: soldTo(order, book.world),
    CreationDate: order.placedOn,
    SalesOrderDate: order.placedOn,
    PricingDate: order.placedOn,
    RequestedDeliveryDate: order.placedOn,
    CustomerPurchaseOrderDate: order.placedOn,
    LastChangeDate: lastDay(order),
    LastChangeDateTime: order.written?.changedAt ?? nightOf(lastDay(order), book.world.now),
    PurchaseOrderByCustomer: order.number,
    CustomerPurchaseOrderType: ORDER_TYPES[order.channel],
    TotalNetAmount: euros(totalsOf(order).net),
    TransactionCurrency: 'EUR',
    OverallSDProcessStatus: overall(order.lines.map((line) => itemStatus(order, line))),
    OverallDeliveryStatus: delivered,
    OverallTotalDeliveryStatus: delivered,
    ShippingCondition: order.deliveries.some(({ pickup, type }) => pickup && !type) ? '02' : '01',
    OverallOrdReltdBillgStatus: till ? 'C' : '',
    OverallSDDocReferenceStatus: '',
    OverallSDDocumentRejectionSts: rejected === 0 ? 'A' : rejected < order.lines.length ? 'B' : 'C',
    ...order.written?.head,
  }
  return [head]
}

function itemRows(order: KeptOrder, book: Book): readonly Row[] {
  return order.lines.map((line) => ({
    SalesOrder: order.salesOrder,
    SalesOrderItem: String(line.line),
    SalesOrderItemCategory: 'TAN',
    SalesOrderItemText: line.title.slice(0, 40),
    Material: line.sku,
    RequestedQuantity: quantity(line.quantity),
    ...units(line, book),
    NetAmount: euros(line.total - line.tax),
    TaxAmount: euros(line.tax),
    Subtotal1Amount: euros(line.total),
    TransactionCurrency: 'EUR',
    ProductionPlant: plantOf(order, line, book),
    ShippingPoint: plantOf(order, line, book),
    StorageLocation: '0001',
    ShippingType: line.shippingType ?? '',
    SalesDocumentRjcnReason: line.rejected ? '91' : '',
    SDProcessStatus: itemStatus(order, line),
    DeliveryStatus: deliveryStatus(order, line),
    OrderRelatedBillingStatus: order.copyOfReceipt === undefined ? '' : 'C',
  }))
}

function units({ sku }: KeptLine, book: Book) {
  const unit = unitOf(sku, book)
  const [internal, iso] = unit === 'KG' ? ['KG', 'KGM'] : ['ST', 'PCE']
  return {
    RequestedQuantityUnit: unit,
    RequestedQuantitySAPUnit: internal,
    RequestedQuantityISOUnit: iso,
    OrderQuantityUnit: unit,
    OrderQuantitySAPUnit: internal,
    OrderQuantityISOUnit: iso,
  }
}

function scheduleRows(order: KeptOrder, book: Book): readonly Row[] {
  return order.lines.map((line) => {
    const done = deliveryStatus(order, line) === 'C' ? line.quantity : '0'
    return {
      SalesOrder: order.salesOrder,
      SalesOrderItem: String(line.line),
      ScheduleLine: '1',
      RequestedDeliveryDate: order.placedOn,
      ConfirmedDeliveryDate: line.rejected ? null : order.placedOn,
      OrderQuantityUnit: unitOf(line.sku, book),
      ScheduleLineOrderQuantity: quantity(line.quantity),
      ConfdOrderQtyByMatlAvailCheck: line.rejected ? '0' : quantity(line.quantity),
      DeliveredQtyInOrderQtyUnit: quantity(done),
    }
  })
}

/** Shown in English, with the code that does not depend on the language. */
const FUNCTIONS = [
  ['SP', 'AG'],
  ['SH', 'WE'],
  ['BP', 'RE'],
  ['PY', 'RG'],
] as const

function partnerRows(order: KeptOrder, book: Book): readonly Row[] {
  const customer = book.world.customers[order.customer]
  return FUNCTIONS.map(([shown, code]) => ({
    SalesOrder: order.salesOrder,
    PartnerFunction: shown,
    PartnerFunctionInternalCode: code,
    Customer: soldTo(order, book.world),
    ReferenceBusinessPartner: customer?.businessPartner ?? '',
    AddressID: customer ? addressId(customer) : '',
  }))
}

/** The address at the time of the order: where the ERP's master data differ since, the order keeps the shopper's own. */
function partnerAddressRows(order: KeptOrder, book: Book): readonly Row[] {
  const own = order.written?.addresses
  const master = masterAddress(order, book)
  return FUNCTIONS.flatMap(([shown]) => {
    // A one-time customer has no master record: who is not named lives where the sold-to party does.
    const address = own?.get(shown) ?? master ?? own?.get('SP')
    if (!address) return []
    const key = { SalesOrder: order.salesOrder, PartnerFunction: shown, AddressRepresentationCode: '' }
    return [{ ...address, ...key }]
  })
}

function masterAddress(order: KeptOrder, { world }: Book): Row | null {
  const customer = world.customers[order.customer]
  if (!customer?.address) return null
  const { address, givenName, familyName } = customer
  return {
    CorrespondenceLanguage: customer.locale.slice(0, 2).toUpperCase(),
    AddresseeFullName: `${givenName} ${familyName}`,
    ...streetOf(address.streetLine1 ?? ''),
    StreetSuffixName1: address.streetLine2 ?? '',
    PostalCode: address.postalCode ?? '',
    CityName: address.city ?? '',
    Region: address.region ?? '',
    Country: address.countryCode ?? 'FR',
  }
}
