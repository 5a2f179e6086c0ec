import type { Currency } from '../../adapters/money.ts'
import { instant } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import { entitlements, rejections } from '../shared/prices/discount-codes.ts'
import { type Changed, changeCart } from './change.ts'
import { type Here, whereOf } from './here.ts'
import { because, refuseFor } from './refused.ts'
import type { MutationCartDiscountCodesUpdateArgs } from './resolvers.generated.ts'

/** Most codes of a cart. */
export const MOST_CODES = 20

/** Says which codes are given. What nobody can say now is kept: the cart says so when it is read. */
export async function updateCodes(
  context: Context,
  args: MutationCartDiscountCodesUpdateArgs,
): Promise<Changed> {
  const { idempotencyKey: key, expectedVersion = null, cartId } = args
  const codes = [...new Set(args.codes.map((code) => code.trim()))]
  if (args.codes.length > MOST_CODES) throw badInput(`expected at most ${MOST_CODES} "codes"`)
  if (codes.some(({ length }) => length < 1 || length > 255))
    throw badInput('expected each of "codes" to have 1 to 255 characters')
  const change = { operation: 'cartDiscountCodesUpdate', key, input: args, cartId, expectedVersion }
  return changeCart(context, change, async ({ body }) => {
    if (codes.length > 0)
      await refuseBad(context, { ...whereOf(context, body), codes, currency: body.currency })
    return (now) => ({ ...now, codes })
  })
}

interface Given extends Here {
  readonly codes: readonly string[]
  readonly currency: Currency
}

/** What says why a code that can never count does not. */
const WHY = {
  UNKNOWN: 'No promotion takes this code.',
  EXPIRED: 'The promotion of this code is over.',
} as const

async function refuseBad(context: Context, { channel, store, codes, currency }: Given): Promise<void> {
  const at = instant(context.services.clock())
  const entitled = await entitlements(context, { channel, store, at, shopper: null }, codes)
  if (entitled.failure) return
  // Of an empty basket only what does not hang on goods is told.
  const empty = { lines: [], shipping: null, currency }
  refuseFor(
    rejections(empty, { codes, entitled, deal: null }).flatMap(({ code, reason }) =>
      reason === 'UNKNOWN' || reason === 'EXPIRED'
        ? [because('CODE_REJECTED', WHY[reason], { field: ['codes', String(codes.indexOf(code))] })]
        : [],
    ),
  )
}
