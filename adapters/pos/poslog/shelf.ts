import type { ReceiptLedger, StoredReceipt } from '../../../ledger/port.ts'
import type { RecordId } from '../../ids.ts'
import { type Receipt, readBody } from './body.ts'

/** A receipt out of the ledger, with what came after it. */
export interface Standing {
  readonly receipt: Receipt
  /** Receipts that take goods of it back, oldest first. */
  readonly returning: readonly Receipt[]
  readonly stored: StoredReceipt
}

/** What the ledger holds for some numbers: receipts that stand, and bodies nobody can read any more. */
export interface Shelf {
  readonly standing: ReadonlyMap<RecordId, Standing>
  readonly unreadable: ReadonlySet<RecordId>
}

/** Puts stored receipts together with their returns; post-voided ones, and post-voided returns, are left out. Two reads. */
export async function shelve(
  source: string,
  receipts: ReceiptLedger,
  stored: readonly StoredReceipt[],
): Promise<Shelf> {
  const after = async (those: readonly StoredReceipt[]) =>
    those.length === 0
      ? new Map<RecordId, readonly StoredReceipt[]>()
      : receipts.returning(source, numbersOf(those))
  const later = await after(stored)
  const undone = voidedAmong(await after([...later.values()].flat()))
  const voided = voidedAmong(later)
  const standing = new Map<RecordId, Standing>()
  const unreadable = new Set<RecordId>()
  for (const each of stored) {
    const body = readBody(each.body)
    if (body === null) unreadable.add(each.number)
    if (body?.kind !== 'receipt' || voided.has(each.number)) continue
    const returning = (later.get(each.number) ?? []).flatMap(({ number, body: json }) => {
      const back = undone.has(number) ? null : readBody(json)
      return back?.kind === 'receipt' ? back : []
    })
    standing.set(each.number, { receipt: body, returning, stored: each })
  }
  return { standing, unreadable }
}

/** Those of the numbers that a post-void takes back. */
function voidedAmong(later: ReadonlyMap<RecordId, readonly StoredReceipt[]>): ReadonlySet<RecordId> {
  const voided = [...later].filter(([, after]) => after.some(({ body }) => readBody(body)?.kind === 'void'))
  return new Set(voided.map(([number]) => number))
}

function numbersOf(stored: readonly StoredReceipt[]): readonly RecordId[] {
  return [...new Set(stored.map(({ number }) => number))]
}
