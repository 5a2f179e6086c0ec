import type { Sku } from '../../adapters/ids.ts'
import type { Money, TaxedMoney } from '../../adapters/money.ts'
import type { LineToPlace } from '../../adapters/ports/order-desk.ts'
import { isFound } from '../../adapters/read.ts'
import type { StockPlace } from '../../ledger/writes/port.ts'
import type { Context } from '../context.ts'
import type { MoneyFields } from '../shared/prices/money.ts'
import { taxed, taxedSum } from '../shared/prices/tax.ts'
import type { FulfilmentKind } from '../shared/stock/fulfilment.ts'
import { placeOf, sellable } from '../shared/stock/stock-level.ts'
import type { Place } from '../shared/stock/store-directory.ts'
import type { Cart } from './cart.ts'
import type { Priced, PricedLine } from './priced.ts'
import { because, type Refusal, refused, refuseFor } from './refused.ts'
import { type Stocked, type StockedLine, standingOf } from './stocked.ts'
import { titlesOf } from './titles.ts'

/** A line of an order, where it comes from and how many the owner of that place's stock counts, whatever is put aside. */
export interface PlannedLine {
  readonly lineId: string
  readonly place: Place
  readonly count: number
  /** What is put aside is taken off that count. */
  readonly counted: StockPlace
  readonly toPlace: LineToPlace
}

const KIND: Readonly<Partial<Record<FulfilmentKind, LineToPlace['fulfilment']>>> = {
  PICKUP_IN_STORE: 'PICKUP',
  CURBSIDE_PICKUP: 'CURBSIDE',
}

/** The lines of an order as its desk is told, each from the one place of its group. Throws `Refused` for all that is wrong with stock. */
export async function planLines(
  context: Context,
  { body }: Cart,
  { priced, stocked, desk }: { readonly priced: Priced; readonly stocked: Stocked; readonly desk: string },
): Promise<readonly PlannedLine[]> {
  refuseFor(stocked.lines.flatMap(whyShort))
  const places = new Map<string, { readonly place: Place; readonly mode: FulfilmentKind }>()
  for (const group of body.groups) {
    const { location } = await standingOf(context, group, Promise.resolve(stocked))
    if (!location) throw refused(group.lineIds.map((lineId) => short(lineId)))
    for (const id of group.lineIds) places.set(id, { place: location, mode: group.mode })
  }
  const titles = await titlesOf(
    context,
    body.lines.map(({ sku }) => sku),
  )
  return Promise.all(
    priced.lines.map(async (one, at): Promise<PlannedLine> => {
      const { id: lineId, sku, quantity } = one.line
      const { place, mode } = places.get(lineId) ?? undecided(lineId)
      const lineTotal = await taxedMoney(context, one)
      return {
        lineId,
        place,
        ...countAt(stocked.lines[at], place, sku),
        toPlace: {
          position: at + 1,
          sku: sku as Sku,
          title: titles.get(sku) ?? sku,
          quantity,
          unitPrice: one.unit,
          lineTotal,
          location: place.records.get(desk) ?? null,
          fulfilment: KIND[mode] ?? 'SHIP',
        },
      }
    }),
  )
}

/** What the whole costs, with its tax where everybody says it. */
export async function totalOf(context: Context, { lines, deal }: Priced): Promise<TaxedMoney> {
  const amounts = lines.map(({ line, source, total }) => ({ sku: line.sku, source, gross: total }))
  const { net, tax } = await taxedSum(context, amounts, deal.total).parts()
  return { gross: deal.total, net: moneyOf(net, deal.total), tax: moneyOf(tax, deal.total) }
}

async function taxedMoney(context: Context, { line, source, total }: PricedLine): Promise<TaxedMoney> {
  const { net, tax } = await taxed(context, { sku: line.sku, source, gross: total }).parts()
  return { gross: total, net: moneyOf(net, total), tax: moneyOf(tax, total) }
}

function moneyOf(fields: MoneyFields | null, { currency }: Money): Money | null {
  return fields && { minor: fields.centAmount, currency }
}

function whyShort({ line, available, places }: StockedLine): readonly Refusal[] {
  if (available === null || places.length === 0)
    return [
      because('SYSTEM_UNAVAILABLE', 'Nobody knows just now whether there are enough.', {
        lineId: line.id,
        retryable: true,
      }),
    ]
  return available < line.quantity ? [short(line.id)] : []
}

/** The same for a line of which there are too few anywhere and for one whose group has no place with all of its lines. */
export function short(lineId: string): Refusal {
  return because('INSUFFICIENT_STOCK', 'There are not as many there, or not all of a group in one place.', {
    lineId,
  })
}

function countAt(
  stocked: StockedLine | undefined,
  place: Place,
  sku: string,
): Pick<PlannedLine, 'count' | 'counted'> {
  const at = stocked?.places.findIndex(({ id }) => id === place.id) ?? -1
  const read = stocked?.reads[at]?.read
  return { count: isFound(read) ? sellable(read.value, 0) : 0, counted: placeOf(place, sku, read) }
}

function undecided(lineId: string): never {
  throw refused([
    because('FULFILLMENT_UNAVAILABLE', 'Say first how this line reaches the shopper (cartFulfillmentSet).', {
      lineId,
    }),
  ])
}
