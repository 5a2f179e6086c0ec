import { describe } from 'vitest'
import { writesSku } from '../../../../sandbox/tills/till-room.ts'
import { type ExpectedOrder, ordersContract } from '../../../contracts/orders.ts'
import { profilesContract } from '../../../contracts/profiles.ts'
import { world } from '../../../contracts/small-world.ts'
import { openWorldTills } from './world-tills.ts'

describe('till receipts keep the contract of Orders', () => {
  ordersContract(async () => {
    const { ports, close } = await openWorldTills()
    if (!ports.orders) throw new Error('expected the port orders')
    const [shopper] = world.customers
    return {
      port: ports.orders,
      source: 'tills',
      customers: shopper?.tillCustomer ? [shopper.tillCustomer] : [],
      cards: shopper?.card ? [shopper.card] : [],
      expected: expectedOrders(),
      close,
    }
  })
})

describe('the shoppers on till receipts keep the contract of Profiles', () => {
  profilesContract(async () => {
    const { ports, close } = await openWorldTills()
    if (!ports.profiles) throw new Error('expected the port profiles')
    const seen = new Set(
      world.receipts
        .filter(({ namesCustomer, kind }) => namesCustomer && (kind === 'sale' || kind === 'return'))
        .map(({ customer }) => customer),
    )
    return {
      port: ports.profiles,
      source: 'tills',
      idOf: ({ index, tillCustomer }) => (seen.has(index) ? tillCustomer : null),
      // A name at best, and never an e-mail: `profiles.test.ts` has what there is.
      names: false,
      close,
    }
  })
})

function expectedOrders(): readonly ExpectedOrder[] {
  const theirs = world.receipts.filter(
    ({ customer, card, namesCustomer, kind }) =>
      customer === 0 && (card !== null || namesCustomer) && (kind === 'sale' || kind === 'return'),
  )
  return theirs.map(({ number, store, businessDay, lines }) => {
    const till = world.stores.find(({ code }) => code === store)?.tillStore ?? ''
    return {
      number,
      channel: 'STORE_POS',
      placedOn: businessDay,
      total: lines.reduce((sum, { total }) => sum + total, 0),
      // Some stores' tills know articles by their barcode alone.
      skus: lines.map(({ sku }) => (writesSku(till) ? sku : null) as string),
    }
  })
}
