import type { Clock } from '../../../adapters/time.ts'
import { expiryOf } from '../../world/loyalty.ts'
import { salesforceId } from '../../world/numbers.ts'
import type { WorldLot, WorldLoyaltyAccount, WorldPoints } from '../../world/programme-types.ts'
import { TIERS } from '../../world/rewards.ts'
import type { World } from '../../world/types.ts'
import { ApiError, alreadyThere, invalid } from '../api-error.ts'

/** What a journal's entry says of itself besides the movement. */
interface EntryTerms {
  readonly status: 'Pending' | 'Processed' | 'Cancelled'
  /** The writer's own key; null for what the programme wrote. */
  readonly key: string | null
  readonly code: string | null
  readonly createdAt: string
  /** What somebody wrote; `reason` is one of the programme's own. */
  readonly note: string | null
}

/** A movement in the journal. */
export type JournalEntry = WorldPoints & EntryTerms

/** A member as the programme counts them now. */
export interface Member extends WorldLoyaltyAccount {
  readonly movements: readonly JournalEntry[]
  /** Points held for a redemption under way. */
  readonly reserved: number
  readonly key: string | null
}

/** A movement somebody wants made. */
interface Draft extends Omit<EntryTerms, 'createdAt'> {
  readonly memberId: string
  readonly kind: WorldPoints['kind']
  readonly points: number
  readonly at: string
  readonly channel: WorldPoints['channel']
  readonly order: string | null
}

/** The programme's members and what has moved since the world was made. */
export interface LoyaltyBook {
  members(): readonly Member[]
  member(memberId: string): Member | undefined
  /** Throws an `ApiError` where the shopper is a member already. */
  enrol(
    customer: number,
    terms: { readonly card: string; readonly on: string; readonly key: string | null },
  ): Member
  /** Moves points at once. Throws an `ApiError` where there are not enough. */
  post(draft: Draft): JournalEntry
  /** Ends a redemption that was held. Throws an `ApiError` where it is none, or has ended otherwise. */
  settle(memberId: string, entryId: string, status: 'Processed' | 'Cancelled'): void
}

/** The book as the world has it. */
export function createLoyaltyBook({ loyalty }: World, clock: Clock): LoyaltyBook {
  const members = new Map<string, Member>(loyalty.map((account) => [account.memberId, asMember(account)]))
  const wanted = (memberId: string): Member => {
    const member = members.get(memberId)
    if (member) return member
    throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id')
  }

  return {
    members: () => [...members.values()],
    member: (memberId) => members.get(memberId),

    enrol(customer, { card, on, key }) {
      const known = [...members.values()].find((one) => one.customer === customer && one.registered)
      if (known) throw alreadyThere('ContactId', known.memberId)
      const memberId = salesforceId('0lM', customer + 1)
      const none = { balance: 0, pending: 0, earned: 0, reserved: 0, lots: [], movements: [] }
      const member: Member = {
        memberId,
        card,
        customer,
        registered: true,
        tier: 'Bronze',
        enrolledOn: on,
        key,
        ...none,
      }
      members.set(memberId, member)
      return member
    },

    post(draft) {
      const member = wanted(draft.memberId)
      const { memberId: _, ...terms } = draft
      const moved = afterMovement(member, draft)
      const entry: JournalEntry = {
        ...terms,
        id: salesforceId('0lV', member.customer * 1_000 + member.movements.length + 1),
        reason: null,
        reverses: null,
        expiresOn: draft.kind === 'EARN' ? expiryOf(draft.at) : null,
        balanceAfter: moved.balance + moved.pending,
        createdAt: clock().toISOString(),
      }
      members.set(member.memberId, { ...moved, movements: [...member.movements, entry] })
      return entry
    },

    settle(memberId, entryId, status) {
      const member = wanted(memberId)
      const entry = member.movements.find(({ id }) => id === entryId)
      if (!entry || entry.status === status) return
      if (entry.status !== 'Pending') throw invalid('A redemption that has ended cannot end otherwise.')
      const points = -entry.points
      const back = status === 'Cancelled' ? points : 0
      members.set(memberId, {
        ...member,
        reserved: member.reserved - points,
        balance: member.balance + back,
        lots: back === 0 ? member.lots : givenBack(member.lots, back),
        movements: member.movements.map((one) => (one === entry ? { ...one, status } : one)),
      })
    },
  }
}

function asMember(account: WorldLoyaltyAccount): Member {
  const terms = { status: 'Processed', key: null, code: null, note: null } as const
  const movements = account.movements.map((movement) => ({ ...movement, ...terms, createdAt: movement.at }))
  return { ...account, movements, reserved: 0, key: null }
}

/** Earned points are pending, as all of the last two weeks are; held ones are no longer to spend, and not yet gone. */
function afterMovement(member: Member, { kind, points, status }: Draft): Member {
  if (kind === 'EARN') {
    const earned = member.earned + points
    const tier = TIERS.findLast(({ from }) => earned >= from)?.name ?? member.tier
    return { ...member, earned, tier, pending: member.pending + points }
  }
  const balance = member.balance + points
  if (balance < 0) throw invalid('The member does not have so many points.')
  const reserved = member.reserved + (status === 'Pending' ? -points : 0)
  return { ...member, balance, reserved, lots: points < 0 ? spent(member.lots, -points) : member.lots }
}

/** Points are taken off those that expire first. */
function spent(lots: readonly WorldLot[], points: number): readonly WorldLot[] {
  let left = points
  return lots.map((lot) => {
    const taken = Math.min(left, lot.points - lot.spent)
    left -= taken
    return { ...lot, spent: lot.spent + taken }
  })
}

/** And given back to those that expire last. */
function givenBack(lots: readonly WorldLot[], points: number): readonly WorldLot[] {
  let left = points
  return [...lots]
    .reverse()
    .map((lot) => {
      const back = Math.min(left, lot.spent)
      left -= back
      return { ...lot, spent: lot.spent - back }
    })
    .reverse()
}
