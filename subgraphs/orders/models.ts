import type { SourceError } from '../../adapters/error.ts'
import type { RecordId } from '../../adapters/ids.ts'
import type { OrderKey, OrderLine, Return } from '../../adapters/ports/orders.ts'
import type { Found } from '../../adapters/read.ts'
import type { PageInfo } from '../connection.ts'
import type { NewestOrders } from '../newest-orders.ts'
import type { SeenOrder } from '../order.ts'
import type { Asked, SourceStatus } from '../source-status.ts'
import type { OrderChanged } from './change.ts'
import type { ShownFulfillment } from './fulfillments.ts'
import type { OrderFacts } from './order-facts.ts'
import type { Refusal } from './refused.ts'
import type { WriteOutcome } from './writes.ts'

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

/** A return of an order, the read that told of it, and the order's record there. */
export interface ReturnModel {
  readonly key: OrderKey
  readonly of: RecordId
  readonly asked: Asked
  readonly found: Found<readonly Return[]>
  readonly back: Return
  /** The order it was reached through; null where it was looked up by its own id. */
  readonly order: OrderModel | null
}

/** An entity of another subgraph, by its key. */
export interface CustomerModel {
  readonly id: string
}

/** A part of an order on its way, the copy that tells it, and the graph's own of it; null where the graph has none. */
export type FulfillmentModel = ShownFulfillment

/** What decides what may be done about an order. */
export type OrderActionsModel = OrderFacts

/** What a change of an order came to. */
export type OrderPayloadModel = OrderChanged
export type OrderUserErrorModel = Refusal
export type WriteOutcomeModel = WriteOutcome
