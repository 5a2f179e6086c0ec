import { createHash } from 'node:crypto'
import type { Row } from '../edm.ts'
import { creditMemo, deliveryDay } from './book.ts'
import { type KeptOrder, returnsOf } from './kept.ts'

/** What followed an order: deliveries (J), invoice (M), return (H) and, once it is done, its credit memo (O). */
export function flowRows(order: KeptOrder): readonly Row[] {
  const { deliveries, invoice } = order
  const documents = [
    ...deliveries.map((delivery) => ({
      number: delivery.number,
      category: 'J',
      level: '0',
      status: delivery.shippedOn === null ? 'A' : 'C',
      on: deliveryDay(delivery, order),
    })),
    ...(invoice
      ? [
          {
            number: invoice.number,
            category: 'M',
            level: deliveries.length > 0 ? '1' : '0',
            status: 'C',
            on: invoice.on,
          },
        ]
      : []),
    ...returnsOf(order).flatMap((returned) => [
      {
        number: returned.number,
        category: 'H',
        level: '0',
        status: returned.done ? 'C' : 'A',
        on: returned.on,
      },
      ...(returned.done
        ? [{ number: creditMemo(returned), category: 'O', level: '1', status: 'C', on: returned.on }]
        : []),
    ]),
  ]
  return documents.map(({ number, category, level, status, on }) => ({
    SalesOrder: order.salesOrder,
    DocRelationshipUUID: relation(order.salesOrder, category, number),
    SubsequentDocument: number,
    SubsequentDocumentCategory: category,
    ProcessFlowLevel: level,
    OverallSDProcessStatus: status,
    CreationDate: on,
    CreationTime: '18:15:00',
    LastChangeDate: on,
  }))
}

function relation(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('/')).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}
