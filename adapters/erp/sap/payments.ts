import type { RecordId } from '../../ids.ts'
import { addMoney, isCurrency, type Money, money, negate } from '../../money.ts'
import type { Payment } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import type { SapClient } from './client.ts'
import { type FollowUp, type FollowUpKind, readFollowUps, translateLists } from './documents.ts'
import { canonicalKey } from './keys.ts'
import { fieldsOf } from './shapes.ts'
import {
  type BillingDocument,
  type BillingItem,
  billedOrder,
  billingDocument,
  billingItem,
} from './wire-orders.ts'

const INVOICES: FollowUpKind<BillingItem, BillingDocument> = {
  service: 'billing',
  key: 'BillingDocument',
  items: { set: 'A_BillingDocumentItem', shape: billingItem, select: fieldsOf(billingItem) },
  order: 'SalesDocument',
  headers: {
    set: 'A_BillingDocument',
    shape: billingDocument,
    select: [...fieldsOf(billingDocument), ...fieldsOf(billedOrder, 'to_Item')],
    expand: ['to_Item'],
  },
}

/** SD document categories of billing documents: invoice and debit memo take money, a credit memo gives it back. */
const TAKES = ['M', 'P']
const GIVES = 'O'

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
  const reads = await readFollowUps(client, orders, INVOICES)
  return translateLists(client, reads, { what: 'A_BillingDocumentItem', to: toPayments })
}

function toPayments({ id, header, items }: FollowUp<BillingItem, BillingDocument>): readonly Payment[] {
  if (header === null || !isSettled(header)) return []
  const category = header.BillingDocumentCategory
  if (category !== GIVES && !TAKES.includes(category)) return []
  const amount = amountOf(header, items)
  return [
    {
      recordId: id,
      method: 'OTHER',
      brand: null,
      last4: null,
      amount: category === GIVES ? negate(amount) : amount,
      state: category === GIVES ? 'REFUNDED' : 'CAPTURED',
      capturedAt: null,
    },
  ]
}

function isSettled(document: BillingDocument): boolean {
  const isCancelled = document.BillingDocumentIsCancelled || document.CancelledBillingDocument !== null
  return !isCancelled && document.InvoiceClearingStatus === CLEARED
}

/** The document's total, or the order's own items where the document bills several orders. */
function amountOf(document: BillingDocument, items: readonly BillingItem[]): Money {
  const { TransactionCurrency: currency, TotalGrossAmount } = document
  if (!isCurrency(currency)) throw new RangeError('expected an ISO 4217 currency')
  const orders = document.to_Item.map(({ SalesDocument }) => canonicalKey(SalesDocument ?? ''))
  if (new Set(orders).size === 1) return money(TotalGrossAmount, currency)
  const amounts = items.flatMap(({ NetAmount, TaxAmount }) => [
    money(NetAmount, currency),
    money(TaxAmount, currency),
  ])
  return amounts.reduce(addMoney, { minor: 0, currency })
}
