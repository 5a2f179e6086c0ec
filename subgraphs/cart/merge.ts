import { cartTokenHash } from '../cart-keys.ts'
import type { Context } from '../context.ts'
import { before, begin, type Doing, once } from '../shared/writes/doing.ts'
import { type Cart, type CartBody, cartOf, changed, fitGroups, recordOf, tokensOf } from './cart.ts'
import { answerOf, type Changed, refusedWith, refuseUnless, sameCart } from './change.ts'
import { MOST_CODES } from './codes.ts'
import { touched, whereOf } from './here.ts'
import { type MergedLine, mergeLines } from './merge-lines.ts'
import { because, checkId, notFound } from './refused.ts'
import type { CartMergeStrategy, MutationCartMergeArgs } from './resolvers.generated.ts'
import { shopperOf } from './shopper.ts'
import { activeCart, refusedTheirs, refuseEnded, refuseSecond } from './shopper-cart.ts'

/** What a merge came to. */
export interface Merged extends Changed {
  readonly report: readonly MergedLine[]
}

interface Kept {
  readonly cartId: string
  readonly report: readonly MergedLine[]
}

const nobody = because('NOT_FOUND', 'Say whose it becomes: you are no shopper.', { field: ['customerId'] })

/** Makes a guest's cart a shopper's. */
export async function mergeCarts(context: Context, args: MutationCartMergeArgs): Promise<Merged> {
  const { guestCartId, guestToken, idempotencyKey: key } = args
  checkId('crt', guestCartId, 'guestCartId')
  const doing = begin(context, { operation: 'cartMerge', key, input: args })
  const whose = await shopperOf(context, args.customerId ?? null)
  if ('refusals' in whose) return { ...refusedWith(null, whose.refusals), report: [] }
  const { customerId } = whose
  if (customerId === null) return { ...refusedWith(null, [nobody]), report: [] }
  const earlier = await mergedBefore(context, doing)
  if (earlier) return earlier
  const guest = await guestCart(context, guestCartId, guestToken)
  if (!guest)
    return (
      (await mergedBefore(context, doing)) ?? {
        ...refusedWith(null, [notFound('guestCartId')]),
        report: [],
      }
    )
  const theirs = await activeCart(context, customerId)
  const about = [
    `cart/${guest.id}`,
    ...(theirs ? [`cart/${theirs.id}` as const] : []),
    `customer/${customerId}`,
  ] as const
  try {
    const { result, replayed } = await once<Kept>(context, { doing, about }, async (unit) => {
      const from = await sameCart(unit, guest)
      refuseUnless(from, { expectedVersion: null }, doing.at)
      const into = theirs && (await sameCart(unit, theirs))
      if (into) refuseEnded(into, doing.at)
      else await refuseSecond(unit, customerId, doing.at)
      const { body, report } = mergeBodies(
        from.body,
        into?.body ?? null,
        args.strategy ?? 'MERGE_MAX_QUANTITY',
      )
      const target: Cart = into ?? { ...from, customerId, tokenHash: null }
      const here = whereOf(context, body)
      const whole = touched(context, body, { here, at: doing.at })
      await unit.carts.save(recordOf(changed(context.services, target, { body: whole, at: doing.at })))
      if (into) await unit.carts.save(recordOf(closed(context, from, { into: into.id, at: doing.at })))
      return { cartId: target.id, report }
    })
    return { ...(await answerOf(context, result.cartId, { replayed })), report: result.report }
  } catch (error) {
    const meanwhile = await mergedBefore(context, doing)
    if (meanwhile) return meanwhile
    return { ...(await refusedTheirs(context, { seen: theirs, customerId }, error)), report: [] }
  }
}

/** What is answered when it was done before; null when it was not. Who sent it twice at once is not refused for what the other of both has merged. */
async function mergedBefore(context: Context, doing: Doing): Promise<Merged | null> {
  const earlier = await before<Kept>(context, doing)
  if (!earlier) return null
  return { ...(await answerOf(context, earlier.cartId, { replayed: true })), report: earlier.report }
}

/** A guest's cart that the token opens. */
async function guestCart({ services }: Context, id: string, token: string): Promise<Cart | null> {
  const record = (await services.writes.carts.byIds([id])).get(id)
  const cart = record && cartOf(record)
  return cart && tokensOf(cart).includes(cartTokenHash(token)) ? cart : null
}

function closed(
  { services }: Context,
  cart: Cart,
  { into, at }: { readonly into: string; readonly at: Cart['updatedAt'] },
): Cart {
  const body = { ...cart.body, mergedInto: into }
  return { ...changed(services, cart, { body, at }), state: 'MERGED' }
}

/** Two bodies as one; without a shopper's the guest's is it. Lines keep their ids, so that their groups go on naming them. */
function mergeBodies(
  guest: CartBody,
  theirs: CartBody | null,
  strategy: CartMergeStrategy,
): { readonly body: CartBody; readonly report: readonly MergedLine[] } {
  const { lines, report } = mergeLines(guest.lines, theirs?.lines ?? [], theirs ? strategy : 'KEEP_GUEST')
  if (!theirs) return { body: { ...guest, tokens: [] }, report }
  const isGuests = strategy === 'KEEP_GUEST'
  const isTheirs = strategy === 'KEEP_CUSTOMER'
  const codes = isGuests ? guest.codes : isTheirs ? theirs.codes : [...theirs.codes, ...guest.codes]
  const groups = isGuests ? guest.groups : isTheirs ? theirs.groups : [...theirs.groups, ...guest.groups]
  const seen = new Set(theirs.touches.map(({ channel }) => channel))
  const touches = [...theirs.touches, ...guest.touches.filter(({ channel }) => !seen.has(channel))]
  const body: CartBody = {
    ...theirs,
    lines,
    codes: [...new Set(codes)].slice(0, MOST_CODES),
    groups,
    touches: touches.toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0)),
    tokens: [],
  }
  return { body: fitGroups(body), report }
}
