import type { RecordId } from '../../ids.ts'
import type { Fulfillment, OrderStatus } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import type { Day } from '../../time.ts'
import { parcel } from '../../tracking.ts'
import type { TrytonClient } from './client.ts'
import { lineIds } from './line-ids.ts'
import type { TrytonOptions } from './options.ts'
import { inSaleUnits } from './units.ts'
import { type Shipment, shippedSale } from './wire.ts'

type FulfillmentMapping = Pick<TrytonOptions, 'units' | 'shipmentReference' | 'carrier'>

/** Customer shipments of sales, in one call. */
export function readFulfillments(
  client: TrytonClient,
  orders: readonly RecordId[],
  mapping: FulfillmentMapping,
): Promise<Reads<RecordId, readonly Fulfillment[]>> {
  return client.readByKeys(orders, {
    query: (chunk) => ({
      model: 'sale.sale',
      domain: [['number', 'in', chunk]],
      fields: shippedSale,
      shape: shippedSale,
    }),
    entries: (rows, chunk) =>
      chunk.flatMap((order) => {
        const sale = rows.find(({ number }) => number === order)
        const ids = lineIds(sale?.['lines.'] ?? [])
        const shipments = sale?.['shipments.'] ?? []
        const list = shipments.map((shipment) => toFulfillment(shipment, ids, mapping)).sort(byId)
        return list.length > 0 ? [[order, client.found(list, order, null)] as const] : []
      }),
  })
}

const LINE = 'sale.line,'

function toFulfillment(
  row: Shipment,
  ids: ReadonlyMap<number, string>,
  mapping: FulfillmentMapping,
): Fulfillment {
  const isTracked = mapping.shipmentReference === 'tracking'
  return {
    recordId: row.number as RecordId,
    kind: 'SHIP',
    status: STATUS[row.state] ?? 'UNKNOWN',
    location: (row['warehouse.']?.code ?? null) as RecordId | null,
    leftOn: row.state === 'done' ? ((row.effective_date ?? null) as Day | null) : null,
    leftAt: null,
    lines: row['outgoing_moves.']
      .flatMap((move) => {
        const line = move.origin?.startsWith(LINE) ? Number(move.origin.slice(LINE.length)) : null
        const lineId = line === null ? undefined : ids.get(line)
        // Of a shipment for several sales only this one's.
        if (lineId === undefined || move.state === 'cancelled') return []
        return [{ lineId, quantity: inSaleUnits(move.quantity, move['uom.']?.symbol, mapping) }]
      })
      .sort((left, right) => Number(left.lineId) - Number(right.lineId)),
    tracking: row.reference !== null && isTracked ? [parcel(row.reference, mapping.carrier)] : [],
  }
}

/** By a shipment's state: packed goods wait for the carrier. */
const STATUS: Readonly<Record<string, OrderStatus>> = {
  draft: 'CONFIRMED',
  waiting: 'IN_PREPARATION',
  assigned: 'IN_PREPARATION',
  picked: 'IN_PREPARATION',
  packed: 'IN_PREPARATION',
  done: 'SHIPPED',
  cancelled: 'CANCELLED',
}

function byId(left: Fulfillment, right: Fulfillment): number {
  return left.recordId.length - right.recordId.length || left.recordId.localeCompare(right.recordId)
}
