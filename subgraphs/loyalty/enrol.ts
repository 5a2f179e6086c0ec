import { isSourceError } from '../../adapters/error.ts'
import type { CustomerId, RecordId } from '../../adapters/ids.ts'
import type { Answerer } from '../../adapters/source.ts'
import { dayIn } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { badInput, forbidden } from '../graphql-error.ts'
import { isOwn } from '../shared/access/known-viewer.ts'
import { customerById, recordsIn } from '../shared/shoppers/customer-records.ts'
import { callerOf, doneBefore, doOnce } from '../shared/writes/command.ts'
import { accountOfCustomer } from './accounts.ts'
import { deskOf, mayMoveAll, moved } from './desk.ts'
import type { LoyaltyPayloadModel } from './models.ts'
import { refused, whyRefused } from './refused.ts'
import type { MutationLoyaltyEnrollArgs } from './resolvers.generated.ts'

/** What is kept of it. */
interface Kept {
  readonly customerId: string
}

/** So many card numbers are tried: that one is somebody else's already is rare, and three times is no accident. */
const ATTEMPTS = [1, 2, 3]

/** Makes a shopper a member. */
export async function enrol(
  context: Context,
  { idempotencyKey, ...input }: MutationLoyaltyEnrollArgs,
): Promise<LoyaltyPayloadModel> {
  await refuseForeign(context, input.customerId)
  const wanted = { operation: 'loyaltyEnroll', idempotencyKey, input }
  const answered = ({ customerId }: Kept, replayed: boolean): LoyaltyPayloadModel => ({
    replayed,
    account: () => accountOfCustomer(context, customerId),
    userErrors: [],
  })
  const earlier = await doneBefore<Kept>(context, wanted)
  if (earlier) return answered(earlier, true)
  try {
    const joining = await joiningOf(context, input)
    await join(context, joining, idempotencyKey)
    const about = [`customer/${joining.customerId}`] as const
    const kept: Kept = { customerId: joining.customerId }
    const outcome = await doOnce(context, { ...wanted, about }, async () => kept)
    return answered(kept, 'done' in outcome && outcome.done.replayed)
  } catch (error) {
    return { replayed: false, account: async () => null, userErrors: whyRefused(error) }
  }
}

async function refuseForeign(context: Context, customerId: string): Promise<void> {
  if (mayMoveAll(context) || (await isOwn(context, customerId as CustomerId))) return
  const scopes = [['customer:self'], ['loyalty:write']]
  throw forbidden({ scopes, authenticated: false, policy: false })
}

/** Who joins what, and who is asked. */
interface Joining {
  readonly desk: Answerer<'loyaltyDesk'>
  readonly program: string
  readonly customerId: string
  /** The shopper's record in the engine. */
  readonly record: RecordId
}

async function joiningOf(
  context: Context,
  { customerId, programId = null }: Omit<MutationLoyaltyEnrollArgs, 'idempotencyKey'>,
): Promise<Joining> {
  const { estate, loyalty, sealer } = context.services
  const { program } = loyalty
  const [engine] = estate.answers.loyaltyDesk
  if (!engine || program === null) throw refused('UNSUPPORTED')
  if (programId !== null && sealer.seal('entry', [engine.name, program]) !== programId)
    throw badInput('expected "programId" to be the programme that shoppers join, or nothing')
  const desk = deskOf(context, engine.name, 'enrol')
  const customer = await customerById(context, customerId)
  const [record] = customer ? recordsIn(customer, desk.name) : []
  if (!customer || !record) throw refused('CUSTOMER_UNKNOWN', 'customerId')
  return { desk, program, customerId: customer.id, record }
}

/** Asks the engine, unless it did this before and nobody was told. Throws `Refused`. */
async function join(
  context: Context,
  { desk, program, customerId, record }: Joining,
  idempotencyKey: string,
): Promise<void> {
  const { loyaltyKeys, retailer, clock } = context.services
  const doing = { caller: callerOf(context.viewer), key: idempotencyKey }
  const cards = ATTEMPTS.map((attempt) => loyaltyKeys.cardNumber(doing, attempt))
  if (await hasJoined(context, customerId, cards)) return
  const key = loyaltyKeys.change('enrol', doing)
  const on = dayIn(retailer.timeZone, clock())
  for (const [at, cardNumber] of cards.entries()) {
    const member = { recordId: null, cardNumber, customer: record }
    const enrolling = desk.port.enrol({
      key: `${key}/${at + 1}`,
      customer: record,
      program,
      cardNumber,
      on,
    })
    const isDone = enrolling.then(
      () => true,
      (error: unknown) => {
        // A conflict is a member, or somebody else's card.
        if (isSourceError(error) && error.code === 'CONFLICT') return false
        throw error
      },
    )
    const moving = { account: member, conflict: 'ALREADY_ENROLLED' } as const
    if ((await moved(context, moving, isDone)) || (await hasJoined(context, customerId, cards))) return
  }
  throw refused('SYSTEM_UNAVAILABLE')
}

/** Whether the shopper's account has a card of this very change's. Throws `Refused` where they have another one. */
async function hasJoined(context: Context, customerId: string, cards: readonly string[]): Promise<boolean> {
  const account = await accountOfCustomer(context, customerId)
  if (!account) return false
  if (cards.includes(account.found.value.cardNumber)) return true
  throw refused('ALREADY_ENROLLED', 'customerId')
}
