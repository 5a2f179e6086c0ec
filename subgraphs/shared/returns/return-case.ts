import type { ChannelKind } from '../../../adapters/channel.ts'
import type { RecordId, Sku } from '../../../adapters/ids.ts'
import type { Money } from '../../../adapters/money.ts'
import type { OrderKey } from '../../../adapters/ports/orders.ts'
import type { Day, Instant } from '../../../adapters/time.ts'
import type { About, CaseRecord } from '../../../ledger/writes/port.ts'
import type { Follow } from '../writes/outbox-delivery.ts'
import type { Disposition, RefundPath } from './return-policy.ts'

/** What cases of this kind are: goods that come back. */
export const RETURN = 'return'

/** Who gives money back: the payment provider, the loyalty engine, somebody at a till, or the ERP with its credit note. */
export type RefundedBy = 'PROVIDER' | 'LOYALTY' | 'TILL' | 'ERP'

/** Money that is given back for a return, on one way. */
export interface RefundBody {
  /** Unique in the return, counted from 1. */
  readonly id: string
  readonly amount: Money
  readonly path: RefundPath
  readonly by: RefundedBy
  /** `Payment.recordId` of the order; null where it goes to no tender of it, and for gifts. */
  readonly paymentId: string | null
  /** The provider, or the loyalty engine, and its own reference; null for any other way. */
  readonly provider: { readonly system: string; readonly reference: string } | null
  /** PLANNED while the goods are awaited, ASKED from then on; REFUNDED when whoever gives it back said so. */
  readonly state: 'PLANNED' | 'ASKED' | 'REFUNDED'
}

/** Money that goes back where the order which takes the goods' place comes to nothing. */
export type OwedRefund = Omit<RefundBody, 'id' | 'state'>

/** Goods of one line. */
export interface ReturnLineBody {
  /** `OrderLine.lineId` of the copy that was shown; null without a receipt. */
  readonly lineId: string | null
  readonly sku: Sku | null
  readonly quantity: string
  readonly reason: string
  /** The word for how the goods are; null while nobody has seen them. */
  readonly condition: string | null
  readonly disposition: Disposition | null
  /** What is given back for it, tax included. */
  readonly worth: Money
  /** The position of what was ordered for it, in the order that takes the goods' place; left out where nothing was. */
  readonly position?: number
}

/** The system that records returns, what it needs to know, and how far it is. */
export interface ReturnDesk {
  readonly system: string
  /** The order's record there. */
  readonly order: RecordId
  readonly customer: RecordId | null
  /** The receiving store's record there; null for goods sent back. */
  readonly store: RecordId | null
  /** The lines' own keys there, in the order of the return's. */
  readonly lineIds: readonly string[]
  /** The return's record there; null until it is known. */
  readonly recordId: RecordId | null
  readonly refused: boolean
  /** Whether it was told where the goods are; it hears of a return once. */
  readonly toldReceived: boolean
}

/** What the ledger holds of goods that come back. */
export interface ReturnBody {
  /** The number of the return: what systems and labels call it. */
  readonly reference: string
  readonly key: OrderKey | null
  readonly channel: ChannelKind
  readonly on: Day
  readonly state: 'ANNOUNCED' | 'RECEIVED' | 'CANCELLED'
  readonly receivedAt: Instant | null
  readonly isGift: boolean
  /** The manager who let it pass, a subject of the staff's issuer; null where nobody had to. */
  readonly approvedBy: string | null
  readonly lines: readonly ReturnLineBody[]
  readonly refunds: readonly RefundBody[]
  /** Null where no system records it. */
  readonly desk: ReturnDesk | null
  /** The id of the order the goods are exchanged for; null for none. */
  readonly exchangeOrder: string | null
  /** What that order stands for, and is not to go back as long as it does; left out without one. */
  readonly owed?: readonly OwedRefund[]
}

/** A return that was read. */
export interface ReturnCase extends Omit<CaseRecord, 'body'> {
  readonly body: ReturnBody
}

/** The returns among cases. */
export function returnCases(cases: readonly CaseRecord[]): readonly ReturnCase[] {
  return cases.flatMap((one) => (one.kind === RETURN ? [returnCase(one)] : []))
}

/** Reads a return's record. */
export function returnCase(record: CaseRecord): ReturnCase {
  // Nobody but `caseRecord` writes it.
  return { ...record, body: JSON.parse(record.body) as ReturnBody }
}

/** A return as the ledger keeps it. */
export function caseRecord(one: ReturnCase): CaseRecord {
  return { ...one, body: JSON.stringify(one.body) }
}

/** What a write about a return is about: its order, where there is one. */
function aboutReturn({ id, orderId }: Pick<CaseRecord, 'id' | 'orderId'>): About {
  return orderId === null ? `case/${id}` : `order/${orderId}`
}

/** A change of one return that follows from a delivery; nothing where it is gone. */
export function changeReturn(
  one: Pick<CaseRecord, 'id' | 'orderId'>,
  change: (body: ReturnBody) => ReturnBody,
): Follow {
  return {
    about: [aboutReturn(one)],
    async apply({ cases }) {
      const record = (await cases.byIds([one.id])).get(one.id)
      if (!record) return
      const { body, ...kept } = returnCase(record)
      await cases.save(caseRecord({ ...kept, version: kept.version + 1, body: change(body) }))
    },
  }
}
