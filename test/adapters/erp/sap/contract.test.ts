import { describe } from 'vitest'
import { parseReceiptNumber, type RecordId, receiptNumber } from '../../../../adapters/ids.ts'
import type { Ports } from '../../../../adapters/source.ts'
import type { WorldOrder } from '../../../../sandbox/world/sale-types.ts'
import type { WorldStore } from '../../../../sandbox/world/shop-types.ts'
import { faultContract, faultsOfBatches, faultsOverHttp } from '../../../contracts/faults.ts'
import { type ExpectedOrder, ordersContract } from '../../../contracts/orders.ts'
import { pricesContract } from '../../../contracts/prices.ts'
import { profilesContract } from '../../../contracts/profiles.ts'
import { clock, world } from '../../../contracts/small-world.ts'
import { stockContract } from '../../../contracts/stock.ts'
import { storesContract } from '../../../contracts/stores.ts'
import { openSap } from './open-sap.ts'

const connect = (options = {}) => openSap(options, { of: world, server: { clock } })
const open = async <P extends keyof Ports>(name: P) => {
  const { ports, close } = await connect()
  return { port: ports[name], source: 'erp', close }
}
const plant = (place: WorldStore) => place.plant
const partners = world.customers.flatMap(({ businessPartner }) => businessPartner ?? [])
const [shopper = ''] = partners

describe('S/4HANA’s profiles', () => {
  profilesContract(async () => ({
    ...(await open('profiles')),
    names: true,
    idOf: ({ businessPartner }) => businessPartner,
  }))
})

describe('S/4HANA’s prices', () => {
  pricesContract(() => open('prices'))
})

describe('S/4HANA’s stock', () => {
  stockContract(async () => ({ ...(await open('stock')), idOf: plant }))
})

describe('S/4HANA’s stores', () => {
  storesContract(async () => ({
    ...(await open('stores')),
    idOf: plant,
    // PlantName.
    nameLength: 30,
    places: [...world.stores, world.warehouse],
  }))
})

describe('S/4HANA’s orders', () => {
  const expected = world.orders
    .filter(({ customer }) => world.customers[customer]?.businessPartner === shopper)
    .map(expectedOrder)
  ordersContract(async () => ({ ...(await open('orders')), customers: [shopper], cards: [], expected }))
})

describe('S/4HANA’s faults', () => {
  const openNetwork = async () => {
    const { ports, source, served, records, close } = await connect({ timeoutMs: 300, chunk: 10 })
    const some = partners.slice(0, 30) as RecordId[]
    return {
      source: 'erp',
      // More than one chunk, so that they travel together in a `$batch`, which wants a token.
      read: async () => (await ports.profiles.profiles(some)).values(),
      many: {
        keys: some,
        read: (keys: readonly string[]) => ports.profiles.profiles(keys as RecordId[]),
      },
      diagnose: source.diagnose,
      records,
      misbehave: served.misbehave,
      close,
    }
  }
  faultContract('erp/sap', import.meta.url, {
    ...faultsOverHttp(openNetwork),
    ...faultsOfBatches(openNetwork),
  })
})

/** What the graph must see of an order: rejected lines cost nothing, a copy of a receipt has the receipt's number. */
function expectedOrder({
  number,
  copyOfReceipt,
  channel,
  placedOn,
  lines,
  shipping,
}: WorldOrder): ExpectedOrder {
  const receipt = copyOfReceipt === undefined ? null : parseReceiptNumber(copyOfReceipt)
  const paid = lines.filter(({ rejected }) => !rejected)
  return {
    number: receipt ? receiptNumber(receipt) : number,
    channel,
    placedOn,
    total: paid.reduce((sum, { total }) => sum + total, paid.length > 0 ? shipping : 0),
    skus: lines.map(({ sku }) => sku),
  }
}
