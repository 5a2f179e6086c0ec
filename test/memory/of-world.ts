import type { Channel } from '../../adapters/channel.ts'
import {
  type OrderNumber,
  parseReceiptNumber,
  type RecordId,
  receiptNumber,
  type Sku,
} from '../../adapters/ids.ts'
import type { Currency, Money } from '../../adapters/money.ts'
import type { Message, MessageAuthor } from '../../adapters/ports/conversations.ts'
import type { LoyaltyEntry, LoyaltyReward } from '../../adapters/ports/loyalty.ts'
import type { Order, OrderLine } from '../../adapters/ports/orders.ts'
import { normalPhone } from '../../adapters/ports/profiles.ts'
import type { StoreRecord } from '../../adapters/ports/stores.ts'
import { type Day, type Instant, instant } from '../../adapters/time.ts'
import { talkingPoints } from '../../sandbox/akeneo/text.ts'
import { CATEGORY_LABELS } from '../../sandbox/akeneo/translations.ts'
import type { WorldLoyaltyAccount } from '../../sandbox/world/programme-types.ts'
import type { WorldLine, WorldOrder } from '../../sandbox/world/sale-types.ts'
import type { WorldProduct, WorldStore } from '../../sandbox/world/shop-types.ts'
import type { WorldCustomer } from '../../sandbox/world/shopper-types.ts'
import { createThreads, type WorldThread } from '../../sandbox/world/threads.ts'
import type { World } from '../../sandbox/world/types.ts'
import { expectedMessages } from '../contracts/conversations.ts'
import type { MemoryProduct } from './catalog.ts'
import type { MemoryConversation } from './conversations.ts'
import type { MemoryAccount } from './loyalty.ts'
import { type MemoryProfile, plainProfile } from './profiles.ts'

/** The CRM's records of the world's shoppers. */
export function profilesOf({ customers }: World): readonly MemoryProfile[] {
  return customers.flatMap((customer) =>
    customer.contactId ? [{ id: customer.contactId, profile: profileOf(customer) }] : [],
  )
}

function profileOf({ givenName, familyName, email, phone, birthDate, locale, ...more }: WorldCustomer) {
  const { businessPartner, card, preferredStore } = more
  const same = (source: string, id: string | null, method: 'MANUAL' | 'LOYALTY_CARD') =>
    id ? [{ record: { source, id: id as RecordId }, method }] : []
  return plainProfile({
    givenName,
    familyName,
    email,
    phone: phone && normalPhone(phone),
    birthDate: birthDate as Day | null,
    preferredLocale: locale.replace('_', '-'),
    preferredStore: preferredStore as RecordId | null,
    crossReferences: [...same('erp', businessPartner, 'MANUAL'), ...same('card', card, 'LOYALTY_CARD')],
  })
}

/** The PIM's products, without the variants it does not have. */
export function productsOf({ products }: World): readonly MemoryProduct[] {
  return products.map(({ code, brand, title, variants, categories, description }: WorldProduct) => ({
    code,
    brand,
    shelves: categories.map((category) => CATEGORY_LABELS[category]?.['fr_FR'] ?? category),
    points: talkingPoints(description['associate']?.['fr_FR'] ?? ''),
    title: Object.fromEntries(
      Object.entries(title).map(([locale, text]) => [locale.replace('_', '-'), text]),
    ),
    variants: variants.filter(({ inPim }) => inPim),
  }))
}

/** The ERP's stock by plant and SKU, in whole units. */
export function stockOf({
  products,
  stores,
  warehouse,
}: World): Readonly<Record<string, Record<string, number>>> {
  const at = ({ code, plant }: WorldStore) => {
    const levels = products.flatMap(({ variants }) =>
      variants.flatMap(({ sku, stock }) =>
        stock[code] === undefined ? [] : [[sku, Math.floor(Number(stock[code]))] as const],
      ),
    )
    return [plant, Object.fromEntries(levels)] as const
  }
  return Object.fromEntries([...stores, warehouse].map(at))
}

/** The ERP's plants. */
export function storesOf({ stores, warehouse }: World): readonly StoreRecord[] {
  return [...stores, warehouse].map(({ plant, name, address, geo, timeZone, phone, code }) => ({
    recordId: plant as RecordId,
    name,
    kind: code === warehouse.code ? 'WAREHOUSE' : 'STORE',
    address,
    geo,
    timeZone,
    phone,
  }))
}

/** The service desk's cases with everything said in them. */
export function conversationsOf(world: World): readonly MemoryConversation[] {
  const threads = createThreads(world)
  return world.cases.map((one) => {
    const thread = threads.get(one.id) as WorldThread
    const said = expectedMessages(world, one, thread)
    return {
      conversation: {
        recordId: one.id as RecordId,
        subject: one.subject,
        status: one.status === 'Closed' ? 'CLOSED' : 'OPEN',
        customer: (world.customers[one.customer]?.contactId ?? null) as RecordId | null,
        order: thread.order as MemoryConversation['conversation']['order'],
        assignedTo: null,
        openedAt: instant(new Date(one.createdAt)),
      },
      messages: said.map(
        ({ at, text, author, channel }, i): Message => ({
          recordId: `${one.id}/${i}` as RecordId,
          at: instant(new Date(at)),
          author: author as MessageAuthor,
          channel: { code: channel, kind: 'WEB' },
          text,
          textKept: true,
        }),
      ),
    }
  })
}

/** The loyalty engine's accounts with their movements. */
export function accountsOf(world: World): readonly MemoryAccount[] {
  const { loyalty, customers, tiers } = world
  const kinds = new Map([...world.orders, ...world.receipts].map((order) => [order.number, channelOf(order)]))
  const terms = tiers.map(({ name, benefits }, index) => ({
    tier: { id: name as string, name: name as string, rank: index + 1 },
    benefits,
  }))
  return loyalty.map(({ memberId, card, customer, registered, tier, ...account }) => {
    const next = tiers.findIndex(({ from }) => from > account.earned)
    return {
      account: {
        recordId: memberId as RecordId,
        cardNumber: card,
        customer: (registered ? (customers[customer]?.contactId ?? null) : null) as RecordId | null,
        program: { id: 'programme', name: 'Le Cercle' },
        balance: { available: account.balance, pending: account.pending, reserved: 0 },
        tier: {
          id: tier,
          name: tier,
          rank: tiers.findIndex(({ name }) => name === tier) + 1,
          validUntil: null,
        },
      },
      entries: account.movements.map((one) => movement(one, kinds.get(one.order ?? '') ?? null)),
      standing: {
        tiers: terms,
        progress: {
          next: terms[next]?.tier ?? null,
          needed: Math.max(0, (tiers[next]?.from ?? 0) - account.earned),
          metric: 'Points statut',
        },
        pointValue: { minor: 5, currency: 'EUR' as Currency },
        channels: ['WEB', 'MOBILE_APP', 'CALL_CENTER', 'STORE_POS'],
      },
      expiring: account.lots
        .filter(({ points, spent }) => points > spent)
        .map(({ on, points, spent }) => ({ on: on as Day, points: points - spent })),
    }
  })
}

/** What points of the world may be spent on. */
export function rewardsOf({ rewards, tiers }: World): readonly LoyaltyReward[] {
  const kinds = {
    FixedValue: 'VOUCHER',
    DiscountPercentage: 'DISCOUNT',
    ProductOrService: 'PRODUCT',
  } as const
  return rewards
    .filter(({ active }) => active)
    .map(({ id, name, cost, type, channels, minimumTier, from, until }) => ({
      recordId: id as RecordId,
      name,
      cost,
      kind: kinds[type],
      channels,
      minimumRank: minimumTier && tiers.findIndex((tier) => tier.name === minimumTier) + 1,
      from: from as Day,
      until: until as Day | null,
    }))
    .sort((left, right) => left.cost - right.cost)
}

function channelOf(order: World['orders'][number] | World['receipts'][number]): Channel {
  const kind = 'channel' in order ? order.channel : 'STORE_POS'
  return { code: kind.toLowerCase(), kind }
}

function movement(
  { id, at, kind, points, reason, order, ...more }: WorldLoyaltyAccount['movements'][number],
  channel: Channel | null,
): LoyaltyEntry {
  return {
    recordId: id as RecordId,
    at: instant(new Date(at)),
    kind,
    points,
    channel,
    order: order && channel ? { channel, number: order as OrderNumber } : null,
    reason,
    expiresOn: more.expiresOn as Day | null,
    balanceAfter: more.balanceAfter,
    reverses: more.reverses as RecordId | null,
  }
}

/** The ERP's orders of every shopper it knows, under their business partner. */
export function ordersOf({ orders, customers }: World): readonly Order[] {
  return orders.map((order) => toOrder(order, customers[order.customer]?.businessPartner ?? null))
}

function toOrder(order: WorldOrder, partner: string | null): Order {
  const lines = order.lines.map(toLine)
  const total = order.lines.reduce((sum, line) => sum + (line.rejected ? 0 : line.total), 0)
  const channel: Channel = { code: order.channel.toLowerCase(), kind: order.channel }
  const receipt = order.copyOfReceipt ? parseReceiptNumber(order.copyOfReceipt) : null
  return {
    recordId: order.salesOrder as RecordId,
    channel,
    number: receipt ? receiptNumber(receipt) : (order.number as OrderNumber),
    status: 'CONFIRMED',
    statusDetail: order.status,
    placedOn: order.placedOn as Day,
    placedAt: order.placedAt as Instant,
    store: null,
    customer: partner as RecordId | null,
    card: null,
    lines,
    cost: {
      subtotal: gross(total),
      shipping: order.shipping > 0 ? gross(order.shipping) : null,
      discount: null,
      total: gross(total + order.shipping),
      roundingAdjustment: null,
    },
    promotions: [],
    version: null,
  }
}

function toLine({ line, sku, title, quantity, unitPrice, total, rejected }: WorldLine): OrderLine {
  return {
    lineId: String(line),
    sku: sku as Sku,
    gtin: null,
    title,
    quantity,
    unitPrice: gross(unitPrice),
    lineTotal: gross(total),
    status: rejected ? 'CANCELLED' : 'CONFIRMED',
    returnOf: null,
  }
}

function gross(cents: number) {
  const amount: Money = { minor: cents, currency: 'EUR' as Currency }
  return { gross: amount, net: null, tax: null }
}
