import { SourceError } from '../../../adapters/error.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import type { Currency } from '../../../adapters/money.ts'
import type { LoyaltyDesk } from '../../../adapters/ports/loyalty-desk.ts'
import { cart } from '../../../subgraphs/cart/index.ts'
import type { Context } from '../../../subgraphs/context.ts'
import type { Subgraph } from '../../../subgraphs/define-subgraph.ts'
import { loyaltyDeliveries } from '../../../subgraphs/loyalty/deliveries.ts'
import { loyalty } from '../../../subgraphs/loyalty/index.ts'
import { orderDeliveries } from '../../../subgraphs/orders/deliveries/all.ts'
import { orders } from '../../../subgraphs/orders/index.ts'
import { ANONYMOUS, type Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { type PlacedOrderBody, placedBody } from '../../../subgraphs/shared/orders/placed-order.ts'
import { placedOrders } from '../../../subgraphs/shared/orders/placed-orders.ts'
import { createOutboxWorker } from '../../../subgraphs/shared/writes/outbox-worker.ts'
import type { MemoryAccount } from '../../memory/loyalty.ts'
import { memoryLoyaltyDesk } from '../../memory/loyalty-desk.ts'
import { memoryOrderDesk } from '../../memory/order-desk.ts'
import { returnRules } from '../../memory/return-rules.ts'
import { answersOrders, ask } from '../../memory/services.ts'
import { shopper } from '../../memory/viewers.ts'
import { REDEEM } from '../loyalty/club.ts'
import { type Asking, aCart, CHECK_OUT, FULFIL, openShop } from './shop.ts'

const EUR = 'EUR' as Currency
/** What a point is worth, cents. */
export const WORTH = 5
/** What Anne has. */
export const POINTS = 1_000

const member = (of: string, available: number): MemoryAccount => ({
  account: {
    recordId: `member-${of}` as RecordId,
    cardNumber: `29000000000${of.length}`,
    customer: of as RecordId,
    program: { id: 'club', name: 'Le Cercle' },
    balance: { available, pending: 0, reserved: 0 },
    tier: null,
  },
  entries: [],
  standing: {
    tiers: [],
    progress: null,
    pointValue: { minor: WORTH, currency: EUR },
    channels: ['WEB', 'MOBILE_APP'],
  },
})
const mug = {
  recordId: 'mug' as RecordId,
  name: 'A mug',
  cost: 80,
  kind: 'PRODUCT' as const,
  channels: [],
  minimumRank: null,
  from: null,
  until: null,
}

/** Staff of the warehouse, who take parcels in. */
const warehouse: Viewer = {
  ...ANONYMOUS,
  kind: 'STAFF',
  subject: 'staff/9',
  scopes: ['store:returns', 'order:read', 'order:payments', 'order:write'],
  store: 'DEP01',
}

const CANCEL = `mutation ($input: OrderCancelInput!, $key: String!) { done: orderCancel(input: $input, idempotencyKey: $key) { userErrors { code } } }`
const RECEIVE = `mutation ($input: ReturnReceiveInput!, $key: String!) { done: returnReceive(input: $input, idempotencyKey: $key) {
  return { id } userErrors { code message } } }`
const PAYMENTS = `query ($id: ID!) { order(id: $id) { cost { paid { centAmount } } payments {
  method amount { centAmount } state refundable { centAmount } refundPaths } returns { refunds { amount { centAmount } path by state } } } }`

/** The shop with a loyalty engine, an order desk that keeps what it is told, and a worker that tells them. Anne and Bob have 1,000 points each. */
export async function openPointsShop(skus: readonly string[] = ['COAT', 'SHIRT', 'SOCKS']) {
  const shop = await openShop()
  const clock = shop.at
  const { writes, provider } = shop
  const memory = { source: 'crm', clock, rewards: { club: [mug] } }
  const engine = memoryLoyaltyDesk(memory, [member('anne', POINTS), member('bob', POINTS)])
  const down = new Set<keyof LoyaltyDesk>()
  const meanwhile: (() => Promise<unknown>)[] = []
  const troubled: LoyaltyDesk = {
    ...engine.desk,
    changes: async (keys) => {
      if (!down.has('changes')) {
        const read = await engine.desk.changes(keys)
        await meanwhile.shift()?.()
        return read
      }
      return new Map(keys.map((key) => [key, new SourceError('crm', 'SOURCE_TIMEOUT', 'hangs')]))
    },
    // Nobody knows whether it will yet do it.
    release: async (key) => {
      if (down.has('release')) throw new SourceError('crm', 'SOURCE_TIMEOUT', 'hangs')
      return engine.desk.release(key)
    },
  }
  const desk = memoryOrderDesk({
    source: 'erp',
    clock,
    skus,
    customers: [],
    places: ['dep01', 'par01', 'lyo01'],
    settleMs: 1_000,
  })
  const contextOf = (asking: Asking = {}): Context => {
    const { context } = shop.request(asking)
    const { services } = context
    const answers = {
      ...services.estate.answers,
      orders: [answersOrders('erp', 'ERP', desk.orders)],
      orderDesk: [{ name: 'erp', kind: 'ERP' as const, port: desk.desk }],
      payments: [{ name: 'psp', kind: 'PAYMENT' as const, port: provider }],
      loyalty: [{ name: 'crm', kind: 'CRM' as const, port: engine.loyalty }],
      loyaltyDesk: [{ name: 'crm', kind: 'CRM' as const, port: troubled }],
    }
    const rules = returnRules()
    const returns = returnRules({
      refundPaths: { ...rules.refundPaths, LOYALTY_POINTS: ['ORIGINAL_TENDER', 'STORE_CREDIT'] },
    })
    const house = placedOrders(writes.orders, { clock, desks: answers.orderDesk })
    const estate = { ...services.estate, answers }
    return { ...context, services: { ...services, estate, returns, placedOrders: house } }
  }
  const { services } = contextOf()
  const { estate, identity, forget, sealer } = services
  const worker = createOutboxWorker({
    outbox: writes.outbox,
    deliveries: {
      ...orderDeliveries({ estate, orders: writes.orders, cases: writes.cases, clock }),
      ...loyaltyDeliveries({
        estate,
        identity,
        identityFilled: () => true,
        orders: writes.orders,
        cases: writes.cases,
        terms: services.loyalty,
        forget,
        clock,
      }),
    },
    clock,
    worker: 'one',
    random: () => 0.5,
    log: () => {},
    failed: (_, __, error) => {
      throw error
    },
  })
  const asked = async (subgraph: Subgraph, query: string, variables: object, asking: Asking) => {
    const { data, errors } = await ask(subgraph, query, contextOf(asking), { ...variables })
    if (errors.length > 0) throw new Error(JSON.stringify(errors))
    return data
  }
  const anne: Asking = { viewer: shopper(shop.anne) }
  const bodyOf = async (id: string): Promise<PlacedOrderBody> => {
    const placed = (await writes.orders.byIds([id])).get(id)
    if (!placed) throw new Error('expected an order')
    return placedBody(placed)
  }
  return {
    shop,
    anne,
    bob: { viewer: shopper(shop.bob) } satisfies Asking,
    down,
    /** What happens elsewhere right after the engine has said how a redemption stands. */
    meanwhile,
    engine: engine.desk,
    desk,
    asked,
    loyalty,
    bodyOf,
    mug: sealer.seal('entry', ['crm', 'mug']),
    /** Holds points of somebody's, worth 5 cents each. */
    async redeem(points: number, more: object = {}, who: 'anne' | 'bob' = 'anne', asking: Asking = anne) {
      const accountId = sealer.seal('loyalty', ['crm', `member-${who}`])
      const input = { accountId, channel: 'WEB', points, ...more }
      const { done } = await asked(loyalty, REDEEM, { input, key: shop.key() }, asking)
      if (done.userErrors.length > 0) throw new Error(JSON.stringify(done.userErrors))
      return done.redemption as { readonly id: string; readonly code: string }
    },
    /** A cart that is sent from the warehouse. */
    async cart(lines: Readonly<Record<string, number>>, asking: Asking = anne) {
      const made = await aCart(shop, lines, asking)
      const groups = [{ lineIds: Object.keys(lines).map(made.line), mode: 'SHIP_FROM_WAREHOUSE' }]
      const as = { ...asking, token: made.token }
      const { data } = await shop.ask(FULFIL, { id: made.id, groups, key: shop.key() }, as)
      return { id: made.id, as, version: data.done.cart.version as number }
    },
    async checkOut(
      of: { readonly id: string; readonly as: Asking; readonly version: number },
      amount: string,
      more: object,
    ) {
      const input = {
        cartId: of.id,
        expectedVersion: of.version,
        expectedTotal: { amount, currencyCode: 'EUR' },
        contact: { email: 'anne@example.org' },
        shippingAddress: { streetLine1: '1 rue', postalCode: '75002', city: 'Paris', countryCode: 'FR' },
        ...more,
      }
      const { done } = await asked(cart, CHECK_OUT, { input, key: shop.key() }, of.as)
      return done as {
        readonly orderId: string
        readonly cart: { readonly state: string }
        readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[]
      }
    },
    cancel: (orderId: string, lineIds: readonly string[] | null = null) =>
      asked(orders, CANCEL, { input: { orderId, lineIds, reason: 'CHANGED_MIND' }, key: shop.key() }, anne),
    /** A parcel with one of these lines comes back to the warehouse. */
    async takeBack(orderId: string, orderLineId: string) {
      const lines = [{ orderLineId, quantity: '1', reason: 'TOO_SMALL', condition: 'AS_NEW' }]
      const storeId = services.stores.byCode('DEP01')?.id
      const input = { orderId, lines, storeId }
      const { done } = await asked(orders, RECEIVE, { input, key: shop.key() }, { viewer: warehouse })
      if (done.userErrors.length > 0) throw new Error(JSON.stringify(done.userErrors))
    },
    payments: async (id: string) => (await asked(orders, PAYMENTS, { id }, { viewer: warehouse })).order,
    round: worker.round,
    /** Has the systems told whatever is due. */
    async settle() {
      for (let rounds = 0; (await worker.round()) > 0; rounds++)
        if (rounds > 100) throw new Error('expected the systems to be told at some time')
    },
    /** What the engine itself says of Anne's points. */
    async balance() {
      const id = 'member-anne' as RecordId
      const read = (await engine.loyalty.accounts([id])).get(id)
      if (!read || !('value' in read)) throw new Error('expected an account')
      const { available, reserved } = read.value.balance
      return { available, reserved }
    },
    /** What the card's provider has of a payment, cents. */
    card(reference: string) {
      const { state, captured, refunded } = shop.paid.get(reference)?.payment ?? {}
      return { state, captured: captured?.minor, refunded: refunded?.minor }
    },
  }
}
export type PointsShop = Awaited<ReturnType<typeof openPointsShop>>
