import { isSourceError, type SourceError } from '../../adapters/error.ts'
import type { Currency, Money } from '../../adapters/money.ts'
import type { Price } from '../../adapters/ports/prices.ts'
import { type Found, isFound, type Read } from '../../adapters/read.ts'
import { dayIn, type Instant, instant, instantIn } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import { moneyFields } from '../money.ts'
import { namedCustomer } from '../named-customer.ts'
import type { Basket, Deal } from '../promotion-deal.ts'
import type { Circumstances } from '../promotion-eligibility.ts'
import { bestDeal } from '../promotion-rules.ts'
import { dayAfter } from '../promotion-window.ts'
import { type PromotionsRead, runningFor, type StatedPromotion } from '../running-promotions.ts'
import { type SourceStatus, statusOfReads } from '../source-status.ts'
import type { PriceQuoteModel, QuoteLineModel } from './models.ts'
import { priceReads, storeOf, type Wish } from './price.ts'
import { appliedOf, offerOf } from './price-promotions.ts'
import { type Entitlements, entitlements, rejections } from './quote-codes.ts'
import type { PriceQuoteInput } from './resolvers.generated.ts'
import { type Amount, taxed, taxedSum } from './tax.ts'

/** A line that has a price. */
interface Priced {
  readonly place: number
  readonly found: Found<Price>
}

/**
 * What a basket costs. Prices and promotions are asked at the same time, each in one batch whatever the number of lines. Where
 * promotions are not known the prices stand, and every field that promotions may change says why it is null.
 */
export async function quote(context: Context, input: PriceQuoteInput): Promise<PriceQuoteModel> {
  checkInput(input)
  const { services } = context
  const store = storeOf(context, input.storeId ?? null)
  const zone = store?.timeZone ?? services.retailer.timeZone
  const at = input.at ? new Date(input.at) : services.clock()
  const shopper = input.customerId ? await namedCustomer(context, input.customerId) : null
  const circumstances: Circumstances = { channel: input.channel, store, at: instant(at), shopper }
  const codes = [...new Set((input.codes ?? []).map((code) => code.trim()))]
  const [reads, entitled] = await Promise.all([
    priceReads(context, wishesOf(input, { store, on: dayIn(zone, at) })),
    entitlements(context, circumstances, codes),
  ])
  const priced = reads.flatMap((found, place): Priced[] => (isFound(found) ? [{ place, found }] : []))
  const failure = reads.find(isSourceError) ?? entitled.failure
  const basket = basketOf(input, priced)
  const deal = failure ? null : bestDeal(basket, entitled.offers.map(offerOf))
  const known = { input, reads, priced, basket, deal, failure, entitled }
  return {
    ...shown(context, known),
    rejectedCodes: failure ?? rejections(basket, { codes, entitled, deal }),
    validUntil: validUntil(context, { circumstances, zone, priced, read: entitled.read }),
    source: madeHere(context, priced),
    sources: [...priceSources(context, reads), ...entitled.read.sources],
  }
}

function checkInput({ lines, codes }: PriceQuoteInput): void {
  if (lines.length < 1 || lines.length > 100) throw badInput('expected 1 to 100 "lines"')
  if (lines.some(({ quantity }) => quantity < 1 || quantity > 9_999))
    throw badInput('expected every "quantity" between 1 and 9999')
  if ((codes ?? []).length > 20) throw badInput('expected at most 20 "codes"')
  // No shop prints longer ones, and a system takes no question of any length.
  if ((codes ?? []).some((code) => code.length > 255))
    throw badInput('expected each of "codes" to have at most 255 characters')
}

/** Scales count all of an article together, however it is split into lines. */
function wishesOf({ lines, channel }: PriceQuoteInput, where: Pick<Wish, 'store' | 'on'>): readonly Wish[] {
  const bought = new Map<string, number>()
  for (const { sku, quantity } of lines) bought.set(sku, (bought.get(sku) ?? 0) + quantity)
  return lines.map(({ sku }) => ({ sku, channel, ...where, quantity: bought.get(sku) ?? 1 }))
}

function basketOf({ lines }: PriceQuoteInput, priced: readonly Priced[]): Basket {
  const [first] = priced
  return {
    lines: priced.map(({ place, found }) => ({
      sku: lines[place]?.sku ?? '',
      quantity: String(lines[place]?.quantity ?? 0),
      unitPrice: found.value.unitPrice.gross,
    })),
    shipping: null,
    currency: first?.found.value.unitPrice.gross.currency ?? ('EUR' as Currency),
  }
}

interface Known {
  readonly input: PriceQuoteInput
  readonly reads: readonly (Read<Price> | undefined)[]
  readonly priced: readonly Priced[]
  readonly basket: Basket
  /** Null when `failure` says why. */
  readonly deal: Deal | null
  readonly failure: SourceError | null
  readonly entitled: Entitlements
}

function shown(
  context: Context,
  known: Known,
): Pick<PriceQuoteModel, 'lines' | 'total' | 'discount' | 'promotions'> {
  const { deal, failure, priced, input, entitled, reads } = known
  const lines = input.lines.map((_, place) => lineOf(context, known, place))
  if (!deal || failure) {
    // Without a deal there is a failure; the type cannot say so.
    const why = failure as SourceError
    return { lines, total: why, discount: why, promotions: why }
  }
  const amounts = priced.map((one, position) => lineAmount(known, one, deal.lines[position]?.total))
  const complete = priced.length === reads.length
  return {
    lines,
    total: complete ? taxedSum(context, amounts, deal.total) : null,
    discount: moneyFields(deal.discount),
    promotions: deal.applied.flatMap(({ offer, amount }) => named(entitled, offer, amount)),
  }
}

function lineOf(context: Context, known: Known, place: number): QuoteLineModel {
  const { input, reads, priced, deal, failure, entitled } = known
  const { sku = '', quantity = 0 } = input.lines[place] ?? {}
  const read = reads[place]
  if (!isFound(read)) {
    const none = read ?? null
    return { sku, quantity, unitPrice: none, lineTotal: none, promotions: failure ?? [] }
  }
  const stated = read.value.unitPrice
  const unitPrice = taxed(context, { sku, source: read.source, gross: stated.gross, stated })
  const position = priced.findIndex((one) => one.place === place)
  const line = deal?.lines[position]
  if (!line) return { sku, quantity, unitPrice, lineTotal: failure, promotions: failure ?? [] }
  return {
    sku,
    quantity,
    unitPrice,
    lineTotal: taxed(context, { sku, source: read.source, gross: line.total }),
    promotions: line.reductions.flatMap(({ offer, amount }) => named(entitled, offer, amount)),
  }
}

function lineAmount({ input }: Known, { place, found }: Priced, total: Money | undefined): Amount {
  const gross = total ?? found.value.unitPrice.gross
  return { sku: input.lines[place]?.sku ?? '', source: found.source, gross }
}

function named({ offers, codeOf }: Entitlements, id: string, amount: Money) {
  const promotion = offers.find((one) => one.id === id)
  return promotion ? [appliedOf(promotion, amount, codeOf(promotion))] : []
}

/** The earliest of: what was read growing stale, the end of the day that prices are of, a promotion's beginning or end. */
function validUntil(
  context: Context,
  {
    circumstances: { at, store },
    zone,
    priced,
    read,
  }: {
    readonly circumstances: Circumstances
    readonly zone: string
    readonly priced: readonly Priced[]
    readonly read: PromotionsRead
  },
): Instant {
  const { retailer, clock } = context.services
  const lists = read.sources.flatMap(({ asOf }) => asOf ?? [])
  const times = [...priced.map(({ found }) => found.fetchedAt), ...lists, instant(clock())].sort()
  const stale = instant(new Date(Date.parse(times[0] ?? '') + retailer.priceSeconds * 1000))
  const midnight = instantIn(zone, `${dayAfter(dayIn(zone, new Date(at)))}T00:00:00`)
  const changes = read.promotions.flatMap(({ found }: StatedPromotion) => {
    const { startsAt, endsAt } = runningFor(context, found.value, store)
    return [startsAt, endsAt].filter((change) => change !== null && change > at)
  })
  const [first = stale] = [stale, midnight, ...changes].filter((change) => change !== null).sort()
  return first
}

function madeHere({ services }: Context, priced: readonly Priced[]): PriceQuoteModel['source'] {
  const times = priced.map(({ found }) => found.fetchedAt).sort()
  return {
    system: 'GRAPH',
    instance: null,
    recordId: null,
    recordedAt: null,
    fetchedAt: times[0] ?? instant(services.clock()),
    fromCache: priced.some(({ found }) => found.fromCache),
  }
}

function priceSources({ services }: Context, reads: readonly (Read<Price> | undefined)[]): SourceStatus[] {
  const bySource = (name: string) => reads.filter((read) => read !== undefined && read.source === name)
  return services.estate.answers.prices.map((asked) =>
    statusOfReads(asked, bySource(asked.name), services.clock),
  )
}
