import { isSourceError, SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { OrderDeskTools } from './desk-tools.ts'
import { canonicalKey, documentKey } from './keys.ts'
import { anyOf } from './query.ts'
import { DESK_ORDER_FIELDS, type DeskOrder, deskOrder } from './wire-desk.ts'

/** An order as it stands before something is written to it. Throws CONFLICT for one that does not exist, and why it cannot be read. */
export async function readDeskOrder(
  recordId: RecordId,
  { source, client }: Pick<OrderDeskTools, 'source' | 'client'>,
): Promise<DeskOrder> {
  const [rows = []] = await client.read<DeskOrder>('orders', [
    {
      set: 'A_SalesOrder',
      shape: deskOrder,
      filter: anyOf('SalesOrder', [documentKey(recordId)]),
      expand: ['to_Item', 'to_SubsequentProcFlowDoc'],
      select: DESK_ORDER_FIELDS,
    },
  ])
  if (isSourceError(rows)) throw rows
  const order = rows.find((row) => canonicalKey(row.SalesOrder) === canonicalKey(recordId))
  if (!order) throw new SourceError(source, 'CONFLICT', 'there is no such sales order')
  return order
}
