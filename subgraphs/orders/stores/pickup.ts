import type { Instant } from '../../../adapters/time.ts'
import { isPickupCode } from '../../cart-keys.ts'
import type { Context } from '../../context.ts'
import { badInput } from '../../graphql-error.ts'
import type { PlacedEvent, PlacedGroup } from '../../shared/orders/placed-order.ts'
import { lineIdsOf } from '../../shared/orders/placed-orders.ts'
import { askCancellation } from '../cancel/ask.ts'
import type { OrderChanged } from '../change.ts'
import { cancelLineRule, cancelRule, refusalsFor } from '../order-rules.ts'
import { because, refused, refuseFor } from '../refused.ts'
import type {
  HandOverProofInput,
  MutationPickupHandOverArgs,
  MutationPickupMarkNoShowArgs,
  MutationPickupMarkReadyArgs,
} from '../resolvers.generated.ts'
import { type AtWork, changeInStore, type Step } from './change.ts'
import { collectBy } from './collect-by.ts'

const nothing = async () => null

/** A store has put its part of an order together. What is missing of it is cancelled, whole lines alone: no desk takes less of a line. */
export function markReady(context: Context, args: MutationPickupMarkReadyArgs): Promise<OrderChanged> {
  const { orderId, fulfillmentId, idempotencyKey: key } = args
  const missing = args.missing ?? []
  if (new Set(missing).size < missing.length) throw badInput('expected each line once in "missing"')
  const change = { operation: 'pickupMarkReady', orderId, fulfillmentId, key, input: args }
  return changeInStore(context, change, nothing, async (at) => {
    const { group, work, doing } = at
    if (work.state !== 'OPEN') throw refused([because('NOT_ALLOWED', 'It is not waiting to be picked.')])
    const gone = positionsIn(context, at, missing)
    const positions = group.positions.filter((position) => !gone.includes(position))
    const isAll = positions.length === 0
    if (gone.length > 0) await giveBack(context, at, { lineIds: missing, reason: 'NOT_FOUND_IN_STORE' })
    const state = isAll ? 'ENDED' : 'READY'
    return {
      group: {
        ...group,
        positions: isAll ? group.positions : positions,
        work: { ...work, state, readyAt: doing.at },
      },
      isOpen: !isAll,
      events: [
        ...(gone.length > 0 ? [event('SHORT', doing.at, missing.join(', '))] : []),
        ...(isAll ? [] : [event('READY', doing.at)]),
      ],
    }
  })
}

/** A store gives its part of an order to the shopper, who shows the code or is known by a document, or to the carrier. */
export function handOver(context: Context, args: MutationPickupHandOverArgs): Promise<OrderChanged> {
  const { orderId, fulfillmentId, proof, idempotencyKey: key } = args
  checkProof(proof)
  const change = { operation: 'pickupHandOver', orderId, fulfillmentId, key, input: args }
  return changeInStore(context, change, nothing, async ({ group, work, doing, placed }) => {
    if (work.state !== 'READY')
      throw refused([because('NOT_ALLOWED', 'It is not ready, or was handed over.')])
    // Its system may yet refuse the order, and then everything is given back.
    if (placed.status === 'PENDING')
      throw refused([
        because('SYSTEM_UNAVAILABLE', 'The system that takes orders has not taken it yet.', {
          retryable: true,
        }),
      ])
    const { at } = doing
    const parcel = group.kind === 'SHIP' ? (proof.parcel?.trim() ?? null) : null
    const shown = proofFor(context, group, proof)
    return {
      group: { ...group, work: { ...work, state: 'LEFT', leftAt: at, parcel } },
      isOpen: false,
      events: [event(group.kind === 'SHIP' ? 'SENT' : 'HANDED_OVER', at, shown)],
    }
  })
}

/** The shopper did not come in time: everything is given back. */
export function markNoShow(context: Context, args: MutationPickupMarkNoShowArgs): Promise<OrderChanged> {
  const { orderId, fulfillmentId, idempotencyKey: key } = args
  const change = { operation: 'pickupMarkNoShow', orderId, fulfillmentId, key, input: args }
  return changeInStore(context, change, nothing, async (at): Promise<Step> => {
    const { group, work, doing } = at
    const until = collectBy(context, group)
    if (until === null) throw refused([because('NOT_ALLOWED', 'It does not wait for a shopper.')])
    if (doing.at < until)
      throw refused([because('NOT_ALLOWED', `The shopper may come until ${until}.`, { retryable: true })])
    const idOf = lineIdsOf(at.placed, context.services.estate.answers.orderDesk)
    await giveBack(context, at, { lineIds: group.positions.map(idOf), reason: 'NOT_COLLECTED' })
    return {
      group: { ...group, work: { ...work, state: 'NOT_COLLECTED' } },
      isOpen: false,
      events: [event('NOT_COLLECTED', doing.at)],
    }
  })
}

function event(kind: PlacedEvent['kind'], at: Instant, note: string | null = null): PlacedEvent {
  return { at, kind, system: null, note }
}

interface GivingBack {
  readonly lineIds: readonly string[]
  readonly reason: string
}

/** Asks to cancel lines as anybody would, by the same rules: what the order's system cannot do is refused before anything is kept. */
async function giveBack(
  context: Context,
  { unit, doing, facts, group }: AtWork,
  { lineIds, reason }: GivingBack,
): Promise<void> {
  const standing = facts.shown.lines.filter(({ status }) => status !== 'CANCELLED')
  const isAll = standing.every(({ lineId }) => lineIds.includes(lineId))
  refuseFor(
    isAll
      ? refusalsFor(cancelRule(facts))
      : lineIds.flatMap((lineId) => refusalsFor(cancelLineRule(facts, lineId), { lineId })),
  )
  const { orderId } = facts
  const id = [doing.caller, doing.key, doing.at]
  const customerId = (await unit.cases.byIds([group.id])).get(group.id)?.customerId ?? null
  await askCancellation(context, unit, { orderId, id, at: doing.at, customerId, facts, lineIds, reason })
}

/** The positions of lines of a group, named by their ids. Throws `Refused` for others. */
function positionsIn(
  { services }: Context,
  { placed, group }: AtWork,
  lineIds: readonly string[],
): readonly number[] {
  const idOf = lineIdsOf(placed, services.estate.answers.orderDesk)
  return lineIds.map((lineId) => {
    const position = group.positions.find((one) => idOf(one) === lineId)
    if (position !== undefined) return position
    throw refused([
      because('NOT_FOUND', 'There is no such line to be picked.', { field: ['missing'], lineId }),
    ])
  })
}

/** Longest number of a parcel. */
const LONGEST = 50

function checkProof({ code, document, parcel }: HandOverProofInput): void {
  if ([code, document, parcel].filter((one) => (one ?? null) !== null).length !== 1)
    throw badInput('expected one of "code", "document" and "parcel" in "proof"')
  const length = parcel?.trim().length ?? 1
  if (length < 1 || length > LONGEST) throw badInput(`expected a "parcel" of 1 to ${LONGEST} characters`)
}

/** What the timeline says of a proof: never the code itself. Throws `Refused`. */
function proofFor(
  { services: { cartKeys } }: Context,
  { id, kind }: PlacedGroup,
  { code, document, parcel }: HandOverProofInput,
): string {
  const field = ['proof']
  if ((kind === 'SHIP') !== ((parcel ?? null) !== null))
    throw refused([
      because('NOT_ALLOWED', 'A carrier gives a parcel’s number, a shopper shows a code or document.', {
        field,
      }),
    ])
  if (parcel) return parcel.trim()
  if (document) return document
  if (code && isPickupCode(code, cartKeys.pickupCode(id))) return 'CODE'
  throw refused([because('PROOF_REJECTED', 'This is not the code of this order.', { field })])
}
