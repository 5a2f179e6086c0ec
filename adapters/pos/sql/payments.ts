import { z } from 'zod'
import type { RecordId } from '../../ids.ts'
import { money } from '../../money.ts'
import type { Payment, PaymentMethod } from '../../ports/orders.ts'
import { inChunks, type Reads } from '../../read.ts'
import { instantIn } from '../../time.ts'
import { CHUNK, type TillClient } from './client.ts'
import { grouped } from './grouped.ts'
import type { SqlTillOptions } from './options.ts'
import { localTime, number, optionalText, text } from './shapes.ts'
import type { Till } from './stores.ts'

/** uniCenta's own values of PAYMENTS.PAYMENT; `debt` is put on the customer's account, `free` is not paid at all. */
const METHODS: Readonly<Record<string, PaymentMethod>> = {
  cash: 'CASH',
  cashin: 'CASH',
  cashout: 'CASH',
  cashrefund: 'CASH',
  magcard: 'CARD',
  magcardrefund: 'CARD',
  ccard: 'CARD',
  ccardrefund: 'CARD',
  cheque: 'CHEQUE',
  chequerefund: 'CHEQUE',
  paperin: 'STORE_CREDIT',
  paperout: 'STORE_CREDIT',
  voucher: 'STORE_CREDIT',
  voucherin: 'STORE_CREDIT',
  voucherout: 'STORE_CREDIT',
  bank: 'BANK_TRANSFER',
  transfer: 'BANK_TRANSFER',
}

const paymentRow = z.object({
  id: text,
  receipt: text,
  kind: text,
  total: number,
  card: optionalText,
  at: localTime,
  host: text,
})

/** The tenders of receipts, by `RECEIPTS.ID`; what is paid out is a payment of its own with a negative amount. */
export function readPayments(
  client: TillClient,
  receipts: readonly RecordId[],
  { options, tills }: { readonly options: SqlTillOptions; readonly tills: ReadonlyMap<string, Till> },
): Promise<Reads<RecordId, readonly Payment[]>> {
  return inChunks(receipts, CHUNK, async (chunk) => {
    const query = client.build
      .selectFrom('payments')
      .innerJoin('receipts', 'receipts.id', 'payments.receipt')
      .innerJoin('closedcash', 'closedcash.money', 'receipts.money')
      .select([
        'payments.id as id',
        'payments.receipt as receipt',
        'payments.payment as kind',
        'payments.total as total',
        'payments.cardname as card',
        'receipts.datenew as at',
        'closedcash.host as host',
      ])
      .where('payments.receipt', 'in', [...chunk])
      .orderBy('payments.id')
    const rows = await client.read(query, {
      route: 'PAYMENTS',
      tables: ['PAYMENTS', 'RECEIPTS', 'CLOSEDCASH'],
      shape: paymentRow,
      keys: chunk.length,
    })
    const found = grouped(
      rows.map((row) => {
        const zone = tills.get(row.host)?.timeZone ?? options.timeZone
        return [row.receipt as RecordId, toPayment(row, zone, options)] as const
      }),
    )
    return [...found].map(([id, payments]) => [id, client.found(payments, id, null)] as const)
  })
}

function toPayment(
  { id, kind, total, card, at }: z.output<typeof paymentRow>,
  timeZone: string,
  { currency, tenders }: SqlTillOptions,
): Payment {
  const method = tenders[kind] ?? METHODS[kind] ?? 'OTHER'
  return {
    recordId: id as RecordId,
    method,
    brand: method === 'CARD' ? card : null,
    // uniCenta keeps no digits of a card's number.
    last4: null,
    amount: money(total.toFixed(), currency),
    state: total.lt(0) ? 'REFUNDED' : 'CAPTURED',
    capturedAt: instantIn(timeZone, at),
  }
}
