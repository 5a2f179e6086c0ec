import type { RecordId } from '../../ids.ts'
import { negate } from '../../money.ts'
import type { OrderDocument } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import type { Day } from '../../time.ts'
import { billedAmount, readBilled } from './billed.ts'
import type { TrytonClient } from './client.ts'
import type { BilledSale } from './wire.ts'

/** Issued: a draft has no number yet, and a cancelled one counts no more. */
const ISSUED: ReadonlySet<string> = new Set(['posted', 'paid'])

/** Invoices of sales and of what came back of them, in one call; one of a negative amount is a credit note. */
export function readInvoices(
  client: TrytonClient,
  orders: readonly RecordId[],
): Promise<Reads<RecordId, readonly OrderDocument[]>> {
  return readBilled(client, orders, { toList: toDocuments, withReturns: true })
}

function toDocuments(sale: BilledSale): readonly OrderDocument[] {
  return sale['invoices.']
    .flatMap((invoice): OrderDocument[] => {
      const { number, state, invoice_date: on } = invoice
      if (number === null || !ISSUED.has(state)) return []
      const amount = billedAmount(invoice, sale)
      const isCredit = amount.minor < 0
      return [
        {
          recordId: number as RecordId,
          kind: isCredit ? 'CREDIT_NOTE' : 'INVOICE',
          number,
          issuedOn: (on ?? null) as Day | null,
          issuedAt: null,
          total: isCredit ? negate(amount) : amount,
        },
      ]
    })
    .sort((left, right) => left.number.localeCompare(right.number))
}
