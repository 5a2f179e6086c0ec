import type { CustomerId } from '../../adapters/ids.ts'
import { type Instant, instant } from '../../adapters/time.ts'
import type { HoldRecord, WriteUnit } from '../../ledger/writes/port.ts'
import type { Context } from '../context.ts'
import { badInput, forbidden } from '../graphql-error.ts'
import { isOwn } from '../shared/access/known-viewer.ts'
import { namedCustomer } from '../shared/access/named-customer.ts'
import type { Clue, Ownership } from '../shared/access/owners.ts'
import type { Place } from '../shared/stock/store-directory.ts'
import { callerOf, doneBefore, doOnce, Refused, type Wanted } from '../shared/writes/command.ts'
import { type Counted, type CountedLine, countedLines, type Item, lacking } from './reservation-lines.ts'
import { because, notHeld, over, type ReservationRefusal } from './reservation-refusals.ts'
import type { MutationStockReserveArgs, StockReserveInput } from './resolvers.generated.ts'

/** The scope by which staff puts stock aside. */
const RESERVE = 'inventory:reserve'
/** How long a reservation may be made to last in all. */
const LONGEST_MS = 4 * 3_600_000
const MINUTE_MS = 60_000
/** What a shopper may put aside: nobody empties a shop's shelves from home. */
const SHOPPERS_UNITS = 10
const SHOPPERS_AT_ONCE = 5
const NOBODY_ASKED: Counted = { lines: [], refusals: [] }

/** What is wanted, with the schema's defaults. */
type Wish = Omit<StockReserveInput, 'lines' | 'minutes'> & {
  readonly minutes: number
  readonly lines: readonly Item[]
}

/** What came of a change of a reservation, as the schema shows it. */
export interface ReservationPayloadModel {
  readonly replayed: boolean
  readonly reservation: HoldRecord | null
  readonly userErrors: readonly ReservationRefusal[]
}

/** Whose a reservation is. */
export const ownReservation: Ownership<HoldRecord> = {
  of: ({ customerId }) => ({ customerId: customerId as CustomerId | null, orderId: null }),
  byKey: ({ id }, context): Clue => {
    idOf(context, String(id))
    return {}
  },
}

/** A reservation by its id; null when there is none. Throws BAD_INPUT for what is no reservation's id. */
export async function reservationById(context: Context, id: string): Promise<HoldRecord | null> {
  idOf(context, id)
  return (await context.services.writes.holds.byIds([id])).get(id) ?? null
}

/** How it stands now: its time may be over before the sweep has been by. */
export function stateOf({ services }: Context, { state, expiresAt }: HoldRecord): HoldRecord['state'] {
  const isOver = state === 'HELD' && expiresAt !== null && expiresAt <= instant(services.clock())
  return isOver ? 'EXPIRED' : state
}

/** Puts units aside in one place. */
export async function reserve(
  context: Context,
  { input: given, idempotencyKey }: MutationStockReserveArgs,
): Promise<ReservationPayloadModel> {
  const input = wishOf(given)
  const { services } = context
  const place = services.stores.byId(input.locationId)
  const customerId = await shopperFor(context, input.customerId ?? null)
  if (!place) return refusedWith([because('UNKNOWN_LOCATION', { field: ['input', 'locationId'] })])
  const wanted: Wanted = { operation: 'stockReserve', idempotencyKey, input, about: ['stock'] }
  // Who repeats it asks nobody for stock.
  const earlier = await doneBefore<string>(context, wanted)
  const counted = earlier === null ? await countedLines(context, place, input.lines) : NOBODY_ASKED
  const bounded = context.viewer.scopes.includes(RESERVE) ? null : customerId
  return changed(context, wanted, async (unit, at) => {
    if (bounded !== null) await refuseTooMuch(unit, { input, customerId: bounded, at })
    if (counted.refusals.length > 0) throw new Refused(counted.refusals)
    const lines = await heldLines(unit, { input, place, counted: counted.lines, at })
    const hold: HoldRecord = {
      id: services.sealer.seal('reservation', [callerOf(context.viewer), idempotencyKey, at]),
      location: place.id,
      state: 'HELD',
      lines,
      expiresAt: after(at, input.minutes * MINUTE_MS),
      customerId,
      cartId: null,
      orderId: null,
      createdAt: at,
    }
    await unit.holds.save(hold)
    return hold.id
  })
}

/** Lets it last as long again from now on. */
export function extend(
  context: Context,
  id: string,
  idempotencyKey: string,
): Promise<ReservationPayloadModel> {
  return change(context, { operation: 'stockReservationExtend', id, idempotencyKey }, (hold, at) => {
    if (stateOf(context, hold) !== 'HELD' || hold.expiresAt === null) throw new Refused([over()])
    const until = Date.parse(hold.expiresAt)
    const span = Math.min(until - Date.parse(hold.createdAt), 60 * MINUTE_MS)
    const wished = Math.min(Date.parse(at) + span, Date.parse(hold.createdAt) + LONGEST_MS)
    const expiresAt = instant(new Date(Math.max(wished, until)))
    return { ...hold, expiresAt }
  })
}

/** Gives back what it holds. */
export function release(
  context: Context,
  id: string,
  idempotencyKey: string,
): Promise<ReservationPayloadModel> {
  return change(context, { operation: 'stockReservationRelease', id, idempotencyKey }, (hold) => {
    // What was promised to an order is the order's to give back.
    if (hold.state === 'COMMITTED' || hold.state === 'ENDED') throw new Refused([notHeld()])
    return stateOf(context, hold) === 'HELD' ? { ...hold, state: 'RELEASED' } : hold
  })
}

interface Change {
  readonly operation: string
  readonly id: string
  readonly idempotencyKey: string
}

async function change(
  context: Context,
  { operation, id, idempotencyKey }: Change,
  to: (hold: HoldRecord, at: Instant) => HoldRecord,
): Promise<ReservationPayloadModel> {
  const seen = await reservationById(context, id)
  // What is not theirs and what is not there look alike.
  if (!seen || !(await isTheirs(context, seen))) return refusedWith([notHeld()])
  const wanted: Wanted = { operation, idempotencyKey, input: { id }, about: ['stock'] }
  return changed(context, wanted, async (unit, at) => {
    const hold = (await unit.holds.byIds([id])).get(id)
    if (!hold) throw new Refused([notHeld()])
    await unit.holds.save(to(hold, at))
    return id
  })
}

async function changed(
  context: Context,
  wanted: Wanted,
  work: (unit: WriteUnit, at: Instant) => Promise<string>,
): Promise<ReservationPayloadModel> {
  const outcome = await doOnce<string, readonly ReservationRefusal[]>(context, wanted, work)
  if ('refused' in outcome) return refusedWith(outcome.refused)
  const { result: id, replayed } = outcome.done
  return { replayed, reservation: await reservationById(context, id), userErrors: [] }
}

function refusedWith(userErrors: readonly ReservationRefusal[]): ReservationPayloadModel {
  return { replayed: false, reservation: null, userErrors }
}

interface Holding {
  readonly input: Wish
  readonly place: Place
  readonly counted: readonly CountedLine[]
  readonly at: Instant
}

/** What is put aside of each article; refused where it is less than was wanted and less will not do. */
async function heldLines(unit: WriteUnit, { input, counted, at }: Holding): Promise<HoldRecord['lines']> {
  const held = await unit.holds.held(
    counted.map((line) => line.counted),
    at,
  )
  const lines = counted.map(({ sku, requested, count, counted: place }) => {
    const available = Math.max(0, count - (held.get(place) ?? 0))
    return { sku, requested, held: Math.min(requested, available) }
  })
  const short = lines.filter((line) => line.held < line.requested)
  const nothing = lines.every((line) => line.held === 0)
  if (short.length > 0 && (!input.allowPartial || nothing)) throw new Refused(lacking(lines))
  return lines.filter((line) => line.held > 0)
}

async function refuseTooMuch(
  { holds }: WriteUnit,
  { input, customerId, at }: { readonly input: Wish; readonly customerId: string; readonly at: Instant },
): Promise<void> {
  const tooMany = input.lines.flatMap(({ sku, quantity }, position) =>
    quantity > SHOPPERS_UNITS
      ? [because('TOO_MUCH', { field: ['input', 'lines', String(position)], sku })]
      : [],
  )
  if (tooMany.length > 0) throw new Refused(tooMany)
  if ((await holds.openOf(customerId, at)) >= SHOPPERS_AT_ONCE) throw new Refused([because('TOO_MUCH')])
}

/** For whom it is: whoever staff names, null for nobody in particular; a shopper's own. */
async function shopperFor(context: Context, named: string | null): Promise<string | null> {
  const { viewer } = context
  if (viewer.scopes.includes(RESERVE)) {
    if (named === null) return null
    const entity = await namedCustomer(context, named)
    if (entity) return entity.id
  } else if (viewer.customerId !== null) {
    const own = named ?? viewer.customerId
    if (await isOwn(context, own as CustomerId)) return own
  }
  throw forbidden({ scopes: [[RESERVE], ['customer:self']], authenticated: false, policy: false })
}

async function isTheirs(context: Context, { customerId }: HoldRecord): Promise<boolean> {
  if (context.viewer.scopes.includes(RESERVE)) return true
  return customerId !== null && (await isOwn(context, customerId as CustomerId))
}

function wishOf({ lines: given, minutes = 15, ...rest }: StockReserveInput): Wish {
  const lines = given.map(({ sku, quantity = 1 }) => ({ sku, quantity }))
  if (lines.length < 1 || lines.length > 50) throw badInput('expected 1 to 50 "lines"')
  if (lines.some(({ quantity }) => quantity < 1 || quantity > 999))
    throw badInput('expected every "quantity" between 1 and 999')
  if (new Set(lines.map(({ sku }) => sku)).size < lines.length)
    throw badInput('expected each article once in "lines"')
  if (minutes < 1 || minutes > 60) throw badInput('expected "minutes" between 1 and 60')
  return { ...rest, lines, minutes }
}

function idOf({ services }: Context, id: string): void {
  services.sealer.unseal('reservation', id)
}

function after(at: Instant, ms: number): Instant {
  return instant(new Date(Date.parse(at) + ms))
}
