import DataLoader from 'dataloader'
import { GraphQLError } from 'graphql'
import { isSourceError, SourceError } from '../../../adapters/error.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import type { StockKey, StockLevel } from '../../../adapters/ports/stock.ts'
import { type Found, isFound, type Read } from '../../../adapters/read.ts'
import type { Answerer } from '../../../adapters/source.ts'
import { type Instant, instant } from '../../../adapters/time.ts'
import type { StockPlace } from '../../../ledger/writes/port.ts'
import { type Context, perRequest } from '../../context.ts'
import { toGraphQLError } from '../../graphql-error.ts'
import { foundOrThrow, readLoader } from '../../loader.ts'
import { type Asked, hasAnswered, notAsked, type SourceStatus, statusOfReads } from '../../source-status.ts'
import type { Place } from './store-directory.ts'

/** What the owner of a place's stock answered for one item. `read` is undefined when it keeps none there. */
export interface LevelRead {
  readonly asked: Asked
  readonly read: Read<StockLevel> | undefined
  /** Units that the graph has put aside there, for carts and orders. */
  readonly held: number
}

/** The words of the schema's `AvailabilityStatus` that stock alone can tell. */
type StockStatus = 'IN_STOCK' | 'LOW_STOCK' | 'OUT_OF_STOCK' | 'UNKNOWN'

/** What can be said of a place's stock. */
export interface Standing {
  readonly status: StockStatus
  /** Null when nobody knows; `whyUnknown` says why. */
  readonly availableToSell: number | null
  /** The oldest reading, also of a reading too old to promise anything; null when there is none. */
  readonly asOf: Instant | null
  /** 0 when nobody knows. */
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

/** Units put aside, all places and articles of a request in one question to the ledger. */
const holds = perRequest(
  ({ services: { writes, clock } }) =>
    new DataLoader<StockPlace, number, string>(
      async (places) => {
        const held = await writes.holds.held(places, instant(clock()))
        return places.map((place) => held.get(place) ?? 0)
      },
      { cacheKeyFn: ({ location, sku, readAt }) => JSON.stringify([location, sku, readAt]) },
    ),
)

/** What is put aside is asked for anew from now on, also in a request that asked before: others may have been quicker meanwhile. */
export function forgetHeld(context: Context): void {
  holds(context).clearAll()
}

/**
 * One item's stock in one place, from the one source that owns the place's stock: the first in the order of precedence
 * that has a record of the place. Two sources' counts of one place are never added up.
 */
export async function levelAt(context: Context, sku: string, place: Place): Promise<LevelRead> {
  const asked = ownerOf(context, place)
  const location = asked && place.records.get(asked.name)
  const loader = asked && levels(context).get(asked.name)
  if (!location || !loader) return unowned(place)
  const read = await loader.load({ item: sku as RecordId, location })
  return { asked, read, held: await holds(context).load(placeOf(place, sku, read)) }
}

/** What is put aside of an article is taken off what was read of it. */
export function placeOf({ id }: Place, sku: string, read: Read<StockLevel> | undefined): StockPlace {
  return { location: id, sku, ...(isFound(read) && { readAt: read.fetchedAt }) }
}

function ownerOf({ services }: Context, place: Place): Answerer<'stock'> | null {
  return services.estate.answers.stock.find(({ name }) => place.records.has(name)) ?? null
}

function unowned({ code }: Place): LevelRead {
  const error = new SourceError('configuration', 'UNSUPPORTED', `no source states the stock of ${code}`)
  return { asked: { name: 'configuration', kind: 'GRAPH' }, read: error, held: 0 }
}

/**
 * Whole units that may be sold: on hand, less what the owner has reserved and what the graph has put aside, never below zero (schema
 * decision K21).
 */
export function sellable({ onHand, reserved }: StockLevel, held: number): number {
  return Math.max(0, onHand - (reserved ?? 0) - held)
}

/**
 * What several reads together say. A read that failed or is older than the budget says nothing; while nothing is known
 * the standing is UNKNOWN, never out of stock. "Keeps none there" counts as zero, just now.
 */
export function standing(context: Context, reads: readonly LevelRead[]): Standing {
  const { retailer, clock } = context.services
  const found = reads.flatMap(({ read, held }) => (isFound(read) ? [{ ...read, held }] : []))
  const asOf = found.map(({ fetchedAt }) => fetchedAt).sort()[0] ?? null
  if (whyUnknown(context, reads)) return { status: 'UNKNOWN', availableToSell: null, asOf, confidence: 0 }
  const availableToSell = found.reduce((sum, { value, held }) => sum + sellable(value, held), 0)
  const confidence = Math.max(0.01, round(1 - ageOf(context, asOf) / retailer.stockBudgetSeconds))
  const status = inAWord(availableToSell, retailer.lowStock)
  return { status, availableToSell, asOf: asOf ?? instant(clock()), confidence }
}

/** Why these reads say nothing together, as a client may read it; null when they say something. */
export function whyUnknown(context: Context, reads: readonly LevelRead[]): GraphQLError | null {
  const failure = failureOf(reads)
  if (failure) return toGraphQLError(failure)
  const stale = reads.find((one) => isStale(context, one))
  if (!stale) return null
  const { name: source } = stale.asked
  return new GraphQLError(tooOld(source), {
    extensions: { code: 'SOURCE_UNAVAILABLE', source, retryable: true },
  })
}

function isStale(context: Context, { read }: LevelRead): boolean {
  return isFound(read) && ageOf(context, read.fetchedAt) >= context.services.retailer.stockBudgetSeconds
}

/** Seconds; 0 for no reading and for one of a clock ahead of ours. */
function ageOf({ services }: Context, at: Instant | null): number {
  return at === null ? 0 : Math.max(0, services.clock().getTime() - Date.parse(at)) / 1_000
}

function tooOld(source: string): string {
  return `The last reading of the system "${source}" is too old to promise anything.`
}

function inAWord(units: number, lowStock: number): StockStatus {
  if (units <= 0) return 'OUT_OF_STOCK'
  return units <= lowStock ? 'LOW_STOCK' : 'IN_STOCK'
}

function round(share: number): number {
  return Math.round(share * 100) / 100
}

/**
 * One status per source for reads of many places; sources that own none of them were not asked. STALE when a reading is too
 * old to promise anything.
 */
export function statuses(context: Context, reads: readonly LevelRead[]): readonly SourceStatus[] {
  const { clock, estate } = context.services
  return estate.answers.stock.map((asked) => {
    const own = reads.filter((one) => one.asked.name === asked.name)
    if (own.length === 0) return notAsked(asked)
    const status = statusOfReads(
      asked,
      own.map(({ read }) => read),
      clock,
    )
    if (!hasAnswered(status) || !own.some((one) => isStale(context, one))) return status
    return { ...status, outcome: 'STALE', message: tooOld(asked.name) }
  })
}

/** The level of a read; null when none is kept there. Throws the failure as a client may read it. */
export function foundLevel({ read }: LevelRead): Found<StockLevel> | null {
  return foundOrThrow(read)
}

/** The failure of the first read that failed, or null. */
function failureOf(reads: readonly LevelRead[]): SourceError | null {
  return reads.map(({ read }) => read).find(isSourceError) ?? null
}
