import type { z } from 'zod'
import type { RecordId } from '../../ids.ts'
import type { Order } from '../../ports/orders.ts'
import type { Query } from './client.ts'
import { type OrderMapping, toOrder } from './order.ts'
import { rowOf } from './shapes.ts'
import { sale, saleHead } from './wire.ts'

const orderRow = rowOf(saleHead, sale)
/** A row of sale.sale: what places it, and the whole sale, or the field that keeps it from being read. */
export type OrderRow = z.output<typeof orderRow>

/** Why a row is no order in the graph; told to the operator with its number. */
export type Unreadable = (row: OrderRow, field: string) => void

/** What is somebody's order: it is more than a draft, dated, and takes no other sale's goods back. */
const IS_ORDER = [
  ['state', '!=', 'draft'],
  ['number', '!=', null],
  ['sale_date', '!=', null],
  ['OR', ['origin', '=', null], ['origin', 'not like', 'sale.sale,%']],
]

/** Sales with their lines, in one call. */
export function orderQuery(domain: readonly unknown[]): Query<OrderRow> {
  return { model: 'sale.sale', domain: [...IS_ORDER, ...domain], fields: sale, shape: orderRow }
}

/** A row as an order; null, and told, when it cannot be read. */
export function readOrder(row: OrderRow, mapping: OrderMapping, unreadable: Unreadable): Order | null {
  if (row.whole === null) {
    unreadable(row, row.problem ?? 'the sale')
    return null
  }
  try {
    return toOrder(row.whole, mapping)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    unreadable(row, error.message)
    return null
  }
}

/** The record id of a row: the sale's number. */
export function orderId({ head }: OrderRow): RecordId {
  return head.number as RecordId
}
