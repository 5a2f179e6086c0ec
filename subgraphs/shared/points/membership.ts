import { isSourceError, type SourceError } from '../../../adapters/error.ts'
import { isFound } from '../../../adapters/read.ts'
import type { Entity } from '../../../ledger/port.ts'
import { type Context, perRequest } from '../../context.ts'
import { readLoader } from '../../loader.ts'
import { CARD, recordsIn } from '../shoppers/customer-records.ts'

/** What a shopper is to campaigns. */
export interface Membership {
  /** Whether the shopper has a loyalty account. */
  readonly member: boolean
  /** Name of the tier reached; null without one. */
  readonly tier: string | null
}

const loaders = perRequest(
  ({ services }) =>
    new Map(
      services.estate.answers.loyalty.map(({ name, port }) => [
        name,
        { ofCustomers: readLoader(port.accountsOfCustomers), byCard: readLoader(port.accountsByCard) },
      ]),
    ),
)

/** A shopper's membership, from the first loyalty source that has an account; its failure when nobody has and one failed. */
export async function membershipOf(context: Context, shopper: Entity): Promise<Membership | SourceError> {
  let failure: SourceError | null = null
  for (const [name, { ofCustomers, byCard }] of loaders(context)) {
    const reads = await Promise.all([
      ...recordsIn(shopper, name).map((id) => ofCustomers.load(id)),
      ...recordsIn(shopper, CARD).map((card) => byCard.load(card)),
    ])
    const account = reads.find(isFound)
    if (account) return { member: true, tier: account.value.tier?.name ?? null }
    failure ??= reads.find(isSourceError) ?? null
  }
  return failure ?? { member: false, tier: null }
}
