import { CUSTOMER, LATE_FILE, NEGATIVE_STOCK_STORE, PRODUCT } from './landmarks.ts'
import { type Article, drawQuantity, makeLines, pickArticles, takeBack } from './lines.ts'
import type { Trade } from './orders.ts'
import { at, type Random, stream } from './random.ts'
import type { WorldLine, WorldReceipt } from './sale-types.ts'
import type { WorldStore } from './shop-types.ts'
import type { WorldCustomer } from './shopper-types.ts'

/** A till receipt before it has a till and a number. */
export interface Draft {
  readonly store: WorldStore
  readonly daysAgo: number
  /** Seconds after midnight of the business day in Paris; past 86400 when it is sold after midnight. */
  readonly second: number
  readonly kind: WorldReceipt['kind']
  readonly customer: WorldCustomer | null
  readonly showsCard: boolean
  readonly lines: readonly WorldLine[]
  readonly original: Draft | null
  /** What this receipt's own draws start from. */
  readonly random: Random
}

/** The omnichannel shopper's till receipts: days ago (three lines each). 12 is also the day of a web order. */
const SHOPPER_DAYS = [4, 12, 20, 33, 47, 62, 85, 100, 130, 160, 250]

/** The shopper's visit whose goods come back to the till, and how many days later. */
const SHOPPER_RETURN = { daysAgo: 250, daysLater: 5 } as const

/** All till receipts of shoppers with a card or a till customer, and of people nobody knows. */
export function draftReceipts(trade: Trade, customers: readonly WorldCustomer[]): readonly Draft[] {
  const known = customers.flatMap((customer) => visitsOf(trade, customer))
  const anonymous = Array.from({ length: Math.round(customers.length * 1.7) }, (_, index) =>
    anonymousVisit(trade, index),
  )
  return [...known, ...anonymous, ...arrangedVisits(trade, customers)]
}

function visitsOf(trade: Trade, customer: WorldCustomer): readonly Draft[] {
  if (customer.card === null && customer.tillCustomer === null) return []
  const random = stream(trade.seed, 'visits', customer.index)
  if (customer.index === CUSTOMER.omnichannel) return shopperVisits(trade, customer)
  const least = customer.index === CUSTOMER.tillOnly ? 5 : 0
  const count = Math.max(least, random.pick([0, 1, 1, 2, 2, 3, 4]))
  const home = trade.stores.find(({ code }) => code === customer.preferredStore) ?? random.pick(trade.stores)
  return Array.from({ length: count }, (_, index) => {
    const own = stream(trade.seed, 'visit', customer.index, index)
    const store = own.chance(0.8) ? home : own.pick(trade.stores)
    const articles = pickArticles(own, trade.articles, own.pick([1, 1, 2, 3]))
    const sale = visit(own, { store, daysAgo: shoppingDay(own), customer, lines: buy(own, articles) })
    return own.chance(0.07) ? [sale, ...bringBack(trade, sale, own.int(3, 20))] : [sale]
  }).flat()
}

function shopperVisits(trade: Trade, customer: WorldCustomer): readonly Draft[] {
  const drift = trade.articles.filter(({ product }) => product.code.endsWith(`-${1000 + PRODUCT.priceDrift}`))
  return SHOPPER_DAYS.flatMap((daysAgo, index) => {
    const random = stream(trade.seed, 'visit', customer.index, index)
    const store = at(trade.stores, index % 3)
    const articles = pickArticles(random, trade.plainArticles, 3)
    const chosen =
      index === 0 ? [...drift.slice(0, 1), ...articles.filter((one) => !drift.includes(one))] : articles
    const returns = daysAgo === SHOPPER_RETURN.daysAgo
    const lines = buy(random, chosen.slice(0, 3), returns ? 0 : 0.12)
    const sale = { ...visit(random, { store, daysAgo, customer, lines }), showsCard: true }
    return returns ? [sale, ...bringBack(trade, sale, SHOPPER_RETURN.daysLater)] : [sale]
  })
}

function anonymousVisit(trade: Trade, index: number): Draft {
  const random = stream(trade.seed, 'anonymous', index)
  const draw = random.next()
  const kind = draw < 0.012 ? 'no-sale' : draw < 0.03 ? 'voided' : draw < 0.045 ? 'training' : 'sale'
  const articles = pickArticles(random, trade.articles, random.pick([1, 1, 1, 2, 3]))
  const lines = kind === 'no-sale' ? [] : buy(random, articles)
  const store = random.pick(trade.stores)
  const sale = visit(random, { store, daysAgo: shoppingDay(random), customer: null, lines })
  const second = random.chance(0.01) ? 86_400 + random.int(120, 3000) : sale.second
  return { ...sale, kind, second }
}

/** Receipts that imperfections rest on, in every world however small. */
function arrangedVisits(trade: Trade, customers: readonly WorldCustomer[]): readonly Draft[] {
  const store = (code: string) => trade.stores.filter((one) => one.code === code)
  const tillOnly = customers[CUSTOMER.tillOnly] ?? null
  const late = store(LATE_FILE.store).flatMap((place) =>
    [tillOnly, null].map((customer, index) => {
      const random = stream(trade.seed, 'late', index)
      const lines = buy(random, pickArticles(random, trade.articles, 2))
      return visit(random, { store: place, daysAgo: LATE_FILE.daysAgo, customer, lines })
    }),
  )
  const oversold = store(NEGATIVE_STOCK_STORE).map((place) => {
    const random = stream(trade.seed, 'oversold')
    const article = trade.articles.find(
      ({ variant }) => Number(variant.stock[NEGATIVE_STOCK_STORE] ?? '0') < 0,
    )
    return visit(random, {
      store: place,
      daysAgo: 3,
      customer: null,
      lines: buy(random, article ? [article] : []),
    })
  })
  return [...late, ...oversold]
}

function visit(random: Random, of: Pick<Draft, 'store' | 'daysAgo' | 'customer' | 'lines'>): Draft {
  const second = random.int(9 * 3600 + 1800, 19 * 3600 + 3000)
  return { ...of, second, kind: 'sale', showsCard: random.chance(0.9), original: null, random }
}

/** Lines without a discount come back; none when all had one. */
function bringBack(trade: Trade, sale: Draft, daysLater: number): readonly Draft[] {
  const lines = takeBack(sale.lines.filter(({ discount }) => discount === 0))
  if (lines.length === 0 || sale.daysAgo - daysLater < 1) return []
  const elsewhere = sale.random.chance(0.3)
  const store = elsewhere ? sale.random.pick(trade.stores) : sale.store
  return [{ ...sale, store, daysAgo: sale.daysAgo - daysLater, kind: 'return', lines, original: sale }]
}

function buy(random: Random, articles: readonly Article[], discounted = 0.12): readonly WorldLine[] {
  const purchases = articles.map((article) => ({
    article,
    quantity: drawQuantity(random, article),
    unitPrice: article.variant.tillPrice,
    percentOff: random.chance(discounted) ? random.pick([10, 20, 50]) : 0,
  }))
  return makeLines(purchases, 1)
}

/** Half of the shopping is done on one day of the week; the day's file is the fuller for it. */
function shoppingDay(random: Random): number {
  return random.chance(0.6) ? random.int(1, 104) * 7 : random.int(1, 730)
}
