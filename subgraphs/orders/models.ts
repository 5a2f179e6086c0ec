import type { SourceError } from '../../adapters/error.ts'
import type { OrderKey, OrderLine } from '../../adapters/ports/orders.ts'
import type { Day } from '../../adapters/time.ts'
import type { PageInfo } from '../connection.ts'
import type { NewestOrders } from '../shared/orders/newest-orders.ts'
import type { SeenOrder } from '../shared/orders/order.ts'
import type { MoneyFields } from '../shared/prices/money.ts'
import type { OrderReturn } from '../shared/returns/order-returns.ts'
import type { RefundedBy } from '../shared/returns/return-case.ts'
import type { Disposition, RefundPath } from '../shared/returns/return-policy.ts'
import type { WriteOutcome } from '../shared/writes/write-outcome.ts'
import type { SourceStatus } from '../source-status.ts'
import type { OrderChanged } from './change.ts'
import type { ShownFulfillment } from './fulfillments.ts'
import type { OrderFacts } from './order-facts.ts'
import type { Refusal } from './refused.ts'
import type { ReturnChanged } from './returns/answer.ts'
import type { ReturnFactsModel as ReturnFacts } from './returns/fields.ts'
import type { Quoted } from './returns/quote.ts'
import type { ReturnRule } from './returns/rules.ts'
import type { Tender } from './returns/tenders.ts'

/** An order with its copies in every system. */
export type OrderModel = SeenOrder

export interface OrderEdgeModel {
  readonly cursor: string
  readonly node: OrderModel
}

export interface OrderConnectionModel {
  readonly edges: readonly OrderEdgeModel[]
  readonly pageInfo: PageInfo
  readonly complete: boolean
  readonly sources: readonly SourceStatus[]
}

export interface OrderLookupResultModel {
  /** Null: none or several may be meant. A failure: a system that may know another did not answer. */
  readonly order: OrderModel | SourceError | null
  readonly candidates: readonly OrderModel[]
  readonly sources: readonly SourceStatus[]
}

/** A line as its system has it, in its order. */
export interface OrderLineModel {
  readonly order: OrderModel
  readonly line: OrderLine
}

/** The costs of an order. */
export interface OrderCostModel {
  readonly order: OrderModel
}

/** The orders that statistics are of. */
export type OrderStatsModel = NewestOrders

/** A return, and the order it is of. */
export interface ReturnModel {
  /** Null for goods without a receipt. */
  readonly key: OrderKey | null
  readonly of: OrderReturn
  /** The order it was reached through; null where it was looked up by its own id. */
  readonly order: OrderModel | null
}

/** A line of a return as it is shown. */
export interface ReturnLineModel {
  readonly orderLineId: string | null
  readonly sku: string | null
  readonly quantity: string
  readonly reason: string | null
  readonly condition: string | null
  readonly disposition: Disposition | null
}

/** Money that goes back, as it is shown. */
export interface RefundModel {
  readonly amount: MoneyFields
  readonly path: RefundPath
  readonly by: RefundedBy
  readonly state: 'PROPOSED' | 'AWAITING_GOODS' | 'PENDING' | 'REFUNDED' | 'FAILED'
  readonly paymentId: string | null
  readonly expectedBy: Day | null
}

/** An entity of another subgraph, by its key. */
export interface CustomerModel {
  readonly id: string
}

/** A part of an order on its way, the copy that tells it, and the graph's own of it; null where the graph has none. */
export type FulfillmentModel = ShownFulfillment

/** What decides what may be done about an order. */
export interface OrderActionsModel extends OrderFacts {
  /** What may come back; asks the systems how far the goods are. */
  rule(): Promise<ReturnRule>
}

/** A tender, in its order. */
export interface PaymentModel extends Tender {
  readonly order: OrderModel
}

/** What came of a change of a return. */
export type ReturnPayloadModel = ReturnChanged
/** What goods would bring back. */
export type ReturnQuotePayloadModel = Quoted
export type ReturnFactsModel = ReturnFacts

/** What a change of an order came to. */
export type OrderPayloadModel = OrderChanged
export type OrderUserErrorModel = Refusal
export type WriteOutcomeModel = WriteOutcome
