import type { Channel } from '../../channel.ts'
import { SourceError } from '../../error.ts'
import { type OrderNumber, parseReceiptNumber, type RecordId, receiptNumber } from '../../ids.ts'
import type { LedgerKind, LoyaltyEntry } from '../../ports/loyalty.ts'
import { type Day, parseDay, parseInstant } from '../../time.ts'
import { fullId } from './ids.ts'
import type { LoyaltyOptions } from './options.ts'
import { type Column, own, parentName } from './soql.ts'
import { numberOf, parentOf, textOf, type WireRecord } from './wire.ts'

/** The object points movements are. */
export const JOURNAL = 'TransactionJournal'

/** What translating needs besides the record. */
export interface Translation {
  today(): Day
  /** Told of values of the retailer's that no mapping covers, by field: the operator adds them. */
  unmapped(field: 'journalTypes' | 'channels'): void
}

/** Leaves out what was given back before it was spent: it moved nothing in the end. Such entries come of writing alone. */
export function inEffect({ desk }: LoyaltyOptions): string {
  return desk ? " AND Status != 'Cancelled'" : ''
}

/** What of a movement an entry is made of. */
export function entryColumns(options: LoyaltyOptions): readonly Column[] {
  const { points, channel, orderNumber, expiresOn, balanceAfter, reverses, reason } = options
  return [
    ...own(JOURNAL, ['Id', 'ActivityDate', points, channel, orderNumber]),
    ...own(JOURNAL, [expiresOn, balanceAfter, reverses, reason]),
    parentName(JOURNAL, 'JournalType'),
    parentName(JOURNAL, 'JournalSubType'),
  ]
}

/**
 * A movement as an entry. Redemptions and expiries take points away whichever sign the org keeps them with; a type that
 * is not mapped is ADJUST. An order is named only with its channel. Throws BAD_RESPONSE without time or points.
 */
export function toEntry(
  record: WireRecord,
  recordId: RecordId,
  context: Translation & { readonly options: LoyaltyOptions; readonly source: string },
): LoyaltyEntry {
  const { options, source } = context
  const at = parseInstant(textOf(record, 'ActivityDate') ?? '')
  const points = numberOf(record, options.points)
  if (at === null) throw new SourceError(source, 'BAD_RESPONSE', 'a points movement has no readable time')
  if (points === null) throw new SourceError(source, 'BAD_RESPONSE', 'a points movement has no points')
  const kind = kindOf(record, context)
  const channel = channelOf(record, context)
  const number = textOf(record, options.orderNumber)
  const whole = Math.trunc(points)
  const after = numberOf(record, options.balanceAfter)
  return {
    recordId,
    at,
    kind,
    points: kind === 'REDEEM' || kind === 'EXPIRE' ? -Math.abs(whole) : whole,
    channel,
    order: channel === null || number === null ? null : { channel, number: orderNumberOf(channel, number) },
    reason: textOf(record, options.reason) ?? textOf(parentOf(record, 'JournalSubType') ?? {}, 'Name'),
    expiresOn: parseDay(textOf(record, options.expiresOn) ?? ''),
    balanceAfter: after === null ? null : Math.trunc(after),
    reverses: fullId(textOf(record, options.reverses) ?? ''),
  }
}

type Context = Translation & { readonly options: LoyaltyOptions }

function kindOf(record: WireRecord, { options, unmapped }: Context): LedgerKind {
  const name = textOf(parentOf(record, 'JournalType') ?? {}, 'Name')
  const kind = name === null ? undefined : options.journalTypes[name]
  if (kind === undefined) unmapped('journalTypes')
  return kind ?? 'ADJUST'
}

function channelOf(record: WireRecord, { options, unmapped }: Context): Channel | null {
  const word = textOf(record, options.channel)
  if (word === null) return null
  const channel = options.channels[word]
  if (channel === undefined) unmapped('channels')
  return channel ?? null
}

/** Receipts have one spelling everywhere, however the till padded them. */
function orderNumberOf({ kind }: Channel, text: string): OrderNumber {
  const receipt = kind === 'STORE_POS' ? parseReceiptNumber(text) : null
  return receipt === null ? (text as OrderNumber) : receiptNumber(receipt)
}
