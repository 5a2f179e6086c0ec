import type { Book } from '../rows/book.ts'
import type { KeptOrder } from '../rows/kept.ts'
import type { Entity } from './entity.ts'
import { allows, refused, textOf } from './rules.ts'

/** The retailer's reasons for rejection; blank takes an item up again. */
const REASONS = ['', '91']

/** Rejects an item of an order, or takes it up again. Throws a Refusal once it is on its way, or billed. */
export function changeItem(order: KeptOrder, item: string, { change, book }: ItemChange): KeptOrder {
  allows(change, ['SalesDocumentRjcnReason'])
  const reason = textOf(change, 'SalesDocumentRjcnReason')
  if (!REASONS.includes(reason))
    throw refused('V1/319', `Rejection reason ${reason} is not defined.`, 'SalesDocumentRjcnReason')
  const line = Number(item)
  const isOnItsWay = order.deliveries.some(({ lines }) => lines.some((each) => each.line === line))
  if (isOnItsWay || order.invoice)
    throw refused('V1/488', `Item ${item} has subsequent documents and cannot be rejected.`)
  return saved(book, {
    ...order,
    lines: order.lines.map((each) => (each.line === line ? { ...each, rejected: reason !== '' } : each)),
  })
}

export interface ItemChange {
  readonly change: Entity
  readonly book: Book
}

/** Keeps an order that has changed. */
export function saved({ store }: Book, order: KeptOrder): KeptOrder {
  const changedAt = store.now()
  const kept = {
    ...order,
    written: {
      isNew: order.written?.isNew ?? false,
      changedAt,
      head: { ...order.written?.head, LastChangeDate: changedAt.slice(0, 10) },
      addresses: order.written?.addresses ?? new Map(),
    },
  }
  store.save(kept)
  return kept
}
