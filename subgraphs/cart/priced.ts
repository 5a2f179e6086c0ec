import { isSourceError, type SourceError } from '../../adapters/error.ts'
import { type Money, sumMoney } from '../../adapters/money.ts'
import type { Price } from '../../adapters/ports/prices.ts'
import { type Found, isFound, type Read } from '../../adapters/read.ts'
import { type Instant, instant } from '../../adapters/time.ts'
import type { Entity } from '../../ledger/port.ts'
import type { Context } from '../context.ts'
import { type BasketReads, priceSources, readBasket } from '../shared/prices/basket-reads.ts'
import { type RejectedCode, rejections } from '../shared/prices/discount-codes.ts'
import type { Deal } from '../shared/prices/promotion-deal.ts'
import { bestDeal } from '../shared/prices/promotion-rules.ts'
import { offerOf, runningFor } from '../shared/prices/running-promotions.ts'
import { customerById } from '../shared/shoppers/customer-records.ts'
import { hasAnswered, isOld, type SourceStatus } from '../source-status.ts'
import type { Cart, LineBody } from './cart.ts'
import type { Here } from './here.ts'

/** A line with what it costs here and now. */
export interface PricedLine {
  readonly line: LineBody
  /** What the system of record says; undefined where it has no price here in the cart's currency. */
  readonly read: Read<Price> | undefined
  /** Gross, of one unit: the price of now, else that of adding. */
  readonly unit: Money
  /** The system that says so. */
  readonly source: string
  /** What `unit` is made of, where the system says. */
  readonly found: Found<Price> | null
  /** Before and after promotions. */
  readonly full: Money
  readonly total: Money
}

/** What a cart costs here and now. */
export interface Priced {
  readonly lines: readonly PricedLine[]
  readonly deal: Deal
  /** The promotions that count, and what each takes off. */
  readonly applied: readonly {
    readonly label: string
    readonly code: string | null
    readonly amount: Money
  }[]
  /** Why promotions are not counted; null when they are. */
  readonly failure: SourceError | null
  readonly rejected: readonly RejectedCode[] | SourceError
  /** When the promotion of a code ended; null where nobody says. */
  endOf(code: string): Instant | null
  /** What of the systems asked did not answer in full, or does not answer now and counts with what it said earlier. */
  readonly silent: { readonly prices: readonly SourceStatus[]; readonly promotions: readonly SourceStatus[] }
  /** What delivery costs; null while it is not decided, or not said. */
  readonly shipping: Money | null
  /** Whether something is missing. */
  readonly isEstimate: boolean
}

/** Prices a cart, whatever fails: what nobody says counts as it did when it was added, and promotions as none. */
export async function priceCart(context: Context, cart: Cart, here: Here): Promise<Priced> {
  const { body } = cart
  const { currency, codes } = body
  const shipping = shippingOf(context, cart)
  const { shopper, isSure } = await shopperOf(context, cart)
  const at = instant(context.services.clock())
  const shopping = {
    lines: body.lines.map(({ sku, quantity, price: { minor } }) => ({
      sku,
      quantity,
      otherwise: { minor, currency },
    })),
    circumstances: { ...here, at, shopper },
    codes,
    shipping,
    currency,
  }
  const read = inCurrency(await readBasket(context, shopping), body.lines)
  const { basket, entitled, reads } = read
  const { failure } = entitled
  const deal = bestDeal(basket, failure ? [] : entitled.offers.map(offerOf))
  return {
    lines: body.lines.map((line, place) => lineOf({ line, place, read, deal })),
    deal,
    applied: deal.applied.flatMap(({ offer, amount }) => {
      const promotion = entitled.offers.find(({ id }) => id === offer)
      return promotion
        ? [{ label: promotion.found.value.name, code: entitled.codeOf(promotion), amount }]
        : []
    }),
    failure,
    rejected: failure ?? rejections(basket, { codes, entitled, deal }),
    endOf: (code) => {
      const own = entitled.refused.find(({ promotion }) => entitled.codeOf(promotion) === code)
      return own ? runningFor(context, own.promotion.found.value, here.store).endsAt : null
    },
    silent: {
      prices: priceSources(context, reads).filter((status) => isOld(status) || !hasAnswered(status)),
      promotions: entitled.read.sources.filter(
        (status) => isOld(status) || (failure !== null && !hasAnswered(status)),
      ),
    },
    shipping,
    isEstimate:
      body.lines.length > 0 && (!isSure || failure !== null || shipping === null || !reads.every(isFound)),
  }
}

/** Prices in another currency are none: what is in a cart is paid for together. */
function inCurrency(read: BasketReads, lines: readonly LineBody[]): BasketReads {
  const isOther = (one: Read<Price> | undefined, place: number) =>
    isFound(one) && one.value.unitPrice.gross.currency !== lines[place]?.price.currency
  if (!read.reads.some(isOther)) return read
  const reads = read.reads.map((one, place) => (isOther(one, place) ? undefined : one))
  const own = read.basket.lines.map((line, place) => {
    const price = lines[place]?.price
    return price && line.unitPrice.currency !== price.currency
      ? { ...line, unitPrice: { minor: price.minor, currency: price.currency } }
      : line
  })
  return { ...read, reads, basket: { ...read.basket, lines: own } }
}

function lineOf({
  line,
  place,
  read,
  deal,
}: {
  readonly line: LineBody
  readonly place: number
  readonly read: BasketReads
  readonly deal: Deal
}): PricedLine {
  const one = read.reads[place]
  const found = isFound(one) ? one : null
  const { minor, currency, source } = line.price
  const unit = found?.value.unitPrice.gross ?? { minor, currency }
  const own = deal.lines[place] ?? { full: unit, total: unit }
  return { line, read: one, unit, source: found?.source ?? source, found, full: own.full, total: own.total }
}

/** What delivery costs: the groups' together, once every line is in one and each says what it costs. */
function shippingOf({ services: { fulfilment } }: Context, { body }: Cart): Money | null {
  const decided = new Set(body.groups.flatMap(({ lineIds }) => lineIds))
  if (body.lines.length === 0 || body.lines.some(({ id }) => !decided.has(id))) return null
  const costs = body.groups.map(({ mode }) => fulfilment.get(mode)?.cost ?? null)
  const known = costs.filter((cost) => cost?.currency === body.currency).filter((cost) => cost !== null)
  return known.length === costs.length ? sumMoney(known, body.currency) : null
}

/** Whose it is, for what is cheaper for some; whether that is sure. While shoppers' records are being read it is not. */
async function shopperOf(
  context: Context,
  { customerId }: Cart,
): Promise<{ readonly shopper: Entity | null; readonly isSure: boolean }> {
  if (customerId === null) return { shopper: null, isSure: true }
  if (!context.services.identityFilled()) return { shopper: null, isSure: false }
  return { shopper: await customerById(context, customerId), isSure: true }
}

/** Whether the price of a line is another than when it was added, and by how much; the failure where nobody knows. */
export function changeOf({ line, read, unit }: PricedLine): Money | SourceError | null {
  if (isSourceError(read)) return read
  if (!isFound(read) || unit.minor === line.price.minor) return null
  return { minor: unit.minor - line.price.minor, currency: unit.currency }
}
