import type { WorldOrder, WorldReturn } from '../../world/sale-types.ts'
import type { Row, View } from '../edm.ts'
import { linesBack } from './billing.ts'
import { type Book, soldTo } from './book.ts'
import { plantOf, unitOf } from './order-facts.ts'
import { euros, nightOf, quantity } from './text.ts'
import { through, viewOf } from './views.ts'

/** The views of API_CUSTOMER_RETURN_SRV. */
export function returnViews(book: Book) {
  const over = (make: (returned: WorldReturn, order: WorldOrder) => readonly Row[]): View => {
    const rows = (order: WorldOrder) => (order.returned ? make(order.returned, order) : [])
    return viewOf(() => book.world.orders, rows, {
      CustomerReturn: through(book.orderByReturn, rows),
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
const RETURN_REASONS: ReadonlyMap<string, string> = new Map([
  ['Taille trop petite', '010'],
  ['Taille trop grande', '020'],
  ['Ne convient pas', '030'],
  ['Article abîmé', '040'],
])

function headRow(returned: WorldReturn, order: WorldOrder, book: Book): Row {
  const net = linesBack(order).reduce((total, line) => total + line.total - line.tax, 0)
  return {
    CustomerReturn: returned.number,
    CustomerReturnType: 'CBAR',
    SalesOrganization: '1010',
    DistributionChannel: '10',
    OrganizationDivision: '00',
    SoldToParty: soldTo(order, book.world),
    PurchaseOrderByCustomer: order.number,
    CustomerReturnDate: returned.on,
    CreationDate: returned.on,
    LastChangeDate: returned.on,
    LastChangeDateTime: nightOf(returned.on, book.world.now),
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
  }
}

function itemRows(returned: WorldReturn, order: WorldOrder, book: Book): readonly Row[] {
  return linesBack(order).map((line) => ({
    CustomerReturn: returned.number,
    CustomerReturnItem: String(line.line),
    CustomerReturnItemCategory: 'REN',
    CustomerReturnItemText: line.title.slice(0, 40),
    Material: line.sku,
    RequestedQuantity: quantity(line.quantity),
    RequestedQuantityUnit: unitOf(line.sku, book),
    NetAmount: euros(line.total - line.tax),
    TaxAmount: euros(line.tax),
    TransactionCurrency: 'EUR',
    ProductionPlant: plantOf(order, line, book),
    StorageLocation: '0001',
    ReturnReason: reasonCode(returned),
    ReferenceSDDocument: order.salesOrder,
    ReferenceSDDocumentItem: String(line.line),
    SDProcessStatus: returned.done ? 'C' : 'A',
    RetsMgmtProcessingStatus: statuses(returned).RetsMgmtProcessingStatus,
  }))
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
