import { addMoney, isCurrency, type Money, money } from '../../money.ts'
import type { FollowUpKind } from './documents.ts'
import { canonicalKey } from './keys.ts'
import { fieldsOf } from './shapes.ts'
import {
  type BillingDocument,
  type BillingItem,
  billedOrder,
  billingDocument,
  billingItem,
} from './wire-orders.ts'

/** Where the documents that bill an order are kept. */
export const BILLING: FollowUpKind<BillingItem, BillingDocument> = {
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

/** Whether a billing document takes money or gives it back; null for any other, and for one that was cancelled or cancels. */
export function directionOf(document: BillingDocument): 'TAKES' | 'GIVES' | null {
  if (document.BillingDocumentIsCancelled || document.CancelledBillingDocument !== null) return null
  if (document.BillingDocumentCategory === GIVES) return 'GIVES'
  return TAKES.includes(document.BillingDocumentCategory) ? 'TAKES' : null
}

/** The document's total, or the order's own items where the document bills several orders. */
export function amountOf(document: BillingDocument, items: readonly BillingItem[]): Money {
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
