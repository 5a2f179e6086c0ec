import type { ChannelKind } from '../../../adapters/channel.ts'
import { isSourceError } from '../../../adapters/error.ts'
import type { Sku } from '../../../adapters/ids.ts'
import type { LineToPlace } from '../../../adapters/ports/order-desk.ts'
import { isFound } from '../../../adapters/read.ts'
import { dayIn } from '../../../adapters/time.ts'
import type { Context } from '../../context.ts'
import { badInput } from '../../graphql-error.ts'
import { priceReads } from '../../shared/prices/price-reads.ts'
import { isAtCounter } from '../../shared/returns/return-policy.ts'
import { levelAt, sellable, whyUnknown } from '../../shared/stock/stock-level.ts'
import type { Place } from '../../shared/stock/store-directory.ts'
import { sentence } from '../../source-status.ts'
import { because, type Refusal, refuseFor } from '../refused.ts'
import type { ExchangeLineInput } from '../resolvers.generated.ts'
import { variantOf } from '../sizes.ts'
import type { ReturningLine } from './decide.ts'
import { type WantedLine, wantedLines } from './input.ts'
import type { Prepared } from './plan.ts'

/** Most lines of an exchange. */
const MOST = 20

/** What is given for goods that come back, and how many the owner of the place's stock counts, whatever is put aside. */
export interface Given {
  readonly sku: Sku
  readonly title: string
  readonly quantity: number
  readonly count: number
}

/** The goods that come back, as a return's lines. Throws BAD_INPUT for what no exchange has. */
export function exchangeWants(
  context: Pick<Context, 'services'>,
  lines: readonly ExchangeLineInput[],
): readonly WantedLine[] {
  if (lines.length < 1 || lines.length > MOST) throw badInput(`expected 1 to ${MOST} "lines"`)
  if (lines.some(({ newSku }) => newSku.length < 1 || newSku.length > 255))
    throw badInput('expected every "newSku" to have 1 to 255 characters')
  if (new Set(lines.map(({ newSku }) => newSku)).size < lines.length)
    throw badInput('expected each "newSku" once in "lines"')
  return wantedLines(
    context,
    lines.map(({ orderLineId, quantity = 1, reason }) => ({
      orderLineId,
      quantity: String(quantity),
      reason,
    })),
  )
}

/** What is given for each line. Throws `Refused` for what is no other variant of the same product, costs something else, or is not there. */
export async function givenLines(
  context: Context,
  prepared: Prepared,
  { lines, place }: { readonly lines: readonly ExchangeLineInput[]; readonly place: Place },
): Promise<readonly Given[]> {
  const found = await Promise.all(
    lines.map(async (line, at) => {
      const old = prepared.facts.lines.find((one) => one.line.lineId === line.orderLineId)
      const oldSku = (old && prepared.skus.get(old.line)) ?? null
      return givenFor(context, { line, oldSku, at, place })
    }),
  )
  refuseFor(found.flatMap((one) => ('code' in one ? [one] : [])))
  return found.flatMap((one) => ('code' in one ? [] : [one]))
}

interface Wanted {
  readonly line: ExchangeLineInput
  /** What it is exchanged for; null for a line that is none, or has no article. */
  readonly oldSku: Sku | null
  readonly at: number
  readonly place: Place
}

async function givenFor(context: Context, { line, oldSku, at, place }: Wanted): Promise<Given | Refusal> {
  const field = fieldOf(at)
  // What the client says is an article: the catalogue knows.
  const newSku = line.newSku as Sku
  if (oldSku === null) return because('NOT_FOUND', 'The order has no such line of an article.', { field })
  const [old, wanted] = await Promise.all([variantOf(context, oldSku), variantOf(context, newSku)])
  if (!wanted) return because('NOT_FOUND', 'No catalogue knows the article.', { field: [...field, 'newSku'] })
  if (!old || old.productCode !== wanted.productCode || oldSku === newSku)
    return because(
      'NOT_ALLOWED',
      'It is exchanged for another variant of the same product, and nothing else.',
      {
        field: [...field, 'newSku'],
      },
    )
  const differs = await priceDiffers(context, { skus: [oldSku, newSku], place, field })
  if (differs) return differs
  const level = await levelAt(context, newSku, place)
  if (whyUnknown(context, [level]))
    return because('SYSTEM_UNAVAILABLE', 'Nobody knows just now whether there are enough.', {
      field,
      retryable: true,
    })
  const count = isFound(level.read) ? sellable(level.read.value, 0) : 0
  const { quantity = 1 } = line
  const given = { sku: newSku, title: wanted.title?.text ?? newSku, quantity, count }
  return count < quantity ? outOfStock(at) : given
}

/** What is said where there are not as many. */
export function outOfStock(at: number): Refusal {
  return because('OUT_OF_STOCK', 'There are not as many of it there.', { field: fieldOf(at) })
}

interface Pair {
  readonly skus: readonly [Sku, Sku]
  readonly place: Place
  readonly field: readonly string[]
}

/** Why the one is not given for the other at the price that was paid; null where both cost the same today. */
async function priceDiffers(context: Context, { skus, place, field }: Pair): Promise<Refusal | null> {
  const { retailer, clock } = context.services
  const store = place.kind === 'STORE' ? place : null
  const on = dayIn(store?.timeZone ?? retailer.timeZone, clock())
  const channel = store ? ('STORE_POS' as const) : ('WEB' as const)
  const reads = await priceReads(
    context,
    skus.map((sku) => ({ sku, channel, store, quantity: 1, on })),
  )
  const [before, after] = reads
  const failure = reads.find(isSourceError)
  if (failure) return because('SYSTEM_UNAVAILABLE', sentence(failure), { field, retryable: true })
  const isSame =
    isFound(before) &&
    isFound(after) &&
    before.value.unitPrice.gross.minor === after.value.unitPrice.gross.minor &&
    before.value.unitPrice.gross.currency === after.value.unitPrice.gross.currency
  if (isSame) return null
  return because('NOT_ALLOWED', 'It does not cost the same today: bring the one back, and order the other.', {
    field,
  })
}

/** A line of the new order: at what was paid for the goods that come back. */
export function lineOfExchange(
  { line, worth, quantity }: ReturningLine,
  more: {
    readonly given: Given | undefined
    readonly at: number
    readonly place: Place
    readonly desk: string
  },
): LineToPlace {
  const { given, at, place, desk } = more
  if (!given) throw new Error('expected something to be given for every line')
  return {
    position: at + 1,
    sku: given.sku,
    title: given.title,
    quantity: Number(quantity),
    unitPrice: line.unitPrice.gross,
    lineTotal: worth,
    location: place.records.get(desk) ?? null,
    fulfilment: place.kind === 'STORE' ? 'PICKUP' : 'SHIP',
  }
}

/** The channel of the new order: a till numbers its own, so of what is asked for at a counter that of the first order. */
export function channelOfExchange(asked: ChannelKind, first: ChannelKind): ChannelKind {
  return [asked, first].find((channel) => !isAtCounter(channel)) ?? 'WEB'
}

function fieldOf(at: number): readonly string[] {
  return ['input', 'lines', String(at)]
}
