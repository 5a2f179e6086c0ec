import Big from 'big.js'
import type { RecordId } from '../../ids.ts'
import { isCurrency, type Money, money } from '../../money.ts'
import type { Payment } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import type { TrytonClient } from './client.ts'
import { withTaxes } from './taxes.ts'
import { type BilledSale, billedSale, type Invoice } from './wire.ts'

/**
 * Payments as far as an ERP knows them, in one call: a paid invoice is money received, by a method it does not say;
 * one of a negative amount, which is a credit note, is money paid out. Open and cancelled ones are none.
 */
export function readPayments(
  client: TrytonClient,
  orders: readonly RecordId[],
): Promise<Reads<RecordId, readonly Payment[]>> {
  return client.readByKeys(orders, {
    query: (chunk) => ({
      model: 'sale.sale',
      domain: [['number', 'in', chunk]],
      fields: billedSale,
      shape: billedSale,
    }),
    entries: (rows, chunk) =>
      chunk.flatMap((order) => {
        const sale = rows.find(({ number }) => number === order)
        const list = sale ? toPayments(sale) : []
        return list.length > 0 ? [[order, client.found(list, order, null)] as const] : []
      }),
  })
}

function toPayments(sale: BilledSale): readonly Payment[] {
  return sale['invoices.']
    .filter(({ state }) => state === 'paid')
    .map((invoice): Payment => {
      const amount = amountOf(invoice, sale)
      return {
        recordId: (invoice.number ?? String(invoice.id)) as RecordId,
        method: 'OTHER',
        brand: null,
        last4: null,
        amount,
        state: amount.minor < 0 ? 'REFUNDED' : 'CAPTURED',
        capturedAt: null,
      }
    })
    .sort((left, right) => left.recordId.localeCompare(right.recordId))
}

/** The invoice's total, or the sale's own lines where the invoice bills several sales. */
function amountOf(invoice: Invoice, sale: BilledSale): Money {
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
