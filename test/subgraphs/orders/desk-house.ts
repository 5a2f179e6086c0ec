import type { CustomerId, OrderNumber, RecordId, Sku } from '../../../adapters/ids.ts'
import type { Currency, Money } from '../../../adapters/money.ts'
import type { LoyaltyDesk } from '../../../adapters/ports/loyalty-desk.ts'
import type { LineToPlace, OrderToPlace } from '../../../adapters/ports/order-desk.ts'
import { type Day, instant } from '../../../adapters/time.ts'
import { recordKey } from '../../../ledger/port.ts'
import type { WriteLedger } from '../../../ledger/writes/port.ts'
import { orderDeliveries } from '../../../subgraphs/orders/deliveries/all.ts'
import { orders } from '../../../subgraphs/orders/index.ts'
import { platform } from '../../../subgraphs/platform/index.ts'
import { createSealer } from '../../../subgraphs/sealed-id.ts'
import { ANONYMOUS, type Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { orderEntryBody, PLACE } from '../../../subgraphs/shared/orders/order-entry.ts'
import { orderId } from '../../../subgraphs/shared/orders/order-id.ts'
import { type PlacedOrderBody, placedBody } from '../../../subgraphs/shared/orders/placed-order.ts'
import { groupsOf, openWork } from '../../../subgraphs/shared/orders/store-work.ts'
import { EARN, TAKE_BACK } from '../../../subgraphs/shared/points/loyalty-entry.ts'
import { createStoreDirectory, type Place } from '../../../subgraphs/shared/stock/store-directory.ts'
import { type Delivery, NOTHING } from '../../../subgraphs/shared/writes/outbox-delivery.ts'
import { createOutboxWorker } from '../../../subgraphs/shared/writes/outbox-worker.ts'
import { memoryIdentity } from '../../memory/identity.ts'
import { memoryOrderDesk } from '../../memory/order-desk.ts'
import { type MemoryPayment, memoryPayments, paidNow } from '../../memory/payments.ts'
import { answersOrders, ask, contextWith, NOW, place } from '../../memory/services.ts'
import { memoryStock } from '../../memory/stock.ts'
import { everything } from '../../memory/viewers.ts'
import { memoryWrites } from '../../memory/writes.ts'

const EUR = 'EUR' as Currency
const euros = (minor: number): Money => ({ minor, currency: EUR })
const taxed = (minor: number) => ({ gross: euros(minor), net: null, tax: null })

const every = ['CLICK_AND_COLLECT', 'CURBSIDE', 'SHIP_FROM_STORE']
export const paris = place('PAR01', { services: every })
export const lyon = place('LYO01', { services: every })
export const lille = place('LIL01')
export const depot = place('DEP01', { kind: 'WAREHOUSE' })

/** An engine of which nobody asks more than what it can do. */
const GIVES_POINTS = {
  capabilities: { enrol: false, earn: true, adjust: true, redeem: false },
} as LoyaltyDesk
const NOTHING_TO_DO: Delivery = {
  find: null,
  settleMs: () => 0,
  deliver: async () => NOTHING,
  refused: async () => null,
}

const DISCARD = `mutation ($id: ID!, $key: String!) {
  outboxDiscard(id: $id, reason: "nobody answers", idempotencyKey: $key) { entry { state } userErrors { code } } }`

/** What an article costs, cents. */
const PRICE = { COAT: 10_000, SOCKS: 500 } as const

/** What there is of each in the stores, apart from what is on the shelves of PAR01. */
const STOCK = { lyo01: { COAT: 2, SOCKS: 0 }, lil01: { COAT: 9 }, dep01: { COAT: 9 } }

/** A line of an order: so many of an article, in a way, from a place. */
interface LineFacts {
  readonly sku: keyof typeof PRICE
  readonly quantity: number
  readonly fulfilment?: LineToPlace['fulfilment']
  /** The warehouse unless said. */
  readonly from?: Place
}

interface OrderOptions {
  readonly lines?: readonly LineFacts[]
  /** Whose it is; Anne's unless said. */
  readonly customerId?: CustomerId | null
  /** Paid by card; else when it is collected. @default true */
  readonly isPaid?: boolean
}

/**
 * The orders subgraph over a desk that keeps what it is told and shows it in its history, a payment provider, and a worker that tells them.
 */
export async function openHouse() {
  let now = NOW
  const clock = () => now
  const writes: WriteLedger = memoryWrites()
  const identity = memoryIdentity()
  const idOf = async (name: string) => {
    const record = { source: 'erp', id: name as RecordId }
    await identity.observe('customer', [{ record, same: [] }], 'erp', instant(NOW))
    return ((await identity.ownersOf('customer', [record])).get(recordKey(record))?.id ?? '') as CustomerId
  }
  const [anne, bob, carol] = [await idOf('anne'), await idOf('bob'), await idOf('carol')]
  const names = new Map<CustomerId | null, string>([
    [anne, 'anne'],
    [bob, 'bob'],
    [carol, 'carol'],
  ])
  const memory = memoryOrderDesk({
    source: 'erp',
    clock,
    skus: Object.keys(PRICE),
    customers: ['anne', 'bob'],
    places: ['par01', 'lyo01', 'dep01'],
  })
  const asked: string[] = []
  const desk = {
    ...memory.desk,
    place: (order: OrderToPlace) => {
      asked.push('place')
      return memory.desk.place(order)
    },
    cancel: (request: Parameters<typeof memory.desk.cancel>[0]) => {
      asked.push(`cancel ${request.positions?.join() ?? 'all'}`)
      return memory.desk.cancel(request)
    },
  }
  const paid = new Map<string, MemoryPayment>()
  const answers = {
    stock: [{ name: 'erp', kind: 'ERP' as const, port: memoryStock({ source: 'erp', clock, stock: STOCK }) }],
    orders: [answersOrders('erp', 'ERP', memory.orders)],
    orderDesk: [{ name: 'erp', kind: 'ERP' as const, port: desk }],
    // What it is told is looked at in the outbox.
    loyaltyDesk: [{ name: 'crm', kind: 'CRM' as const, port: GIVES_POINTS }],
    payments: [
      { name: 'psp', kind: 'PAYMENT' as const, port: memoryPayments({ source: 'psp', clock }, paid) },
    ],
  }
  const stores = createStoreDirectory([paris, lyon, lille, depot])
  const request = (viewer: Viewer) =>
    contextWith({ answers, services: { clock, writes, identity, stores }, request: { viewer } })
  const { estate } = request(ANONYMOUS).services
  const worker = createOutboxWorker({
    outbox: writes.outbox,
    deliveries: {
      ...orderDeliveries({ estate, orders: writes.orders, cases: writes.cases, clock }),
      [EARN]: NOTHING_TO_DO,
      [TAKE_BACK]: NOTHING_TO_DO,
    },
    clock,
    worker: 'one',
    random: () => 0.5,
    log: () => {},
    failed: (_, __, error) => {
      throw error
    },
  })
  const sealer = createSealer('a key for tests that is long enough')
  let keys = 0
  let numbers = 0
  const takeParts = async ({
    lines = [{ sku: 'COAT', quantity: 1 }],
    customerId = anne,
    isPaid = true,
  }: OrderOptions = {}) => {
    const number = `C${++numbers}` as OrderNumber
    const total = lines.reduce((sum, { sku, quantity }) => sum + PRICE[sku] * quantity, 0)
    const toPlace: OrderToPlace = {
      key: { channel: 'WEB', number },
      placedOn: '2026-06-15' as Day,
      placedAt: instant(now),
      customer: (names.get(customerId) ?? null) as RecordId | null,
      contact: null,
      shippingAddress: null,
      billingAddress: null,
      lines: lines.map(({ sku, quantity, fulfilment = 'SHIP', from = depot }, at) => ({
        position: at + 1,
        sku: sku as string as Sku,
        title: sku,
        quantity,
        unitPrice: euros(PRICE[sku]),
        lineTotal: taxed(PRICE[sku] * quantity),
        location: from.records.get('erp') ?? null,
        fulfilment,
      })),
      shippingCost: null,
      promotions: [],
      total: taxed(total),
    }
    const id = orderId(sealer, toPlace.key)
    const reference = `pay_${number}`
    const payment = paidNow(reference, { minor: total, method: 'CARD', merchantReference: 'cart' }, now)
    if (isPaid) paid.set(reference, payment)
    const { method, brand, last4 } = payment.payment
    const groups = groupsOf(
      sealer,
      id,
      toPlace.lines.map((line, at) => ({ place: lines[at]?.from ?? depot, toPlace: line })),
    )
    const body: PlacedOrderBody = {
      order: toPlace,
      status: 'PENDING',
      desk: { system: 'erp', recordId: null },
      payment: isPaid
        ? { system: 'psp', reference, method, brand, last4, amount: euros(total), state: 'AUTHORIZED' }
        : null,
      cartId: null,
      groups,
      events: [{ at: instant(now), kind: 'PLACED', system: null, note: null }],
    }
    await writes.transact([`order/${id}`], async (unit) => {
      const { channel } = toPlace.key
      const { placedOn } = toPlace
      const record = { id, channel, number, customerId, placedOn, version: 1 }
      await unit.orders.save({ ...record, body: JSON.stringify(body) })
      for (const from of new Set(lines.map((line) => line.from ?? depot)))
        await unit.holds.save({
          id: `hold ${id} ${from.code}`,
          location: from.id,
          state: 'COMMITTED',
          lines: lines
            .filter((line) => (line.from ?? depot) === from)
            .map(({ sku, quantity }) => ({ sku, requested: quantity, held: quantity })),
          expiresAt: null,
          customerId,
          cartId: null,
          orderId: id,
          createdAt: instant(now),
        })
      await openWork(unit, { orderId: id, customerId, groups, at: instant(now) })
      const entry = { id: `${id}/place`, stream: id, system: 'erp', kind: PLACE, body: orderEntryBody(id) }
      await unit.send({ ...entry, at: instant(now) })
    })
    return { id, parts: groups.map((group) => group.id) }
  }
  const placedOrder = async (id: string): Promise<PlacedOrderBody> => {
    const found = (await writes.orders.byIds([id])).get(id)
    if (!found) throw new Error('expected an order of the graph')
    return placedBody(found)
  }
  return {
    anne,
    bob,
    /** Whom the desk takes no orders from. */
    carol,
    writes,
    /** An order that nobody has. */
    unknown: orderId(sealer, { channel: 'WEB', number: 'C999' as OrderNumber }),
    desk: memory,
    asked,
    paid,
    key: () => `key ${++keys}`,
    order: placedOrder,
    /** An order as checkout takes it; its id, and those of its parts. */
    takeParts,
    take: async (options: OrderOptions = {}) => (await takeParts(options)).id,
    /** Has the systems told whatever is due. */
    async settle() {
      // Nothing takes as long but what never ends.
      for (let rounds = 0; (await worker.round()) > 0; rounds++)
        if (rounds > 100) throw new Error('expected the systems to be told at some time')
    },
    /** Lets so many seconds pass. */
    pass(seconds: number) {
      now = new Date(now.getTime() + seconds * 1_000)
    },
    /** What is put aside for an order, by article; in one place if it is said. */
    async held(id: string, at?: Place): Promise<Readonly<Record<string, number>>> {
      const holds = (await writes.holds.ofOrders([id])).get(id) ?? []
      const lines = holds
        .filter(({ state, location }) => state === 'COMMITTED' && (!at || at.id === location))
        .flatMap((hold) => hold.lines)
      return Object.fromEntries(lines.map(({ sku, held }) => [sku, held]))
    },
    /** An operator gives an entry of the outbox up. */
    async discard(id: string) {
      const { data, errors } = await ask(platform, DISCARD, request(everything()), {
        id,
        key: `key ${++keys}`,
      })
      if (errors.length > 0) throw new Error(JSON.stringify(errors))
      return data.outboxDiscard
    },
    async ask(query: string, variables: object, viewer: Viewer) {
      const { data, errors } = await ask(orders, query, request(viewer), { ...variables })
      if (errors.length > 0) throw new Error(JSON.stringify(errors))
      return data
    },
  }
}
export type House = Awaited<ReturnType<typeof openHouse>>

/** A shopper, as they ask. */
export const shopper = (customerId: CustomerId): Viewer => ({
  ...ANONYMOUS,
  kind: 'SHOPPER',
  subject: `accounts/${customerId}`,
  scopes: ['customer:self'],
  customerId,
})

/** Staff in the call centre. */
export const agent: Viewer = {
  ...ANONYMOUS,
  kind: 'STAFF',
  subject: 'staff/8',
  scopes: ['order:read', 'order:payments', 'order:write'],
}

/** Who works in a store. */
export const associate = (store: Place): Viewer => ({
  ...ANONYMOUS,
  kind: 'STAFF',
  subject: `staff/${store.code}`,
  scopes: ['order:read', 'store:fulfil'],
  store: store.code,
})
