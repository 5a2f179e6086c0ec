import { SourceError } from '../../adapters/error.ts'
import type { RecordId } from '../../adapters/ids.ts'
import type { ExpiringPoints, Loyalty, LoyaltyEntry } from '../../adapters/ports/loyalty.ts'
import type { LoyaltyDesk, PointsChange, PointsHeld } from '../../adapters/ports/loyalty-desk.ts'
import type { Day } from '../../adapters/time.ts'
import { type MemorySource, readEach } from './found.ts'
import { type MemoryAccount, memoryLoyalty } from './loyalty.ts'

/** The plainest `LoyaltyDesk`, and the `Loyalty` that tells of the same accounts. */
export function memoryLoyaltyDesk(
  memory: MemorySource,
  accounts: readonly MemoryAccount[],
): { readonly desk: LoyaltyDesk; readonly loyalty: Loyalty } {
  const kept = new Map(accounts.map((one) => [one.account.recordId, one]))
  const changes = new Map<string, PointsChange>()
  const members = new Map<string, RecordId>()
  const refuse = (why: string) => new SourceError(memory.source, 'CONFLICT', why)

  const moved = (id: RecordId, { available = 0, pending = 0, reserved = 0 }): MemoryAccount => {
    const one = kept.get(id)
    if (!one) throw refuse('no such account')
    const { balance } = one.account
    const after = {
      available: balance.available + available,
      pending: balance.pending + pending,
      reserved: balance.reserved + reserved,
    }
    if (after.available < 0) throw refuse('not so many points')
    return { ...one, account: { ...one.account, balance: after } }
  }

  const make = (asked: Asked, by: Parameters<typeof moved>[1]): PointsChange => {
    const { key, kind, points, at } = asked
    const account = asked.account.recordId
    const known = changes.get(key)
    if (known) {
      const same = known.kind === kind && known.points === points && known.account === account
      if (same) return known
      throw refuse('the key was used for another change')
    }
    const after = moved(account, by)
    const recordId = `movement-${changes.size}` as RecordId
    kept.set(account, {
      ...after,
      entries: [...after.entries, entryOf(asked, recordId)],
    })
    const state = kind === 'REDEEM' ? 'HELD' : 'DONE'
    const change: PointsChange = { recordId, key, account, kind, points, state, at }
    changes.set(key, change)
    return change
  }

  const end = (key: string, state: 'USED' | 'RELEASED'): PointsChange => {
    const known = changes.get(key)
    if (known?.state === state) return known
    if (known?.state !== 'HELD') throw refuse('nothing is held')
    const points = -known.points
    const after = moved(known.account, { reserved: -points, available: state === 'USED' ? 0 : points })
    const others = after.entries.filter(({ recordId }) => recordId !== known.recordId)
    kept.set(known.account, state === 'USED' ? after : { ...after, entries: others })
    const ended: PointsChange = { ...known, state }
    changes.set(key, ended)
    return ended
  }

  const whole = (points: number) => {
    if (!Number.isSafeInteger(points) || points < 1) throw refuse('whole points above zero')
    return points
  }
  const taken = (account: RecordId) =>
    [...changes.values()]
      .filter((one) => one.account === account && one.points < 0 && one.state !== 'RELEASED')
      .reduce((sum, { points }) => sum - points, 0)
  const now = () =>
    memoryLoyalty({
      ...memory,
      accounts: [...kept.values()].map((one) => ({
        ...one,
        expiring: spent(one.expiring ?? [], taken(one.account.recordId)),
      })),
    })

  return {
    loyalty: {
      accountsOfCustomers: (customers) => now().accountsOfCustomers(customers),
      accountsByCard: (cards) => now().accountsByCard(cards),
      accounts: (ids) => now().accounts(ids),
      ledger: (requests) => now().ledger(requests),
      standings: (ids) => now().standings(ids),
      expiring: (ids) => now().expiring(ids),
      rewards: (programs) => now().rewards(programs),
      ofOrders: (orders) => now().ofOrders(orders),
    },
    desk: {
      capabilities: { enrol: true, earn: true, adjust: true, redeem: true },
      settleMs: 0,
      enrol: async ({ key, customer, cardNumber, program }) => {
        const known = kept.get(members.get(key) ?? ('' as RecordId))?.account
        if (known?.customer === customer && known.cardNumber === cardNumber) return known
        const taken = [...kept.values()].some(
          ({ account }) => account.customer === customer || account.cardNumber === cardNumber,
        )
        if (known || taken) throw refuse('there is one already')
        const recordId = `member-${kept.size}` as RecordId
        const named = accounts.find(({ account }) => account.program.id === program)?.account.program
        const balance = { available: 0, pending: 0, reserved: 0 }
        const account = {
          recordId,
          cardNumber,
          customer,
          program: named ?? { id: program, name: program },
          balance,
          tier: null,
        }
        kept.set(recordId, { account, entries: [] })
        members.set(key, recordId)
        return account
      },
      earn: async (asked) =>
        make({ ...asked, kind: 'EARN', code: null, reason: null }, { pending: whole(asked.points) }),
      adjust: async (asked) => {
        whole(Math.abs(asked.points))
        return make({ ...asked, kind: 'ADJUST', code: null }, { available: asked.points })
      },
      hold: async (asked) => {
        const points = -whole(asked.points)
        return make(
          { ...asked, points, kind: 'REDEEM', order: null },
          { available: points, reserved: -points },
        )
      },
      use: async (key) => end(key, 'USED'),
      release: async (key) => end(key, 'RELEASED'),
      changes: async (keys) =>
        readEach(memory, keys, (key) => {
          const change = changes.get(key)
          return change ? [change, change.recordId] : null
        }),
    },
  }
}

interface Asked extends Omit<PointsHeld, 'reason' | 'code'> {
  readonly kind: PointsChange['kind']
  readonly order: {
    readonly channel: PointsHeld['channel']
    readonly number: NonNullable<LoyaltyEntry['order']>['number']
  } | null
  readonly reason: string | null
  readonly code: string | null
}

function entryOf({ kind, at, points, channel, order, reason }: Asked, recordId: RecordId): LoyaltyEntry {
  const own = { code: channel.toLowerCase(), kind: channel }
  return {
    recordId,
    at,
    kind,
    points,
    channel: own,
    order: order && { channel: { ...own, kind: order.channel }, number: order.number },
    reason,
    expiresOn: null,
    balanceAfter: null,
    reverses: null,
  }
}

/** Points are taken off those that expire first. */
function spent(expiring: readonly ExpiringPoints[], points: number): readonly ExpiringPoints[] {
  let left = points
  const days: { readonly points: number; readonly on: Day }[] = []
  for (const day of expiring) {
    const taken = Math.min(left, day.points)
    left -= taken
    if (taken < day.points) days.push({ on: day.on, points: day.points - taken })
  }
  return days
}
