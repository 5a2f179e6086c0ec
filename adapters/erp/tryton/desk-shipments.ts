import type { LineToPlace } from '../../ports/order-desk.ts'
import { decimalValue } from './codec.ts'
import type { Buyer } from './desk-parties.ts'
import { conflict, type OrderDeskTools } from './desk-tools.ts'
import { type SaleToSend, type SendingPlace, saleToSend, sendingPlace } from './wire-desk.ts'
import type { Values } from './writer.ts'

const SHIPMENT = 'stock.shipment.out'

/** The places an order's lines leave from, by position. */
export interface Places {
  of(line: LineToPlace): SendingPlace
  /** All of them, each once. */
  readonly all: readonly SendingPlace[]
}

/** Reads the places an order names; what names none leaves from the retailer's first warehouse. Throws CONFLICT for an unknown one. */
export async function readPlaces(lines: readonly LineToPlace[], tools: OrderDeskTools): Promise<Places> {
  const { client, mapping } = tools
  const [main] = mapping.warehouses
  const codeOf = ({ location }: LineToPlace): string => {
    const code = location ?? main
    if (code === undefined) throw conflict(tools, 'it names no place to leave from; set "warehouses"')
    return code
  }
  const codes = [...new Set(lines.map(codeOf))]
  const rows = await client.read({
    model: 'stock.location',
    domain: [
      ['type', '=', 'warehouse'],
      ['code', 'in', codes],
    ],
    fields: sendingPlace,
    shape: sendingPlace,
  })
  const placeOf = (code: string): SendingPlace => {
    const place = rows.find((row) => row.code === code)
    if (!place) throw conflict(tools, 'a place is not known')
    return place
  }
  return { of: (line) => placeOf(codeOf(line)), all: codes.map(placeOf) }
}

/**
 * Makes a shipment for each place, waiting to be picked. Tryton itself sends a whole sale from one warehouse, so a sale from several is
 * sent by hand, as its people would: what each place sends names the line it is for. Done before, it is left as it is.
 */
export async function shipFromPlaces(
  id: number,
  {
    lines,
    places,
    buyer,
  }: { readonly lines: readonly LineToPlace[]; readonly places: Places; readonly buyer: Buyer },
  { client, writer }: OrderDeskTools,
): Promise<void> {
  const [sale] = await client.read({
    model: 'sale.sale',
    domain: [['id', '=', id]],
    fields: saleToSend,
    shape: saleToSend,
  })
  if (!sale) throw client.unreadable('sale.sale')
  const waiting = sale['shipments.'].map((shipment) => shipment.id)
  if (waiting.length > 0) return writer.press(SHIPMENT, 'wait', waiting)
  const shipments = places.all.map((place): Values => {
    const own = lines.filter((line) => places.of(line) === place)
    const moves = own.flatMap(({ position }) => {
      const line = sale['lines.'].find(({ sequence }) => sequence === position * 10)
      return line ? [moveOf(line, { sale, place, buyer })] : []
    })
    return {
      customer: buyer.party.id,
      delivery_address: buyer.shipmentAddress,
      warehouse: place.id,
      company: sale.company,
      outgoing_moves: [['create', moves]],
    }
  })
  await writer.press(SHIPMENT, 'wait', await writer.create(SHIPMENT, shipments))
}

function moveOf(
  line: SaleToSend['lines.'][number],
  { sale, place, buyer }: { readonly sale: SaleToSend; readonly place: SendingPlace; readonly buyer: Buyer },
): Values {
  return {
    product: line.product,
    uom: line['unit.']?.id,
    quantity: Number(line.quantity),
    from_location: place.output_location,
    to_location: buyer.party.customer_location,
    unit_price: decimalValue(line.unit_price ?? '0'),
    currency: sale.currency,
    company: sale.company,
    origin: `sale.line,${line.id}`,
  }
}
