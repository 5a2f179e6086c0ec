import { isSourceError, SourceError } from '../../error.ts'
import { deskQuery, isPlaced, readBegun } from './desk-placed.ts'
import type { OrderDeskTools } from './desk-tools.ts'
import type { DeskSale } from './wire-desk.ts'
import type { Values } from './writer.ts'

const SALE = 'sale.sale'

/**
 * Brings a sale from nothing to an order by Tryton's own buttons: quote, confirm, process. Each step is a transaction of its own, so it
 * may end between any two: what an earlier attempt began under the same reference is taken up where it stands. Until it is confirmed it
 * is no order, and when it is refused before, nothing of it stays.
 */
export async function confirmSale(
  { reference, draft, prepare }: SaleToConfirm,
  tools: OrderDeskTools,
): Promise<DeskSale> {
  const { writer, mapping } = tools
  const id = (await takeUp(reference, tools)) ?? (await createOne(await draft(), tools))
  try {
    await prepare?.(id)
    await writer.press(SALE, 'quote', [id])
    await writer.press(SALE, 'confirm', [id])
  } catch (error) {
    if (isSourceError(error) && error.code === 'CONFLICT') await takeBack(id, tools)
    throw error
  }
  if (mapping.orderDesk.process) await processSale(id, tools)
  const sale = await readSale(['id', '=', id], tools)
  if (sale && isPlaced(sale)) return sale
  throw new SourceError(tools.client.source, 'BAD_RESPONSE', 'a sale was not confirmed by its button')
}

export interface SaleToConfirm {
  /** What it is found by. */
  readonly reference: string
  /** The sale as it is created, when nothing was begun. */
  draft(): Promise<Values>
  /** What is still to be done before it is quoted; it may have been done before. */
  prepare?(id: number): Promise<void>
}

/** One sale; null for none. */
export async function readSale(
  condition: readonly unknown[],
  { client }: Pick<OrderDeskTools, 'client'>,
): Promise<DeskSale | null> {
  const [row] = await client.read({ ...deskQuery([condition]), limit: 1 })
  return row ?? null
}

/** Has Tryton make what follows from a confirmed sale, which is an order already: whatever goes wrong now is no refusal of it. */
export async function processSale(id: number, { writer, client }: OrderDeskTools): Promise<void> {
  await writer.press(SALE, 'process', [id]).catch((cause: unknown) => {
    if (!isSourceError(cause) || cause.code !== 'CONFLICT') throw cause
    throw new SourceError(client.source, 'BAD_RESPONSE', 'a confirmed sale could not be processed', { cause })
  })
}

/** Removes a sale that is no order, with its shipments. */
export async function takeBack(id: number, tools: OrderDeskTools): Promise<void> {
  const { writer } = tools
  const sale = await readSale(['id', '=', id], tools)
  const shipments = (sale?.['shipments.'] ?? []).filter(({ state }) => state !== 'cancelled')
  const ids = shipments.map((shipment) => shipment.id)
  if (ids.length > 0) await writer.press('stock.shipment.out', 'cancel', ids)
  await writer.remove(SALE, [id])
}

/** The oldest sale that was begun; others are leftovers of calls that came late. */
async function takeUp(reference: string, tools: OrderDeskTools): Promise<number | null> {
  const [first, ...others] = await readBegun([reference], tools)
  for (const { id } of others) await takeBack(id, tools)
  return first?.id ?? null
}

async function createOne(values: Values, { writer, client }: OrderDeskTools): Promise<number> {
  const [id] = await writer.create(SALE, [values])
  if (id === undefined) throw client.unreadable(SALE)
  return id
}
