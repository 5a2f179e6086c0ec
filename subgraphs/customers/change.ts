import type { GraphQLResolveInfo } from 'graphql'
import type { Entity } from '../../ledger/port.ts'
import type { Context } from '../context.ts'
import { doneBefore, doOnce } from '../shared/writes/command.ts'
import type { WriteOutcome } from '../shared/writes/write-outcome.ts'
import { noteChange, refuseForeign, shopperToChange } from './desk.ts'
import { findCustomer } from './find.ts'
import type { CustomerPayloadModel } from './models.ts'
import { whyRefused } from './refused.ts'

/** A mutation that changes a shopper's records. */
interface Change<Values> {
  /** The mutation's name. */
  readonly operation: 'customerUpdate' | 'consentSet'
  readonly idempotencyKey: string
  readonly input: object
  /** Whose records: the id that was sent, and the argument it came in. */
  readonly customerId: string
  readonly argument: string
  readonly path: GraphQLResolveInfo['path']
  /** What shall be written, checked. Throws `Refused`. */
  read(): Values
  /** Writes it where it is kept. Throws `Refused`. */
  write(shopper: Entity, values: Values): Promise<readonly WriteOutcome[]>
}

/** What is kept of it. */
interface Kept {
  readonly customerId: string
  readonly writes: readonly WriteOutcome[]
}

/**
 * Changes a shopper's records while the shopper waits, and keeps what came of it. Systems are asked before it is kept: each is told how its record
 * shall be, so whoever asks again after a lost answer changes nothing twice.
 */
export async function changeShopper<Values>(
  context: Context,
  { operation, idempotencyKey, input, customerId, argument, path, read, write }: Change<Values>,
): Promise<CustomerPayloadModel> {
  await refuseForeign(context, customerId)
  const wanted = { operation, idempotencyKey, input }
  const customer = () => findCustomer(context, customerId)
  const earlier = await doneBefore<Kept>(context, wanted)
  if (earlier) return { replayed: true, customer, userErrors: [], writes: earlier.writes }
  try {
    const values = read()
    const shopper = await shopperToChange(context, customerId, argument)
    await noteChange(context, { customerId: shopper.id, coordinate: `Mutation.${operation}`, path })
    const writes = await write(shopper, values)
    const kept: Kept = { customerId: shopper.id, writes }
    const about = [`customer/${shopper.id}`] as const
    const outcome = await doOnce<Kept, never>(context, { ...wanted, about }, async () => kept)
    return { replayed: 'done' in outcome && outcome.done.replayed, customer, userErrors: [], writes }
  } catch (error) {
    return { replayed: false, customer, ...whyRefused(error) }
  }
}
