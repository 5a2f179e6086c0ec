import type { WorldReturn } from '../../world/sale-types.ts'
import { having, type Row, type View } from '../edm.ts'
import { linesBack } from './billing.ts'
import { type Book, returnReference, soldTo } from './book.ts'
import { isKept, type KeptOrder, type KeptReturn, returnsOf } from './kept.ts'
import { plantOf, unitOf } from './order-facts.ts'
import { euros, nightOf, quantity } from './text.ts'
import { exactly, through, viewOf } from './views.ts'

type AnyReturn = WorldReturn | KeptReturn

/** The views of API_CUSTOMER_RETURN_SRV. */
export function returnViews(book: Book) {
  const referred = (rows: (order: KeptOrder) => readonly Row[]) => (value: string) =>
    book.ordersByReturnReference(value).flatMap(rows).filter(having('PurchaseOrderByCustomer', value))
  const over = (make: (returned: AnyReturn, order: KeptOrder) => readonly Row[]): View => {
    const rows = (order: KeptOrder) => returnsOf(order).flatMap((returned) => make(returned, order))
    return viewOf(book.orders, rows, {
      CustomerReturn: exactly('CustomerReturn', book.orderByReturn, rows),
      PurchaseOrderByCustomer: referred(rows),
      ReferenceSDDocument: through(book.orderByNumber, rows),
      SoldToParty: through(book.ordersOfCustomer, rows),
    })
  }
  return {
    returns: over((returned, order) => [headRow(returned, order, book)]),
    items: over((returned, order) => itemRows(returned, order, book)),
  }
}

/** The retailer's codes of why goods come back; 099 is any other reason. */
export const RETURN_REASONS: ReadonlyMap<string, string> = new Map([
  ['Taille trop petite', '010'],
  ['Taille trop grande', '020'],
  ['Ne convient pas', '030'],
  ['Article abîmé', '040'],
])

function headRow(returned: AnyReturn, order: KeptOrder, book: Book): Row {
  const net = linesBack(order, returned).reduce((total, line) => total + line.total - line.tax, 0)
  return {
    CustomerReturn: returned.number,
    CustomerReturnType: 'CBAR',
    SalesOrganization: '1010',
    DistributionChannel: '10',
    OrganizationDivision: '00',
    SoldToParty: soldTo(order, book.world),
    PurchaseOrderByCustomer: returnReference(returned, order),
    CustomerReturnDate: returned.on,
    CreationDate: returned.on,
    LastChangeDate: returned.on,
    LastChangeDateTime: isKept(returned) ? returned.changedAt : nightOf(returned.on, book.world.now),
    PricingDate: returned.on,
    SDDocumentReason: reasonCode(returned),
    TotalNetAmount: euros(net),
    TransactionCurrency: 'EUR',
    ReferenceSDDocument: order.salesOrder,
    ReferenceSDDocumentCategory: 'C',
    RetsMgmtProcess: returned.number,
    ...statuses(returned),
    OverallSDProcessStatus: returned.done ? 'C' : 'A',
    OverallOrdReltdBillgStatus: returned.done ? 'C' : 'A',
    ...(isKept(returned) && returned.head),
  }
}

function itemRows(returned: AnyReturn, order: KeptOrder, book: Book): readonly Row[] {
  return linesBack(order, returned).map((line, at) => ({
    CustomerReturn: returned.number,
    CustomerReturnItem: isKept(returned) ? String((at + 1) * 10) : String(line.line),
    CustomerReturnItemCategory: 'REN',
    CustomerReturnItemText: line.title.slice(0, 40),
    Material: line.sku,
    RequestedQuantity: quantity(line.quantity),
    RequestedQuantityUnit: unitOf(line.sku, book),
    NetAmount: euros(line.total - line.tax),
    TaxAmount: euros(line.tax),
    TransactionCurrency: 'EUR',
    ProductionPlant: writtenLine(returned, line.line)?.plant ?? plantOf(order, line, book),
    StorageLocation: '0001',
    ReturnReason: writtenLine(returned, line.line)?.reasonCode ?? reasonCode(returned),
    ReferenceSDDocument: order.salesOrder,
    ReferenceSDDocumentItem: String(line.line),
    SDProcessStatus: returned.done ? 'C' : 'A',
    RetsMgmtProcessingStatus: statuses(returned).RetsMgmtProcessingStatus,
  }))
}

function writtenLine(returned: AnyReturn, line: number) {
  return isKept(returned) ? returned.lines.find((each) => each.line === line) : undefined
}

function statuses({ done }: WorldReturn) {
  return {
    RetsMgmtProcessingStatus: done ? 'C' : 'B',
    RetsMgmtLogProcgStatus: done ? 'C' : 'A',
    RetsMgmtCompnProcgStatus: done ? 'C' : 'A',
  }
}

function reasonCode({ reason }: WorldReturn): string {
  return RETURN_REASONS.get(reason) ?? '099'
}
