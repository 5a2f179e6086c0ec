import type { RecordId } from '../../ids.ts'
import type { OrderDocument } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import { amountOf, BILLING, directionOf } from './billing.ts'
import type { SapClient } from './client.ts'
import { type FollowUp, readFollowUps, translateLists } from './documents.ts'
import { dayOf } from './values.ts'
import type { BillingDocument, BillingItem } from './wire-orders.ts'

/**
 * Billing documents (API_BILLING_DOCUMENT_SRV) whose items name the order: invoices and debit memos are INVOICE, credit
 * memos CREDIT_NOTE. A total is the document's, or the order's own part where it bills several orders.
 */
export async function readInvoices(
  client: SapClient,
  orders: readonly RecordId[],
): Promise<Reads<RecordId, readonly OrderDocument[]>> {
  const reads = await readFollowUps(client, orders, BILLING)
  return translateLists(client, reads, { what: 'A_BillingDocumentItem', to: toDocuments })
}

function toDocuments({
  id,
  header,
  items,
}: FollowUp<BillingItem, BillingDocument>): readonly OrderDocument[] {
  const direction = header && directionOf(header)
  if (!header || !direction) return []
  return [
    {
      recordId: id,
      kind: direction === 'GIVES' ? 'CREDIT_NOTE' : 'INVOICE',
      number: id,
      issuedOn: dayOf(header.BillingDocumentDate),
      issuedAt: null,
      total: amountOf(header, items),
    },
  ]
}
