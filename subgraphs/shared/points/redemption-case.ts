import type { ChannelKind } from '../../../adapters/channel.ts'
import type { Money } from '../../../adapters/money.ts'
import type { LoyaltyAccount } from '../../../adapters/ports/loyalty.ts'
import type { Instant } from '../../../adapters/time.ts'
import type { CaseRecord } from '../../../ledger/writes/port.ts'
import { badInput } from '../../graphql-error.ts'

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
  readonly state: 'ASKED' | 'HELD' | 'USED' | 'CANCELLED' | 'EXPIRED'
  readonly points: number
  /** Null where nobody says what it is worth. */
  readonly value: Money | null
  /** What they are spent on. */
  readonly reason: string
  readonly channel: ChannelKind
  readonly expiresAt: Instant
  /** The order that it pays a part of: from then on the order alone says what becomes of its points. */
  readonly orderId?: string
  /** Set from when the engine is asked to give its points back: it pays nothing any more. */
  readonly isGoingBack?: true
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
  const { id, kind, orderId, customerId, location, createdAt, version } = redemption
  const isOpen = body.state === 'ASKED' || body.state === 'HELD'
  const record = { id, kind, orderId, customerId, location, createdAt }
  return { ...record, version: version + 1, isOpen, body: JSON.stringify(body) }
}

/** The key under which the engine holds the points. */
export function engineKey({ id, body }: Pick<Redemption, 'id' | 'body'>): string {
  return roundKey(id, body.round)
}

/** The same of one of the times that it was begun. */
export function roundKey(id: string, round: number): string {
  return `${id}/${round}`
}

/** Whether its time is over; the engine may still hold the points until it is told. What pays an order is not over before the order says so. */
export function isOver({ body }: Redemption, at: Instant): boolean {
  return body.orderId === undefined && body.expiresAt <= at
}

/** Throws BAD_INPUT for a text that is no redemption's id. */
export function checkRedemptionId(id: string): void {
  if (/^rdm_[0-9a-z]{26}$/.test(id)) return
  throw badInput('expected the id of a redemption as the graph gave it')
}
