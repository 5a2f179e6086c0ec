import type { ChannelKind } from '../../adapters/channel.ts'
import type { CustomerId } from '../../adapters/ids.ts'
import type { Money } from '../../adapters/money.ts'
import type { LoyaltyAccount } from '../../adapters/ports/loyalty.ts'
import type { PointsChange } from '../../adapters/ports/loyalty-desk.ts'
import { type Instant, instant } from '../../adapters/time.ts'
import type { CaseRecord } from '../../ledger/writes/port.ts'
import { type Context, perRequest } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import { foundOrThrow, type ReadLoader, readLoader } from '../loader.ts'
import type { Clue, Ownership } from '../owners.ts'
import { accountById } from './accounts.ts'
import type { LoyaltyAccountModel, RedemptionPayloadModel } from './models.ts'
import type { RedemptionState } from './resolvers.generated.ts'

/** The kind of the ledger's cases that redemptions are. */
export const REDEMPTION = 'redemption'

/** What the ledger keeps of a redemption: which points are held where, under which key. */
export interface RedemptionBody {
  /** The engine that holds them. */
  readonly source: string
  readonly account: Pick<LoyaltyAccount, 'recordId' | 'cardNumber' | 'customer' | 'program'>
  /** What its code is made of. */
  readonly seed: string
  /** How often it was begun anew after its time was over; the engine knows each by a key of its own. */
  readonly round: number
  /** ASKED: the engine was to hold them, and nobody was told yet that it does. */
  readonly state: 'ASKED' | RedemptionState
  readonly points: number
  /** Null where nobody says what it is worth. */
  readonly value: Money | null
  /** What they are spent on. */
  readonly reason: string
  readonly channel: ChannelKind
  readonly expiresAt: Instant
}

/** A redemption that was read. */
export interface Redemption extends Omit<CaseRecord, 'body'> {
  readonly body: RedemptionBody
  /** Set where the engine has said a moment ago that it is held: nobody asks it again. */
  readonly isHeldNow?: true
}

/** Reads a redemption's record; null for a case of another kind. */
export function redemptionOf(record: CaseRecord | undefined): Redemption | null {
  if (record?.kind !== REDEMPTION) return null
  // Nobody but `redemptionRecord` writes it.
  return { ...record, body: JSON.parse(record.body) as RedemptionBody }
}

/** A redemption as the ledger keeps it, after a change. */
export function redemptionRecord(redemption: Redemption, body: RedemptionBody): CaseRecord {
  const isOpen = body.state === 'ASKED' || body.state === 'HELD'
  return { ...redemption, version: redemption.version + 1, isOpen, body: JSON.stringify(body) }
}

/** The key under which the engine holds the points. */
export function engineKey({ id, body }: Pick<Redemption, 'id' | 'body'>): string {
  return roundKey(id, body.round)
}

/** The same of one of the times that it was begun. */
export function roundKey(id: string, round: number): string {
  return `${id}/${round}`
}

/** A redemption by its id; null when there is none. Throws BAD_INPUT for what is no redemption's id. */
export async function redemptionById(context: Context, id: string): Promise<Redemption | null> {
  checkId(id)
  return redemptionOf((await context.services.writes.cases.byIds([id])).get(id))
}

/** What is answered when a redemption was changed, now or before; the account as the engine now has it. */
export async function redemptionAnswer(
  context: Context,
  id: string,
  replayed: boolean,
): Promise<RedemptionPayloadModel> {
  const redemption = await redemptionById(context, id)
  const account = async () => redemption && accountOfRedemption(context, redemption)
  return { replayed, redemption, account, userErrors: [] }
}

async function accountOfRedemption(
  context: Context,
  { customerId, body: { source, account } }: Redemption,
): Promise<LoyaltyAccountModel | null> {
  const found = await accountById(
    context,
    context.services.sealer.seal('loyalty', [source, account.recordId]),
  )
  return found && (customerId === null ? found : { ...found, shopper: customerId as CustomerId })
}

/** Whose a redemption is. */
export const ownRedemption: Ownership<Redemption> = {
  of: ({ customerId }) => ({ customerId: customerId as CustomerId | null, orderId: null }),
  byKey: ({ id }): Clue => {
    checkId(String(id))
    return {}
  },
}

function checkId(id: string): void {
  if (/^rdm_[0-9a-z]{26}$/.test(id)) return
  throw badInput('expected the id of a redemption as the graph gave it')
}

/** Whether its time is over; the engine may still hold the points until it is told. */
export function isOver({ body }: Redemption, at: Instant): boolean {
  return body.expiresAt <= at
}

const changes = perRequest(
  ({ services }) =>
    new Map<string, ReadLoader<string, PointsChange>>(
      services.estate.answers.loyaltyDesk.map(({ name, port }) => [name, readLoader(port.changes)]),
    ),
)

/** How it stands: what was held may have been spent at a till, which tells the engine alone. Throws why nobody knows. */
export async function stateOf(context: Context, redemption: Redemption): Promise<RedemptionState> {
  const { state, source } = redemption.body
  if (redemption.isHeldNow) return 'HELD'
  if (state !== 'HELD' && state !== 'ASKED') return state
  const read = foundOrThrow(await changes(context).get(source)?.load(engineKey(redemption)))
  if (read?.value.state === 'USED') return 'USED'
  if (isOver(redemption, instant(context.services.clock()))) return 'EXPIRED'
  return read?.value.state === 'RELEASED' ? 'CANCELLED' : 'HELD'
}
