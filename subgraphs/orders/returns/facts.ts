import Big from 'big.js'
import type { Fulfillment, OrderLine } from '../../../adapters/ports/orders.ts'
import { type Day, dayIn } from '../../../adapters/time.ts'
import type { Context } from '../../context.ts'
import type { OrderReturn } from '../../shared/returns/order-returns.ts'
import { fulfillmentsOf } from '../fulfillments.ts'
import type { OrderModel } from '../models.ts'
import { isBought, isThere, knownReturns, underWay, withShopper } from './returned.ts'
import { type ReturnRule, returnRule } from './rules.ts'

/** What is known of an order besides what came back of it, which may change meanwhile. */
export interface GoodsFacts {
  readonly order: OrderModel
  readonly lines: readonly {
    readonly line: OrderLine
    /** Decimal; null where no system says. */
    readonly has: string | null
    readonly leftOn: Day | null
    readonly wasSent: boolean
  }[]
}

/** Asks the systems how far each line is. A GraphQL error where one that knows did not answer. */
export async function goodsFacts(context: Context, order: OrderModel): Promise<GoodsFacts> {
  const { lines } = order.copies[0].found.value
  const parcels = (await fulfillmentsOf(context, order)).map(({ fulfillment }) => fulfillment)
  return {
    order,
    lines: await Promise.all(
      lines.map(async (line) => ({
        line,
        has: isBought(line) ? await withShopper(context, order, line) : '0',
        ...leftIn(parcels, line),
      })),
    ),
  }
}

/** The last parcel that a line left in. */
function leftIn(parcels: readonly Fulfillment[], { lineId }: OrderLine) {
  const own = parcels.filter(
    ({ status, lines }) => isThere(status) && lines.some((line) => line.lineId === lineId),
  )
  const days = own.flatMap(({ leftOn }) => leftOn ?? []).sort()
  return { leftOn: days.at(-1) ?? null, wasSent: own.some(({ kind }) => kind === 'SHIP') }
}

/** Whether and why not each line may come back today, with these returns counted. */
export function ruleOf(
  { services: { returns: policy, retailer, clock } }: Pick<Context, 'services'>,
  { order, lines }: GoodsFacts,
  returns: readonly OrderReturn[],
): ReturnRule {
  const back = underWay(
    lines.map(({ line }) => line),
    returns,
  )
  const facts = lines.map(({ line, has, leftOn, wasSent }) => ({
    lineId: line.lineId,
    isBought: isBought(line),
    has,
    back: (back.get(line) ?? new Big(0)).toFixed(),
    leftOn,
    wasSent,
  }))
  const { placedOn } = order.copies[0].found.value
  return returnRule({ placedOn, lines: facts }, policy, dayIn(retailer.timeZone, clock()))
}

/** What may come back of an order today. A GraphQL error where a system that knows did not answer. */
export async function returnRuleOf(context: Context, order: OrderModel): Promise<ReturnRule> {
  const [facts, returns] = await Promise.all([goodsFacts(context, order), knownReturns(context, order)])
  return ruleOf(context, facts, returns)
}
