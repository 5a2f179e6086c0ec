import type { OrderLine, Return } from '../../adapters/ports/orders.ts'
import type { Found } from '../../adapters/read.ts'
import type { PageInfo } from '../connection.ts'
import type { MergedOrder } from '../order-copies.ts'
import type { Asked, SourceStatus } from '../source-status.ts'

/** An order with its copies in every system. */
export type OrderModel = MergedOrder

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
