import type { ExpiringPoints, LoyaltyStanding } from '../../adapters/ports/loyalty.ts'
import type { Context } from '../context.ts'
import { foundOrThrow } from '../loader.ts'
import { orderKeyOf } from '../shared/orders/order-id.ts'
import { loadersFor } from './loaders.ts'
import type { LedgerEntryModel, LoyaltyAccountModel } from './models.ts'

/** Where an account stands; null when the engine has no such account any more. Throws why when it did not answer. */
export async function standingOf(
  context: Context,
  { asked, found }: LoyaltyAccountModel,
): Promise<LoyaltyStanding | null> {
  const read = await loadersFor(context, asked.name)?.standings.load(found.value.recordId)
  return foundOrThrow(read)?.value ?? null
}

/** Which of an account's points expire when. Throws why when the engine did not answer. */
export async function expiringOf(
  context: Context,
  { asked, found }: LoyaltyAccountModel,
): Promise<readonly ExpiringPoints[]> {
  const read = await loadersFor(context, asked.name)?.expiring.load(found.value.recordId)
  return foundOrThrow(read)?.value ?? []
}

/** The movements an order caused, in every loyalty engine. Throws the failure of one that did not answer. */
export async function entriesOfOrder(context: Context, id: string): Promise<readonly LedgerEntryModel[]> {
  const { channel, number } = orderKeyOf(context.services.sealer, id)
  const lists = await Promise.all(
    context.services.estate.answers.loyalty.map(async (asked) => {
      const page = foundOrThrow(await loadersFor(context, asked.name)?.ofOrders.load({ channel, number }))
      return page ? page.value.map((entry) => ({ asked, page, entry })) : []
    }),
  )
  return lists.flat()
}
