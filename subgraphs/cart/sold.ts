import { isSourceError } from '../../adapters/error.ts'
import type { Sku } from '../../adapters/ids.ts'
import type { Currency } from '../../adapters/money.ts'
import { isFound } from '../../adapters/read.ts'
import { dayIn } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { firstThatHas } from '../first-that-has.ts'
import { badInput } from '../graphql-error.ts'
import { readLoader } from '../loader.ts'
import { priceReads } from '../shared/prices/price-reads.ts'
import { sentence } from '../source-status.ts'
import { type LineBody, MOST_LINES, MOST_UNITS } from './cart.ts'
import type { Here } from './here.ts'
import { because, type Refusal, refuseFor } from './refused.ts'

/** Units of one article that are to be in a cart, and the argument that says so. */
export interface Meant {
  readonly sku: string
  readonly quantity: number
  readonly field: readonly string[]
}

/** What one unit of each article costs, by SKU. */
export type PricesNow = ReadonlyMap<string, LineBody['price']>

/** Throws BAD_INPUT for lines that no cart has. */
export function checkLines(lines: readonly { readonly sku: string; readonly quantity: number }[]): void {
  if (lines.length < 1 || lines.length > MOST_LINES) throw badInput(`expected 1 to ${MOST_LINES} "lines"`)
  if (lines.some(({ quantity }) => quantity < 1 || quantity > MOST_UNITS))
    throw badInput(`expected every "quantity" between 1 and ${MOST_UNITS}`)
  if (lines.some(({ sku }) => sku.length < 1 || sku.length > 255))
    throw badInput('expected every "sku" to have 1 to 255 characters')
}

/**
 * What articles cost here, in one batch. Throws `Refused` for what is not sold here, what nobody knows, and what nobody can say
 * now: nothing goes into a cart without a price.
 */
export async function pricesNow(
  context: Context,
  { here, currency }: { readonly here: Here; readonly currency: Currency },
  meant: readonly Meant[],
): Promise<PricesNow> {
  const { services } = context
  const on = dayIn(here.store?.timeZone ?? services.retailer.timeZone, services.clock())
  const reads = await priceReads(
    context,
    meant.map(({ sku, quantity }) => ({ sku, quantity, ...here, on })),
  )
  const prices = new Map<string, LineBody['price']>()
  const refusals: Refusal[] = []
  const priceless: Meant[] = []
  for (const [place, one] of meant.entries()) {
    const read = reads[place]
    if (isSourceError(read)) refusals.push(unsure(sentence(read), one.field))
    else if (!isFound(read)) priceless.push(one)
    else if (read.value.unitPrice.gross.currency !== currency) refusals.push(notSold(one))
    else prices.set(one.sku, { ...read.value.unitPrice.gross, source: read.source })
  }
  refuseFor([...refusals, ...(priceless.length > 0 ? await whyPriceless(context, priceless) : [])])
  return prices
}

/** What the catalogue knows is not sold here; what it does not is unknown. */
async function whyPriceless(context: Context, meant: readonly Meant[]): Promise<readonly Refusal[]> {
  const { locales, channel, services } = context
  const variants = readLoader((skus: readonly Sku[]) =>
    firstThatHas(services.estate.answers.catalog, skus, ({ port }, some) =>
      port.variants(some, { locales, channel }),
    ),
  )
  // A SKU is what the client says is one: the catalogue knows.
  const reads = await Promise.all(meant.map(({ sku }) => variants.load(sku as Sku)))
  return meant.map((one, place) => {
    const read = reads[place]
    if (isSourceError(read)) return unsure(sentence(read), one.field)
    if (isFound(read)) return notSold(one)
    return because('SKU_UNKNOWN', 'No system knows this article.', { field: [...one.field, 'sku'] })
  })
}

function notSold({ field }: Meant): Refusal {
  return because('NOT_SOLD_HERE', 'This article is not sold here.', { field: [...field, 'sku'] })
}

function unsure(message: string, field: readonly string[]): Refusal {
  return because('SYSTEM_UNAVAILABLE', message, { field, retryable: true })
}
