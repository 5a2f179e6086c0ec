import type { Currency } from '../../adapters/money.ts'
import type { Secret } from '../cart-keys.ts'
import type { Context } from '../context.ts'
import { storeOf } from '../shared/prices/price-reads.ts'
import { before, begin, type Doing, once } from '../shared/writes/doing.ts'
import { type Cart, type CartBody, changed, recordOf } from './cart.ts'
import { answerOf, type Changed, refusedWith, sameCart } from './change.ts'
import { refuseGuessableKey } from './command.ts'
import { touched, whereOf } from './here.ts'
import { meantBy, wanted, withMore } from './lines.ts'
import type { CartCreateInput, MutationCartCreateArgs } from './resolvers.generated.ts'
import { shopperOf } from './shopper.ts'
import { activeCart, refusedTheirs, refuseEnded, refuseSecond } from './shopper-cart.ts'
import { checkLines, type PricesNow, pricesNow } from './sold.ts'

interface Created {
  readonly cartId: string
  /** Whether it is a guest's, who needs a token. */
  readonly guest: boolean
}

/** Begins a cart, or puts the lines into the one the shopper has. */
export async function createCart(context: Context, args: MutationCartCreateArgs): Promise<Changed> {
  const { input, idempotencyKey: key } = args
  const lines = wanted(input.lines ?? [])
  if (lines.length > 0) checkLines(lines)
  const doing = begin(context, { operation: 'cartCreate', key, input })
  const store = storeOf(context, input.storeId ?? null)
  const whose = await shopperOf(context, input.customerId ?? null)
  if ('refusals' in whose) return refusedWith(null, whose.refusals)
  if (whose.customerId === null) refuseGuessableKey(context, doing)
  const earlier = await before<Created>(context, doing)
  if (earlier) return answered(context, doing, { ...earlier, replayed: true })
  return fill(context, { doing, input, store: store?.id ?? null, ...whose })
}

interface Asked {
  readonly doing: Doing
  readonly input: CartCreateInput
  readonly store: string | null
  readonly customerId: string | null
}

async function fill(context: Context, { store, ...asked }: Asked): Promise<Changed> {
  const { doing, input, customerId } = asked
  const seen = customerId === null ? null : await activeCart(context, customerId)
  try {
    const body = seen?.body ?? emptyBody(input, store)
    const prices = await pricesOf(context, { input, body })
    const plan = { ...asked, body, prices }
    const { result, replayed } = await (seen ? addTo(context, seen, plan) : start(context, plan))
    return answered(context, doing, { ...result, replayed })
  } catch (error) {
    return refusedTheirs(context, { seen, customerId }, error)
  }
}

async function pricesOf(context: Context, { input, body }: Pick<Plan, 'input' | 'body'>): Promise<PricesNow> {
  const lines = wanted(input.lines ?? [])
  if (lines.length === 0) return new Map()
  const here = whereOf(context, body, input.channel)
  return pricesNow(context, { here, currency: body.currency }, meantBy(lines, body.lines))
}

interface Plan extends Omit<Asked, 'store'> {
  readonly body: CartBody
  readonly prices: PricesNow
}

function start(context: Context, plan: Plan) {
  const { services } = context
  const { doing, customerId } = plan
  const id = services.cartKeys.cartId(doing)
  const guest = customerId === null
  const token = guest ? services.cartKeys.token(id, doing) : null
  const about = [`cart/${id}`, ...(guest ? [] : [`customer/${customerId}` as const])] as const
  return once<Created>(context, { doing, about }, async (unit) => {
    if (!guest) await refuseSecond(unit, customerId, doing.at)
    const blank: Cart = {
      id,
      version: 0,
      state: 'ACTIVE',
      customerId,
      tokenHash: token?.hash ?? null,
      body: plan.body,
      updatedAt: doing.at,
      expiresAt: null,
    }
    await unit.carts.save(recordOf(filled(context, blank, plan)))
    return { cartId: id, guest }
  })
}

function addTo(context: Context, seen: Cart, plan: Plan) {
  const about = [`cart/${seen.id}`, `customer/${plan.customerId}`] as const
  return once<Created>(context, { doing: plan.doing, about }, async (unit) => {
    const cart = await sameCart(unit, seen)
    refuseEnded(cart, plan.doing.at)
    if (plan.prices.size > 0) await unit.carts.save(recordOf(filled(context, cart, plan)))
    return { cartId: cart.id, guest: false }
  })
}

/** The cart with the lines in it, touched by the channel that asks. */
function filled(context: Context, cart: Cart, { doing, input, prices }: Plan): Cart {
  const { services } = context
  const here = whereOf(context, cart.body, input.channel)
  const tools = { ...services, cartId: cart.id, prices, from: here.channel, at: doing.at }
  const body = touched(context, withMore(cart.body, wanted(input.lines ?? []), tools), { here, at: doing.at })
  return changed(services, cart, { body, at: doing.at })
}

function answered(
  context: Context,
  doing: Doing,
  { cartId, guest, replayed }: Created & { readonly replayed: boolean },
): Promise<Changed> {
  const token: Secret | null = guest ? context.services.cartKeys.token(cartId, doing) : null
  return answerOf(context, cartId, { replayed, token })
}

function emptyBody({ channel, currencyCode, countryCode }: CartCreateInput, store: string | null): CartBody {
  return {
    channel,
    store,
    // Its scalar took nothing else.
    currency: currencyCode as Currency,
    country: countryCode ?? null,
    lines: [],
    codes: [],
    groups: [],
    touches: [],
    tokens: [],
    made: 0,
    mergedInto: null,
    abandonedAt: null,
  }
}
