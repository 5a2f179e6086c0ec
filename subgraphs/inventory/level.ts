import { SourceError } from '../../adapters/error.ts'
import type { RecordId } from '../../adapters/ids.ts'
import type { StockKey, StockLevel } from '../../adapters/ports/stock.ts'
import { type Found, isFound, type Read } from '../../adapters/read.ts'
import type { Answerer } from '../../adapters/source.ts'
import type { Instant } from '../../adapters/time.ts'
import { type Context, perRequest } from '../context.ts'
import { readLoader } from '../loader.ts'
import { type Asked, notAsked, type SourceStatus, statusOfReads } from '../source-status.ts'
import type { Place } from '../store-directory.ts'

/** What the owner of a place's stock answered for one item. `read` is undefined when it keeps none there. */
export interface LevelRead {
  readonly asked: Asked
  readonly read: Read<StockLevel> | undefined
}

/** The words of the schema's `AvailabilityStatus` that stock alone can tell. */
export type StockStatus = 'IN_STOCK' | 'LOW_STOCK' | 'OUT_OF_STOCK' | 'UNKNOWN'

/** What can be said of a place's stock. */
export interface Standing {
  readonly status: StockStatus
  /** Null when nobody knows. */
  readonly availableToSell: number | null
  readonly asOf: Instant | null
  readonly confidence: number
}

const levels = perRequest(
  ({ services }) =>
    new Map(
      services.estate.answers.stock.map(({ name, port }) => [
        name,
        readLoader<StockKey, StockLevel>(port.levels, ({ item, location }) =>
          JSON.stringify([item, location]),
        ),
      ]),
    ),
)

/**
 * One item's stock in one place, from the one source that owns the place's stock: the first in the order of precedence
 * that has a record of the place. Two sources' counts of one place are never added up.
 */
export async function levelAt(context: Context, sku: string, place: Place): Promise<LevelRead> {
  const asked = ownerOf(context, place)
  const location = asked && place.records.get(asked.name)
  const loader = asked && levels(context).get(asked.name)
  if (!location || !loader) return unowned(place)
  return { asked, read: await loader.load({ item: sku as RecordId, location }) }
}

function ownerOf({ services }: Context, place: Place): Answerer<'stock'> | null {
  return services.estate.answers.stock.find(({ name }) => place.records.has(name)) ?? null
}

function unowned({ code }: Place): LevelRead {
  const error = new SourceError('configuration', 'UNSUPPORTED', `no source states the stock of ${code}`)
  return { asked: { name: 'configuration', kind: 'GRAPH' }, read: error }
}

/** Whole units that may be sold: on hand less reserved, never below zero. */
export function sellable({ onHand, reserved }: StockLevel): number {
  return Math.max(0, onHand - (reserved ?? 0))
}

/**
 * What several reads together say. A read that failed or is older than the budget says nothing; while nothing is known
 * the standing is UNKNOWN, never out of stock. "Keeps none there" counts as zero, just now.
 */
export function standing({ services }: Context, reads: readonly LevelRead[]): Standing {
  const { retailer, clock } = services
  const now = clock().getTime()
  const ages = reads.flatMap(({ read }) => (isFound(read) ? [now - Date.parse(read.fetchedAt)] : []))
  const oldest = Math.max(0, ...ages) / 1000
  const confidence = round(Math.max(0, 1 - oldest / retailer.stockBudgetSeconds))
  const failed = reads.some(({ read }) => read !== undefined && !isFound(read))
  if (failed || confidence === 0)
    return { status: 'UNKNOWN', availableToSell: null, asOf: null, confidence: 0 }
  const found = reads.map(({ read }) => read).filter(isFound)
  const availableToSell = found.reduce((sum, { value }) => sum + sellable(value), 0)
  const asOf = found.map(({ fetchedAt }) => fetchedAt).sort()[0] ?? (new Date(now).toISOString() as Instant)
  return { status: inAWord(availableToSell, retailer.lowStock), availableToSell, asOf, confidence }
}

function inAWord(units: number, lowStock: number): StockStatus {
  if (units <= 0) return 'OUT_OF_STOCK'
  return units <= lowStock ? 'LOW_STOCK' : 'IN_STOCK'
}

function round(share: number): number {
  return Math.round(share * 100) / 100
}

/** One status per source for reads of many places; sources that own none of them were not asked. */
export function statuses({ services }: Context, reads: readonly LevelRead[]): readonly SourceStatus[] {
  const { clock, estate } = services
  return estate.answers.stock.map((asked) => {
    const own = reads.filter((one) => one.asked.name === asked.name)
    if (own.length === 0) return notAsked(asked)
    return statusOfReads(
      asked,
      own.map(({ read }) => read),
      clock,
    )
  })
}

/** The found level of a read, or null. */
export function foundLevel({ read }: LevelRead): Found<StockLevel> | null {
  return isFound(read) ? read : null
}

/** The failure of the first read that failed, or null. */
export function failureOf(reads: readonly LevelRead[]): SourceError | null {
  const [failed] = reads.flatMap(({ read }) => (read !== undefined && !isFound(read) ? [read] : []))
  return failed ?? null
}
