import type { GraphQLResolveInfo } from 'graphql'
import type { CustomerId } from '../../../adapters/ids.ts'

/** Whom an object belongs to: the shopper, by any id ever given for them, and the order it is part of, if it is part of one. */
export interface Owner {
  /** Null for an order whose shopper nobody knows. */
  readonly customerId: CustomerId | null
  /** The graph's id of the order. */
  readonly orderId: string | null
}

/** Somebody was let see something that has an owner. */
export interface Access {
  readonly owner: Owner
  /** What: a type, `Customer`, or a field, `Order.payments`. */
  readonly coordinate: string
  /** Where in the answer of this subgraph; what is not there in the end was not delivered. */
  readonly path: GraphQLResolveInfo['path']
  /** The scopes that allowed it. */
  readonly scopes: readonly string[]
}

/** Takes down, for the length of a request, who was let see what: the audit log is written from it. */
export interface AccessNotes {
  note(access: Access): void
}
