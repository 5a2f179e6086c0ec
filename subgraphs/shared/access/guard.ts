import type { GraphQLResolveInfo } from 'graphql'
import type { Rule } from '../../../schema/scope-rules.ts'
import type { Context } from '../../context.ts'
import { forbidden, toGraphQLError } from '../../graphql-error.ts'
import { stillFilled } from '../shoppers/customer-records.ts'
import type { Owner } from './access.ts'
import { asViewer, knownViewer, standingOf } from './known-viewer.ts'
import { andThen, type Later } from './later.ts'
import { type Known, may } from './may.ts'
import type { Clue, FoundOwner, Ownership } from './owners.ts'

/** A rule, what it guards (`Customer`, `Order.payments`), and whose that is; without an owner nothing of it is anybody's own. */
export interface Gate {
  readonly rule: Rule
  readonly coordinate: string
  readonly ownership: Ownership<never> | null
}

/** What stands before a gate: an object, and where in the answer. */
export interface Passing {
  readonly model: unknown
  readonly path: GraphQLResolveInfo['path']
}

/**
 * Lets an object through, and notes it, or throws FORBIDDEN. Whoever may see anybody's is never kept waiting for a system; at
 * most for the ledger, which says whose it was.
 */
export function admit(context: Context, gate: Gate, { model, path }: Passing): Later<void> {
  const standing = standingOf(context, gate.rule)
  const clue = gate.ownership?.of(model as never, context)
  if (standing.of === 'ANYBODY') {
    const { scopes } = standing
    return (
      clue &&
      andThen(whose(clue), (owner) => note(context, owner, { coordinate: gate.coordinate, path, scopes }))
    )
  }
  return andThen(weigh(context, gate.rule, clue ?? {}), (answer) => {
    if (answer !== 'OWN') throw refusal(context, gate.rule, answer === 'PERHAPS' ? null : answer)
  })
}

/** Refuses what, by the key it is looked up by alone, cannot be the viewer's. */
export function admitKey(context: Context, gate: Gate, key: Readonly<Record<string, unknown>>): Later<void> {
  const clue = gate.ownership?.byKey?.(key, context)
  if (!clue) return
  return andThen(weigh(context, gate.rule, clue), (answer) => {
    if (answer !== 'OWN' && answer !== 'PERHAPS') throw refusal(context, gate.rule, answer)
  })
}

/**
 * Why somebody who may see their own alone does not see something: it is not theirs, or there is none, which must look alike.
 * While shoppers' records are still being read neither is certain, and the same is said of both.
 */
export function refusal(context: Context, rule: Rule, because: FoundOwner | null): Error {
  if (because?.unsure) return toGraphQLError(because.unsure)
  return !context.services.identityFilled() && isShopper(context, rule) ? stillFilled() : forbidden(rule)
}

/** Whether the viewer may see what belongs to the shopper they are; a guest is none. */
function isShopper({ viewer }: Context, rule: Rule): boolean {
  const own: Owner = { customerId: viewer.customerId, orderId: null }
  return may({ ...viewer, orderId: null }, own, rule) !== null
}

const UNKNOWN: FoundOwner = { customerId: null, orderId: null }

/** Whether something is the viewer's own; PERHAPS where nobody can say before it is read. Who it belongs to where it is not. */
function weigh(context: Context, rule: Rule, clue: Clue): Later<'OWN' | 'PERHAPS' | FoundOwner> {
  return andThen(knownViewer(context), (viewer) =>
    andThen(
      asViewer(context, { customerId: clue.customerId ?? null, orderId: clue.orderId ?? null }),
      (owner) => {
        if (may(viewer, owner, rule)) return 'OWN'
        if (!may(viewer, atBest(clue, owner, viewer), rule)) return UNKNOWN
        return clue.find ? found(context, clue.find, { viewer, rule }) : 'PERHAPS'
      },
    ),
  )
}

/** What a clue does not say may yet turn out to be the viewer's. */
function atBest(clue: Clue, owner: Owner, viewer: Known): Owner {
  return {
    customerId: clue.customerId === undefined ? viewer.customerId : owner.customerId,
    orderId: clue.orderId === undefined ? viewer.orderId : owner.orderId,
  }
}

async function found(
  context: Context,
  find: NonNullable<Clue['find']>,
  { viewer, rule }: { readonly viewer: Known; readonly rule: Rule },
): Promise<'OWN' | FoundOwner> {
  const owner = await find.owner()
  return may(viewer, await asViewer(context, owner), rule) ? 'OWN' : owner
}

function whose({ customerId = null, orderId = null, find }: Clue): Later<Owner> {
  return find?.asks === 'LEDGER' ? find.owner() : { customerId, orderId }
}

function note(
  { access, viewer }: Context,
  { customerId, orderId }: Owner,
  given: Omit<Parameters<Context['access']['note']>[0], 'owner'>,
): void {
  if (customerId !== null && customerId === viewer.customerId) return
  access.note({ owner: { customerId, orderId }, ...given })
}
