import { createHash } from 'node:crypto'
import type { ChannelKind } from '../../../adapters/channel.ts'
import { SourceError } from '../../../adapters/error.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import type { Payments } from '../../../adapters/ports/payments.ts'
import type { Prices } from '../../../adapters/ports/prices.ts'
import type { Promotion, Promotions } from '../../../adapters/ports/promotions.ts'
import type { Stock } from '../../../adapters/ports/stock.ts'
import { type Day, instant } from '../../../adapters/time.ts'
import type { CartRecord, WriteLedger } from '../../../ledger/writes/port.ts'
import { cart } from '../../../subgraphs/cart/index.ts'
import type { Access } from '../../../subgraphs/shared/access/access.ts'
import { ANONYMOUS, type Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import type { LeadTime } from '../../../subgraphs/shared/stock/fulfilment.ts'
import { createStoreDirectory } from '../../../subgraphs/shared/stock/store-directory.ts'
import type { Paid } from '../../contracts/payments.ts'
import { memoryCatalog } from '../../memory/catalog.ts'
import { memoryIdentity, seenShopper } from '../../memory/identity.ts'
import { memoryOrderDesk } from '../../memory/order-desk.ts'
import { type MemoryPayment, memoryPayments, paidNow } from '../../memory/payments.ts'
import { memoryPrices } from '../../memory/prices.ts'
import { memoryPromotions } from '../../memory/promotions.ts'
import { ask, contextWith, NOW, place } from '../../memory/services.ts'
import { counted, failsWith, saidBefore } from '../../memory/spy.ts'
import { memoryStock } from '../../memory/stock.ts'
import { memoryWrites } from '../../memory/writes.ts'

/** Who asks, and how, besides what. */
export interface Asking {
  readonly viewer?: Viewer
  /** A guest's token, as they send it. */
  readonly token?: string | undefined
  readonly channel?: ChannelKind
  /** What happens elsewhere while the prices are being read. */
  readonly meanwhile?: () => Promise<unknown>
  /** Systems that fail. */
  readonly down?: readonly ('prices' | 'promotions' | 'stock' | 'catalog' | 'payments')[]
  /** Systems that do not answer now, and of which is shown what they said earlier. */
  readonly old?: readonly ('prices' | 'promotions')[]
}

const down = (source: string) => failsWith(new SourceError(source, 'SOURCE_TIMEOUT', 'hangs'))

interface Trouble {
  readonly isDown: boolean
  readonly isOld: boolean
}

function pricesOf(asked: Prices, { isDown, isOld }: Trouble): Prices {
  if (isDown) return { prices: down('erp'), taxRates: down('erp') }
  return isOld ? { ...asked, prices: saidBefore(asked.prices) } : asked
}

function promotionsOf(asked: Promotions, { isDown, isOld }: Trouble): Promotions {
  if (isDown) return { ...asked, running: down('crm'), byCode: down('crm') }
  return isOld ? { ...asked, running: saidBefore(asked.running) } : asked
}

const every = ['CLICK_AND_COLLECT', 'CURBSIDE', 'SHIP_FROM_STORE', 'ENDLESS_AISLE']
const WEEK = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']
const hours = WEEK.map((day) => ({ day, date: null, opens: '09:00', closes: '19:00' }))

/** PAR01 offers every way, LYO01 none, DEP01 is the warehouse. */
export const paris = place('PAR01', { services: every, hours })
export const lyon = place('LYO01', { hours })
const depot = place('DEP01', { kind: 'WAREHOUSE' })

const lead = (cost: number | null, more: Partial<LeadTime> = {}): LeadTime => ({
  preparationMinutes: 60,
  cutOff: null,
  workingDays: WEEK,
  carrierDays: { earliest: 1, latest: 2 },
  deliveryHours: { from: '08:00', until: '18:00' },
  cost: cost === null ? null : { minor: cost, currency: 'EUR' as never },
  channels: [],
  ...more,
})

/** Ten per cent with the code DIX; AVANT was over in May. */
const promotion = (name: string, codes: readonly string[], until: string | null): Promotion => ({
  name,
  benefit: { kind: 'PERCENT', percent: '10' },
  window: { from: '2026-01-01' as Day, fromTime: null, until: until as Day | null, untilTime: null },
  channels: null,
  stores: null,
  items: null,
  codes,
  audience: { members: false, tiers: [], segments: [] },
  stackable: true,
  minimum: null,
  geofence: null,
})

/**
 * A shop in memory: COAT 100.00, SHIRT 25.00, SOCKS 5.00 (4.00 from three on); OLD is in the catalogue and has no price. Five coats in the
 * warehouse, two in PAR01.
 */
export async function openShop() {
  const prices = [
    { item: 'COAT', cents: 10_000 },
    { item: 'SHIRT', cents: 2_500 },
    { item: 'SOCKS', cents: 500 },
    { item: 'SOCKS', cents: 400, quantity: 3 },
  ]
  const stock: Record<string, Record<string, number>> = {
    dep01: { COAT: 5, SHIRT: 10, SOCKS: 1_000 },
    par01: { COAT: 2, SHIRT: 0 },
  }
  let now = NOW
  const clock = () => now
  const memory = { source: 'erp', clock }
  const variant = (sku: string) => ({ sku, gtin: `${sku}-gtin`, color: 'red', size: 'M' })
  const style = { code: 'S1', brand: 'B', title: {}, variants: ['COAT', 'OLD'].map(variant) }
  const identity = memoryIdentity()
  const idOf = (name: string) => {
    const record = { source: 'crm', id: name as RecordId }
    return seenShopper(identity, { record, same: [] }, instant(NOW))
  }
  const [anne, bob] = [await idOf('anne'), await idOf('bob')]
  const writes: WriteLedger = memoryWrites()
  const paid = new Map<string, MemoryPayment>()
  const provider = memoryPayments({ source: 'psp', clock }, paid)
  const { desk } = memoryOrderDesk({
    source: 'erp',
    clock,
    skus: ['COAT', 'SHIRT', 'SOCKS'],
    customers: [],
    places: ['dep01', 'par01', 'lyo01'],
  })
  let keys = 0

  const payments = (isDown: boolean, asked: Payments): Payments =>
    isDown ? { ...asked, payments: down('psp') } : asked

  const request = ({
    viewer = ANONYMOUS,
    token,
    channel,
    meanwhile,
    down: failing = [],
    old = [],
  }: Asking = {}) => {
    const stated = memoryPrices({ ...memory, prices, vat: { COAT: '20', SHIRT: '20' } })
    const listed = counted<Prices>({
      ...stated,
      prices: async (keys) => {
        await meanwhile?.()
        return stated.prices(keys)
      },
    })
    const levels = counted<Stock>(memoryStock({ ...memory, stock }))
    const promotions = {
      p1: promotion('Dix', ['DIX'], null),
      p2: promotion('Avant', ['AVANT'], '2026-05-31'),
    }
    const offers = counted<Promotions>(memoryPromotions({ source: 'crm', clock, promotions }))
    const goods = counted(memoryCatalog({ source: 'pim', clock, products: [style] }))
    const fails = (port: string) => failing.some((one) => one === port)
    const isOld = (port: string) => old.some((one) => one === port)
    const noted: Access[] = []
    const asked = counted<Payments>(provider)
    const context = contextWith({
      answers: {
        orderDesk: [{ name: 'erp', kind: 'ERP', port: desk }],
        payments: [{ name: 'psp', kind: 'PAYMENT', port: payments(fails('payments'), asked.port) }],
        prices: [
          {
            name: 'erp',
            kind: 'ERP',
            port: pricesOf(listed.port, { isDown: fails('prices'), isOld: isOld('prices') }),
          },
        ],
        stock: [{ name: 'erp', kind: 'ERP', port: fails('stock') ? { levels: down('erp') } : levels.port }],
        promotions: [
          {
            name: 'crm',
            kind: 'CRM',
            port: promotionsOf(offers.port, { isDown: fails('promotions'), isOld: isOld('promotions') }),
          },
        ],
        catalog: [
          {
            name: 'pim',
            kind: 'PIM',
            port: fails('catalog') ? { ...goods.port, variants: down('pim') } : goods.port,
          },
        ],
      },
      services: {
        clock,
        writes,
        identity,
        stores: createStoreDirectory([paris, lyon, depot]),
        fulfilment: new Map([
          ['SHIP_FROM_WAREHOUSE', lead(490, { channels: ['WEB', 'MOBILE_APP', 'CALL_CENTER'] })],
          ['PICKUP_IN_STORE', lead(0)],
          ['CURBSIDE_PICKUP', lead(0)],
          ['SHIP_FROM_STORE', lead(690)],
          ['ENDLESS_AISLE', lead(0, { channels: ['STORE_POS', 'ASSOCIATE_APP', 'KIOSK'] })],
        ]),
      },
      request: {
        viewer: { ...viewer, cartToken: token === undefined ? null : sha256(token) },
        channel: channel ?? null,
        access: { note: (access) => void noted.push(access) },
      },
    })
    const calls = () =>
      Object.fromEntries(
        [listed, levels, offers, goods, asked]
          .flatMap((one) => Object.entries(one.calls))
          .filter(([, times]) => times > 0),
      )
    return { context, calls, noted }
  }
  return {
    anne,
    bob,
    writes,
    prices,
    stock,
    request,
    at: clock,
    /** What was paid, and who holds it. */
    paid,
    provider,
    /** What a shopper pays on the provider's page for a cart, cents. */
    pay(cartId: string, minor: number, trouble?: Paid['trouble']): string {
      const reference = `pay_${paid.size + 1}`
      const payment = {
        minor,
        method: 'CARD' as const,
        merchantReference: cartId,
        ...(trouble && { trouble }),
      }
      paid.set(reference, paidNow(reference, payment, now))
      return reference
    },
    /** Lets something become of a cart that is none of the asker's doing. */
    async become(cartId: string, change: Partial<Pick<CartRecord, 'state' | 'expiresAt'>>) {
      await writes.transact([`cart/${cartId}`], async ({ carts }) => {
        const cart = await carts.byId(cartId)
        if (!cart) throw new Error('expected the cart')
        await carts.save({ ...cart, ...change, version: cart.version + 1 })
      })
    },
    /** Lets so many seconds pass. */
    pass(seconds: number) {
      now = new Date(now.getTime() + seconds * 1_000)
    },
    /** A key that nobody guesses, new each time. */
    key: () => `0b9cf4b2-6f1d-4d6a-9d7e-${String(++keys).padStart(12, '0')}`,
    async ask(query: string, variables: object = {}, asking: Asking = {}) {
      const { context, calls, noted } = request(asking)
      const { data, errors } = await ask(cart, query, context, { ...variables })
      return { data, errors, calls: calls(), noted }
    },
  }
}
export type Shop = Awaited<ReturnType<typeof openShop>>

/** Whom staff is asked as. */
export const associate: Viewer = {
  ...ANONYMOUS,
  kind: 'STAFF',
  subject: 'staff/7',
  scopes: ['cart:assist', 'customer:read'],
  store: 'PAR01',
}
export const agent: Viewer = { ...associate, subject: 'staff/8', store: null }

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const CART = `id version state lines { id sku quantity addedFrom { kind code } } discountCodes { code applicable reason }
  touchedBy { channel { kind } storeId at } expiresAt`
const ERRORS = 'userErrors { code message field retryable lineId }'
const SHOWN = `replayed token cart { ${CART} } ${ERRORS}`
export const CREATE = `mutation ($input: CartCreateInput!, $key: String!) { done: cartCreate(input: $input, idempotencyKey: $key) { ${SHOWN} } }`
export const ADD = `mutation ($id: ID!, $lines: [CartLineInput!]!, $version: Int, $key: String!) {
  done: cartLinesAdd(cartId: $id, lines: $lines, expectedVersion: $version, idempotencyKey: $key) { ${SHOWN} } }`
export const UPDATE = `mutation ($id: ID!, $lines: [CartLineUpdateInput!]!, $version: Int, $key: String!) {
  done: cartLinesUpdate(cartId: $id, lines: $lines, expectedVersion: $version, idempotencyKey: $key) { ${SHOWN} } }`
export const REMOVE = `mutation ($id: ID!, $lines: [ID!]!, $version: Int, $key: String!) {
  done: cartLinesRemove(cartId: $id, lineIds: $lines, expectedVersion: $version, idempotencyKey: $key) { ${SHOWN} } }`
export const CODES = `mutation ($id: ID!, $codes: [String!]!, $version: Int, $key: String!) {
  done: cartDiscountCodesUpdate(cartId: $id, codes: $codes, expectedVersion: $version, idempotencyKey: $key) { ${SHOWN} } }`
export const FULFIL = `mutation ($id: ID!, $groups: [FulfillmentGroupInput!]!, $version: Int, $key: String!) {
  done: cartFulfillmentSet(cartId: $id, groups: $groups, expectedVersion: $version, idempotencyKey: $key) { ${SHOWN} } }`
export const MERGE = `mutation ($id: ID!, $token: String!, $customer: ID, $strategy: CartMergeStrategy, $key: String!) {
  done: cartMerge(guestCartId: $id, guestToken: $token, customerId: $customer, strategy: $strategy, idempotencyKey: $key) {
    replayed cart { ${CART} } report { sku guestQuantity customerQuantity resultQuantity note } ${ERRORS} } }`
export const HAND_OFF = `mutation ($id: ID!, $to: ChannelKind!, $store: ID, $key: String!) {
  done: cartHandOff(cartId: $id, toChannel: $to, storeId: $store, idempotencyKey: $key) {
    replayed cart { ${CART} } handOffCode expiresAt ${ERRORS} } }`
export const ACCEPT = `mutation ($code: String!, $key: String!) { done: cartHandOffAccept(code: $code, idempotencyKey: $key) { ${SHOWN} } }`
export const CHECK_OUT = `mutation ($input: CartCheckoutInput!, $key: String!) { done: cartCheckout(input: $input, idempotencyKey: $key) {
  replayed orderId orderNumber orderToken cart { ${CART} } ${ERRORS} } }`
export const READ = `query ($id: ID!) { cart(id: $id) { ${CART} } }`

/** A cart with these articles: a guest's with its token unless somebody asks. */
export async function aCart(shop: Shop, lines: Readonly<Record<string, number>>, asking: Asking = {}) {
  const input = {
    channel: asking.channel ?? 'WEB',
    currencyCode: 'EUR',
    lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
  }
  const { data, errors } = await shop.ask(CREATE, { input, key: shop.key() }, asking)
  if (errors.length > 0 || data.done.userErrors.length > 0) throw new Error(JSON.stringify([errors, data]))
  const { cart: made, token } = data.done
  return {
    id: made.id as string,
    token: (token ?? undefined) as string | undefined,
    line: (sku: string): string => made.lines.find((line: { sku: string }) => line.sku === sku).id,
  }
}
