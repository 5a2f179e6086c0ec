import type { z } from 'zod'
import type { ChannelKind } from '../../channel.ts'
import { isSourceError, type SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { Order } from '../../ports/orders.ts'
import type { Customers } from './customers.ts'
import { canonicalKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { type OrderMapping, toOrder } from './order.ts'
import { allOf, anyOf, type Query } from './query.ts'
import { fieldsOf, rowOf } from './shapes.ts'
import { textLiteral } from './values.ts'
import { orderHead, orderItem, type PriceElement, priceElement, salesOrder } from './wire-orders.ts'

const orderRow = rowOf(orderHead, salesOrder)
/** A row of A_SalesOrder: what places it, and the whole order, or the field that keeps it from being read. */
export type OrderRow = z.output<typeof orderRow>

const EXPAND = ['to_Item', 'to_Item/to_PricingElement', 'to_PricingElement']
/** What is wanted of the pricing elements of an order's head: taxes and shipping, which have no quantities. */
const HEAD_ELEMENT = [
  'ConditionType',
  'ConditionClass',
  'ConditionAmount',
  'ConditionInactiveReason',
  'ConditionIsForStatistics',
] as const satisfies readonly (keyof PriceElement)[]
const SELECT = [
  ...fieldsOf(salesOrder),
  ...fieldsOf(orderItem, 'to_Item'),
  ...fieldsOf(priceElement, 'to_Item/to_PricingElement'),
  ...HEAD_ELEMENT.map((field) => `to_PricingElement/${field}`),
]

/** Orders with their items and pricing, of the sales organization the retailer's shops sell in. */
export function orderQuery(
  filter: string,
  { salesOrganization }: Pick<SapOptions, 'salesOrganization'>,
): Query<OrderRow> {
  const scope = `SalesOrganization eq ${textLiteral(salesOrganization)}`
  return {
    set: 'A_SalesOrder',
    shape: orderRow,
    filter: allOf(filter, scope),
    expand: EXPAND,
    select: SELECT,
  }
}

/** The condition for channels of these kinds: '' for all, null when the retailer maps none of them. */
export function channelFilter(
  kinds: readonly ChannelKind[],
  { channels }: Pick<SapOptions, 'channels'>,
): string | null {
  if (kinds.length === 0) return ''
  const named = Object.entries(channels).filter(([type]) => type !== '*')
  const types = (wanted: boolean) =>
    named.filter(([, { kind }]) => kinds.includes(kind) === wanted).map(([type]) => type)
  const others = channels['*']
  if (others && kinds.includes(others.kind)) {
    return allOf(...types(false).map((type) => `CustomerPurchaseOrderType ne ${textLiteral(type)}`))
  }
  const wanted = types(true)
  return wanted.length > 0 ? anyOf('CustomerPurchaseOrderType', wanted) : null
}

/** Why a row is no order in the graph; told to the operator with its number. */
export type Unreadable = (row: OrderRow, field: string) => void

/** What turns rows into orders. */
export interface RowReading {
  readonly customers: Customers
  readonly mapping: OrderMapping
  readonly unreadable: Unreadable
}

/**
 * Rows as orders, with their business partners, which are asked for together. A row that cannot be read is null and told;
 * one whose partner cannot be known at the moment has that failure.
 */
export async function toOrders(
  rows: readonly OrderRow[],
  { customers, mapping, unreadable }: RowReading,
): Promise<ReadonlyMap<OrderRow, Order | SourceError | null>> {
  const soldTo = rows.flatMap((row) => soldToOf(row) ?? [])
  const partners = await customers.partnersOf([...new Set(soldTo)])
  return new Map(
    rows.map((row): [OrderRow, Order | SourceError | null] => {
      const customer = soldToOf(row)
      const partner = customer === null ? undefined : partners.get(customer)
      if (isSourceError(partner)) return [row, partner]
      return [row, readable(row, partner?.value ?? null, { mapping, unreadable })]
    }),
  )
}

function readable(
  row: OrderRow,
  partner: RecordId | null,
  { mapping, unreadable }: Omit<RowReading, 'customers'>,
): Order | null {
  if (row.whole === null) {
    unreadable(row, row.problem ?? 'the order')
    return null
  }
  try {
    return toOrder(row.whole, partner, mapping)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    unreadable(row, error.message)
    return null
  }
}

function soldToOf({ head }: OrderRow): RecordId | null {
  return head.SoldToParty === null ? null : canonicalKey(head.SoldToParty)
}

/** The record id of a row. */
export function orderId({ head }: OrderRow): RecordId {
  return canonicalKey(head.SalesOrder)
}
