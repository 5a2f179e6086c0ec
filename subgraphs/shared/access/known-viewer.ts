import type { CustomerId } from '../../../adapters/ids.ts'
import { instant } from '../../../adapters/time.ts'
import type { Rule } from '../../../schema/scope-rules.ts'
import { type Context, perRequest } from '../../context.ts'
import { isSameCustomer } from '../shoppers/customer-records.ts'
import type { Owner } from './access.ts'
import { andThen, type Later } from './later.ts'
import { type Known, type Standing, standing } from './may.ts'

/** What is worked out of a viewer once a request. */
interface Worked {
  readonly standings: Map<Rule, Standing>
  /** Whether a shopper's id is the viewer's. */
  readonly own: Map<CustomerId, Later<boolean>>
  known: Later<Known> | null
}

const worked = perRequest((): Worked => ({ standings: new Map(), own: new Map(), known: null }))

/** How the viewer of a request stands towards a rule. */
export function standingOf(context: Context, rule: Rule): Standing {
  const { standings } = worked(context)
  const held = standings.get(rule)
  if (held) return held
  const fresh = standing(context.viewer, rule)
  standings.set(rule, fresh)
  return fresh
}

/** The viewer with the order their token opens; the ledger is asked for it once a request, and only by who has a token. */
export function knownViewer(context: Context): Later<Known> {
  const mine = worked(context)
  mine.known ??= andThen(orderOfToken(context), (orderId) => {
    mine.known = { ...context.viewer, orderId }
    return mine.known
  })
  return mine.known
}

function orderOfToken({ viewer: { orderToken }, services }: Context): Later<string | null> {
  if (orderToken === null) return null
  return services.orderTokens.find(orderToken, instant(services.clock()))
}

/** An owner as the viewer's rules compare it: under the viewer's own id where the ledger says that they are one shopper. */
export function asViewer(context: Context, owner: Owner): Later<Owner> {
  const { customerId } = owner
  if (customerId === null) return owner
  const viewer = context.viewer.customerId
  return andThen(isOwn(context, customerId), (own) => (own ? { ...owner, customerId: viewer } : owner))
}

/** Whether an id is the viewer's own, by any id ever given for them. Throws BAD_INPUT for what is no shopper's id. */
export function isOwn(context: Context, id: CustomerId): Later<boolean> {
  const viewer = context.viewer.customerId
  if (viewer === null) return false
  if (viewer === id) return true
  const { own } = worked(context)
  const held = own.get(id)
  if (held !== undefined) return held
  const asked = isSameCustomer(context, viewer, id).then((same) => {
    own.set(id, same)
    return same
  })
  own.set(id, asked)
  return asked
}
