import { type Money, sumMoney, type TaxedMoney } from '../../../adapters/money.ts'
import type { Context } from '../../context.ts'
import { type MoneyFields, moneyFields, taxedMoneyFields } from '../../shared/prices/money.ts'
import { ownReturns } from '../../shared/returns/order-returns.ts'
import type { Allowance, RefundPath } from '../../shared/returns/return-policy.ts'
import type { RefundModel } from '../models.ts'
import { because, notFound, type Refusal, refused, whyRefused } from '../refused.ts'
import type { ReturnQuoteInput } from '../resolvers.generated.ts'
import { needsApproval, refuseUntaken } from './approval.ts'
import { openForReturns, placeFor } from './create.ts'
import { decideReturn } from './decide.ts'
import { proposed } from './fields.ts'
import { type WantedLine, wantedLines } from './input.ts'
import { prepareReturn } from './plan.ts'
import { receiptless } from './receiptless.ts'
import type { PlannedRefund } from './refund-plan.ts'

/** What goods would bring back, as the schema shows it. */
export interface Quoted {
  readonly refund: MoneyFields | null
  readonly worth: ReturnType<typeof taxedMoneyFields> | null
  readonly breakdown: readonly RefundModel[]
  readonly needsApproval: boolean
  readonly userErrors: readonly Refusal[]
}

/** Says what goods would bring back, and writes nothing. */
export async function quoteReturn(context: Context, input: ReturnQuoteInput): Promise<Quoted> {
  const lines = wantedLines(context, input.lines)
  try {
    const { worth, refunds, allowance } = await (input.orderId
      ? ofOrder(context, input, { orderId: input.orderId, lines })
      : withoutReceipt(context, input, lines))
    const refund = sumMoney(
      refunds.map(({ amount }) => amount),
      worth.gross.currency,
    )
    return {
      refund: moneyFields(refund),
      worth: taxedMoneyFields(worth),
      breakdown: refunds.map((one) => proposed(context, one)),
      needsApproval: allowance !== null && needsApproval(allowance, worth.gross),
      userErrors: [],
    }
  } catch (error) {
    return { refund: null, worth: null, breakdown: [], needsApproval: false, userErrors: whyRefused(error) }
  }
}

interface Worked {
  readonly worth: TaxedMoney
  readonly refunds: readonly PlannedRefund[]
  readonly allowance: Allowance | null
}

async function ofOrder(
  context: Context,
  { channel, refundPath, storeId, isGift = false }: ReturnQuoteInput,
  { orderId, lines }: { readonly orderId: string; readonly lines: readonly WantedLine[] },
): Promise<Worked> {
  const { gifts } = context.services.returns
  const order = await openForReturns(context, orderId)
  if (!order) throw refused([notFound('input', 'orderId')])
  if (isGift) refuseUntaken(gifts)
  placeFor(context, storeId ?? null)
  const path = (refundPath ?? null) as RefundPath | null
  const prepared = await prepareReturn(context, { order, lines, channel, path, isGift })
  const decided = decideReturn(context, prepared, await ownReturns(context, order.id))
  return { ...decided, allowance: isGift ? gifts : null }
}

async function withoutReceipt(
  context: Context,
  { storeId, refundPath }: ReturnQuoteInput,
  lines: readonly WantedLine[],
): Promise<Worked> {
  const field = ['input', 'storeId']
  const place = storeId ? placeFor(context, storeId) : null
  if (!place)
    throw refused([because('NOT_ALLOWED', 'Goods without a receipt are taken in stores alone.', { field })])
  const path = (refundPath ?? null) as RefundPath | null
  const { worth, refunds } = await receiptless(context, { lines, place, path })
  return { worth: gross(worth), refunds, allowance: context.services.returns.withoutReceipt }
}

/** An amount whose tax nobody states. */
function gross(amount: Money): TaxedMoney {
  return { gross: amount, net: null, tax: null }
}
