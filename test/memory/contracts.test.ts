import { describe } from 'vitest'
import type { RecordId } from '../../adapters/ids.ts'
import type { AccessLedger } from '../../ledger/access/port.ts'
import { campaignsContract } from '../contracts/campaigns.ts'
import { catalogContract } from '../contracts/catalog.ts'
import { consentsContract, expectedConsents } from '../contracts/consents.ts'
import { conversationsContract } from '../contracts/conversations.ts'
import { identityContract } from '../contracts/identity.ts'
import { loyaltyContract } from '../contracts/loyalty.ts'
import { loyaltyDeskContract } from '../contracts/loyalty-desk.ts'
import { orderDeskContract } from '../contracts/order-desk.ts'
import { ordersContract } from '../contracts/orders.ts'
import { soldAt } from '../contracts/orders-to-place.ts'
import { paymentsContract } from '../contracts/payments.ts'
import { pricesContract } from '../contracts/prices.ts'
import { profileDeskContract } from '../contracts/profile-desk.ts'
import { profilesContract } from '../contracts/profiles.ts'
import { promotionOf, promotionsContract } from '../contracts/promotions.ts'
import { clock, world } from '../contracts/small-world.ts'
import { stockContract } from '../contracts/stock.ts'
import { storesContract } from '../contracts/stores.ts'
import { memoryCampaigns } from './campaigns.ts'
import { memoryCatalog } from './catalog.ts'
import { memoryConsents } from './consents.ts'
import { memoryConversations } from './conversations.ts'
import { memoryIdentity } from './identity.ts'
import { memoryReceipts } from './ledger.ts'
import { memoryLoyalty } from './loyalty.ts'
import { memoryLoyaltyDesk } from './loyalty-desk.ts'
import {
  accountsOf,
  conversationsOf,
  ordersOf,
  productsOf,
  profilesOf,
  rewardsOf,
  stockOf,
  storesOf,
} from './of-world.ts'
import { memoryOrderDesk } from './order-desk.ts'
import { memoryOrders } from './orders.ts'
import { type MemoryPayment, memoryPayments, paidNow } from './payments.ts'
import { memoryPrices } from './prices.ts'
import { memoryProfileDesk } from './profile-desk.ts'
import { memoryProfiles } from './profiles.ts'
import { memoryPromotions } from './promotions.ts'
import { memoryStock } from './stock.ts'
import { memoryStores } from './stores.ts'

const memory = { source: 'memory', clock }
const close = async () => {}

describe('profiles in memory', () => {
  const port = memoryProfiles({ ...memory, records: profilesOf(world) })
  profilesContract(async () => ({
    port,
    source: 'memory',
    names: true,
    idOf: ({ contactId }) => contactId,
    close,
  }))
})

describe('campaigns in memory', () => {
  campaignsContract(async () => {
    const customer = 'anne' as RecordId
    const { port, told } = memoryCampaigns('memory', [customer])
    return {
      port,
      source: 'memory',
      customer,
      told: async () => told.map((cart) => ({ customer: cart.customer, text: JSON.stringify(cart) })),
      close,
    }
  })
})

describe('a catalogue in memory', () => {
  const port = memoryCatalog({ ...memory, products: productsOf(world) })
  catalogContract(async () => ({ port, source: 'memory', close }))
})

describe('prices in memory', () => {
  const variants = world.products.flatMap((product) => product.variants)
  const prices = variants.map(({ sku, price }) => ({ item: sku, cents: price }))
  pricesContract(async () => ({ port: memoryPrices({ ...memory, prices }), source: 'memory', close }))
})

describe('stock in memory', () => {
  const port = memoryStock({ ...memory, stock: stockOf(world) })
  stockContract(async () => ({ port, source: 'memory', idOf: ({ plant }) => plant, close }))
})

describe('stores in memory', () => {
  const port = memoryStores({ ...memory, stores: storesOf(world) })
  const places = [...world.stores, world.warehouse]
  storesContract(async () => ({ port, source: 'memory', places, idOf: ({ plant }) => plant, close }))
})

describe('loyalty in memory', () => {
  const port = memoryLoyalty({
    ...memory,
    accounts: accountsOf(world),
    rewards: { programme: rewardsOf(world) },
  })
  const customerId = (index: number) => world.customers[index]?.contactId ?? null
  loyaltyContract(async () => ({ port, source: 'memory', customerId, close }))
})

describe('a loyalty desk in memory', () => {
  loyaltyDeskContract(async () => {
    const { desk, loyalty } = memoryLoyaltyDesk(memory, accountsOf(world))
    const customerId = (index: number) => world.customers[index]?.contactId ?? null
    return { port: desk, loyalty, source: 'memory', customerId, close }
  })
})

describe('consents in memory', () => {
  const known = world.customers.flatMap((customer) =>
    customer.contactId ? [[customer.contactId, expectedConsents(world, customer)] as const] : [],
  )
  const port = memoryConsents({ ...memory, statements: new Map(known) })
  consentsContract(async () => ({ port, source: 'memory', idOf: ({ contactId }) => contactId, close }))
})

describe('a desk for profiles in memory', () => {
  const known = world.customers.flatMap((customer) =>
    customer.contactId ? [[customer.contactId, expectedConsents(world, customer)] as const] : [],
  )
  const customerId = (index: number) => world.customers[index]?.contactId ?? null
  profileDeskContract(async () => {
    const { desk, ...told } = memoryProfileDesk(memory, profilesOf(world), new Map(known))
    return { port: desk, ...told, source: 'memory', customerId, close }
  })
})

describe('a service desk in memory', () => {
  const port = memoryConversations({ ...memory, conversations: conversationsOf(world) })
  const customerId = (index: number) => world.customers[index]?.contactId ?? null
  conversationsContract(async () => ({ port, source: 'memory', customerId, close }))
})

describe('promotions in memory', () => {
  const standing = world.promotions.filter(({ active }) => active)
  const customerId = (index: number) => world.customers[index]?.contactId ?? null
  const segments = Object.fromEntries(
    world.customers.flatMap(({ index, contactId }) => {
      const inside = world.segments.filter(({ customers }) => customers.includes(index))
      return contactId ? [[contactId, inside.map(({ name }) => name)]] : []
    }),
  )
  const promotions = Object.fromEntries(standing.map((one) => [one.label, promotionOf(one)]))
  const port = memoryPromotions({ ...memory, promotions, segments })
  promotionsContract(async () => ({ port, source: 'memory', customerId, close }))
})

describe('orders in memory', () => {
  const orders = ordersOf(world)
  const partner = world.customers[0]?.businessPartner ?? ''
  const expected = orders
    .filter(({ customer }) => customer === partner)
    .map(({ number, channel, placedOn, cost, lines }) => ({
      number,
      channel: channel.kind,
      placedOn,
      total: cost.total.gross.minor,
      skus: lines.map(({ sku }) => sku ?? ''),
    }))
  ordersContract(async () => ({
    port: memoryOrders({ ...memory, orders }),
    source: 'memory',
    customers: [partner],
    cards: [],
    expected,
    close,
  }))
})

describe('the identity ledger in memory', () => {
  const open = async ({ idKey = 'test key' } = {}) => ({
    ...memoryReceipts(),
    identity: memoryIdentity(idKey),
    access: {} as AccessLedger,
    backup: close,
    close,
  })
  identityContract(async () => ({ open, backupFile: '', openBackup: open, destroy: close }))
})

describe('payments in memory', () => {
  paymentsContract(async () => {
    let offset = 0
    const now = () => new Date(world.now.getTime() + offset)
    const payments = new Map<string, MemoryPayment>()
    return {
      port: memoryPayments({ source: 'memory', clock: now }, payments),
      source: 'memory',
      pay: async (paid) => {
        const reference = `paid-${payments.size}`
        payments.set(reference, paidNow(reference, paid, now()))
        return reference
      },
      passes: (seconds) => {
        offset += seconds * 1_000
      },
      close,
    }
  })
})

describe('an order desk in memory', () => {
  const [shirt, book] = [soldAt(world, '20'), soldAt(world, '5.5')]
  orderDeskContract(async ({ split = false } = {}) => {
    const { desk, orders, ...made } = memoryOrderDesk({
      ...memory,
      skus: [shirt.sku, book.sku],
      customers: ['anna'],
      places: [shirt.location, book.location],
      ...(split && { chunk: 30 }),
    })
    return {
      port: desk,
      source: 'memory',
      orders,
      customer: 'anna' as RecordId,
      sold: [shirt, book],
      keeps: { titleLength: Number.POSITIVE_INFINITY, numberLength: 35, discounts: true, lineVat: true },
      writeMs: 1_500,
      misbehave: async (how) => made.misbehave(how),
      writes: made.writes,
      deliver: async (recordId, positions) => made.deliver(recordId, positions),
      close,
    }
  })
})
