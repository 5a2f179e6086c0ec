import type { RecordId } from '../../ids.ts'
import { isCurrency, money } from '../../money.ts'
import type { PlacedRecord } from '../../ports/order-desk.ts'
import type { OrderKey } from '../../ports/orders.ts'
import type { Reads } from '../../read.ts'
import type { Instant } from '../../time.ts'
import { businessNumber, channelOf, spellings } from './channels.ts'
import type { Query } from './client.ts'
import type { OrderDeskTools } from './desk-tools.ts'
import { isCalledOff } from './status.ts'
import { type DeskSale, deskSale } from './wire-desk.ts'

/** What is somebody's order for sure. A draft and a quotation are on their way to be one. */
const CONFIRMED: ReadonlySet<string> = new Set(['confirmed', 'processing', 'done', 'cancelled'])

/** Sales as the desk sees them. */
export function deskQuery(domain: readonly unknown[]): Query<DeskSale> {
  return { model: 'sale.sale', domain, fields: deskSale, shape: deskSale }
}

/** What the graph itself began and has not brought to an end, under one of these references. */
export async function readBegun(
  references: readonly string[],
  { client, connection }: Pick<OrderDeskTools, 'client' | 'connection'>,
): Promise<readonly DeskSale[]> {
  return client.read(
    deskQuery([
      ['reference', 'in', references],
      ['state', 'in', ['draft', 'quotation']],
      ['create_uid', '=', await connection.user()],
    ]),
  )
}

/**
 * Every sale of a business number in its channel that was confirmed, the older one first, cancelled ones too. What is only begun is no
 * order: `place` takes it up. Beside an order it is a twin that came late, and is shown so that it can be cancelled.
 */
export async function readPlaced(
  keys: readonly OrderKey[],
  { client, connection, mapping }: OrderDeskTools,
): Promise<Reads<OrderKey, readonly PlacedRecord[]>> {
  const user = keys.length === 0 ? 0 : await connection.user()
  return client.readByKeys<OrderKey, DeskSale, readonly PlacedRecord[]>(keys, {
    query: (chunk) =>
      deskQuery([
        ['OR', ...chunk.map(({ number }) => spellings(number, mapping))],
        ['OR', ['origin', '=', null], ['origin', 'not like', 'sale.sale,%']],
        [
          'OR',
          [
            ['number', '!=', null],
            ['state', 'in', [...CONFIRMED]],
          ],
          ['create_uid', '=', user],
        ],
      ]),
    entries: (rows, chunk) =>
      chunk.flatMap((key) => {
        const own = rows.filter((row) => isOf(row, key))
        const orders = own.filter(isPlaced)
        const [first] = orders
        if (!first) return []
        const twins = own.filter(({ state }) => state === 'draft' || state === 'quotation')
        const records = [...orders, ...twins].map(toPlaced)
        return [[key, client.found(records, recordIdOf(first), instantOf(first))] as const]
      }),
  })

  function isOf({ reference }: DeskSale, { channel, number }: OrderKey): boolean {
    const mapped = reference === null ? undefined : channelOf(reference, mapping)
    return reference !== null && mapped?.kind === channel && businessNumber(reference, mapped) === number
  }
}

/** Whether a sale is an order. A draft that was cancelled never was one: it has no number. */
export function isPlaced({ state, number }: DeskSale): boolean {
  return CONFIRMED.has(state) && number !== null
}

/** A sale as the desk's callers see it. Throws a RangeError for a value that cannot be read. */
export function toPlaced(row: DeskSale): PlacedRecord {
  const currency = row['currency.']?.code ?? ''
  if (!isCurrency(currency)) throw new RangeError('expected an ISO 4217 currency')
  const cancelled = isCalledOff(row)
  return {
    recordId: recordIdOf(row),
    recordedAt: instantOf(row),
    cancelled,
    total: cancelled ? { minor: 0, currency } : money(row.total_amount, currency),
  }
}

/** Before the number of a sale's own record, where it has no number of its own yet. */
const UNNUMBERED = '#'

/** A sale's number; one that has none yet is known by its record. */
export function recordIdOf({ number, id }: Pick<DeskSale, 'number' | 'id'>): RecordId {
  return (number ?? `${UNNUMBERED}${id}`) as RecordId
}

/** The condition that finds a sale by its record id. */
export function byRecordId(recordId: RecordId): readonly unknown[] {
  if (!recordId.startsWith(UNNUMBERED)) return ['number', '=', recordId]
  return ['id', '=', Number(recordId.slice(UNNUMBERED.length))]
}

/** When Tryton recorded it. */
export function instantOf({ create_date: at }: Pick<DeskSale, 'create_date'>): Instant | null {
  return (at ?? null) as Instant | null
}
