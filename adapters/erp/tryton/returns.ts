import Big from 'big.js'
import type { RecordId, Sku } from '../../ids.ts'
import { isCurrency, type Money, money, negate } from '../../money.ts'
import type { Return, ReturnStatus } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import type { Day } from '../../time.ts'
import { channelOf, toChannel } from './channels.ts'
import type { TrytonClient } from './client.ts'
import type { TrytonOptions } from './options.ts'
import { inSaleUnits } from './units.ts'
import { type ReturnSale, returnSale } from './wire.ts'

type ReturnMapping = Pick<
  TrytonOptions,
  'channels' | 'units' | 'warehouses' | 'shippingProducts' | 'roundingProducts'
>

/**
 * Returns in one call: sales whose origin is the order, of negative quantities, as Tryton's own wizard makes them.
 * Their description is the reason. They name no line of the order: it is known where one line alone has the product.
 */
export function readReturns(
  client: TrytonClient,
  orders: readonly RecordId[],
  mapping: ReturnMapping,
): Promise<Reads<RecordId, readonly Return[]>> {
  return client.readByKeys(orders, {
    query: (chunk) => ({
      model: 'sale.sale',
      domain: [
        ['origin.number', 'in', chunk, 'sale.sale'],
        ['state', '!=', 'draft'],
      ],
      fields: returnSale,
      shape: returnSale,
    }),
    entries: (rows, chunk) =>
      chunk.flatMap((order) => {
        const own = rows.filter((row) => row['origin.']?.number === order)
        const list = own.flatMap((row) => toReturn(row, mapping) ?? [])
        return list.length > 0 ? [[order, client.found(list, order, null)] as const] : []
      }),
  })
}

/** Null for an order of a channel that is not mapped, which the graph does not show either. */
function toReturn(row: ReturnSale, mapping: ReturnMapping): Return | null {
  const origin = row['origin.']
  const channel = origin?.reference ? channelOf(origin.reference, mapping) : undefined
  if (!origin || !channel) return null
  const place = row['warehouse.']?.code ?? null
  const status = statusOf(row)
  return {
    recordId: row.number as RecordId,
    reference: row.reference,
    channel: toChannel(channel),
    status,
    on: row.sale_date as Day | null,
    at: null,
    receivedAt: place === null || mapping.warehouses.includes(place) ? null : (place as RecordId),
    lines: goodsOf(row, mapping).map((line) => ({
      lineId: lineIdOf(line['product.']?.code ?? null, origin['lines.']),
      sku: (line['product.']?.code ?? null) as Sku | null,
      quantity: new Big(inSaleUnits(line.quantity ?? '0', line['unit.']?.symbol, mapping)).abs().toFixed(),
      reason: row.description,
    })),
    refund: status === 'REFUNDED' ? refundOf(row) : null,
  }
}

/** What comes back; shipping and rounding may be paid back with it. */
function goodsOf(row: ReturnSale, { shippingProducts, roundingProducts }: ReturnMapping) {
  const others = [...shippingProducts, ...roundingProducts]
  return row['lines.'].filter(
    ({ type, 'product.': product }) => type === 'line' && !others.includes(product?.code ?? ''),
  )
}

function lineIdOf(
  code: string | null,
  lines: readonly { readonly id: number; readonly 'product.': { readonly code: string | null } | null }[],
): string | null {
  const same = lines.filter((line) => code !== null && line['product.']?.code === code)
  const [only] = same
  return only && same.length === 1 ? String(only.id) : null
}

function statusOf(row: ReturnSale): ReturnStatus {
  if (row.state === 'cancelled') return 'CANCELLED'
  if (row.state === 'quotation') return 'REQUESTED'
  const invoices = row['invoices.']
  if (invoices.length > 0 && invoices.every(({ state }) => state === 'paid')) return 'REFUNDED'
  const shipments = row['shipment_returns.']
  const isIn = shipments.length > 0 && shipments.every(({ state }) => ['received', 'done'].includes(state))
  return isIn ? 'RECEIVED' : 'APPROVED'
}

function refundOf(row: ReturnSale): Money {
  const currency = row['currency.']?.code ?? ''
  if (!isCurrency(currency)) throw new RangeError('expected an ISO 4217 currency')
  return negate(money(row.total_amount, currency))
}
