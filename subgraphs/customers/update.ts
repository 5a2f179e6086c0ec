import type { GraphQLResolveInfo } from 'graphql'
import type { ProfileRefusal } from '../../adapters/ports/profile-desk.ts'
import type { Entity } from '../../ledger/port.ts'
import type { Context } from '../context.ts'
import type { WriteOutcome } from '../shared/writes/write-outcome.ts'
import { changeShopper } from './change.ts'
import { askedSo, askInTurn, forgetShopper } from './desk.ts'
import { versionOf } from './first-touch.ts'
import type { CustomerPayloadModel } from './models.ts'
import { gather } from './profile.ts'
import { argumentOf, type Wanted, wantedIn } from './profile-input.ts'
import { type Plan, planUpdate, type Target } from './profile-plan.ts'
import { because, type Refusal, refused, whyRefused } from './refused.ts'
import type { MutationCustomerUpdateArgs } from './resolvers.generated.ts'

/** So often a record that somebody else changes at the same time is read anew, for who changes it whatever it says. */
const ATTEMPTS = 3

/** Changes a shopper's profile where it is kept: whether it was changed meanwhile, its owner alone says. */
export function updateCustomer(
  context: Context,
  { input, idempotencyKey }: MutationCustomerUpdateArgs,
  { path }: Pick<GraphQLResolveInfo, 'path'>,
): Promise<CustomerPayloadModel> {
  return changeShopper(context, {
    operation: 'customerUpdate',
    idempotencyKey,
    input,
    customerId: input.id,
    argument: 'id',
    path,
    read: () => wantedIn(input, context),
    write: (shopper, values) => change(context, { shopper, values, expected: input.expectedVersion ?? null }),
  })
}

interface Asked {
  readonly shopper: Entity
  readonly values: Wanted
  /** The version the caller knows; null to change it whatever it says. */
  readonly expected: string | null
}

async function change(context: Context, asked: Asked): Promise<readonly WriteOutcome[]> {
  // What was done of it has changed the version that the caller knows.
  const goesOn = ({ code, retryable }: Refusal) =>
    asked.expected === null && (retryable || code === 'VERSION_CONFLICT')
  for (let tries = 1; ; tries++) {
    const { targets, untold } = await planned(context, asked)
    try {
      return [...(await askInTurn(targets, update, goesOn)), ...untold]
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
  const asking = updating.then((no) => no && whyNot(no, { system: desk.kind, values }))
  return askedSo(desk.kind, asking, 'VERSION_CONFLICT')
}

/** Records may be too like each other in anything: which it is, their owner need not say. */
function whyNot(
  { refused: how, field }: ProfileRefusal,
  { system, values }: Pick<Target, 'values'> & Pick<Refusal, 'system'>,
): Refusal {
  const isEmail = field === 'email' || (field === null && values.email !== undefined)
  const code = how === 'TAKEN' && isEmail ? 'EMAIL_TAKEN' : 'INVALID'
  return because(code, { system, field: field && argumentOf(field) })
}
