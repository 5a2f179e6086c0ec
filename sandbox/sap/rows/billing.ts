import Big from 'big.js'
import type { WorldReturn } from '../../world/sale-types.ts'
import type { Row } from '../edm.ts'
import { type Book, creditMemo, soldTo } from './book.ts'
import { type KeptLine, type KeptOrder, returnsOf } from './kept.ts'
import { plantOf, totalsOf, unitOf } from './order-facts.ts'
import { euros, nightOf, padded, quantity } from './text.ts'
import { either, exactly, through, viewOf } from './views.ts'

/** The views of API_BILLING_DOCUMENT_SRV: invoices, and credit memos of finished returns. */
export function billingViews(book: Book) {
  const { orders } = book
  const heads = (order: KeptOrder) => documentsOf(order).map((document) => headRow(document, order, book))
  const items = (order: KeptOrder) =>
    documentsOf(order).flatMap((document) => itemRows(document, order, book))
  const documents = either(book.orderByInvoice, book.orderByCreditMemo)
  const sales = either(book.orderByNumber, book.orderByReturn)
  return {
    documents: viewOf(orders, heads, {
      BillingDocument: exactly('BillingDocument', documents, heads),
      SoldToParty: through(book.ordersOfCustomer, heads),
    }),
    items: viewOf(orders, items, {
      BillingDocument: exactly('BillingDocument', documents, items),
      SalesDocument: exactly('SalesDocument', sales, items),
      ReferenceSDDocument: exactly('ReferenceSDDocument', either(sales, book.orderByDelivery), items),
    }),
  }
}

/** A billing document before it is rows. Amounts in cents, gross. */
interface Document {
  readonly number: string
  readonly type: 'F2' | 'G2'
  readonly on: string
  readonly cleared: boolean
  readonly gross: number
  readonly tax: number
  readonly lines: readonly KeptLine[]
  /** What a credit memo pays back. */
  readonly returned?: WorldReturn
}

function documentsOf(order: KeptOrder): readonly Document[] {
  const { invoice } = order
  const totals = totalsOf(order)
  const billed = order.lines.filter((line) => !line.rejected)
  return [
    ...(invoice
      ? [{ ...invoice, type: 'F2' as const, gross: totals.net + totals.tax, tax: totals.tax, lines: billed }]
      : []),
    ...returnsOf(order)
      .filter(({ done }) => done)
      .map((returned): Document => {
        const lines = linesBack(order, returned)
        return {
          number: creditMemo(returned),
          type: 'G2',
          on: returned.on,
          cleared: true,
          gross: returned.refund,
          tax: lines.reduce((total, line) => total + line.tax, 0),
          lines,
          returned,
        }
      }),
  ]
}

/** The lines of an order's return with the share of their amounts that comes back. */
export function linesBack({ lines }: KeptOrder, returned: WorldReturn): readonly KeptLine[] {
  return returned.lines.flatMap((part) => {
    const line = lines.find((each) => each.line === part.line)
    if (!line) return []
    const share = (cents: number) =>
      Number(new Big(cents).times(part.quantity).div(line.quantity).round(0, Big.roundHalfUp))
    const { total, tax, discount } = line
    return [
      { ...line, quantity: part.quantity, total: share(total), tax: share(tax), discount: share(discount) },
    ]
  })
}

function headRow(document: Document, order: KeptOrder, book: Book): Row {
  const customer = soldTo(order, book.world)
  return {
    BillingDocument: document.number,
    BillingDocumentCategory: document.type === 'F2' ? 'M' : 'O',
    BillingDocumentType: document.type,
    SalesOrganization: '1010',
    DistributionChannel: '10',
    CreationDate: document.on,
    LastChangeDate: document.on,
    LastChangeDateTime: nightOf(document.on, book.world.now),
    BillingDocumentDate: document.on,
    TotalNetAmount: euros(document.gross - document.tax),
    TaxAmount: euros(document.tax),
    TotalGrossAmount: euros(document.gross),
    TransactionCurrency: 'EUR',
    StatisticsCurrency: 'EUR',
    SoldToParty: customer,
    PayerParty: customer,
    OverallSDProcessStatus: 'C',
    OverallBillingStatus: 'C',
    AccountingPostingStatus: 'C',
    AccountingTransferStatus: 'D',
    InvoiceClearingStatus: document.cleared ? 'C' : 'A',
  }
}

function itemRows(document: Document, order: KeptOrder, book: Book): readonly Row[] {
  return document.lines.map((line) => ({
    BillingDocument: document.number,
    BillingDocumentItem: String(line.line),
    Material: line.sku,
    OriginallyRequestedMaterial: line.sku,
    BillingDocumentItemText: line.title.slice(0, 40),
    BillingQuantity: quantity(line.quantity),
    BillingQuantityInBaseUnit: quantity(line.quantity),
    BillingQuantityUnit: unitOf(line.sku, book),
    NetAmount: euros(line.total - line.tax),
    GrossAmount: euros(line.total),
    TaxAmount: euros(line.tax),
    TransactionCurrency: 'EUR',
    Plant: plantOf(order, line, book),
    SalesDocumentItem: padded(String(line.line), 6),
    ReferenceSDDocumentItem: padded(String(line.line), 6),
    ...origin(document, order, line),
  }))
}

/** What an item bills: a delivery's item, the item of an order without deliveries, or that of a return. */
function origin({ returned }: Document, order: KeptOrder, { line }: KeptLine): Row {
  const sales = {
    SalesDocument: order.salesOrder,
    SalesSDDocumentCategory: 'C',
    SalesDocumentItemCategory: 'TAN',
  }
  const delivery = order.deliveries.find(({ lines }) => lines.some((each) => each.line === line))
  if (returned) {
    const { number } = returned
    const reference = { ReferenceSDDocument: number, ReferenceSDDocumentCategory: 'H' }
    return {
      SalesDocument: number,
      SalesSDDocumentCategory: 'H',
      SalesDocumentItemCategory: 'REN',
      ...reference,
    }
  }
  if (delivery) return { ...sales, ReferenceSDDocument: delivery.number, ReferenceSDDocumentCategory: 'J' }
  return { ...sales, ReferenceSDDocument: order.salesOrder, ReferenceSDDocumentCategory: 'C' }
}
