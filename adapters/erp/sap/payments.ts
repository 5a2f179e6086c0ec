import type { RecordId } from '../../ids.ts'
import { negate } from '../../money.ts'
import type { Payment } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import { amountOf, BILLING, directionOf } from './billing.ts'
import type { SapClient } from './client.ts'
import { type FollowUp, readFollowUps, translateLists } from './documents.ts'
import type { BillingDocument, BillingItem } from './wire-orders.ts'

/** InvoiceClearingStatus of a document whose open item in accounting has been settled. */
const CLEARED = 'C'

/**
 * Payments as far as an ERP knows them: a cleared invoice is money received, by a method it does not say; a cleared credit
 * memo is money paid out. Open and cancelled ones are none. Amounts include VAT, and
 * shipping where the document bills this order alone.
 */
export async function readPayments(
  client: SapClient,
  orders: readonly RecordId[],
): Promise<Reads<RecordId, readonly Payment[]>> {
  const reads = await readFollowUps(client, orders, BILLING)
  return translateLists(client, reads, { what: 'A_BillingDocumentItem', to: toPayments })
}

function toPayments({ id, header, items }: FollowUp<BillingItem, BillingDocument>): readonly Payment[] {
  const direction = header && directionOf(header)
  if (!header || !direction || header.InvoiceClearingStatus !== CLEARED) return []
  const amount = amountOf(header, items)
  return [
    {
      recordId: id,
      method: 'OTHER',
      brand: null,
      last4: null,
      amount: direction === 'GIVES' ? negate(amount) : amount,
      state: direction === 'GIVES' ? 'REFUNDED' : 'CAPTURED',
      capturedAt: null,
    },
  ]
}
