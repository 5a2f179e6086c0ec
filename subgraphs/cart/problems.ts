import type { ChannelKind } from '../../adapters/channel.ts'
import { isSourceError } from '../../adapters/error.ts'
import type { Instant } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { type MoneyFields, moneyFields } from '../shared/prices/money.ts'
import { type Option, optionsFor } from '../shared/stock/fulfilment-options.ts'
import { isOld, type SourceStatus } from '../source-status.ts'
import type { Here } from './here.ts'
import { changeOf, type Priced } from './priced.ts'
import type { Stocked, StockedLine } from './stocked.ts'

/** Something that would stop or change checkout. */
export type Problem =
  | {
      readonly kind: 'PriceChangedProblem'
      readonly lineId: string
      readonly from: MoneyFields
      readonly to: MoneyFields
    }
  | ShortProblem
  | {
      readonly kind: 'LineUnavailableProblem'
      readonly lineId: string
      readonly channel: ChannelKind
      readonly reason: 'NO_PRICE'
    }
  | { readonly kind: 'PromotionEndedProblem'; readonly code: string; readonly endedAt: Instant | null }
  | { readonly kind: 'SourceUnavailableProblem'; readonly source: SourceStatus; readonly effect: string }

/** Fewer units than wanted. */
export interface ShortProblem {
  readonly kind: 'InsufficientStockProblem'
  readonly lineId: string
  readonly sku: string
  readonly requested: number
  readonly available: number
  /** Asks for the stock of other places. */
  alternatives(): Promise<readonly Option[]>
}

/** Everything that is wrong with a cart here and now: prices, stock, codes, then who did not answer. */
export function problemsOf(
  context: Context,
  here: Here,
  { priced, stocked }: { readonly priced: Priced; readonly stocked: Stocked },
): readonly Problem[] {
  return [
    ...priceProblems(priced, here),
    ...stocked.lines.flatMap((one) => short(context, here, one)),
    ...codeProblems(priced),
    ...priced.silent.prices.map(
      silence('The prices of adding count instead of those of now.', 'Prices count as they were then.'),
    ),
    ...priced.silent.promotions.map(
      silence('Promotions are not counted.', 'Promotions count as they were then.'),
    ),
    ...stocked.silent.map(silence('Nobody knows whether there are enough.')),
  ]
}

function priceProblems({ lines }: Priced, { channel }: Here): readonly Problem[] {
  return lines.flatMap((one): Problem[] => {
    const { line, read, unit } = one
    if (read === undefined)
      return [{ kind: 'LineUnavailableProblem', lineId: line.id, channel, reason: 'NO_PRICE' }]
    const change = changeOf(one)
    if (change === null || isSourceError(change)) return []
    const from = moneyFields({ minor: line.price.minor, currency: line.price.currency })
    return [{ kind: 'PriceChangedProblem', lineId: line.id, from, to: moneyFields(unit) }]
  })
}

function short(context: Context, here: Here, { line, available, places }: StockedLine): readonly Problem[] {
  const { id: lineId, sku, quantity: requested } = line
  if (available === null || places.length === 0 || available >= requested) return []
  const wish = { sku, quantity: requested, near: here.store?.geo ?? null, channel: here.channel, kinds: null }
  const alternatives = async () =>
    (await optionsFor(context, wish)).options.filter((option) => option.available)
  return [{ kind: 'InsufficientStockProblem', lineId, sku, requested, available, alternatives }]
}

function codeProblems({ rejected, endOf }: Priced): readonly Problem[] {
  if (isSourceError(rejected)) return []
  return rejected
    .filter(({ reason }) => reason === 'EXPIRED')
    .map(({ code }) => ({ kind: 'PromotionEndedProblem', code, endedAt: endOf(code) }))
}

/** What a system's silence does, and what it does where something that it said earlier stands in. */
function silence(unknown: string, old = unknown): (source: SourceStatus) => Problem {
  return (source) => ({ kind: 'SourceUnavailableProblem', source, effect: isOld(source) ? old : unknown })
}
