import type { ChannelKind } from '../../../adapters/channel.ts'
import { isSourceError, type SourceError } from '../../../adapters/error.ts'
import type { Sku } from '../../../adapters/ids.ts'
import type { OrderLine } from '../../../adapters/ports/orders.ts'
import type { Context } from '../../context.ts'
import { skuOfLine } from '../../shared/orders/items.ts'
import { type ToldReturn, toldReturns } from '../../shared/returns/order-returns.ts'
import type { RefundPath } from '../../shared/returns/return-policy.ts'
import { sentence } from '../../source-status.ts'
import type { OrderModel } from '../models.ts'
import { because, refused } from '../refused.ts'
import { type DeskOfOrder, deskOfOrder } from './desk.ts'
import { type GoodsFacts, goodsFacts } from './facts.ts'
import type { WantedLine } from './input.ts'
import { type HeldTender, heldTenders, tendersOf } from './tenders.ts'

/** Goods that are to come back, and how the money is to go. */
export interface ReturnWish {
  readonly order: OrderModel
  readonly lines: readonly WantedLine[]
  readonly channel: ChannelKind
  /** The way that was asked for; null for each tender's usual one. */
  readonly path: RefundPath | null
  readonly isGift: boolean
}

/** Everything that systems know of it; what the ledger knows is looked at where it is decided. */
export interface Prepared {
  readonly wish: ReturnWish
  readonly facts: GoodsFacts
  readonly told: readonly ToldReturn[]
  readonly tenders: readonly HeldTender[]
  readonly desk: DeskOfOrder | null
  readonly skus: ReadonlyMap<OrderLine, Sku | null>
}

/** Asks the systems for what decides. Throws `Refused` where one does not answer. */
export async function prepareReturn(context: Context, wish: ReturnWish): Promise<Prepared> {
  const { order } = wish
  const { lines } = order.copies[0].found.value
  const [facts, told, tenders, skus] = await Promise.all([
    goodsFacts(context, order),
    toldReturns(context, order),
    tendersOf(context, order).then((all) => heldTenders(context, all)),
    Promise.all(lines.map(async (line) => [line, await skuOfLine(context, line)] as const)),
  ])
  if (isSourceError(told)) throw silent(told)
  return {
    wish,
    facts,
    told,
    tenders: tenders.map((tender) => {
      if (isSourceError(tender)) throw silent(tender)
      return tender
    }),
    desk: deskOfOrder(context, order),
    skus: new Map(skus),
  }
}

function silent(error: SourceError): Error {
  return refused([because('SYSTEM_UNAVAILABLE', sentence(error), { retryable: true })])
}
