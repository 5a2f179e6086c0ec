import type { CustomerId } from '../../adapters/ids.ts'
import type { PointsChange } from '../../adapters/ports/loyalty-desk.ts'
import { instant } from '../../adapters/time.ts'
import { type Context, perRequest } from '../context.ts'
import { foundOrThrow, type ReadLoader, readLoader } from '../loader.ts'
import type { Clue, Ownership } from '../shared/access/owners.ts'
import {
  checkRedemptionId,
  engineKey,
  isOver,
  type Redemption,
  redemptionOf,
} from '../shared/points/redemption-case.ts'
import { accountById } from './accounts.ts'
import type { LoyaltyAccountModel, RedemptionPayloadModel } from './models.ts'
import type { RedemptionState } from './resolvers.generated.ts'

/** A redemption by its id; null when there is none. Throws BAD_INPUT for what is no redemption's id. */
export async function redemptionById(context: Context, id: string): Promise<Redemption | null> {
  checkRedemptionId(id)
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
    checkRedemptionId(String(id))
    return {}
  },
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
