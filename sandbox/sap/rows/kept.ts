import type { WorldDelivery, WorldLine, WorldOrder, WorldReturn } from '../../world/sale-types.ts'
import type { Row } from '../edm.ts'

/** An order as the ERP holds it: one of the world's, or one that was written since, with what the world's do not say. */
export interface KeptOrder extends WorldOrder {
  readonly lines: readonly KeptLine[]
  /** Returns beyond the world's one, oldest first. */
  readonly further?: readonly KeptReturn[]
  readonly deliveries: readonly KeptDelivery[]
  /** Absent while nobody has written anything. */
  readonly written?: Written
}

/** What the records of a written order show instead of what follows from the world. */
interface Written {
  /** Whether it is none of the world's. */
  readonly isNew: boolean
  /** When it was last written, ISO UTC; the ETag is made of it. */
  readonly changedAt: string
  /** Properties of the head as they were sent. */
  readonly head: Row
  /** The partners' own addresses, by partner function; without one a partner has that of its master record. */
  readonly addresses: ReadonlyMap<string, Row>
}

/** A delivery of a kept order. */
export interface KeptDelivery extends WorldDelivery {
  /** The shipping type its items were ordered with: they leave together. */
  readonly type?: string
}

/** A line of a kept order. */
export interface KeptLine extends WorldLine {
  readonly shippingType?: string
  /** The plant it was ordered from. */
  readonly plant?: string
  /** Its price was given with the order: condition type PMP0 in place of PPR0. */
  readonly manualPrice?: true
  /** Its discount was given as an amount: RB00 in place of RA01. */
  readonly fixedDiscount?: true
}

/** A return that was written. */
export interface KeptReturn extends WorldReturn {
  readonly changedAt: string
  /** Properties of the head as they were sent. */
  readonly head: Row
  readonly lines: readonly {
    readonly line: number
    readonly quantity: string
    /** The code, and the plant the goods come to where it was sent. */
    readonly reasonCode: string
    readonly plant: string
  }[]
}

/** Every return of an order, oldest first. */
export function returnsOf({ returned, further = [] }: KeptOrder): readonly (WorldReturn | KeptReturn)[] {
  return returned ? [returned, ...further] : further
}

/** Whether a return was written, and is none of the world's. */
export function isKept(returned: WorldReturn | KeptReturn): returned is KeptReturn {
  return 'changedAt' in returned
}
