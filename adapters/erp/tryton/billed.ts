import Big from 'big.js'
import type { RecordId } from '../../ids.ts'
import { isCurrency, type Money, money } from '../../money.ts'
import type { Reads } from '../../read.ts'
import type { TrytonClient } from './client.ts'
import { withTaxes } from './taxes.ts'
import { type BilledSale, billedSale, type Invoice } from './wire.ts'

export interface Billing<T> {
  toList(sale: BilledSale): readonly T[]
  /** Whether what is read of the sales that take an order's goods back is the order's, too. */
  readonly withReturns: boolean
}

/** What is read off the invoices of sales, in one call; an empty list is an absent key. */
export function readBilled<T>(
  client: TrytonClient,
  orders: readonly RecordId[],
  { toList, withReturns }: Billing<T>,
): Promise<Reads<RecordId, readonly T[]>> {
  return client.readByKeys(orders, {
    query: (chunk) => ({
      model: 'sale.sale',
      domain: withReturns
        ? [['OR', ['number', 'in', chunk], ['origin.number', 'in', chunk, 'sale.sale']]]
        : [['number', 'in', chunk]],
      fields: billedSale,
      shape: billedSale,
    }),
    entries: (rows, chunk) =>
      chunk.flatMap((order) => {
        const sale = rows.find(({ number }) => number === order)
        const returns = sale
          ? rows.filter(({ origin }) => withReturns && origin === `sale.sale,${sale.id}`)
          : []
        const list = sale ? [sale, ...returns].flatMap(toList) : []
        return list.length > 0 ? [[order, client.found(list, order, null)] as const] : []
      }),
  })
}

/** The invoice's total, or the sale's own lines where the invoice bills several sales. */
export function billedAmount(invoice: Invoice, sale: BilledSale): Money {
  const currency = invoice['currency.']?.code ?? ''
  if (!isCurrency(currency)) throw new RangeError('expected an ISO 4217 currency')
  const own = new Set(sale['lines.'].map(({ id }) => `sale.line,${id}`))
  const lines = invoice['lines.'].filter(({ type }) => type === 'line')
  const billed = lines.filter(({ origin }) => origin !== null && own.has(origin))
  if (billed.length === lines.length) return money(invoice.total_amount, currency)
  const total = billed.reduce((sum, { amount, 'taxes.': taxes }) => {
    return sum.plus(withTaxes(new Big(amount ?? 0), new Big(1), taxes))
  }, new Big(0))
  return money(total.toFixed(), currency)
}
