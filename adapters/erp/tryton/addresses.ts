import type { RecordId } from '../../ids.ts'
import type { OrderAddresses } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import { toAddress } from './address.ts'
import { channelOf, isAtTill } from './channels.ts'
import type { TrytonClient } from './client.ts'
import type { OrderMapping } from './order.ts'
import { type AddressedSale, addressedSale } from './wire.ts'

const NOBODY = { givenName: null, familyName: null }

/** Where sales go, in one call. Nothing is sent of a sale at a till. */
export function readAddresses(
  client: TrytonClient,
  orders: readonly RecordId[],
  mapping: Pick<OrderMapping, 'channels'>,
): Promise<Reads<RecordId, OrderAddresses>> {
  return client.readByKeys<RecordId, AddressedSale, OrderAddresses>(orders, {
    query: (chunk) => ({
      model: 'sale.sale',
      domain: [['number', 'in', chunk]],
      fields: addressedSale,
      shape: addressedSale,
    }),
    entries: (rows, chunk) =>
      chunk.flatMap((order) => {
        const sale = rows.find(({ number }) => number === order)
        if (!sale) return []
        const { shipping, billing } = addressesOf(sale, mapping)
        return shipping || billing ? [[order, client.found({ shipping, billing }, order, null)] as const] : []
      }),
  })
}

function addressesOf(sale: AddressedSale, mapping: Pick<OrderMapping, 'channels'>): OrderAddresses {
  const channel = sale.reference === null ? undefined : channelOf(sale.reference, mapping)
  const { 'shipment_address.': shipping, 'invoice_address.': billing } = sale
  return {
    shipping: channel && !isAtTill(channel) && shipping ? toAddress(shipping, NOBODY) : null,
    billing: billing && toAddress(billing, NOBODY),
  }
}
