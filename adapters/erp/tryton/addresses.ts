import type { RecordId } from '../../ids.ts'
import type { OrderAddresses } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import { toAddress } from './address.ts'
import { channelOf, isAtTill } from './channels.ts'
import type { TrytonClient } from './client.ts'
import type { TrytonOptions } from './options.ts'
import { recipientOf } from './recipient.ts'
import { type AddressedSale, type AddressRow, addressedSale } from './wire.ts'

type AddressMapping = Pick<TrytonOptions, 'channels' | 'partyNames'>

/** Where sales go, in one call. Nothing is sent of a sale at a till. */
export function readAddresses(
  client: TrytonClient,
  orders: readonly RecordId[],
  mapping: AddressMapping,
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

function addressesOf(sale: AddressedSale, mapping: AddressMapping): OrderAddresses {
  const channel = sale.reference === null ? undefined : channelOf(sale.reference, mapping)
  const read = (row: AddressRow) => {
    const { company, ...names } = recipientOf(row.party_name ?? sale['party.']?.name ?? null, mapping)
    return toAddress({ ...row, party_name: company }, names)
  }
  const { 'shipment_address.': shipping, 'invoice_address.': billing } = sale
  return {
    shipping: channel && !isAtTill(channel) && shipping ? read(shipping) : null,
    billing: billing && read(billing),
  }
}
