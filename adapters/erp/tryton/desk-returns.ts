import Big from 'big.js'
import type { ReturnLineToCreate, ReturnRecord, ReturnToCreate } from '../../ports/order-desk.ts'
import type { Reads } from '../../read.ts'
import { dateValue, decimalValue } from './codec.ts'
import { confirmSale } from './desk-confirm.ts'
import { deskQuery, instantOf, isPlaced, recordIdOf } from './desk-placed.ts'
import { conflict, type OrderDeskTools } from './desk-tools.ts'
import { lineIds } from './line-ids.ts'
import { unitFactor } from './units.ts'
import {
  codedRecord,
  type DeskSale,
  type SoldSale,
  soldSale,
  type TakenBack,
  takenBack,
} from './wire-desk.ts'
import type { Values } from './writer.ts'

/**
 * Registers a return as Tryton's own wizard does: a sale of negative quantities that names the order as its origin, quoted, confirmed and
 * processed, from which Tryton makes the shipment that brings the goods back and the credit note. Throws CONFLICT for more than was sent.
 */
export async function createReturn(request: ReturnToCreate, tools: OrderDeskTools): Promise<ReturnRecord> {
  const [sold, warehouse] = await Promise.all([readSold(request, tools), readWarehouse(request, tools)])
  const sale = await confirmSale(
    {
      reference: request.reference,
      draft: async () => {
        const before = await readTakenBack(sold, tools)
        const lines = request.lines.map((line) => linePayload(line, { sold, before, tools }))
        return {
          reference: request.reference,
          sale_date: dateValue(request.on),
          origin: `sale.sale,${sold.id}`,
          description: [...new Set(request.lines.map(({ reason }) => reason))].join(', '),
          party: sold.party,
          invoice_address: sold.invoice_address,
          shipment_address: sold.shipment_address,
          currency: sold.currency,
          warehouse,
          shipment_method: 'order',
          lines: [['create', lines]],
        }
      },
    },
    tools,
  )
  return toReturned(sale)
}

/** Returns by our reference, the older one first, cancelled ones too. One that is only begun is none yet: `createReturn` takes it up. */
export function readReturned(
  references: readonly string[],
  { client }: OrderDeskTools,
): Promise<Reads<string, readonly ReturnRecord[]>> {
  return client.readByKeys<string, DeskSale, readonly ReturnRecord[]>(references, {
    query: (chunk) =>
      deskQuery([
        ['reference', 'in', chunk],
        ['origin', 'like', 'sale.sale,%'],
      ]),
    entries: (rows, chunk) =>
      chunk.flatMap((own) => {
        const sales = rows.filter((row) => row.reference === own && isPlaced(row))
        const [first] = sales
        if (!first) return []
        return [[own, client.found(sales.map(toReturned), recordIdOf(first), instantOf(first))] as const]
      }),
  })
}

function toReturned(sale: DeskSale): ReturnRecord {
  return { recordId: recordIdOf(sale), recordedAt: instantOf(sale), cancelled: sale.state === 'cancelled' }
}

async function readSold({ order }: ReturnToCreate, tools: OrderDeskTools): Promise<SoldSale> {
  const [row] = await tools.client.read({
    model: 'sale.sale',
    domain: [['number', '=', order.recordId]],
    fields: soldSale,
    shape: soldSale,
    limit: 1,
  })
  if (!row) throw conflict(tools, 'there is no such sale')
  return row
}

/** Where the goods come in: the store that takes them, else the retailer's first warehouse. */
async function readWarehouse({ store }: ReturnToCreate, tools: OrderDeskTools): Promise<number> {
  const code = store ?? tools.mapping.warehouses[0]
  if (code === undefined) throw conflict(tools, 'it names no place to come back to; set "warehouses"')
  const [row] = await tools.client.read({
    model: 'stock.location',
    domain: [
      ['type', '=', 'warehouse'],
      ['code', '=', code],
    ],
    fields: codedRecord,
    shape: codedRecord,
    limit: 1,
  })
  if (!row) throw conflict(tools, 'a place is not known')
  return row.id
}

async function readTakenBack(
  { number }: SoldSale,
  { client }: OrderDeskTools,
): Promise<readonly TakenBack[]> {
  return client.read({
    model: 'sale.sale',
    domain: [
      ['origin.number', '=', number, 'sale.sale'],
      ['state', '!=', 'cancelled'],
    ],
    fields: takenBack,
    shape: takenBack,
  })
}

type SoldLine = SoldSale['lines.'][number]

function linePayload(
  line: ReturnLineToCreate,
  {
    sold,
    before,
    tools,
  }: { readonly sold: SoldSale; readonly before: readonly TakenBack[]; readonly tools: OrderDeskTools },
): Values {
  const ids = lineIds(sold['lines.'])
  const own = sold['lines.'].find(({ id }) => ids.get(id) === line.lineId)
  if (!own) throw conflict(tools, 'the order has no such line')
  const quantity = new Big(line.quantity).div(unitFactor(own['unit.']?.symbol, tools.mapping))
  if (quantity.gt(leftOf(own, sold, before))) throw conflict(tools, 'it is more than was sent')
  return {
    type: 'line',
    product: own.product,
    unit: own['unit.']?.id,
    quantity: -quantity.toNumber(),
    unit_price: decimalValue(own.unit_price ?? '0'),
    taxes: [['add', own.taxes]],
    description: own.description,
    note: line.reason,
  }
}

/** What was sent of a line and has not come back. Returns name no lines: those of one product are counted together. */
function leftOf(line: SoldLine, sold: SoldSale, before: readonly TakenBack[]): Big {
  const same = sold['lines.'].filter(({ type, product }) => type === 'line' && product === line.product)
  const back = before.flatMap((sale) => sale['lines.'].filter(({ product }) => product === line.product))
  const returned = sum(back.map(({ quantity }) => new Big(quantity ?? 0).abs()))
  const left = sum(same.map((each) => sentOf(each, sold))).minus(returned)
  const own = sentOf(line, sold)
  return left.lt(own) ? left : own
}

/** What is sent by hand and has no shipment was handed over. */
function sentOf({ quantity, 'moves.': moves }: SoldLine, { shipment_method: method }: SoldSale): Big {
  if (method === 'manual' && moves.length === 0) return new Big(quantity ?? 0)
  return sum(moves.filter(({ state }) => state === 'done').map((move) => new Big(move.quantity)))
}

function sum(all: readonly Big[]): Big {
  return all.reduce((total, each) => total.plus(each), new Big(0))
}
