import type { RecordId } from '../../ids.ts'
import { receiptNumber } from '../../ids.ts'
import { type Day, dayIn, type Instant, instantIn, parseDay, parseInstant } from '../../time.ts'
import { Unreadable } from './amounts.ts'
import { bareValue, childOf, childrenOf, type Element, isFlagged, textOf } from './element.ts'
import type { PoslogOptions } from './options.ts'

/** What a transaction is by its head: a sale or return to read, a correction that voids receipts, or nothing of interest. */
export type Standing = 'finished' | 'cancelled' | 'training' | 'control'

/** Where and when a transaction happened. */
export interface Header {
  readonly number: RecordId
  readonly store: string
  readonly till: string
  readonly businessDay: Day
  readonly placedAt: Instant | null
}

/** Statuses of transactions that sold nothing in the end; also every one that starts with `Suspended`. Others are finished. */
const CANCELLED: ReadonlySet<string> = new Set([
  'canceled',
  'cancelled',
  'voided',
  'postvoided',
  'transactionvoided',
  'aborted',
  'abandoned',
  'deleted',
  'failed',
  'inprocess',
])

/**
 * Sorts a transaction. The standard has one of several `...Transaction` elements in it; vendors put a control
 * transaction (drawer opened) beside a sale, so the sale is looked for first.
 */
export function standingOf(transaction: Element): Standing {
  const retail = childOf(transaction, 'RetailTransaction')
  if (retail === null) {
    if (transaction.children.some((child) => child.name.endsWith('Transaction'))) return 'control'
    throw new Unreadable(
      'expected a RetailTransaction or another kind of transaction, found none; have the till system checked',
    )
  }
  if (isFlagged(transaction, 'TrainingModeFlag') || isFlagged(retail, 'TrainingModeFlag')) return 'training'
  if (isFlagged(transaction, 'CancelFlag') || isFlagged(retail, 'CancelFlag')) return 'cancelled'
  const status = (statusOf(retail) ?? '').toLowerCase()
  return CANCELLED.has(status) || status.startsWith('suspended') ? 'cancelled' : 'finished'
}

/** The till's own word for the transaction's state, without a vendor's prefix; null where there is none. */
export function statusOf(retail: Element): string | null {
  const status = retail.attributes.get('TransactionStatus') ?? textOf(retail, 'TransactionStatus')
  return status ? bareValue(status) : null
}

/** Store, till, day, sequence and time; throws `Unreadable` where a part of the natural key is missing. */
export function headerOf(transaction: Element, retail: Element, options: PoslogOptions): Header {
  const store = storeOf(transaction) ?? missing('a store (BusinessUnit/UnitID or RetailStoreID)')
  const till = tillOf(transaction) ?? missing('a till (WorkstationID)')
  const sequence = textOf(transaction, 'SequenceNumber') ?? missing('a SequenceNumber')
  if (!/^\d+$/.test(sequence)) {
    throw new Unreadable('expected digits in SequenceNumber, found another text; have the till corrected')
  }
  const timeZone = options.stores[store]?.timeZone ?? options.timeZone
  const time = timeOf(transaction, retail)
  const businessDay =
    dayOf(textOf(transaction, 'BusinessDayDate')) ??
    (time === null ? null : localDay(time, timeZone)) ??
    missing('a day (BusinessDayDate, or an EndDateTime)')
  const placedAt = time === null ? null : (parseInstant(time) ?? instantIn(timeZone, time))
  const number = receiptNumber({ store, till, businessDay, sequence }) as string as RecordId
  return { number, store, till, businessDay, placedAt }
}

/**
 * The receipt a `TransactionLink` points to; null when it leaves out the till, day or number. Where it leaves out
 * the store it means the same one.
 */
export function linkedNumber(link: Element, store: string): RecordId | null {
  const till = tillOf(link)
  const businessDay = dayOf(textOf(link, 'BusinessDayDate') ?? textOf(link, 'Date') ?? nestedDay(link))
  const sequence = textOf(link, 'SequenceNumber') ?? textOf(link, 'TransactionSequenceNumber')
  if (till === null || businessDay === null || sequence === null || !/^\d+$/.test(sequence)) return null
  return receiptNumber({
    store: storeOf(link) ?? store,
    till,
    businessDay,
    sequence,
  }) as string as RecordId
}

function nestedDay(link: Element): string | null {
  return textOf(link, 'BusinessDayDate', 'Date') ?? textOf(link, 'EndDateTime')
}

function storeOf(element: Element): string | null {
  return textOf(element, 'BusinessUnit', 'UnitID') ?? textOf(element, 'RetailStoreID')
}

/** Till ids are words in a receipt number; anything else in one becomes an underscore. */
function tillOf(element: Element): string | null {
  return textOf(element, 'WorkstationID')?.replace(/\W+/g, '_') ?? null
}

/** When the transaction ended, as written; the latest line's time or the beginning where the end is missing. */
function timeOf(transaction: Element, retail: Element): string | null {
  const lines = childrenOf(retail, 'LineItem').flatMap((line) => {
    const time = textOf(line, 'EndDateTime') ?? textOf(line, 'DateTime')
    return time === null ? [] : [time]
  })
  const candidates = [
    textOf(transaction, 'EndDateTime'),
    textOf(retail, 'EndDateTime'),
    lines.sort().at(-1),
    textOf(transaction, 'BeginDateTime'),
    textOf(transaction, 'POSLogDateTime'),
  ]
  return candidates.find((time) => time && isTime(time)) ?? null
}

function isTime(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.test(text)) return false
  return parseDay(text.slice(0, 10)) !== null && !Number.isNaN(Date.parse(`${text.slice(0, 16)}Z`))
}

function localDay(time: string, timeZone: string): Day | null {
  const at = parseInstant(time)
  return at === null ? parseDay(time.slice(0, 10)) : dayIn(timeZone, new Date(at))
}

/** The day in an `xs:date`, which may carry a zone (`2026-05-10+02:00`) or a midnight. */
function dayOf(text: string | null): Day | null {
  return text === null ? null : parseDay(text.slice(0, 10))
}

function missing(what: string): never {
  throw new Unreadable(`expected ${what}, found none; have the till system write it`)
}
