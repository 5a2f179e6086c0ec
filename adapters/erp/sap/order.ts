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
import type { Order, OrderLine } from '../../ports/orders.ts'
import { canonicalKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { lineStatus, orderStatus, statusDetail } from './status.ts'
import { inSaleUnits } from './units.ts'
import { dayOf } from './values.ts'
import type { OrderItem, SalesOrder } from './wire.ts'

/** How the retailer's orders are read. */
export type OrderMapping = Pick<
  SapOptions,
  'channels' | 'statuses' | 'statusDetail' | 'units' | 'shippingMaterials' | 'receiptDigits'
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
 * A sales order in the graph's words. Throws a RangeError for a value that cannot be read, an order without a day or of a
 * channel that is not mapped. `customer` is its business partner, where known.
 *
 * Amounts: NetAmount excludes VAT and TaxAmount is the VAT, so gross is their sum; a rejected item costs nothing. The unit
 * price is the line's price per unit, after discounts.
 */
export function toOrder(row: SalesOrder, customer: RecordId | null, mapping: OrderMapping): Order {
  const channel = channelOf(row.CustomerPurchaseOrderType, mapping)
  const placedOn = dayOf(row.SalesOrderDate)
  const currency = row.TransactionCurrency
  if (!channel) throw new RangeError('expected a mapped CustomerPurchaseOrderType; add it to "channels"')
  if (!placedOn) throw new RangeError('expected a SalesOrderDate')
  if (!isCurrency(currency)) throw new RangeError('expected an ISO 4217 currency')
  const shippingMaterials = new Set(mapping.shippingMaterials.map(canonicalKey))
  const isShipping = ({ Material }: OrderItem) =>
    Material !== null && shippingMaterials.has(canonicalKey(Material))
  const goods = row.to_Item.filter((item) => !isShipping(item))
  const paid = row.to_Item.filter((item) => item.SalesDocumentRjcnReason === null)
  const shipping = paid.filter(isShipping)
  const total = (items: readonly OrderItem[]) =>
    sum(
      items.map((item) => amountOf(item, currency)),
      currency,
    )
  return {
    recordId: canonicalKey(row.SalesOrder),
    channel: bare(channel),
    number: businessNumber(row.PurchaseOrderByCustomer, channel),
    status: orderStatus(row, goods, { ...mapping, atTill: channel.number === 'receipt' }),
    statusDetail: statusDetail(row, mapping),
    placedOn,
    placedAt: null,
    store: channel.number === 'receipt' ? plantOf(goods) : null,
    customer,
    card: null,
    lines: goods.map((item) => toLine(item, currency, { ...mapping, atTill: channel.number === 'receipt' })),
    cost: {
      subtotal: total(paid.filter((item) => !isShipping(item))),
      shipping: shipping.length > 0 ? total(shipping) : null,
      discount: null,
      total: total(paid),
      roundingAdjustment: null,
    },
    shippingAddress: null,
    billingAddress: null,
  }
}

function toLine(item: OrderItem, currency: Currency, mapping: OrderMapping & { atTill: boolean }): OrderLine {
  const lineTotal = amountOf(item, currency)
  const quantity = inSaleUnits(item.RequestedQuantity, item.RequestedQuantityUnit, mapping)
  return {
    lineId: canonicalKey(item.SalesOrderItem),
    sku: item.Material === null ? null : (canonicalKey(item.Material) as string as Sku),
    gtin: null,
    title: item.SalesOrderItemText ?? '',
    quantity,
    unitPrice: perUnit(lineTotal, quantity),
    lineTotal,
    status: lineStatus(item, mapping),
  }
}

function amountOf({ NetAmount, TaxAmount }: OrderItem, currency: Currency): TaxedMoney {
  const net = money(NetAmount, currency)
  const tax = money(TaxAmount, currency)
  return { gross: addMoney(net, tax), net, tax }
}

/** The parts are rounded so that they still add up. */
function perUnit(total: TaxedMoney, quantity: string): TaxedMoney {
  if (Number(quantity) === 0) return total
  const share = ({ minor, currency }: Money) => {
    const each = divide(String(minor), quantity)
    return money(`${each}e-${fractionDigits(currency)}`, currency)
  }
  const gross = share(total.gross)
  const net = total.net && share(total.net)
  return { gross, net, tax: net && { minor: gross.minor - net.minor, currency: gross.currency } }
}

function sum(amounts: readonly TaxedMoney[], currency: Currency): TaxedMoney {
  const add = (pick: (amount: TaxedMoney) => Money | null) => ({
    minor: amounts.reduce((all, amount) => all + (pick(amount)?.minor ?? 0), 0),
    currency,
  })
  return {
    gross: add((amount) => amount.gross),
    net: add((amount) => amount.net),
    tax: add((amount) => amount.tax),
  }
}

function plantOf(items: readonly OrderItem[]): RecordId | null {
  const plant = items.find(({ ProductionPlant }) => ProductionPlant !== null)?.ProductionPlant
  return plant ? canonicalKey(plant) : null
}

function bare({ code, kind }: ChannelMapping): Channel {
  return { code, kind }
}
