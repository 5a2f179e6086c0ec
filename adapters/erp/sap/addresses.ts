import type { Address } from '../../address.ts'
import type { RecordId } from '../../ids.ts'
import type { OrderAddresses } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import type { SapClient } from './client.ts'
import { canonicalKey, documentKey } from './keys.ts'
import { anyOf } from './query.ts'
import { fieldsOf } from './shapes.ts'
import { type OrderAddressRow, type OrderPartnerRow, orderAddress, orderPartner } from './wire-orders.ts'

/** Partner functions by the code that does not depend on the language, and as shown in English and German. */
const SHIP_TO = ['WE', 'SH']
const BILL_TO = ['RE', 'BP']

/**
 * Where orders go, by their partners: one call whatever the number of orders. The address is the order's own, as it was
 * when the order was placed or changed in it. A ship-to of an order that is collected in the store is its shopper's.
 */
export function readAddresses(
  client: SapClient,
  orders: readonly RecordId[],
): Promise<Reads<RecordId, OrderAddresses>> {
  return client.readByKeys<RecordId, OrderPartnerRow, OrderAddresses>('orders', orders, {
    query: (chunk) => ({
      set: 'A_SalesOrderHeaderPartner',
      shape: orderPartner,
      filter: anyOf('SalesOrder', chunk.map(documentKey)),
      expand: ['to_Address'],
      select: [...fieldsOf(orderPartner), ...fieldsOf(orderAddress, 'to_Address')],
    }),
    entries: (rows, chunk) =>
      chunk.flatMap((order) => {
        const own = rows.filter((row) => canonicalKey(row.SalesOrder) === canonicalKey(order))
        const shipping = addressOf(own, SHIP_TO)
        const billing = addressOf(own, BILL_TO)
        if (!shipping && !billing) return []
        return [[order, client.found({ shipping, billing }, canonicalKey(order), null)] as const]
      }),
  })
}

function addressOf(partners: readonly OrderPartnerRow[], functions: readonly string[]): Address | null {
  const partner = partners.find(({ PartnerFunction, PartnerFunctionInternalCode: code }) =>
    functions.includes(code || PartnerFunction),
  )
  // The blank representation is the latin one; others write the same address in another script.
  const row = partner?.to_Address.find(({ AddressRepresentationCode: code }) => code === '')
  return row ? toAddress(row) : null
}

function toAddress(row: OrderAddressRow): Address | null {
  const parts = [row.StreetName, row.PostalCode, row.CityName, row.Country]
  if (parts.every((part) => part === null)) return null
  return {
    givenName: null,
    familyName: row.AddresseeFullName,
    company: row.OrganizationName1,
    streetLine1: [row.HouseNumber, row.StreetName].filter((part) => part !== null).join(' ') || null,
    streetLine2:
      [row.StreetPrefixName1, row.StreetSuffixName1].filter((part) => part !== null).join(', ') || null,
    postalCode: row.PostalCode,
    city: row.CityName,
    region: row.Region,
    countryCode: row.Country,
    phone: null,
  }
}
