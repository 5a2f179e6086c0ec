import type { GraphQLResolveInfo } from 'graphql'
import type { ProfileRefusal } from '../../adapters/ports/profile-desk.ts'
import type { Entity } from '../../ledger/port.ts'
import { doneBefore, doOnce } from '../command.ts'
import type { Context } from '../context.ts'
import type { WriteOutcome } from '../write-outcome.ts'
import { askedSo, askInTurn, forgetShopper, noteChange, refuseForeign, shopperToChange } from './desk.ts'
import { findCustomer } from './find.ts'
import { versionOf } from './first-touch.ts'
import type { CustomerPayloadModel } from './models.ts'
import { gather } from './profile.ts'
import { argumentOf, type Wanted, wantedIn } from './profile-input.ts'
import { type Plan, planUpdate, type Target } from './profile-plan.ts'
import { because, type Refusal, refused, whyRefused } from './refused.ts'
import type { MutationCustomerUpdateArgs } from './resolvers.generated.ts'

/** What is kept of it. */
interface Kept {
  readonly customerId: string
  readonly writes: readonly WriteOutcome[]
}

/** So often a record that somebody else changes at the same time is read anew, for who changes it whatever it says. */
const ATTEMPTS = 3

/**
 * Changes a shopper's profile where it is kept, while the shopper waits: whether it was changed meanwhile, its owner alone says. Each value says how it
 * shall be, so whoever asks again after a lost answer changes nothing twice.
 */
export async function updateCustomer(
  context: Context,
  { input, idempotencyKey }: MutationCustomerUpdateArgs,
  { path }: Pick<GraphQLResolveInfo, 'path'>,
): Promise<CustomerPayloadModel> {
  await refuseForeign(context, input.id)
  const wanted = { operation: 'customerUpdate', idempotencyKey, input }
  const customer = () => findCustomer(context, input.id)
  const earlier = await doneBefore<Kept>(context, wanted)
  if (earlier) return { replayed: true, customer, userErrors: [], writes: earlier.writes }
  try {
    const values = wantedIn(input, context)
    const shopper = await shopperToChange(context, input.id, 'id')
    const changing = { customerId: shopper.id, coordinate: 'Mutation.customerUpdate', path }
    const expected = input.expectedVersion ?? null
    await noteChange(context, changing)
    const writes = await change(context, { shopper, values, expected })
    const kept: Kept = { customerId: shopper.id, writes }
    const about = [`customer/${shopper.id}`] as const
    const outcome = await doOnce<Kept, never>(context, { ...wanted, about }, async () => kept)
    return { replayed: 'done' in outcome && outcome.done.replayed, customer, userErrors: [], writes }
  } catch (error) {
    return { replayed: false, customer, ...whyRefused(error) }
  }
}

interface Asked {
  readonly shopper: Entity
  readonly values: Wanted
  /** The version the caller knows; null to change it whatever it says. */
  readonly expected: string | null
}

async function change(context: Context, asked: Asked): Promise<readonly WriteOutcome[]> {
  for (let tries = 1; ; tries++) {
    const { targets, untold } = await planned(context, asked)
    try {
      return [...(await askInTurn(targets, update)), ...untold]
    } catch (error) {
      const isConflict = whyRefused(error).userErrors.some(({ code }) => code === 'VERSION_CONFLICT')
      if (!isConflict || asked.expected !== null || tries === ATTEMPTS) throw error
    } finally {
      await forgetShopper(context, asked.shopper)
    }
  }
}

/** What is to be done, of what the caller has seen. What is kept may be older than that, so it is read anew before anybody is refused for it. */
async function planned(context: Context, { shopper, values, expected }: Asked): Promise<Plan> {
  const plan = planUpdate(context, await gather(context, shopper), values)
  if (expected === null || (await isAt(context, shopper, expected))) return plan
  await forgetShopper(context, shopper)
  const fresh = planUpdate(context, await gather(context, shopper), values)
  if (await isAt(context, shopper, expected)) return fresh
  // It is as it shall be: an earlier try did it, and nobody was told.
  if (fresh.targets.every(({ stands }) => stands)) return fresh
  throw refused([because('VERSION_CONFLICT', { field: ['input', 'expectedVersion'] })])
}

async function isAt(context: Context, shopper: Entity, expected: string): Promise<boolean> {
  const gathered = await gather(context, shopper)
  const [failure] = gathered.failures
  if (!failure) return versionOf(gathered) === expected
  const system = context.services.estate.answers.profiles.find(({ name }) => name === failure.source)?.kind
  throw refused([because('SYSTEM_UNAVAILABLE', { system: system ?? null })])
}

function update({ desk, record, unmodifiedSince, values }: Target) {
  const updating = desk.port.update({ record, unmodifiedSince, values })
  const asking = updating.then((no) => no && whyNot(no, desk.kind))
  return askedSo(desk.kind, asking, 'VERSION_CONFLICT')
}

function whyNot({ refused: how, field }: ProfileRefusal, system: Refusal['system']): Refusal {
  const isEmail = field === null || field === 'email'
  const code = how === 'TAKEN' && isEmail ? 'EMAIL_TAKEN' : 'INVALID'
  return because(code, { system, field: field && argumentOf(field) })
}
