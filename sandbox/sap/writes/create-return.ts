import Big from 'big.js'
import { linesBack } from '../rows/billing.ts'
import type { Book } from '../rows/book.ts'
import { soldTo } from '../rows/book.ts'
import { type KeptOrder, type KeptReturn, returnsOf } from '../rows/kept.ts'
import { deliveredOf, plantOf } from '../rows/order-facts.ts'
import { RETURN_REASONS } from '../rows/returns.ts'
import { quantity, sum } from '../rows/text.ts'
import { saved } from './change-item.ts'
import type { Entity } from './entity.ts'
import { allows, inEuros, inSalesArea, needs, oneOf, refused, textOf } from './rules.ts'

const HEAD = [
  'CustomerReturnType',
  'SalesOrganization',
  'DistributionChannel',
  'OrganizationDivision',
  'SoldToParty',
  'PurchaseOrderByCustomer',
  'CustomerPurchaseOrderType',
  'CustomerReturnDate',
  'SDDocumentReason',
  'TransactionCurrency',
  'ReferenceSDDocument',
  'ReferenceSDDocumentCategory',
]

const ITEM = [
  'CustomerReturnItem',
  'Material',
  'RequestedQuantity',
  'RequestedQuantityUnit',
  'ProductionPlant',
  'ReturnReason',
  'ReferenceSDDocument',
  'ReferenceSDDocumentItem',
]

const REASONS = [...RETURN_REASONS.values(), '099']

/** Keeps a returns order that was sent as a deep insert, with reference to the order it takes back from. Throws a Refusal. */
export function createReturn(sent: Entity, book: Book): KeptReturn {
  allows(sent, HEAD, ['to_Item'])
  needs(sent, 'CustomerReturnType', 'SoldToParty', 'SDDocumentReason', 'ReferenceSDDocument')
  inSalesArea(sent)
  inEuros(sent, 'TransactionCurrency')
  oneOf(sent, 'CustomerReturnType', { values: ['CBAR'], code: 'V1/311' })
  oneOf(sent, 'SDDocumentReason', { values: REASONS, code: 'V1/313' })
  oneOf(sent, 'ReferenceSDDocumentCategory', { values: ['C'], code: 'V1/491' })
  const order = orderOf(sent, book)
  const items = sent.nested.get('to_Item') ?? []
  if (items.length === 0) throw refused('V1/028', 'Enter at least one item.', 'to_Item')
  const changedAt = book.store.now()
  const plain = {
    number: book.store.next('return'),
    on: textOf(sent, 'CustomerReturnDate') || changedAt.slice(0, 10),
    reason: '',
    lines: items.map((item) => lineOf(item, order, book)),
    done: false,
    changedAt,
    head: { ...sent.row, ReferenceSDDocumentCategory: 'C' },
  }
  refuseTooMuch(order, plain.lines)
  const refund = linesBack(order, { ...plain, refund: 0 }).reduce((total, line) => total + line.total, 0)
  const kept: KeptReturn = { ...plain, refund }
  saved(book, { ...order, further: [...(order.further ?? []), kept] })
  return kept
}

function orderOf(sent: Entity, book: Book): KeptOrder {
  const number = textOf(sent, 'ReferenceSDDocument')
  const [order] = book.orderByNumber(number)
  if (!order) throw refused('V1/302', `Sales document ${number} does not exist.`, 'ReferenceSDDocument')
  if (soldTo(order, book.world) !== textOf(sent, 'SoldToParty'))
    throw refused('V1/506', 'The sold-to party is not that of the reference.', 'SoldToParty')
  return order
}

function lineOf(item: Entity, order: KeptOrder, book: Book): KeptReturn['lines'][number] {
  allows(item, ITEM)
  needs(item, 'ReferenceSDDocument', 'ReferenceSDDocumentItem', 'RequestedQuantity', 'ReturnReason')
  oneOf(item, 'ReturnReason', { values: REASONS, code: 'V1/313' })
  oneOf(item, 'ReferenceSDDocument', { values: [order.salesOrder], code: 'V1/302' })
  const number = textOf(item, 'ReferenceSDDocumentItem')
  const line = order.lines.find((each) => String(each.line) === number)
  if (!line) throw refused('V1/303', `Item ${number} does not exist.`, 'ReferenceSDDocumentItem')
  oneOf(item, 'Material', { values: [line.sku], code: 'V1/382' })
  const plant = textOf(item, 'ProductionPlant')
  if (plant !== '' && book.placeByPlant(plant).length === 0)
    throw refused('V1/383', `Plant ${plant} is not defined.`, 'ProductionPlant')
  const amount = new Big(textOf(item, 'RequestedQuantity'))
  if (amount.lte(0)) throw refused('V1/357', 'Enter a quantity.', 'RequestedQuantity')
  return {
    line: line.line,
    quantity: quantity(amount.toFixed()),
    reasonCode: textOf(item, 'ReturnReason'),
    plant: plant || plantOf(order, line, book),
  }
}

/** No more comes back than has left, all returns together. */
function refuseTooMuch(order: KeptOrder, lines: KeptReturn['lines']): void {
  for (const line of order.lines) {
    const of = (parts: readonly { readonly line: number; readonly quantity: string }[]) =>
      parts.filter((each) => each.line === line.line).map((each) => each.quantity)
    const asked = of(lines)
    if (asked.length === 0) continue
    const back = sum([...asked, ...returnsOf(order).flatMap((each) => of(each.lines))])
    if (new Big(back).gt(deliveredOf(order, line)))
      throw refused('V1/499', `Item ${line.line}: no more can be returned than was delivered.`)
  }
}
