import type { CustomerId } from '../../../adapters/ids.ts'
import type { Entity } from '../../../ledger/port.ts'
import { type Rule, scopeRules } from '../../../schema/scope-rules.ts'
import type { Context } from '../../context.ts'
import { forbidden } from '../../graphql-error.ts'
import { customerById } from '../shoppers/customer-records.ts'
import { refusal } from './guard.ts'
import { isOwn, standingOf } from './known-viewer.ts'

/** Without a rule a shopper would be nobody's to name. */
const NOBODYS: Rule = { scopes: [], authenticated: false, policy: false }
const rule = scopeRules('customers').types.get('Customer') ?? NOBODYS

/**
 * The shopper whom an argument names, for what is worked out for them: what they would pay tells what they are. So it is asked for
 * what seeing them asks for. Null when the id was never given; FORBIDDEN, like another's, to who may not know.
 */
export async function namedCustomer(context: Context, id: string): Promise<Entity | null> {
  const { of } = standingOf(context, rule)
  if (of === 'NOBODY') throw forbidden(rule)
  if (of === 'OWN' && !(await isOwn(context, id as CustomerId))) throw refusal(context, rule, null)
  return customerById(context, id)
}
