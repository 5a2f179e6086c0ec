import type { ChannelKind } from '../../../adapters/channel.ts'
import { SourceError } from '../../../adapters/error.ts'
import type { CustomerId, OrderNumber, RecordId, Sku } from '../../../adapters/ids.ts'
import type { Currency } from '../../../adapters/money.ts'
import type { OrderToPlace } from '../../../adapters/ports/order-desk.ts'
import type { Order, Payment } from '../../../adapters/ports/orders.ts'
import { perPort } from '../../../adapters/source.ts'
import { type Day, instant } from '../../../adapters/time.ts'
import { recordKey } from '../../../ledger/port.ts'
import { orderDeliveries } from '../../../subgraphs/orders/deliveries/all.ts'
import { orders } from '../../../subgraphs/orders/index.ts'
import { createSealer } from '../../../subgraphs/sealed-id.ts'
import { ANONYMOUS, type Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { orderId } from '../../../subgraphs/shared/orders/order-id.ts'
import type { PlacedOrderBody } from '../../../subgraphs/shared/orders/placed-order.ts'
import { placedOrders } from '../../../subgraphs/shared/orders/placed-orders.ts'
import type { ReturnPolicy } from '../../../subgraphs/shared/returns/return-policy.ts'
import { createStoreDirectory } from '../../../subgraphs/shared/stock/store-directory.ts'
import { createOutboxWorker } from '../../../subgraphs/shared/writes/outbox-worker.ts'
import { memoryCatalog } from '../../memory/catalog.ts'
import { memoryIdentity } from '../../memory/identity.ts'
import { memoryLoyaltyDesk } from '../../memory/loyalty-desk.ts'
import { memoryOrderDesk } from '../../memory/order-desk.ts'
import { memoryOrders } from '../../memory/orders.ts'
import { type MemoryPayment, memoryPayments, paidNow } from '../../memory/payments.ts'
import { memoryPrices } from '../../memory/prices.ts'
import { returnRules } from '../../memory/return-rules.ts'
import { ask, contextWith, NOW, place } from '../../memory/services.ts'
import { failsWith } from '../../memory/spy.ts'
import { memoryStock } from '../../memory/stock.ts'
import { memoryWrites } from '../../memory/writes.ts'

const EUR = 'EUR' as Currency
export const paris = place('PAR01', { services: ['RETURNS'] })
export const lyon = place('LYO01', { services: ['RETURNS'] })
export const depot = place('DEP01', { kind: 'WAREHOUSE' })
const SETTLE_MS = 60_000

const euros = (minor: number) => ({ gross: { minor, currency: EUR }, net: null, tax: null })

/** What somebody says besides the question. */
export interface Asking {
  readonly viewer?: Viewer
  readonly channel?: ChannelKind
  readonly rules?: Partial<ReturnPolicy>
  readonly down?: readonly ('payments' | 'prices' | 'stock')[]
  /** Whether a loyalty engine takes points. */
  readonly points?: boolean
}

const receiptNumber = '0101-01-20260610-000007'

/** A receipt of a till: socks for 12.00, paid 5.00 in cash and the rest by card. */
const receipt: Order = {
  recordId: receiptNumber as RecordId,
  channel: { code: 'store', kind: 'STORE_POS' },
  number: receiptNumber as OrderNumber,
  status: 'COLLECTED',
  statusDetail: null,
  placedOn: '2026-06-10' as Day,
  placedAt: null,
  store: null,
  customer: null,
  card: null,
  lines: [
    {
      lineId: '1',
      sku: 'SOCKS' as Sku,
      gtin: null,
      title: 'Socks',
      quantity: '3',
      unitPrice: euros(400),
      lineTotal: euros(1_200),
      status: 'COLLECTED',
      returnOf: null,
    },
  ],
  cost: {
    subtotal: euros(1_200),
    shipping: null,
    discount: null,
    total: euros(1_200),
    roundingAdjustment: null,
  },
  promotions: [],
  version: null,
}
const tender = (id: string, method: Payment['method'], minor: number): Payment => ({
  recordId: id as RecordId,
  method,
  brand: null,
  last4: null,
  amount: { minor, currency: EUR },
  state: 'CAPTURED',
  capturedAt: null,
})

/** The order that the graph took: three jeans for 99.99 after a discount, and socks for 5.00; shipping 4.90; by card. */
const toPlace = (customer: RecordId): OrderToPlace => ({
  key: { channel: 'WEB', number: 'W1' as OrderNumber },
  placedOn: '2026-06-08' as Day,
  placedAt: instant(new Date('2026-06-08T09:00:00Z')),
  customer,
  contact: null,
  shippingAddress: null,
  billingAddress: null,
  lines: [
    {
      position: 1,
      sku: 'JEAN-32' as Sku,
      title: 'Jean',
      quantity: 3,
      unitPrice: { minor: 4_000, currency: EUR },
      lineTotal: euros(9_999),
      location: null,
      fulfilment: 'SHIP',
    },
    {
      position: 2,
      sku: 'SOCKS' as Sku,
      title: 'Socks',
      quantity: 1,
      unitPrice: { minor: 500, currency: EUR },
      lineTotal: euros(500),
      location: null,
      fulfilment: 'SHIP',
    },
  ],
  shippingCost: euros(490),
  promotions: [],
  total: euros(10_989),
})

/** A retailer in memory: an order of Anne's that was sent and paid by card, a till's receipt, and people who take goods back. */
export async function openCounter() {
  let now = NOW
  const clock = () => now
  const writes = memoryWrites()
  const identity = memoryIdentity()
  const sealer = createSealer('a key for tests that is long enough')
  const erp = memoryOrderDesk({
    source: 'erp',
    clock,
    // The catalogue has one article more than the desk takes: JEAN-36.
    skus: ['JEAN-32', 'JEAN-34', 'SOCKS', 'SOCKS-L'],
    customers: ['anne', 'bob'],
    places: ['dep01', 'par01', 'lyo01'],
    settleMs: SETTLE_MS,
  })
  const idOf = async (name: string) => {
    const record = { source: 'erp', id: name as RecordId }
    await identity.observe('customer', [{ record, same: [] }], 'erp', instant(NOW))
    return ((await identity.ownersOf('customer', [record])).get(recordKey(record))?.id ?? '') as CustomerId
  }
  const [anne, bob] = [await idOf('anne'), await idOf('bob')]
  const paid = new Map<string, MemoryPayment>([
    ['pay_1', paidNow('pay_1', { minor: 10_989, method: 'CARD', merchantReference: 'W1' }, NOW)],
  ])
  const provider = memoryPayments({ source: 'psp', clock }, paid)
  await provider.capture({ reference: 'pay_1', key: 'capture', amount: { minor: 10_989, currency: EUR } })
  const order = toPlace('anne' as RecordId)
  const { recordId } = await erp.desk.place(order)
  const id = orderId(sealer, order.key)
  const body: PlacedOrderBody = {
    order,
    status: 'CONFIRMED',
    desk: { system: 'erp', recordId },
    payment: {
      system: 'psp',
      reference: 'pay_1',
      method: 'CARD',
      brand: 'VISA',
      last4: '4242',
      amount: order.total.gross,
      state: 'CAPTURED',
    },
    cartId: null,
    events: [],
  }
  const { channel, number } = order.key
  await writes.transact([], (unit) =>
    unit.orders.save({
      id,
      channel,
      number,
      customerId: anne,
      placedOn: order.placedOn,
      version: 1,
      body: JSON.stringify(body),
    }),
  )
  erp.writes()
  const prices = [
    { item: 'JEAN-32', cents: 4_500 },
    { item: 'JEAN-34', cents: 4_500 },
    { item: 'JEAN-36', cents: 4_500 },
    { item: 'SOCKS', cents: 400 },
    { item: 'SOCKS-L', cents: 400 },
  ]
  const stock: Record<string, Record<string, number>> = {
    dep01: { 'JEAN-34': 2, 'JEAN-36': 2, 'SOCKS-L': 2 },
    par01: { 'JEAN-34': 1 },
  }
  const variant = (sku: string, size: string) => ({ sku, gtin: `${sku}-gtin`, color: 'blue', size })
  const products = [
    {
      code: 'JEAN',
      brand: 'B',
      title: {},
      variants: [variant('JEAN-32', '32'), variant('JEAN-34', '34'), variant('JEAN-36', '36')],
    },
    { code: 'SOCKS', brand: 'B', title: {}, variants: [variant('SOCKS', 'M'), variant('SOCKS-L', 'L')] },
  ]
  const tills = memoryOrders({
    source: 'tills',
    clock,
    orders: [receipt],
    payments: { [receiptNumber]: [tender('1', 'CASH', 500), tender('2', 'CARD', 700)] },
  })
  const down = (source: string) => failsWith(new SourceError(source, 'SOURCE_TIMEOUT', 'hangs'))
  const answers = (failing: Asking['down'] = []) => ({
    orders: [
      { name: 'erp', kind: 'ERP' as const, port: erp.orders },
      { name: 'tills', kind: 'POS' as const, port: tills },
    ],
    orderDesk: [{ name: 'erp', kind: 'ERP' as const, port: erp.desk }],
    payments: [
      {
        name: 'psp',
        kind: 'PAYMENT' as const,
        port: failing.includes('payments') ? { ...provider, payments: down('psp') } : provider,
      },
    ],
    prices: [{ name: 'erp', kind: 'ERP' as const, port: memoryPrices({ source: 'erp', clock, prices }) }],
    stock: [
      {
        name: 'erp',
        kind: 'ERP' as const,
        port: failing.includes('stock')
          ? { levels: down('erp') }
          : memoryStock({ source: 'erp', clock, stock }),
      },
    ],
    catalog: [{ name: 'pim', kind: 'PIM' as const, port: memoryCatalog({ source: 'pim', clock, products }) }],
  })
  const estate = { sources: [], answers: { ...perPort(() => []), ...answers() } }
  const worker = createOutboxWorker({
    outbox: writes.outbox,
    deliveries: orderDeliveries({ estate, orders: writes.orders, cases: writes.cases, clock }),
    clock,
    worker: 'one',
    random: () => 0.5,
    log: () => {},
    failed: (_, __, error) => {
      throw error
    },
  })
  let keys = 0
  return {
    anne,
    bob,
    orderId: id,
    receiptId: orderId(sealer, { channel: 'STORE_POS', number: receiptNumber as OrderNumber }),
    erp,
    recordId,
    provider,
    prices,
    stock,
    writes,
    /** A key, new each time. */
    key: () => `key-${++keys}`,
    pass: (ms: number) => {
      now = new Date(now.getTime() + ms)
    },
    /** The goods have left the warehouse. */
    deliver: () => erp.deliver(recordId),
    /** Rounds of the outbox until nothing is due. */
    settle: async () => {
      while ((await worker.round()) > 0);
    },
    /** The desk of an order hears of it, and nobody of anything else. */
    deliverOnly: (order: string) => worker.deliver(`${order}/place`),
    settleMs: SETTLE_MS,
    /** What the provider gave back, minor units. */
    givenBack: async () => {
      const read = (await provider.payments(['pay_1'])).get('pay_1')
      return read && 'value' in read ? read.value.refunded.minor : null
    },
    /** What the ERP has of the order's returns. */
    inErp: async () => {
      const read = (await erp.orders.returns([recordId])).get(recordId)
      return read && 'value' in read ? read.value : []
    },
    dead: async () =>
      (await writes.outbox.list({ states: ['DEAD'] }, { after: null, first: 10 })).map(({ kind }) => kind),
    async ask(
      query: string,
      variables: object = {},
      { viewer, channel: asked, rules, down: failing, points = false }: Asking = {},
    ) {
      const context = contextWith({
        answers: {
          ...answers(failing),
          ...(points && {
            loyaltyDesk: [
              {
                name: 'crm',
                kind: 'CRM' as const,
                port: memoryLoyaltyDesk({ source: 'crm', clock }, []).desk,
              },
            ],
          }),
        },
        services: {
          clock,
          writes,
          identity,
          sealer,
          stores: createStoreDirectory([paris, lyon, depot]),
          returns: returnRules(rules),
          placedOrders: placedOrders(writes.orders, { clock, desks: answers().orderDesk }),
        },
        request: { viewer: viewer ?? associate, channel: asked ?? null },
      })
      return ask(orders, query, context, { ...variables })
    },
  }
}
export type Counter = Awaited<ReturnType<typeof openCounter>>

export const shopper = (customerId: CustomerId): Viewer => ({
  ...ANONYMOUS,
  kind: 'SHOPPER',
  subject: `accounts/${customerId}`,
  scopes: ['customer:self'],
  customerId,
})
export const associate: Viewer = {
  ...ANONYMOUS,
  kind: 'STAFF',
  subject: 'staff/7',
  scopes: ['order:lookup', 'order:read', 'order:payments', 'store:returns'],
  store: 'PAR01',
}
export const inLyon: Viewer = { ...associate, subject: 'staff/9', store: 'LYO01' }
export const inDepot: Viewer = { ...associate, subject: 'staff/10', store: 'DEP01' }
export const manager: Viewer = {
  ...associate,
  subject: 'staff/1',
  scopes: [...associate.scopes, 'returns:approve'],
}

const ERRORS = 'userErrors { code message field retryable lineId }'
const REFUND = 'amount { amount } path by state paymentId expectedBy'
const RETURN = `id number status isGift receivedAt { id } lines { orderLineId sku quantity reason condition disposition }
  refund { amount } refunds { ${REFUND} } facts { receipt refund restock } labelUrl labelUnavailable
  order { id } exchangeOrder { id number lines { sku quantity lineTotal { gross { amount } } } cost { total { gross { amount } } } } source { system recordId }`
const DONE = `replayed return { ${RETURN} } ${ERRORS} writes { system outcome queuedForRetry }`
export const QUOTE = `mutation ($input: ReturnQuoteInput!) { done: returnQuote(input: $input) {
  refund { amount } worth { gross { amount } } breakdown { ${REFUND} } needsApproval ${ERRORS} } }`
export const CREATE = `mutation ($input: ReturnInput!, $key: String!) { done: returnCreate(input: $input, idempotencyKey: $key) { ${DONE} } }`
export const RECEIVE = `mutation ($input: ReturnReceiveInput!, $key: String!) { done: returnReceive(input: $input, idempotencyKey: $key) { ${DONE} } }`
export const EXCHANGE = `mutation ($input: ExchangeInput!, $key: String!) { done: exchangeCreate(input: $input, idempotencyKey: $key) { ${DONE} } }`
export const RETURNS = `query ($id: ID!) { order(id: $id) { returnStatus lines { id quantityReturnable }
  returns { ${RETURN} } payments { id method last4 amount { amount } refundable { amount } refundPaths }
  cost { refunded { amount } } timeline { kind note }
  actions { return { allowed reasons } exchange { allowed reasons } returnChannels returnUntil } } }`
