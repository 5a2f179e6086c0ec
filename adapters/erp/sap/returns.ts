import { isSourceError } from '../../error.ts'
import type { RecordId, Sku } from '../../ids.ts'
import { addMoney, isCurrency, type Money, money } from '../../money.ts'
import type { Return, ReturnStatus } from '../../ports/orders.ts'
import type { Read, Reads } from '../../read.ts'
import type { SapClient } from './client.ts'
import { canonicalKey, documentKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { channelOf } from './order.ts'
import { anyOf } from './query.ts'
import { orFailure } from './refusal.ts'
import { fieldsOf } from './shapes.ts'
import { inSaleUnits } from './units.ts'
import { dayOf } from './values.ts'
import { type CustomerReturn, customerReturn, orderChannel, returnItem } from './wire-orders.ts'

type ReturnMapping = Pick<SapOptions, 'units' | 'channels' | 'returnReasons'>
type ChannelMapping = SapOptions['channels'][string]

/**
 * Customer returns by the order they refer to, with their items, and the orders' channels, for returns that state none of their own:
 * two calls side by side, whatever the number of orders. Every item rejected is REJECTED; process or compensation complete
 * REFUNDED; logistics complete RECEIVED, begun IN_TRANSIT; returns management at work APPROVED; else REQUESTED.
 */
export async function readReturns(
  client: SapClient,
  orders: readonly RecordId[],
  mapping: ReturnMapping,
): Promise<Reads<RecordId, readonly Return[]>> {
  const [returns, channels] = await Promise.all([
    readByOrder(client, orders),
    readChannels(client, orders, mapping),
  ])
  return new Map(
    [...returns].map(([order, read]): [RecordId, Read<readonly Return[]>] => {
      if (isSourceError(read)) return [order, read]
      const channel = channels.get(order)
      if (isSourceError(channel)) return [order, channel]
      const value = orFailure(() =>
        client.translate('A_CustomerReturn', () => {
          if (!channel) throw new RangeError('expected an order of a mapped channel; add it to "channels"')
          return read.value.map((row) => toReturn(row, channel.value, mapping))
        }),
      )
      return [order, isSourceError(value) ? value : { ...read, value }]
    }),
  )
}

function readByOrder(
  client: SapClient,
  orders: readonly RecordId[],
): Promise<Reads<RecordId, readonly CustomerReturn[]>> {
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
        const own = rows.filter((row) => canonicalKey(row.ReferenceSDDocument) === canonicalKey(order))
        return own.length > 0 ? [[order, client.found(own, canonicalKey(order), null)] as const] : []
      }),
  })
}

function readChannels(
  client: SapClient,
  orders: readonly RecordId[],
  mapping: ReturnMapping,
): Promise<Reads<RecordId, ChannelMapping>> {
  return client.readByKeys('orders', orders, {
    query: (chunk) => ({
      set: 'A_SalesOrder',
      shape: orderChannel,
      filter: anyOf('SalesOrder', chunk.map(documentKey)),
      select: fieldsOf(orderChannel),
    }),
    entries: (rows, chunk) =>
      chunk.flatMap((order) => {
        const row = rows.find((each) => canonicalKey(each.SalesOrder) === canonicalKey(order))
        const channel = row && channelOf(row.CustomerPurchaseOrderType, mapping)
        return channel ? [[order, client.found(channel, canonicalKey(order), null)] as const] : []
      }),
  })
}

function toReturn(row: CustomerReturn, ordered: ChannelMapping, mapping: ReturnMapping): Return {
  const type = row.CustomerPurchaseOrderType
  const channel = (type === '' ? undefined : channelOf(type, mapping)) ?? ordered
  const plant = row.to_Item.find(({ ProductionPlant }) => ProductionPlant !== null)?.ProductionPlant
  const status = statusOf(row)
  return {
    recordId: canonicalKey(row.CustomerReturn),
    reference: row.PurchaseOrderByCustomer,
    channel: { code: channel.code, kind: channel.kind },
    status,
    on: dayOf(row.CustomerReturnDate),
    at: null,
    receivedAt: channel.number === 'receipt' && plant ? canonicalKey(plant) : null,
    lines: row.to_Item.map((item) => ({
      lineId: item.ReferenceSDDocumentItem === null ? null : canonicalKey(item.ReferenceSDDocumentItem),
      sku: item.Material === null ? null : (canonicalKey(item.Material) as string as Sku),
      quantity: inSaleUnits(item.RequestedQuantity, item.RequestedQuantityUnit, mapping),
      reason: reasonOf(item.ReturnReason ?? row.SDDocumentReason, mapping),
    })),
    refund: status === 'REFUNDED' ? refundOf(row) : null,
  }
}

/** The retailer's words for a reason code; the code where it has none. */
function reasonOf(reason: string | null, { returnReasons }: ReturnMapping): string | null {
  return reason === null ? null : (returnReasons[reason] ?? reason)
}

function statusOf(row: CustomerReturn): ReturnStatus {
  const items = row.to_Item
  if (items.length > 0 && items.every((item) => item.SalesDocumentRjcnReason !== null)) return 'REJECTED'
  if ([row.OverallSDProcessStatus, row.RetsMgmtCompnProcgStatus].includes('C')) return 'REFUNDED'
  if (row.RetsMgmtLogProcgStatus === 'C') return 'RECEIVED'
  if (row.RetsMgmtLogProcgStatus === 'B') return 'IN_TRANSIT'
  return ['B', 'C'].includes(row.RetsMgmtProcessingStatus) ? 'APPROVED' : 'REQUESTED'
}

function refundOf({ TransactionCurrency: currency, to_Item: items }: CustomerReturn): Money {
  if (!isCurrency(currency)) throw new RangeError('expected an ISO 4217 currency')
  const amounts = items.flatMap(({ NetAmount, TaxAmount }) => [
    money(NetAmount, currency),
    money(TaxAmount, currency),
  ])
  return amounts.reduce(addMoney, { minor: 0, currency })
}
