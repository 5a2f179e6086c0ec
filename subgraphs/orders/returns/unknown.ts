import { dayIn } from '../../../adapters/time.ts'
import type { Once } from '../../../ledger/writes/port.ts'
import type { Context } from '../../context.ts'
import { RETURN, type ReturnBody, type ReturnCase } from '../../shared/returns/return-case.ts'
import type { RefundPath } from '../../shared/returns/return-policy.ts'
import type { Place } from '../../shared/stock/store-directory.ts'
import { type Doing, once } from '../../shared/writes/doing.ts'
import type { ReturnReceiveInput } from '../resolvers.generated.ts'
import type { KeptReturn } from './answer.ts'
import { approval } from './approval.ts'
import type { WantedLine } from './input.ts'
import { ownReturnId } from './reads.ts'
import { type Receiptless, receiptless } from './receiptless.ts'
import { keepReturn, refundBodies } from './steps.ts'

/** Goods that are handed in. */
export interface Receiving {
  readonly context: Context
  readonly input: ReturnReceiveInput
  readonly doing: Doing
  readonly lines: readonly WantedLine[]
  readonly place: Place
}

/** Takes in goods that nobody has a receipt for, by the retailer's rules. */
export async function receiveUnknown({
  context,
  input,
  doing,
  lines,
  place,
}: Receiving): Promise<Once<KeptReturn>> {
  const { services } = context
  const path = (input.refundPath ?? null) as RefundPath | null
  const goods = await receiptless(context, { lines, place, path })
  const approvedBy = approval(context, services.returns.withoutReceipt, goods.worth)
  const one = unknownGoods(context, { doing, goods, place, approvedBy })
  return once<KeptReturn>(context, { doing, about: [`case/${one.id}`] }, async (unit) => {
    await keepReturn(unit, one, doing.at)
    return { returnId: one.id }
  })
}

interface Unknown {
  readonly doing: Doing
  readonly goods: Receiptless
  readonly place: Place
  readonly approvedBy: string | null
}

function unknownGoods(context: Context, { doing, goods, place, approvedBy }: Unknown): ReturnCase {
  const reference = context.services.cartKeys.returnNumber(doing)
  const body: ReturnBody = {
    reference,
    key: null,
    channel: 'STORE_POS',
    on: dayIn(place.timeZone, new Date(doing.at)),
    state: 'RECEIVED',
    receivedAt: doing.at,
    isGift: false,
    approvedBy,
    lines: goods.lines,
    refunds: refundBodies(goods.refunds, true),
    desk: null,
    exchangeOrder: null,
  }
  return {
    id: ownReturnId(context, reference, null),
    kind: RETURN,
    orderId: null,
    customerId: null,
    location: place.id,
    isOpen: false,
    version: 1,
    createdAt: doing.at,
    body,
  }
}
