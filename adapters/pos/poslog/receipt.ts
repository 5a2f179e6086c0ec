import type { RecordId } from '../../ids.ts'
import { currencyOf, Unreadable } from './amounts.ts'
import { BODY_VERSION, type Body } from './body.ts'
import { childOf, childrenOf, type Element } from './element.ts'
import { headerOf, linkedNumber, standingOf, statusOf } from './header.ts'
import { countingLines, goodsIn } from './lines.ts'
import type { PoslogOptions } from './options.ts'
import { personOn } from './people.ts'
import { paidIn } from './tenders.ts'
import { sumUp } from './totals.ts'

/** What a transaction turned out to be. */
export type Reading =
  | { readonly kind: 'kept'; readonly body: Body }
  | { readonly kind: 'skipped'; readonly because: 'control' | 'training' | 'cancelled' | 'no-goods' }
  | { readonly kind: 'unreadable'; readonly reason: string }

/**
 * Reads a transaction of POSLog 2.x or 6.x, whatever the order of its elements. Sales and returns with at least one line of goods are
 * receipts; a post-void takes back the receipt of its own number and those it links to.
 */
export function readReceipt(transaction: Element, options: PoslogOptions): Reading {
  try {
    return read(transaction, options)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { kind: 'unreadable', reason: error.message }
  }
}

function read(transaction: Element, options: PoslogOptions): Reading {
  const standing = standingOf(transaction)
  const retail = childOf(transaction, 'RetailTransaction')
  if (standing === 'training' || standing === 'control' || retail === null) {
    return { kind: 'skipped', because: standing === 'training' ? 'training' : 'control' }
  }
  if (standing === 'cancelled') return cancelled(transaction, retail, options)
  const items = countingLines(retail)
  const header = headerOf(transaction, retail, options)
  const currency = currencyOf(transaction, retail, options.currency)
  const lines = goodsIn(items, { store: header.store, currency, options })
  if (lines.length === 0) return { kind: 'skipped', because: 'no-goods' }
  const paid = paidIn(items, currency, options)
  const { pricesIncludeTax } = options
  const sums = sumUp({ retail, items, lines, paid, currency, pricesIncludeTax })
  const body: Body = {
    kind: 'receipt',
    version: BODY_VERSION,
    ...header,
    store: header.store as RecordId,
    status: statusOf(retail),
    ...personOn(transaction, retail, options),
    currency,
    lines: lines.map((line, index) => ({
      lineId: line.lineId,
      sku: line.sku,
      gtin: line.gtin,
      title: line.title,
      quantity: line.quantity,
      unitPrice: sums.lines[index]?.unitPrice ?? { gross: line.unitPrice, net: null, tax: null },
      total: sums.lines[index]?.total ?? { gross: line.amount, net: null, tax: null },
      taken: line.taken,
      origin: line.origin,
      reason: line.reason,
    })),
    tenders: [...sums.tenders],
    subtotal: sums.subtotal,
    discount: sums.discount,
    total: sums.total,
    rounding: sums.rounding,
    warnings: [...sums.warnings],
  }
  return { kind: 'kept', body }
}

/**
 * A post-void is kept beside what it voids, under a number of its own: so a file with the sale that is read again, or later, does not
 * bring the sale back. Other cancelled transactions never became receipts.
 */
function cancelled(transaction: Element, retail: Element, options: PoslogOptions): Reading {
  if (statusOf(retail)?.toLowerCase() !== 'postvoided') return { kind: 'skipped', because: 'cancelled' }
  const { number, businessDay, placedAt, store } = headerOf(transaction, retail, options)
  const links = [...childrenOf(retail, 'TransactionLink'), ...childrenOf(transaction, 'TransactionLink')]
  const linked = links.flatMap((link) => linkedNumber(link, store) ?? [])
  const own = `${number}#void` as RecordId
  const voids = [number, ...linked]
  return {
    kind: 'kept',
    body: { kind: 'void', version: BODY_VERSION, number: own, businessDay, placedAt, voids },
  }
}
