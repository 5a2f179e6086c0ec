import { isSourceError, SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { ExpiringPoints, Loyalty } from '../../ports/loyalty.ts'
import { inChunks, type Read } from '../../read.ts'
import { type Day, parseDay } from '../../time.ts'
import type { Client } from './client.ts'
import type { FoundIn } from './found.ts'
import { fullId } from './ids.ts'
import type { LoyaltyOptions } from './options.ts'
import { rewardsQuery, toReward } from './rewards.ts'
import { among, own, type Query } from './soql.ts'
import { balancesQuery, tiersQuery, toStanding } from './standing.ts'
import { numberOf, textOf, type WireRecord } from './wire.ts'

/** Members in one statement: with two currencies and a dozen expiries each their records fit a few pages. */
const MEMBERS_PER_QUERY = 200
const EXPIRY = 'LoyaltyAggrPointExprLedger'

/** What a programme promises its members: tiers, expiries and rewards, each in one call for many members. */
export function salesforceProgramme(
  client: Client,
  options: LoyaltyOptions,
  { found, today }: { readonly found: FoundIn; today(): Day },
): Pick<Loyalty, 'standings' | 'expiring' | 'rewards'> {
  return {
    standings: (accounts) =>
      inChunks(accounts, MEMBERS_PER_QUERY, async (chunk) => {
        const members = chunk.flatMap((account) => fullId(account) ?? [])
        if (members.length === 0) return []
        const [balances, tiers] = await client.queries([
          { query: balancesQuery(members, options), keys: members.length },
          { query: tiersQuery(), keys: 1 },
        ])
        if (isSourceError(balances)) throw balances
        if (isSourceError(tiers)) throw tiers
        const own = byMember(balances ?? [], 'LoyaltyMemberId')
        return chunk.flatMap((account) => {
          const records = own.get(fullId(account) ?? '')
          if (!records) return []
          return [[account, found.computed(account, toStanding(records, tiers ?? [], options))] as const]
        })
      }),

    expiring: (accounts) =>
      inChunks(accounts, MEMBERS_PER_QUERY, async (chunk) => {
        const members = chunk.flatMap((account) => fullId(account) ?? [])
        if (members.length === 0) return []
        const records = await client.query(expiryQuery(members, today()), members.length)
        const own = byMember(records, 'LoyaltyProgramMemberId')
        return chunk.flatMap((account) => {
          const member = fullId(account)
          if (member === null) return []
          return [[account, found.computed(account, expiringOf(own.get(member) ?? []))] as const]
        })
      }),

    rewards: (programs) =>
      inChunks(programs, MEMBERS_PER_QUERY, async (chunk) => {
        const { rewards } = options
        if (!rewards) {
          throw new SourceError(
            found.source,
            'UNSUPPORTED',
            'no rewards are mapped; add loyalty.rewards to its configuration',
          )
        }
        const ids = chunk.flatMap((program) => fullId(program) ?? [])
        if (ids.length === 0) return []
        const records = await client.query(rewardsQuery(ids, rewards), ids.length)
        const own = byMember(records, 'LoyaltyProgramId')
        return chunk.flatMap((program) => {
          const id = fullId(program)
          return id === null ? [] : [[program, rewardsOf(id, own.get(id) ?? [])] as const]
        })
      }),
  }

  function rewardsOf(program: RecordId, records: readonly WireRecord[]): Read<ReturnType<typeof toReward>[]> {
    try {
      const rewards = records.map((record) =>
        toReward(record, found.idOf(record), { source: found.source, options }),
      )
      return found.computed(program, [...rewards].sort(cheapestFirst))
    } catch (error) {
      if (isSourceError(error)) return error
      throw error
    }
  }
}

function cheapestFirst(left: ReturnType<typeof toReward>, right: ReturnType<typeof toReward>): number {
  if (left.cost !== right.cost) return left.cost - right.cost
  if (left.name !== right.name) return left.name < right.name ? -1 : 1
  return left.recordId < right.recordId ? -1 : 1
}

/**
 * Points of the fixed expiry model by day (LoyaltyAggrPointExprLedger, Loyalty Management object reference, API 54.0 and
 * later): `ExpirationPoints` less `RedeemedPoints`.
 */
function expiryQuery(members: readonly string[], today: Day): Query {
  return {
    object: EXPIRY,
    columns: own(EXPIRY, [
      'Id',
      'LoyaltyProgramMemberId',
      'ExpirationDate',
      'ExpirationPoints',
      'RedeemedPoints',
    ]),
    tail: `WHERE ${among('LoyaltyProgramMemberId', members)} AND ExpirationDate >= ${today} ORDER BY ExpirationDate`,
  }
}

/** Points by day, earliest first; several records of one day are one, and a day of which all is spent is left out. */
function expiringOf(records: readonly WireRecord[]): readonly ExpiringPoints[] {
  const days = new Map<Day, number>()
  for (const record of records) {
    const on = parseDay(textOf(record, 'ExpirationDate') ?? '')
    const left = (numberOf(record, 'ExpirationPoints') ?? 0) - (numberOf(record, 'RedeemedPoints') ?? 0)
    if (on && left > 0) days.set(on, (days.get(on) ?? 0) + left)
  }
  return [...days]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([on, points]) => ({ on, points: Math.trunc(points) }))
}

function byMember(records: readonly WireRecord[], field: string): ReadonlyMap<string, readonly WireRecord[]> {
  const members = new Map<string, WireRecord[]>()
  for (const record of records) {
    const member = fullId(textOf(record, field) ?? '') ?? ''
    members.set(member, [...(members.get(member) ?? []), record])
  }
  return members
}
