import type { Order, OrderKey, OrderLine, Return } from '../../adapters/ports/orders.ts'
import type { Found } from '../../adapters/read.ts'
import type { PageInfo } from '../connection.ts'
import type { Asked, SourceStatus } from '../source-status.ts'

/** One system's copy of an order. */
export interface OrderCopy {
  readonly asked: Asked
  readonly found: Found<Order>
}

/** An order with the copies found so far, the one that is shown first. */
export interface OrderModel {
  readonly id: string
  readonly key: OrderKey
  readonly copies: readonly [OrderCopy, ...OrderCopy[]]
}

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

/** A line as its system has it. */
export interface OrderLineModel {
  readonly line: OrderLine
}

/** A return and the read that told of it. */
export interface ReturnModel {
  readonly asked: Asked
  readonly found: Found<readonly Return[]>
  readonly back: Return
}

/** An entity of another subgraph, by its key. */
export interface CustomerModel {
  readonly id: string
}
