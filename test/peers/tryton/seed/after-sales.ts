import { dateValue, decimalValue } from '../../../../adapters/erp/tryton/codec.ts'
import type { Day } from '../../../../adapters/time.ts'
import type { WorldDelivery } from '../../../../sandbox/world/sale-types.ts'
import type { Row, Rpc, Values } from '../rpc.ts'
import type { Books } from './company.ts'
import type { Sold } from './sales.ts'

/** Ships, takes in and bills what the world's orders were, and has their sales take note of it. */
export async function setUpAfterSales(rpc: Rpc, sold: readonly Sold[], books: Books): Promise<void> {
  const ids = sold.flatMap(({ sale, back }) => (back ? [sale, back.sale] : [sale]))
  const fields = ['state', 'shipments', 'shipment_returns', 'invoices', 'lines']
  const rows = await rpc.rows('sale.sale', [['id', 'in', ids]], fields)
  const byId = new Map(rows.map((row) => [row.id, row]))
  await ship(rpc, sold, byId)
  await takeIn(rpc, sold, byId)
  await bill(rpc, sold, { byId, books })
  await rpc.press(
    'sale.sale',
    'process',
    ids.filter((id) => byId.get(id)?.['state'] === 'processing'),
  )
}

type ById = ReadonlyMap<number, Row>

function listOf(row: Row | undefined, field: string): readonly number[] {
  return (row?.[field] ?? []) as number[]
}

/** The deliveries that left are done; Tryton makes another for what they leave behind. */
async function ship(rpc: Rpc, sold: readonly Sold[], byId: ById): Promise<void> {
  const leaving = sold.flatMap(({ order, sale }) => {
    const [shipment] = listOf(byId.get(sale), 'shipments')
    const delivery = order.deliveries.find(({ shippedOn }) => shippedOn !== null)
    return shipment !== undefined && delivery ? [{ order, sale, shipment, delivery }] : []
  })
  const pairs = leaving.flatMap(({ shipment, delivery }) => [[shipment], headOf(delivery)])
  await rpc.write('stock.shipment.out', ...pairs)
  for (const { order, sale, shipment, delivery } of leaving) {
    const sent = new Set(delivery.lines.map(({ line }) => line))
    const left = order.lines.flatMap(({ line }, at) =>
      sent.has(line) ? [] : [listOf(byId.get(sale), 'lines')[at]],
    )
    if (left.length > 0) await leaveBehind(rpc, shipment, left)
  }
  const ids = leaving.map(({ shipment }) => shipment)
  for (const button of ['assign_force', 'pick', 'pack', 'done'])
    await rpc.press('stock.shipment.out', button, ids)
}

function headOf({ shippedOn, tracking }: WorldDelivery): Values {
  return { effective_date: dateValue(String(shippedOn) as Day), reference: tracking }
}

/** Takes lines of the sale out of a shipment, as a picker does who does not find the goods. */
async function leaveBehind(rpc: Rpc, shipment: number, lines: readonly unknown[]): Promise<void> {
  const moves = await rpc.rows(
    'stock.move',
    [
      ['shipment', '=', `stock.shipment.out,${shipment}`],
      ['from_location.type', '=', 'storage'],
    ],
    ['origin', 'to_location.type', 'product'],
  )
  const outgoing = moves.filter(({ origin }) => lines.some((line) => origin === `sale.line,${line}`))
  const products = outgoing.map(({ product }) => product)
  const inventory = moves.filter(
    (move) => products.includes(move['product']) && !String(move['origin']).startsWith('sale.line,'),
  )
  await rpc.write('stock.shipment.out', [shipment], {
    inventory_moves: [['delete', inventory.map(({ id }) => id)]],
  })
}

async function takeIn(rpc: Rpc, sold: readonly Sold[], byId: ById): Promise<void> {
  const coming = sold.flatMap(({ back }) => {
    const [shipment] = back ? listOf(byId.get(back.sale), 'shipment_returns') : []
    return back && shipment !== undefined ? [{ shipment, on: back.returned.on as Day }] : []
  })
  const pairs = coming.flatMap(({ shipment, on }) => [[shipment], { effective_date: dateValue(on) }])
  await rpc.write('stock.shipment.out.return', ...pairs)
  const ids = coming.map(({ shipment }) => shipment)
  for (const button of ['receive', 'done']) await rpc.press('stock.shipment.out.return', button, ids)
}

/** An invoice to post, and the day it was settled if it was. */
interface Bill {
  readonly invoice: number
  readonly on: Day
  readonly paid: boolean
}

async function bill(
  rpc: Rpc,
  sold: readonly Sold[],
  { byId, books }: { readonly byId: ById; readonly books: Books },
): Promise<void> {
  const bills = sold.flatMap(({ order, sale, back }): Bill[] => {
    const [invoice] = listOf(byId.get(sale), 'invoices')
    const [credit] = back ? listOf(byId.get(back.sale), 'invoices') : []
    return [
      ...(order.invoice && invoice !== undefined
        ? [{ invoice, on: order.invoice.on as Day, paid: order.invoice.cleared }]
        : []),
      ...(back && credit !== undefined
        ? [{ invoice: credit, on: back.returned.on as Day, paid: back.returned.done }]
        : []),
    ]
  })
  // Numbers follow dates: Tryton refuses an invoice older than one its sequence has numbered.
  bills.sort((left, right) => left.on.localeCompare(right.on))
  const dates = bills.flatMap(({ invoice, on }) => [[invoice], { invoice_date: dateValue(on) }])
  await rpc.write('account.invoice', ...dates)
  await rpc.press(
    'account.invoice',
    'post',
    bills.map(({ invoice }) => invoice),
  )
  await settle(
    rpc,
    bills.filter(({ paid }) => paid),
    books,
  )
}

/** Books the money and reconciles it with the invoices, many at once; the wizard for it takes one at a time. */
async function settle(rpc: Rpc, bills: readonly Bill[], books: Books): Promise<void> {
  const invoices = new Map(
    (
      await rpc.rows(
        'account.invoice',
        [['id', 'in', bills.map(({ invoice }) => invoice)]],
        ['total_amount', 'party', 'lines_to_pay'],
      )
    ).map((row) => [row.id, row]),
  )
  const periods = await rpc.rows('account.period', [], ['start_date', 'end_date'])
  const periodOf = (day: Day) =>
    periods.find((row) => String(row['start_date']) <= day && day <= String(row['end_date']))?.id
  const moves = await rpc.create(
    'account.move',
    bills.map(({ invoice, on }) => {
      const row = invoices.get(invoice)
      const amount = String(row?.['total_amount'])
      const isCredit = amount.startsWith('-')
      const size = decimalValue(amount.replace('-', ''))
      const zero = decimalValue('0')
      return {
        company: books.company,
        journal: books.cashJournal,
        period: periodOf(on),
        date: dateValue(on),
        origin: `account.invoice,${invoice}`,
        lines: [
          [
            'create',
            [
              {
                account: books.receivable,
                party: row?.['party'],
                debit: isCredit ? size : zero,
                credit: isCredit ? zero : size,
              },
              { account: books.cash, debit: isCredit ? zero : size, credit: isCredit ? size : zero },
            ],
          ],
        ],
      }
    }),
  )
  await rpc.press('account.move', 'post', moves)
  const lines = await rpc.rows(
    'account.move.line',
    [
      ['move', 'in', moves],
      ['account', '=', books.receivable],
    ],
    ['move'],
  )
  const lineOf = new Map(lines.map((row) => [row['move'], row.id]))
  const payments = bills.map(({ invoice }, at) => ({ invoice, line: lineOf.get(moves[at]) }))
  await rpc.write(
    'account.invoice',
    ...payments.flatMap(({ invoice, line }) => [[invoice], { payment_lines: [['add', [line]]] }]),
  )
  await rpc.create(
    'account.move.reconciliation',
    payments.map(({ invoice, line }, at) => ({
      company: books.company,
      date: dateValue(bills[at]?.on ?? ('2020-01-01' as Day)),
      lines: [['add', [...listOf(invoices.get(invoice), 'lines_to_pay'), line]]],
    })),
  )
  await rpc.press(
    'account.invoice',
    'process',
    payments.map(({ invoice }) => invoice),
  )
}
