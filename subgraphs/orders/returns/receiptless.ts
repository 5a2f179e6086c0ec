import { isSourceError } from '../../../adapters/error.ts'
import type { Sku } from '../../../adapters/ids.ts'
import { type Money, multiplyMoney, sumMoney } from '../../../adapters/money.ts'
import { isFound } from '../../../adapters/read.ts'
import { dayIn } from '../../../adapters/time.ts'
import type { Context } from '../../context.ts'
import { badInput } from '../../graphql-error.ts'
import { priceReads } from '../../shared/prices/price-reads.ts'
import type { ReturnLineBody } from '../../shared/returns/return-case.ts'
import type { RefundPath } from '../../shared/returns/return-policy.ts'
import type { Place } from '../../shared/stock/store-directory.ts'
import { sentence } from '../../source-status.ts'
import { because, type Refusal, refused, refuseFor } from '../refused.ts'
import { refuseUntaken } from './approval.ts'
import { wrongPath } from './decide.ts'
import type { WantedLine } from './input.ts'
import type { PlannedRefund } from './refund-plan.ts'

/** Goods that nobody has a receipt for, at what they cost in the store today. */
export interface Receiptless {
  readonly lines: readonly ReturnLineBody[]
  readonly worth: Money
  readonly refunds: readonly PlannedRefund[]
}

/** Works out what they are worth. Throws `Refused` where the retailer takes none, a price is not known, or the money cannot go back so. */
export async function receiptless(
  context: Context,
  {
    lines,
    place,
    path,
  }: { readonly lines: readonly WantedLine[]; readonly place: Place; readonly path: RefundPath | null },
): Promise<Receiptless> {
  const { returns } = context.services
  refuseUntaken(returns.withoutReceipt)
  const given = path ?? 'GIFT_CARD'
  // No money leaves the house for what was not shown to be paid.
  if (given !== 'GIFT_CARD' && given !== 'STORE_CREDIT') throw refused([wrongPath('PATH')])
  const bodies = await valued(context, lines, place)
  const [first] = bodies
  if (!first) throw badInput('expected at least one of "lines"')
  const worth = sumMoney(
    bodies.map((line) => line.worth),
    first.worth.currency,
  )
  const refund = { amount: worth, path: given, by: 'TILL', paymentId: null, provider: null } as const
  return { lines: bodies, worth, refunds: worth.minor === 0 ? [] : [refund] }
}

async function valued(
  context: Context,
  lines: readonly WantedLine[],
  place: Place,
): Promise<readonly ReturnLineBody[]> {
  const on = dayIn(place.timeZone, context.services.clock())
  const wishes = lines.map(({ sku }) => {
    if (sku === null) throw badInput('expected "sku" in every line of goods without a receipt')
    return { sku, channel: 'STORE_POS' as const, store: place, quantity: 1, on }
  })
  const reads = await priceReads(context, wishes)
  const refusals: Refusal[] = []
  const bodies = lines.flatMap((line, at): readonly ReturnLineBody[] => {
    const read = reads[at]
    const { orderLineId: lineId, sku, quantity, ...rest } = line
    const field = ['input', 'lines', String(at), 'sku']
    if (isFound(read)) {
      const worth = multiplyMoney(read.value.unitPrice.gross, quantity)
      return [{ ...rest, lineId, sku: sku as Sku, quantity, worth }]
    }
    refusals.push(
      isSourceError(read)
        ? because('SYSTEM_UNAVAILABLE', sentence(read), { field, retryable: true })
        : because('NOT_ALLOWED', 'This article is not sold here: nobody knows what it is worth.', { field }),
    )
    return []
  })
  refuseFor(refusals)
  return bodies
}
