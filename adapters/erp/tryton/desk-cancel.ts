import { SourceError } from '../../error.ts'
import type { Cancellation } from '../../ports/order-desk.ts'
import { processSale, readSale, takeBack } from './desk-confirm.ts'
import { byRecordId } from './desk-placed.ts'
import type { OrderDeskTools } from './desk-tools.ts'
import { isCalledOff } from './status.ts'
import type { DeskSale } from './wire-desk.ts'

/** States of shipments that nobody has begun to pick, and of invoices nobody has issued. */
const UNPICKED: ReadonlySet<string> = new Set(['draft', 'waiting', 'assigned'])
const UNISSUED: ReadonlySet<string> = new Set(['draft', 'validated'])
const CANCELLED = 'cancelled'

/**
 * Cancels a whole order, as long as nothing of it was picked or billed. A confirmed sale goes back to a draft and is cancelled. One that
 * is being processed Tryton does not cancel itself: its shipments and its invoice are, and the exceptions this leaves are answered so that
 * nothing is made again; the sale is done, with nothing left of it. What was interrupted can be repeated.
 */
export async function cancelOrder(request: Cancellation, tools: OrderDeskTools): Promise<void> {
  const { client } = tools
  const { source } = client
  if (request.positions !== null) {
    throw new SourceError(source, 'UNSUPPORTED', 'single lines of a confirmed sale cannot be cancelled')
  }
  const sale = await readSale(byRecordId(request.recordId), tools)
  if (!sale) throw new SourceError(source, 'CONFLICT', 'there is no such sale')
  if (isSettled(sale)) return
  if (sale.number === null) return takeBack(sale.id, tools)
  if (isTooLate(sale)) throw tooLate(source)
  await callOff(sale, tools)
  const after = await readSale(['id', '=', sale.id], tools)
  if (!after || !isCalledOff(after)) throw tooLate(source)
}

async function callOff(sale: DeskSale, tools: OrderDeskTools): Promise<void> {
  const { writer } = tools
  const [shipments, invoices] = [openOf(sale['shipments.']), openOf(sale['invoices.'])]
  if (shipments.length > 0) await writer.press('stock.shipment.out', 'cancel', shipments)
  if (invoices.length > 0) await writer.press('account.invoice', 'cancel', invoices)
  if (sale.state !== 'processing') {
    await writer.press('sale.sale', 'draft', [sale.id])
    await writer.press('sale.sale', 'cancel', [sale.id])
    return
  }
  const { process } = tools.mapping.orderDesk
  if (process) await processSale(sale.id, tools)
  await endExceptions(sale, tools)
  if (process) await processSale(sale.id, tools)
}

/** Answers that nothing that was cancelled is to be made again. */
async function endExceptions(sale: DeskSale, { writer }: OrderDeskTools): Promise<void> {
  const about = { model: 'sale.sale', id: sale.id, button: 'handle' }
  const moves = sale['lines.'].flatMap((line) => line['moves.'].map(({ id }) => id))
  const invoices = sale['invoices.'].map(({ id }) => id)
  await writer.answer('sale.handle.shipment.exception', {
    ...about,
    form: { ask: { recreate_moves: [], domain_moves: moves } },
  })
  await writer.answer('sale.handle.invoice.exception', {
    ...about,
    form: { ask: { recreate_invoices: [], domain_invoices: invoices } },
  })
}

/** Cancelled, with nothing left to be answered. */
function isSettled(sale: DeskSale): boolean {
  return isCalledOff(sale) && sale.state !== 'processing'
}

function isTooLate({ state, 'shipments.': shipments, 'invoices.': invoices }: DeskSale): boolean {
  if (state === 'done') return true
  const isPicked = shipments.some((shipment) => shipment.state !== CANCELLED && !UNPICKED.has(shipment.state))
  const isBilled = invoices.some((invoice) => invoice.state !== CANCELLED && !UNISSUED.has(invoice.state))
  // Handed over without a shipment.
  const isHandedOver = state === 'processing' && shipments.length === 0
  return isPicked || isBilled || isHandedOver
}

function openOf(records: readonly { readonly id: number; readonly state: string }[]): readonly number[] {
  return records.filter(({ state }) => state !== CANCELLED).map(({ id }) => id)
}

function tooLate(source: string): SourceError {
  return new SourceError(source, 'CONFLICT', 'it is too late to cancel: some of it was picked or billed')
}
