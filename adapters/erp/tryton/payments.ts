import type { RecordId } from '../../ids.ts'
import type { Payment } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import { billedAmount, readBilled } from './billed.ts'
import type { TrytonClient } from './client.ts'
import type { BilledSale } from './wire.ts'

/**
 * Payments as far as an ERP knows them, in one call: a paid invoice is money received, by a method it does not say;
 * one of a negative amount, which is a credit note, is money paid out. Open and cancelled ones are none.
 */
export function readPayments(
  client: TrytonClient,
  orders: readonly RecordId[],
): Promise<Reads<RecordId, readonly Payment[]>> {
  return readBilled(client, orders, { toList: toPayments, withReturns: false })
}

function toPayments(sale: BilledSale): readonly Payment[] {
  return sale['invoices.']
    .filter(({ state }) => state === 'paid')
    .map((invoice): Payment => {
      const amount = billedAmount(invoice, sale)
      return {
        recordId: (invoice.number ?? String(invoice.id)) as RecordId,
        method: 'OTHER',
        brand: null,
        last4: null,
        amount,
        state: amount.minor < 0 ? 'REFUNDED' : 'CAPTURED',
        capturedAt: null,
      }
    })
    .sort((left, right) => left.recordId.localeCompare(right.recordId))
}
