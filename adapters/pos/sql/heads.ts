import { z } from 'zod'
import { type OrderNumber, type RecordId, receiptNumber } from '../../ids.ts'
import { type Day, type Instant, instantIn } from '../../time.ts'
import type { TillClient } from './client.ts'
import { businessDayOf } from './day.ts'
import type { SqlTillOptions } from './options.ts'
import { count, localTime, optionalText, text } from './shapes.ts'
import type { Till } from './stores.ts'

/** The tables a receipt's head is read from. */
export const HEAD_TABLES = ['RECEIPTS', 'TICKETS', 'CLOSEDCASH', 'CUSTOMERS'] as const

/** A head as it is selected. `request` counts the questions that one statement asks. */
export const headRow = z.object({
  request: count,
  id: text,
  at: localTime,
  type: count,
  ticket: count,
  host: text,
  customer: optionalText,
  card: optionalText,
})
export type HeadRow = z.output<typeof headRow>

/** A receipt without its lines. */
export interface Head {
  /** `RECEIPTS.ID`. */
  readonly id: RecordId
  readonly number: OrderNumber
  readonly isRefund: boolean
  readonly businessDay: Day
  readonly placedAt: Instant | null
  readonly store: RecordId
  /** `CUSTOMERS.SEARCHKEY` of the account it was made out to. */
  readonly customer: RecordId | null
  readonly card: string | null
}

const SALE = 0
const REFUND = 1

/** The heads of sales and refunds; nothing else is a receipt. */
export function heads({ build }: TillClient, request = 0) {
  return build
    .selectFrom('receipts')
    .innerJoin('tickets', 'tickets.id', 'receipts.id')
    .innerJoin('closedcash', 'closedcash.money', 'receipts.money')
    .leftJoin('customers', 'customers.id', 'tickets.customer')
    .select((eb) => [
      eb.lit(request).as('request'),
      'receipts.id as id',
      'receipts.datenew as at',
      'tickets.tickettype as type',
      'tickets.ticketid as ticket',
      'closedcash.host as host',
      'customers.searchkey as customer',
      'customers.card as card',
    ])
    .where('tickets.tickettype', 'in', [SALE, REFUND])
}

/** A row as a head; null for a till the configuration does not name: nobody knows its store then, nor its number. */
export function toHead(
  row: HeadRow,
  tills: ReadonlyMap<string, Till>,
  { dayStartsAt, refundMark }: SqlTillOptions,
): Head | null {
  const till = tills.get(row.host)
  if (!till) return null
  const businessDay = businessDayOf(row.at, dayStartsAt)
  const isRefund = row.type === REFUND
  return {
    id: row.id as RecordId,
    number: receiptNumber({
      store: till.store,
      till: `${till.number}${isRefund ? refundMark : ''}`,
      businessDay,
      sequence: String(row.ticket),
    }),
    isRefund,
    businessDay,
    placedAt: instantIn(till.timeZone, row.at),
    store: till.store as RecordId,
    customer: row.customer as RecordId | null,
    card: row.card,
  }
}
