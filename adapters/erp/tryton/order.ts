import Big from 'big.js'
import type { RecordId, Sku } from '../../ids.ts'
import { type Currency, isCurrency, money, type TaxedMoney } from '../../money.ts'
import type { Order, OrderLine, OrderStatus } from '../../ports/orders.ts'
import type { Day } from '../../time.ts'
import { businessNumber, channelOf, isAtTill, toChannel } from './channels.ts'
import { isGuest } from './guests.ts'
import { lineIds } from './line-ids.ts'
import type { TrytonOptions } from './options.ts'
import { costOf } from './order-cost.ts'
import { lineStatus, saleStatus, statusDetail } from './status.ts'
import { withTaxes } from './taxes.ts'
import { inSaleUnits } from './units.ts'
import type { Sale, SaleLine } from './wire.ts'

/** How the retailer's sales are read. */
export type OrderMapping = Pick<
  TrytonOptions,
  'channels' | 'statuses' | 'statusDetail' | 'units' | 'shippingProducts' | 'roundingProducts' | 'orderDesk'
>

/**
 * A sale in the graph's words. Throws a RangeError for a value that cannot be read, or a reference that is missing or
 * of no channel that is mapped.
 */
export function toOrder(row: Sale, mapping: OrderMapping): Order {
  const channel = row.reference === null ? undefined : channelOf(row.reference, mapping)
  const currency = row['currency.']?.code ?? ''
  if (row.reference === null || !channel) {
    throw new RangeError('expected a reference of a mapped channel; add its beginning to "channels"')
  }
  if (!isCurrency(currency)) throw new RangeError('expected an ISO 4217 currency')
  const atTill = isAtTill(channel)
  const status = saleStatus(row, { statuses: mapping.statuses, atTill })
  const { goods, shipping } = partsOf(row, mapping)
  const ids = lineIds(row['lines.'])
  const buyer = row['party.']
  return {
    recordId: row.number as RecordId,
    channel: toChannel(channel),
    number: businessNumber(row.reference, channel),
    status,
    statusDetail: statusDetail(row, mapping),
    placedOn: row.sale_date as Day,
    placedAt: null,
    store: atTill ? recordIdOf(row['warehouse.']) : null,
    customer: isGuest(buyer, mapping) ? null : recordIdOf(buyer),
    card: null,
    lines: goods.map((line) => toLine(line, currency, { mapping, status, lineId: ids.get(line.id) ?? '' })),
    cost: costOf(row, currency, {
      goods: goods.map((line) => amountOf(line, currency)),
      shipping: shipping.map((line) => amountOf(line, currency)),
      isCancelled: status === 'CANCELLED',
    }),
    promotions: [],
    version: null,
  }
}

function recordIdOf(record: { readonly code: string | null } | null): RecordId | null {
  return (record?.code ?? null) as RecordId | null
}

/** Goods and shipping; what stands for rounding is in the total alone, and titles and subtotals are no lines. */
function partsOf(row: Sale, { shippingProducts, roundingProducts }: OrderMapping) {
  const lines = row['lines.'].filter(({ type }) => type === 'line')
  const isOneOf = (line: SaleLine, codes: readonly string[]) => codes.includes(line['product.']?.code ?? '')
  return {
    goods: lines.filter((line) => !isOneOf(line, shippingProducts) && !isOneOf(line, roundingProducts)),
    shipping: lines.filter((line) => isOneOf(line, shippingProducts)),
  }
}

function toLine(
  line: SaleLine,
  currency: Currency,
  {
    mapping,
    status,
    lineId,
  }: { readonly mapping: OrderMapping; readonly status: OrderStatus; readonly lineId: string },
): OrderLine {
  const product = line['product.']
  const code = product?.code ?? null
  const symbol = line['unit.']?.symbol
  return {
    lineId,
    sku: code as Sku | null,
    gtin: null,
    title: line.description ?? product?.['template.']?.name ?? '',
    quantity: inSaleUnits(line.quantity ?? '0', symbol, mapping),
    unitPrice: unitPriceOf(line, currency, mapping),
    lineTotal: amountOf(line, currency),
    status: lineStatus(line, status),
    returnOf: null,
  }
}

/** What a line costs: Tryton states it without VAT; with VAT it is price, quantity and taxes, rounded once. */
function amountOf(line: SaleLine, currency: Currency): TaxedMoney {
  const quantity = new Big(line.quantity ?? 0)
  const exact = new Big(line.unit_price ?? 0).times(quantity)
  const gross = money(withTaxes(exact, quantity, line['taxes.']).toFixed(), currency)
  return parts(gross, money(line.amount ?? '0', currency))
}

/** The price of one sale unit, discounts taken off: what Tryton keeps. */
function unitPriceOf(line: SaleLine, currency: Currency, mapping: OrderMapping): TaxedMoney {
  const units = new Big(inSaleUnits('1', line['unit.']?.symbol, mapping))
  const per = units.eq(0) ? new Big(1) : units
  const net = new Big(line.unit_price ?? 0)
  const gross = withTaxes(net, new Big(1), line['taxes.'])
  return parts(money(gross.div(per).toFixed(), currency), money(net.div(per).toFixed(), currency))
}

function parts(gross: TaxedMoney['gross'], net: TaxedMoney['gross']): TaxedMoney {
  return { gross, net, tax: { minor: gross.minor - net.minor, currency: gross.currency } }
}
