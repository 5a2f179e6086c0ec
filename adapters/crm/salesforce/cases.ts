import { SourceError } from '../../error.ts'
import { type OrderNumber, parseReceiptNumber, type RecordId, receiptNumber } from '../../ids.ts'
import type { Conversation, ConversationPosition, ConversationStatus } from '../../ports/conversations.ts'
import type { OrderKey } from '../../ports/orders.ts'
import { instant, parseInstant } from '../../time.ts'
import type { ConversationOptions } from './desk-options.ts'
import { fullId } from './ids.ts'
import { among, type Column, own, quoted, referencedField } from './soql.ts'
import { parentOf, textOf, type WireRecord } from './wire.ts'

/** The object conversations are. */
export const CASE = 'Case'
/** The order of every list of cases. */
export const NEWEST_FIRST = 'ORDER BY CreatedDate DESC, Id DESC'

/** What of a Case a conversation is made of. `Owner` is a user or a queue: both have a name. */
export function caseColumns({ orderNumber, orderChannel }: ConversationOptions): readonly Column[] {
  return [
    ...own(CASE, ['Id', 'Subject', 'Status', 'IsClosed', 'ContactId', 'CreatedDate', 'LastModifiedDate']),
    ...own(CASE, [orderNumber, orderChannel]),
    referencedField(
      { object: CASE, field: 'OwnerId' },
      { relationship: 'Owner', parent: { object: 'User', field: 'Name' } },
    ),
  ]
}

/** A Case as a conversation. Throws BAD_RESPONSE for one without the time it was opened. */
export function toConversation(
  record: WireRecord,
  recordId: RecordId,
  { options, source }: { readonly options: ConversationOptions; readonly source: string },
): Conversation {
  const openedAt = parseInstant(textOf(record, 'CreatedDate') ?? '')
  if (openedAt === null) throw new SourceError(source, 'BAD_RESPONSE', 'a case has no readable time')
  const customer = textOf(record, 'ContactId')
  return {
    recordId,
    subject: textOf(record, 'Subject'),
    status: statusOf(record, options),
    customer: customer === null ? null : fullId(customer),
    order: orderOf(record, options),
    assignedTo: textOf(parentOf(record, 'Owner') ?? {}, 'Name'),
    openedAt,
  }
}

/** The retailer's own status as mapped; else what `IsClosed` says. */
function statusOf(record: WireRecord, { statuses }: ConversationOptions): ConversationStatus {
  const mapped = statuses[textOf(record, 'Status') ?? '']
  return mapped ?? (textOf(record, 'IsClosed') === 'true' ? 'CLOSED' : 'OPEN')
}

/** The order a case names; a number without its channel names none. */
function orderOf(record: WireRecord, options: ConversationOptions): OrderKey | null {
  const number = textOf(record, options.orderNumber)
  const channel = options.orderChannels[textOf(record, options.orderChannel) ?? '']
  if (number === null || channel === undefined) return null
  const receipt = channel.kind === 'STORE_POS' ? parseReceiptNumber(number) : null
  return {
    channel: channel.kind,
    number: receipt === null ? (number as OrderNumber) : receiptNumber(receipt),
  }
}

/** Which statuses of the org's a list of ours means, as a condition; null when it means all. */
export function statusCondition(
  wanted: readonly ConversationStatus[],
  { statuses }: ConversationOptions,
): string | null {
  if (wanted.length === 0) return null
  const words = Object.keys(statuses)
  const meant = words.filter((word) => wanted.some((status) => status === statuses[word]))
  const unmapped = words.length > 0 ? [`(NOT ${among('Status', words)})`] : []
  const rest = (['OPEN', 'CLOSED'] as const)
    .filter((status) => wanted.includes(status))
    .map((status) => {
      const closed = `IsClosed = ${status === 'CLOSED' ? 'TRUE' : 'FALSE'}`
      return `(${[...unmapped, closed].join(' AND ')})`
    })
  const parts = [...(meant.length > 0 ? [among('Status', meant)] : []), ...rest]
  // A status that no case has: nothing answers to it.
  return parts.length > 0 ? `(${parts.join(' OR ')})` : `Id = NULL`
}

/** Cases older than a position, in the order of the list, as a condition; null from the newest. */
export function olderThan(after: ConversationPosition | null): string | null {
  if (after === null) return null
  const { at, recordId } = after
  if (recordId === null) return `CreatedDate <= ${instant(new Date(at))}`
  return `(CreatedDate < ${at} OR (CreatedDate = ${at} AND Id < ${quoted(recordId)}))`
}
