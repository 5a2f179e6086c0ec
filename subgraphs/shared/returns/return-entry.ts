import type { OutboxEntry } from '../../../ledger/writes/port.ts'

/** Kinds of outbox entries about returns: what the system that records them is told, and money that a provider gives back. */
export const CREATE_RETURN = 'return.create'
export const VERIFY_RETURN = 'return.verify'
export const REFUND_RETURN = 'return.refund'

/** What is in an outbox entry about a return: which one, and nothing that the ledger holds already. */
export interface ReturnEntry {
  readonly returnId: string
  readonly orderId: string | null
  /** `RefundBody.id`; null where the entry is no refund. */
  readonly refundId: string | null
}

/** The body of an outbox entry about a return. */
export function returnEntryBody(entry: ReturnEntry): string {
  return JSON.stringify(entry)
}

/** What an entry is about. */
export function returnEntryIn({ body }: OutboxEntry): ReturnEntry {
  // Written by `returnEntryBody`.
  return JSON.parse(body) as ReturnEntry
}

/** The id of the entry that tells a return's desk of it. */
export function deskEntryId(returnId: string): string {
  return `${returnId}/create`
}

/** The id of the entry by which a part of the money goes back; it is the provider's key. */
export function refundEntryId(returnId: string, refundId: string): string {
  return `${returnId}/refund/${refundId}`
}
