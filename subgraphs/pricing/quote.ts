import { isSourceError, type SourceError } from '../../adapters/error.ts'
import type { Money } from '../../adapters/money.ts'
import { isFound } from '../../adapters/read.ts'
import { dayIn, type Instant, instant, instantIn } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import { namedCustomer } from '../shared/access/named-customer.ts'
import { type BasketReads, priceSources, readBasket } from '../shared/prices/basket-reads.ts'
import { type Entitlements, rejections } from '../shared/prices/discount-codes.ts'
import { moneyFields } from '../shared/prices/money.ts'
import { storeOf } from '../shared/prices/price-reads.ts'
import type { Deal } from '../shared/prices/promotion-deal.ts'
import type { Circumstances } from '../shared/prices/promotion-eligibility.ts'
import { bestDeal } from '../shared/prices/promotion-rules.ts'
import { dayAfter } from '../shared/prices/promotion-window.ts'
import {
  offerOf,
  type PromotionsRead,
  runningFor,
  type StatedPromotion,
} from '../shared/prices/running-promotions.ts'
import { type Amount, taxed, taxedSum } from '../shared/prices/tax.ts'
import type { PriceQuoteModel, QuoteLineModel } from './models.ts'
import { appliedOf } from './price-promotions.ts'
import type { PriceQuoteInput } from './resolvers.generated.ts'

/**
 * What a basket costs. Where promotions are not known the prices stand, and every field that promotions may change says why it
 * is null.
 */
export async function quote(context: Context, input: PriceQuoteInput): Promise<PriceQuoteModel> {
  checkInput(input)
  const { services } = context
  const store = storeOf(context, input.storeId ?? null)
  const at = instant(input.at ? new Date(input.at) : services.clock())
  const shopper = input.customerId ? await namedCustomer(context, input.customerId) : null
  const circumstances = { channel: input.channel, store, at, shopper }
  const codes = [...new Set((input.codes ?? []).map((code) => code.trim()))]
  const shopping = { lines: input.lines, circumstances, codes, shipping: null }
  const { reads, basket, places, entitled } = await readBasket(context, shopping)
  const failure = reads.find(isSourceError) ?? entitled.failure
  const deal = failure ? null : bestDeal(basket, entitled.offers.map(offerOf))
  const known = { input, reads, places, basket, deal, failure, entitled }
  return {
    ...shown(context, known),
    rejectedCodes: failure ?? rejections(basket, { codes, entitled, deal }),
    validUntil: validUntil(context, { circumstances, reads, read: entitled.read }),
    source: madeHere(context, reads),
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

interface Known extends BasketReads {
  readonly input: PriceQuoteInput
  /** Null when `failure` says why. */
  readonly deal: Deal | null
  readonly failure: SourceError | null
}

function shown(
  context: Context,
  known: Known,
): Pick<PriceQuoteModel, 'lines' | 'total' | 'discount' | 'promotions'> {
  const { deal, failure, places, input, entitled, reads } = known
  const lines = input.lines.map((_, place) => lineOf(context, known, place))
  if (!deal || failure) {
    // Without a deal there is a failure; the type cannot say so.
    const why = failure as SourceError
    return { lines, total: why, discount: why, promotions: why }
  }
  const amounts = places.flatMap((place, position) => lineAmount(known, place, deal.lines[position]?.total))
  const complete = places.length === reads.length
  return {
    lines,
    total: complete ? taxedSum(context, amounts, deal.total) : null,
    discount: moneyFields(deal.discount),
    promotions: deal.applied.flatMap(({ offer, amount }) => named(entitled, offer, amount)),
  }
}

function lineOf(context: Context, known: Known, place: number): QuoteLineModel {
  const { input, reads, places, deal, failure, entitled } = known
  const { sku = '', quantity = 0 } = input.lines[place] ?? {}
  const read = reads[place]
  if (!isFound(read)) {
    const none = read ?? null
    return { sku, quantity, unitPrice: none, lineTotal: none, promotions: failure ?? [] }
  }
  const stated = read.value.unitPrice
  const unitPrice = taxed(context, { sku, source: read.source, gross: stated.gross, stated })
  const line = deal?.lines[places.indexOf(place)]
  if (!line) return { sku, quantity, unitPrice, lineTotal: failure, promotions: failure ?? [] }
  return {
    sku,
    quantity,
    unitPrice,
    lineTotal: taxed(context, { sku, source: read.source, gross: line.total }),
    promotions: line.reductions.flatMap(({ offer, amount }) => named(entitled, offer, amount)),
  }
}

function lineAmount({ input, reads }: Known, place: number, total: Money | undefined): Amount[] {
  const read = reads[place]
  if (!isFound(read)) return []
  const gross = total ?? read.value.unitPrice.gross
  return [{ sku: input.lines[place]?.sku ?? '', source: read.source, gross }]
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
    reads,
    read,
  }: {
    readonly circumstances: Circumstances
    readonly reads: Known['reads']
    readonly read: PromotionsRead
  },
): Instant {
  const { retailer, clock } = context.services
  const zone = store?.timeZone ?? retailer.timeZone
  const lists = read.sources.flatMap(({ asOf }) => asOf ?? [])
  const times = [
    ...reads.filter(isFound).map(({ fetchedAt }) => fetchedAt),
    ...lists,
    instant(clock()),
  ].sort()
  const stale = instant(new Date(Date.parse(times[0] ?? '') + retailer.priceSeconds * 1000))
  const midnight = instantIn(zone, `${dayAfter(dayIn(zone, new Date(at)))}T00:00:00`)
  const changes = read.promotions.flatMap(({ found }: StatedPromotion) => {
    const { startsAt, endsAt } = runningFor(context, found.value, store)
    return [startsAt, endsAt].filter((change) => change !== null && change > at)
  })
  const [first = stale] = [stale, midnight, ...changes].filter((change) => change !== null).sort()
  return first
}

function madeHere({ services }: Context, reads: Known['reads']): PriceQuoteModel['source'] {
  const found = reads.filter(isFound)
  const times = found.map(({ fetchedAt }) => fetchedAt).sort()
  return {
    system: 'GRAPH',
    instance: null,
    recordId: null,
    recordedAt: null,
    fetchedAt: times[0] ?? instant(services.clock()),
    fromCache: found.some(({ fromCache }) => fromCache),
  }
}
