import Big from 'big.js'
import {
  type Currency,
  distribute,
  type Money,
  multiplyMoney,
  roundingAdjustment,
  subtractMoney,
  sumMoney,
} from '../../../adapters/money.ts'
import type { Benefit } from '../../../adapters/ports/promotions.ts'
import { type Goods, reductions } from './promotion-benefits.ts'

/** A line of a basket. */
export interface BasketLine {
  readonly sku: string
  /** Decimal text, not negative. */
  readonly quantity: string
  /** Gross, one unit. */
  readonly unitPrice: Money
}

/** What is bought together. */
export interface Basket {
  readonly lines: readonly BasketLine[]
  /** Gross; null where nothing is shipped, or nobody knows yet. */
  readonly shipping: Money | null
  readonly currency: Currency
}

/** A promotion that the shopper is entitled to, here and now. */
export interface Offer {
  readonly id: string
  readonly benefit: Benefit
  /** Null: everything. */
  readonly items: ReadonlySet<string> | null
  readonly stackable: boolean
  readonly minimum: Money | null
}

/** What one promotion takes off. */
interface Reduction {
  readonly offer: string
  readonly amount: Money
}

/** What a basket costs with some promotions. */
export interface Deal {
  /** In the basket's order. */
  readonly lines: readonly {
    readonly full: Money
    readonly reductions: readonly Reduction[]
    readonly total: Money
  }[]
  /** The promotions that count, in the order in which they work; those of shipping and points too. */
  readonly applied: readonly Reduction[]
  /** After promotions. */
  readonly shipping: Money | null
  readonly discount: Money
  /** What the lines' rounding differs from the articles' prices; null when it does not. */
  readonly adjustment: Money | null
  readonly total: Money
}

/** What one promotion takes off each of the goods, in minor units. */
interface Taken {
  readonly offer: string
  readonly off: readonly number[]
}

/** Whether an offer is for an article. */
export function isFor({ items }: Offer, sku: string): boolean {
  return items?.has(sku) ?? true
}

/** Sorts texts by their code units: the same on every machine. */
export function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1
}

/** The basket's articles in one order, whatever that of its lines. */
export function goodsOf({ lines }: Basket): readonly Goods[] {
  const groups = new Map<string, Omit<Goods, 'left'>>()
  for (const { sku, quantity, unitPrice } of lines) {
    const key = groupKey({ sku, unitPrice })
    const known = groups.get(key)
    const all = new Big(known?.quantity ?? 0).plus(quantity).toFixed()
    groups.set(key, { sku, unit: unitPrice, quantity: all })
  }
  return [...groups.values()]
    .map((group) => ({ ...group, left: multiplyMoney(group.unit, group.quantity).minor }))
    .sort((a, b) => compare(a.sku, b.sku) || a.unit.minor - b.unit.minor)
}

function groupKey({ sku, unitPrice }: Pick<BasketLine, 'sku' | 'unitPrice'>): string {
  return JSON.stringify([sku, unitPrice.minor])
}

/** What a combination, in the order in which it works, makes of a basket. */
export function dealOf(basket: Basket, combination: readonly Offer[]): Deal {
  const { currency } = basket
  const money = (minor: number): Money => ({ minor, currency })
  const goods = goodsOf(basket)
  const left = goods.map((one) => one.left)
  const taken = combination.map((offer): Taken => {
    const eligible = goods.map((one, place) => {
      const counts = isFor(offer, one.sku)
      return { ...one, left: counts ? (left[place] ?? 0) : 0, quantity: counts ? one.quantity : '0' }
    })
    const off = reductions(offer.benefit, eligible, currency)
    for (const [place, minor] of off.entries()) left[place] = (left[place] ?? 0) - minor
    return { offer: offer.id, off }
  })
  const freely = combination.find(({ benefit }) => benefit.kind === 'FREE_SHIPPING')
  const shipping = basket.shipping && freely ? money(0) : basket.shipping
  const lines = sharedOut(basket, goods, taken)
  const applied = combination.map(({ id }) => {
    const own = lines.flatMap((line) => line.reductions.filter(({ offer }) => offer === id))
    const waived = id === freely?.id && basket.shipping ? [basket.shipping] : []
    return { offer: id, amount: sumMoney([...own.map(({ amount }) => amount), ...waived], currency) }
  })
  const total = sumMoney([...left.map(money), ...(shipping ? [shipping] : [])], currency)
  const parts = [...lines.map((line) => line.total), ...(shipping ? [shipping] : [])]
  const discount = sumMoney(
    applied.map(({ amount }) => amount),
    currency,
  )
  return { lines, applied, shipping, discount, adjustment: roundingAdjustment(total, parts), total }
}

/** Each line with its share of what its article was reduced by; cents that are left over go to the dearest line. */
function sharedOut(
  { lines, currency }: Basket,
  goods: readonly Goods[],
  taken: readonly Taken[],
): Deal['lines'] {
  const full = lines.map(({ unitPrice, quantity }) => multiplyMoney(unitPrice, quantity))
  const own = lines.map((): Reduction[] => [])
  for (const [place, one] of goods.entries()) {
    const key = groupKey({ sku: one.sku, unitPrice: one.unit })
    const members = lines
      .flatMap((line, at) => (groupKey(line) === key ? [at] : []))
      .sort((a, b) => (full[b]?.minor ?? 0) - (full[a]?.minor ?? 0))
    let open = members.map((at) => full[at]?.minor ?? 0)
    for (const { offer, off } of taken) {
      const most = open.reduce((sum, minor) => sum + minor, 0)
      // Lines may come to a cent less than their article: the adjustment has what cannot be taken off them.
      const shares = distribute({ minor: Math.min(off[place] ?? 0, most), currency }, open)
      open = open.map((minor, position) => minor - (shares[position]?.minor ?? 0))
      for (const [position, amount] of shares.entries())
        if (amount.minor > 0) own[members[position] ?? -1]?.push({ offer, amount })
    }
  }
  return full.map((amount, at) => {
    const mine = own[at] ?? []
    const off = sumMoney(
      mine.map((one) => one.amount),
      currency,
    )
    return { full: amount, reductions: mine, total: subtractMoney(amount, off) }
  })
}
