import type { RecordId, Sku } from '../../ids.ts'
import { addMoney, isCurrency, type Money, money } from '../../money.ts'
import type { Return, ReturnStatus } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import type { SapClient } from './client.ts'
import { canonicalKey, documentKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { channelOf } from './order.ts'
import { anyOf } from './query.ts'
import { inSaleUnits } from './units.ts'
import { type CustomerReturn, customerReturn, fieldsOf, returnItem } from './wire.ts'

type ReturnMapping = Pick<SapOptions, 'units' | 'channels'>

/** Customer returns by the order they refer to: one read with their items. */
export function readReturns(
  client: SapClient,
  orders: readonly RecordId[],
  mapping: ReturnMapping,
): Promise<Reads<RecordId, readonly Return[]>> {
  return client.readByKeys('returns', orders, {
    query: (chunk) => ({
      set: 'A_CustomerReturn',
      shape: customerReturn,
      filter: anyOf('ReferenceSDDocument', chunk.map(documentKey)),
      expand: ['to_Item'],
      select: [...fieldsOf(customerReturn), ...fieldsOf(returnItem, 'to_Item')],
    }),
    entries: (rows, chunk) =>
      chunk.flatMap((order) => {
        const own = rows
          .filter(({ ReferenceSDDocument }) => canonicalKey(ReferenceSDDocument) === canonicalKey(order))
          .map((row) => toReturn(row, mapping))
        return own.length > 0 ? [[order, client.found(own, canonicalKey(order), null)] as const] : []
      }),
  })
}

function toReturn(row: CustomerReturn, mapping: ReturnMapping): Return {
  const channel = channelOf(row.CustomerPurchaseOrderType, mapping)
  if (!channel) throw new RangeError('expected a mapped CustomerPurchaseOrderType; add it to "channels"')
  const atTill = channel.number === 'receipt'
  const plant = row.to_Item.find(({ ProductionPlant }) => ProductionPlant !== null)?.ProductionPlant
  const status = statusOf(row)
  return {
    recordId: canonicalKey(row.CustomerReturn),
    channel: { code: channel.code, kind: channel.kind },
    status,
    receivedAt: atTill && plant ? canonicalKey(plant) : null,
    lines: row.to_Item.map((item) => ({
      lineId: item.ReferenceSDDocumentItem === null ? null : canonicalKey(item.ReferenceSDDocumentItem),
      sku: item.Material === null ? null : (canonicalKey(item.Material) as string as Sku),
      quantity: inSaleUnits(item.RequestedQuantity, item.RequestedQuantityUnit, mapping),
      reason: item.ReturnReason ?? row.SDDocumentReason,
    })),
    refund: status === 'REFUNDED' ? refundOf(row) : null,
  }
}

function statusOf({ OverallSDProcessStatus: process }: CustomerReturn): ReturnStatus {
  if (process === 'C') return 'REFUNDED'
  return process === 'B' ? 'RECEIVED' : 'REQUESTED'
}

function refundOf({ TransactionCurrency: currency, to_Item: items }: CustomerReturn): Money {
  if (!isCurrency(currency)) throw new RangeError('expected an ISO 4217 currency')
  const amounts = items.flatMap(({ NetAmount, TaxAmount }) => [
    money(NetAmount, currency),
    money(TaxAmount, currency),
  ])
  return amounts.reduce(addMoney, { minor: 0, currency })
}
