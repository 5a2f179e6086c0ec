import type { RecordId } from '../../adapters/ids.ts'
import type { LoyaltyAccount } from '../../adapters/ports/loyalty.ts'
import type { LoyaltyDesk } from '../../adapters/ports/loyalty-desk.ts'
import type { Answerer } from '../../adapters/source.ts'
import type { Context } from '../context.ts'
import { isOwn } from '../shared/access/known-viewer.ts'
import { accountById, memberOf } from './accounts.ts'
import { renewLoaders } from './loaders.ts'
import type { LoyaltyAccountModel } from './models.ts'
import { orRefused, refused } from './refused.ts'
import type { LoyaltyErrorCode } from './resolvers.generated.ts'

/** The scope by which staff moves shoppers' points. */
const WRITE = 'loyalty:write'

/** Who moves points in an engine. Throws `Refused` where nobody does, or cannot do this. */
export function deskOf(
  { services: { estate } }: Pick<Context, 'services'>,
  source: string,
  capability: keyof LoyaltyDesk['capabilities'],
): Answerer<'loyaltyDesk'> {
  const desk = estate.answers.loyaltyDesk.find(({ name }) => name === source)
  if (desk?.port.capabilities[capability]) return desk
  throw refused('UNSUPPORTED')
}

/** Whether the viewer moves anybody's points. */
export function mayMoveAll({ viewer }: Context): boolean {
  return viewer.scopes.includes(WRITE)
}

/** The account whose points the viewer may move. Throws `Refused`, alike for another's and for what is not there. */
export async function accountToMove(
  context: Context,
  id: string,
  field: readonly string[],
): Promise<{ readonly account: LoyaltyAccountModel; readonly customerId: string | null }> {
  const account = await accountById(context, id)
  const member = account && (await memberOf(context, account))
  const isTheirs = mayMoveAll(context) || (member !== null && (await isOwn(context, member.id as never)))
  if (!account || !isTheirs) throw refused('NOT_FOUND', ...field)
  return { account, customerId: member?.id ?? null }
}

/** Whose points are moved where. */
interface Moving {
  readonly account: Pick<LoyaltyAccount, 'cardNumber' | 'customer'> & { readonly recordId: RecordId | null }
  /** What it means that the engine refuses. */
  readonly conflict: LoyaltyErrorCode
}

/**
 * Waits for an engine that was asked to move points. Whatever came of it, the account is asked for anew: by this request, and by whoever
 * shares the cache. Throws `Refused`.
 */
export async function moved<T>(
  context: Context,
  { account: { recordId, cardNumber, customer }, conflict }: Moving,
  moving: Promise<T>,
): Promise<T> {
  try {
    return await orRefused(moving, conflict)
  } finally {
    const records = [recordId, cardNumber, customer].flatMap((text) => text ?? [])
    await context.services.forget({ records })
    renewLoaders(context)
  }
}
