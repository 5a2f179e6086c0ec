import type { ChannelKind } from '../../adapters/channel.ts'
import type { Instant } from '../../adapters/time.ts'
import type { CartKeys } from '../cart-keys.ts'
import type { Context } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import { type Cart, type CartBody, fitGroups, type LineBody, MOST_LINES, MOST_UNITS } from './cart.ts'
import { type Changed, changeCart } from './change.ts'
import { whereOf } from './here.ts'
import { because, checkId, refuseFor } from './refused.ts'
import type {
  CartLineInput,
  MutationCartLinesAddArgs,
  MutationCartLinesRemoveArgs,
  MutationCartLinesUpdateArgs,
} from './resolvers.generated.ts'
import { checkLines, type Meant, type PricesNow, pricesNow } from './sold.ts'

/** Adds units. */
export async function addLines(context: Context, args: MutationCartLinesAddArgs): Promise<Changed> {
  const { idempotencyKey: key, expectedVersion = null, cartId } = args
  const lines = wanted(args.lines)
  checkLines(lines)
  const change = { operation: 'cartLinesAdd', key, input: args, cartId, expectedVersion }
  return changeCart(context, change, async ({ body }) => {
    const here = whereOf(context, body)
    const meant = meantBy(lines, body.lines)
    const prices = await pricesNow(context, { here, currency: body.currency }, meant)
    return (now, at) => withMore(now, lines, { ...context.services, cartId, prices, from: here.channel, at })
  })
}

/** Sets how many units lines have. */
export async function updateLines(context: Context, args: MutationCartLinesUpdateArgs): Promise<Changed> {
  const { idempotencyKey: key, expectedVersion = null, cartId, lines } = args
  checkUpdates(lines)
  const change = { operation: 'cartLinesUpdate', key, input: args, cartId, expectedVersion }
  return changeCart(context, change, async (cart) => {
    const meant = meantAnew(cart, lines)
    const here = whereOf(context, cart.body)
    const prices = await pricesNow(context, { here, currency: cart.body.currency }, meant)
    return (body) => {
      refuseUnknown(
        body,
        lines.map(({ id }) => id),
        'lines',
      )
      const wanted = new Map(lines.map(({ id, quantity }) => [id, quantity]))
      const left = body.lines.flatMap((line): LineBody[] => {
        const quantity = wanted.get(line.id) ?? line.quantity
        if (quantity === 0) return []
        const price = wanted.has(line.id) ? (prices.get(line.sku) ?? line.price) : line.price
        return [{ ...line, quantity, price }]
      })
      return fitGroups({ ...body, lines: left })
    }
  })
}

/** Takes lines out. */
export async function removeLines(context: Context, args: MutationCartLinesRemoveArgs): Promise<Changed> {
  const { idempotencyKey: key, expectedVersion = null, cartId, lineIds } = args
  if (lineIds.length < 1 || lineIds.length > MOST_LINES)
    throw badInput(`expected 1 to ${MOST_LINES} "lineIds"`)
  for (const id of lineIds) checkId('lin', id, 'lineIds')
  const change = { operation: 'cartLinesRemove', key, input: args, cartId, expectedVersion }
  return changeCart(context, change, async () => (body) => {
    refuseUnknown(body, lineIds, 'lineIds')
    return fitGroups({ ...body, lines: body.lines.filter(({ id }) => !lineIds.includes(id)) })
  })
}

type Added = readonly { readonly sku: string; readonly quantity: number }[]

/** Lines as they are asked for; one unit where nothing is said. */
export function wanted(lines: readonly CartLineInput[]): Added {
  return lines.map(({ sku, quantity = 1 }) => ({ sku, quantity }))
}

/** How many units of each article there will be: that is what scales go by. */
export function meantBy(lines: Added, there: readonly LineBody[]): readonly Meant[] {
  const meant = new Map<string, Meant>()
  for (const [place, { sku, quantity }] of lines.entries()) {
    const known = meant.get(sku)
    const before = there.find((line) => line.sku === sku)?.quantity ?? 0
    const field = known?.field ?? ['lines', String(place)]
    meant.set(sku, { sku, field, quantity: (known?.quantity ?? before) + quantity })
  }
  return [...meant.values()]
}

interface Adding {
  readonly cartKeys: CartKeys
  readonly cartId: string
  readonly prices: PricesNow
  readonly from: ChannelKind
  readonly at: Instant
}

/** A body with more units in it. Throws `Refused` for more than a cart may hold. */
export function withMore(
  body: CartBody,
  lines: Added,
  { cartKeys, cartId, prices, from, at }: Adding,
): CartBody {
  const meant = meantBy(lines, body.lines)
  const there = new Set(body.lines.map(({ sku }) => sku))
  const fresh = meant.filter(({ sku }) => !there.has(sku))
  const tooMany = meant.filter(({ quantity }) => quantity > MOST_UNITS)
  refuseFor([
    ...tooMany.map(({ field }) =>
      because('LIMIT_EXCEEDED', `A cart holds at most ${MOST_UNITS} of an article.`, { field }),
    ),
    ...(body.lines.length + fresh.length > MOST_LINES
      ? [because('LIMIT_EXCEEDED', `A cart holds at most ${MOST_LINES} lines.`, { field: ['lines'] })]
      : []),
  ])
  const priceOf = (sku: string): LineBody['price'] => {
    const price = prices.get(sku)
    if (price) return price
    throw new Error('expected what is added to have a price')
  }
  const more = body.lines.map((line) => {
    const one = meant.find(({ sku }) => sku === line.sku)
    return one ? { ...line, quantity: one.quantity, price: priceOf(line.sku) } : line
  })
  const added = fresh.map(
    ({ sku, quantity }, nth): LineBody => ({
      id: cartKeys.partId('lin', cartId, body.made + nth),
      sku,
      quantity,
      price: priceOf(sku),
      addedFrom: from,
      addedAt: at,
    }),
  )
  return { ...body, lines: [...more, ...added], made: body.made + added.length }
}

function checkUpdates(lines: MutationCartLinesUpdateArgs['lines']): void {
  if (lines.length < 1 || lines.length > MOST_LINES) throw badInput(`expected 1 to ${MOST_LINES} "lines"`)
  if (lines.some(({ quantity }) => quantity < 0 || quantity > MOST_UNITS))
    throw badInput(`expected every "quantity" between 0 and ${MOST_UNITS}`)
  for (const { id } of lines) checkId('lin', id, 'lines')
  if (new Set(lines.map(({ id }) => id)).size < lines.length) throw badInput('expected each of "lines" once')
}

/** What of a change needs a price: lines that stay. */
function meantAnew({ body }: Cart, lines: MutationCartLinesUpdateArgs['lines']): readonly Meant[] {
  refuseUnknown(
    body,
    lines.map(({ id }) => id),
    'lines',
  )
  return lines.flatMap(({ id, quantity }, place): Meant[] => {
    const line = body.lines.find((one) => one.id === id)
    return line && quantity > 0 ? [{ sku: line.sku, quantity, field: ['lines', String(place)] }] : []
  })
}

/** Throws `Refused` for lines that the cart does not have. */
export function refuseUnknown({ lines }: CartBody, ids: readonly string[], field: string): void {
  const there = new Set(lines.map(({ id }) => id))
  refuseFor(
    ids.flatMap((lineId, place) =>
      there.has(lineId)
        ? []
        : [because('NOT_FOUND', 'The cart has no such line.', { field: [field, String(place)], lineId })],
    ),
  )
}
