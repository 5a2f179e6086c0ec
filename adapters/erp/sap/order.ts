import type { Channel } from '../../channel.ts'
import { type OrderNumber, parseReceiptNumber, type RecordId, receiptNumber, type Sku } from '../../ids.ts'
import {
  addMoney,
  type Currency,
  divide,
  fractionDigits,
  isCurrency,
  type Money,
  money,
  type TaxedMoney,
} from '../../money.ts'
import type { AppliedPromotion, Order, OrderLine } from '../../ports/orders.ts'
import { canonicalKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { costOf } from './order-cost.ts'
import { discountsOf, listedUnitPrice, type PricingMapping } from './pricing.ts'
import { lineStatus, orderStatus, type StatusMapping, statusDetail } from './status.ts'
import { inSaleUnits } from './units.ts'
import { dayOf, timestampOf } from './values.ts'
import type { OrderItem, SalesOrder } from './wire-orders.ts'

/** How the retailer's orders are read. */
export type OrderMapping = PricingMapping &
  Pick<
    SapOptions,
    | 'channels'
    | 'statuses'
    | 'statusDetail'
    | 'shippingMaterials'
    | 'discounts'
    | 'pickupConditions'
    | 'pickupTypes'
  >

type ChannelMapping = SapOptions['channels'][string]

/** The channel of a CustomerPurchaseOrderType; `*` stands for every type not named. Undefined: the retailer maps none. */
export function channelOf(
  type: string,
  { channels }: Pick<OrderMapping, 'channels'>,
): ChannelMapping | undefined {
  return channels[type] ?? channels['*']
}

/** The one spelling of an order's business number: receipts lose the padding the ERP's copy has. */
export function businessNumber(text: string, { number }: ChannelMapping): OrderNumber {
  const receipt = number === 'receipt' ? parseReceiptNumber(text) : null
  return receipt ? receiptNumber(receipt) : (text.trim() as OrderNumber)
}

/**
 * A sales order in the graph's words; `customer` is its business partner, where known. Throws a RangeError for a value that
 * cannot be read, an order without a day or of a channel that is not mapped.
 */
export function toOrder(row: SalesOrder, customer: RecordId | null, mapping: OrderMapping): Order {
  const channel = channelOf(row.CustomerPurchaseOrderType, mapping)
  const placedOn = dayOf(row.SalesOrderDate)
  const currency = row.TransactionCurrency
  if (!channel) throw new RangeError('expected a mapped CustomerPurchaseOrderType; add it to "channels"')
  if (!placedOn) throw new RangeError('expected a SalesOrderDate')
  if (!isCurrency(currency)) throw new RangeError('expected an ISO 4217 currency')
  const atTill = channel.number === 'receipt'
  const shippingMaterials = new Set(mapping.shippingMaterials.map(canonicalKey))
  const isShipping = ({ Material }: OrderItem) =>
    Material !== null && shippingMaterials.has(canonicalKey(Material))
  const goods = row.to_Item.filter((item) => !isShipping(item))
  const isFetched = (item: OrderItem) => mapping.pickupTypes.includes(item.ShippingType)
  const isCollected =
    atTill ||
    mapping.pickupConditions.includes(row.ShippingCondition) ||
    (goods.length > 0 && goods.every(isFetched))
  const status: StatusMapping = { statuses: mapping.statuses, isCollected }
  return {
    recordId: canonicalKey(row.SalesOrder),
    channel: withoutNumber(channel),
    number: businessNumber(row.PurchaseOrderByCustomer, channel),
    status: orderStatus(row, goods, status),
    statusDetail: statusDetail(row, mapping),
    placedOn,
    placedAt: null,
    store: atTill ? plantOf(goods) : null,
    customer,
    card: null,
    lines: goods.map((item) => {
      const own = { ...status, isCollected: isCollected || isFetched(item) }
      return toLine(item, currency, { mapping, status: own })
    }),
    cost: costOf(row, currency, { isShipping, mapping }),
    promotions: promotionsOf(row, currency, mapping),
    version: timestampOf(row.LastChangeDateTime),
  }
}

/** What an item costs, after discounts: NetAmount excludes VAT, TaxAmount is the VAT. */
function amountOf({ NetAmount, TaxAmount }: OrderItem, currency: Currency): TaxedMoney {
  const net = money(NetAmount, currency)
  const tax = money(TaxAmount, currency)
  return { gross: addMoney(net, tax), net, tax }
}

function toLine(
  item: OrderItem,
  currency: Currency,
  { mapping, status }: { readonly mapping: OrderMapping; readonly status: StatusMapping },
): OrderLine {
  const lineTotal = amountOf(item, currency)
  const quantity = inSaleUnits(item.RequestedQuantity, item.RequestedQuantityUnit, mapping)
  return {
    lineId: canonicalKey(item.SalesOrderItem),
    sku: item.Material === null ? null : (canonicalKey(item.Material) as string as Sku),
    gtin: null,
    title: item.SalesOrderItemText ?? '',
    quantity,
    unitPrice: listedUnitPrice(item.to_PricingElement, currency, mapping) ?? perUnit(lineTotal, quantity),
    lineTotal,
    status: lineStatus(item, status),
    returnOf: null,
  }
}

/** The discounts of the items that stand, one entry for each condition type, by the retailer's own words where it has any. */
function promotionsOf(
  { to_Item: items }: SalesOrder,
  currency: Currency,
  mapping: OrderMapping,
): readonly AppliedPromotion[] {
  const paid = items.filter(({ SalesDocumentRjcnReason }) => SalesDocumentRjcnReason === null)
  const elements = paid.flatMap((item) => item.to_PricingElement)
  return discountsOf(elements, currency, mapping).map(([type, amount]) => ({
    label: mapping.discounts[type] ?? type,
    code: null,
    amount,
  }))
}

/** Where an item names no list price: its total by its quantity. The parts are rounded so that they still add up. */
function perUnit(total: TaxedMoney, quantity: string): TaxedMoney {
  if (Number(quantity) === 0) return total
  const share = ({ minor, currency }: Money) =>
    money(`${divide(String(minor), quantity)}e-${fractionDigits(currency)}`, currency)
  const gross = share(total.gross)
  const net = total.net && share(total.net)
  return { gross, net, tax: net && { minor: gross.minor - net.minor, currency: gross.currency } }
}

function plantOf(items: readonly OrderItem[]): RecordId | null {
  const plant = items.find(({ ProductionPlant }) => ProductionPlant !== null)?.ProductionPlant
  return plant ? canonicalKey(plant) : null
}

function withoutNumber({ code, kind }: ChannelMapping): Channel {
  return { code, kind }
}
