import { isSourceError, SourceError } from '../../../adapters/error.ts'
import type { RecordId } from '../../../adapters/ids.ts'
import type { Promotion, PromotionList } from '../../../adapters/ports/promotions.ts'
import { type Found, isFound, type Read } from '../../../adapters/read.ts'
import type { Answerer } from '../../../adapters/source.ts'
import { type Day, dayIn, type Instant, instant } from '../../../adapters/time.ts'
import { type Context, perRequest } from '../../context.ts'
import { foundOrThrow, readLoader } from '../../loader.ts'
import { answered, failed, isStale, type SourceStatus } from '../../source-status.ts'
import type { Place } from '../stock/store-directory.ts'
import type { Offer } from './promotion-deal.ts'
import { type RunningTime, runningTime } from './promotion-window.ts'

/** A promotion and the source that states it. */
export interface StatedPromotion {
  /** Ours. */
  readonly id: string
  readonly asked: Answerer<'promotions'>
  readonly found: Found<Promotion>
}

/** What every promotions source said: its promotions, and what came of asking. */
export interface PromotionsRead {
  readonly promotions: readonly StatedPromotion[]
  readonly sources: readonly SourceStatus[]
  /** The first failure: then there may be more promotions than these. */
  readonly failure: SourceError | null
}

const loaders = perRequest(
  ({ services }) =>
    new Map(
      services.estate.answers.promotions.map(({ name, port }) => [
        name,
        {
          running: readLoader(port.running),
          byCode: readLoader(port.byCode),
          byId: readLoader(port.promotions),
          segments: readLoader(port.segments),
        },
      ]),
    ),
)

/** Promotions that run at some time of these local days, from every source. */
export function runningOn(context: Context, days: readonly Day[]): Promise<PromotionsRead> {
  return fromAll(context, (name) => days.map((day) => loaders(context).get(name)?.running.load(day)))
}

/** Promotions that take one of these codes, running or not, from every source. */
export function takingCodes(context: Context, codes: readonly string[]): Promise<PromotionsRead> {
  return fromAll(context, (name) => codes.map((code) => loaders(context).get(name)?.byCode.load(code)))
}

type ListRead = Read<PromotionList> | undefined

async function fromAll(
  context: Context,
  ask: (source: string) => readonly (Promise<ListRead> | undefined)[],
): Promise<PromotionsRead> {
  const { estate, sealer, clock } = context.services
  const all = await Promise.all(
    estate.answers.promotions.map(async (asked) => {
      const reads = await Promise.all(ask(asked.name))
      const lists = reads.filter((read): read is Found<PromotionList> => isFound(read))
      const error = reads.find(isSourceError) ?? unreadableIn(asked.name, lists)
      const promotions = lists.flatMap(({ value, fromCache, stale }) =>
        value.promotions.map((found): StatedPromotion => {
          const id = sealer.seal('promotion', [asked.name, found.recordId])
          return { id, asked, found: { ...found, fromCache, ...(stale && { stale }) } }
        }),
      )
      return { promotions, error, source: statusOf(asked, { lists, error, now: instant(clock()) }) }
    }),
  )
  const promotions = new Map(all.flatMap((one) => one.promotions.map((each) => [each.id, each] as const)))
  return {
    promotions: [...promotions.values()],
    sources: all.map(({ source }) => source),
    failure: all.find(({ error }) => error !== null)?.error ?? null,
  }
}

/** A promotion that cannot be read may be one that counts: then nobody knows. */
function unreadableIn(source: string, lists: readonly Found<PromotionList>[]): SourceError | null {
  const unreadable = lists.some(({ value }) => value.unreadable > 0)
  return unreadable ? new SourceError(source, 'BAD_RESPONSE', 'a promotion cannot be read') : null
}

function statusOf(
  asked: Answerer<'promotions'>,
  read: {
    readonly lists: readonly Found<PromotionList>[]
    readonly error: SourceError | null
    readonly now: Instant
  },
): SourceStatus {
  const [oldest = read.now] = read.lists.map(({ fetchedAt }) => fetchedAt).sort()
  if (read.error === null) return answered(asked, oldest, read.lists.some(isStale) ? 'STALE' : 'OK')
  return read.lists.length > 0 ? answered(asked, oldest, 'PARTIAL') : failed({ asked, error: read.error })
}

/** The promotion an id stands for; null when its source does not know it any more. BAD_INPUT for a text that is no such id. */
export async function promotionById(context: Context, id: string): Promise<StatedPromotion | null> {
  const [source = '', record = ''] = context.services.sealer.unseal('promotion', id)
  const asked = context.services.estate.answers.promotions.find(({ name }) => name === source)
  const found =
    asked &&
    foundOrThrow(
      await loaders(context)
        .get(source)
        ?.byId.load(record as RecordId),
    )
  return asked && found ? { id, asked, found } : null
}

/** The segments that one source knows some records of a shopper to be in. */
export async function segmentsIn(
  context: Context,
  source: string,
  records: readonly RecordId[],
): Promise<readonly string[] | SourceError> {
  const reads = await Promise.all(records.map((id) => loaders(context).get(source)?.segments.load(id)))
  return reads.find(isSourceError) ?? reads.filter(isFound).flatMap(({ value }) => value)
}

/** The zone whose days a promotion's are: that of its stores where they share one, else the retailer's. */
export function zoneOf({ services }: Context, { stores }: Promotion): string {
  const zones = new Set((stores ?? []).flatMap((code) => services.stores.byCode(code)?.timeZone ?? []))
  const [only] = zones
  return only !== undefined && zones.size === 1 ? only : services.retailer.timeZone
}

/** When a promotion runs for whoever buys in a store; away from stores in its own zone. */
export function runningFor(context: Context, promotion: Promotion, store: Place | null): RunningTime {
  return runningTime(promotion.window, store?.timeZone ?? zoneOf(context, promotion))
}

/** The local days of an instant in every zone the retailer has: those on which promotions may run then. */
export function daysOf({ services }: Context, at: Date): readonly Day[] {
  const zones = [services.retailer.timeZone, ...services.stores.stores.map(({ timeZone }) => timeZone)]
  return [...new Set(zones.map((zone) => dayIn(zone, at)))].sort()
}

/** A promotion as the rules take it. */
export function offerOf({ id, found }: StatedPromotion): Offer {
  const { benefit, items, stackable, minimum }: Promotion = found.value
  return { id, benefit, items: items && new Set<string>(items), stackable, minimum }
}
