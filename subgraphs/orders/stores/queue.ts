import type { CaseRecord } from '../../../ledger/writes/port.ts'
import { pageInfo, pageSize, readCursor, writeCursor } from '../../connection.ts'
import type { Context } from '../../context.ts'
import { badInput, forbidden } from '../../graphql-error.ts'
import { orderById } from '../../shared/orders/order.ts'
import { placedBody } from '../../shared/orders/placed-order.ts'
import { FULFILMENT, statusOfGroup } from '../../shared/orders/store-work.ts'
import type { OrderConnectionModel, OrderEdgeModel } from '../models.ts'
import { placedOf } from '../order-facts.ts'
import type { OrderStatus, QueryOrdersArgs } from '../resolvers.generated.ts'
import { FULFIL, ownStore } from './change.ts'

/** Cases looked at together. */
const PAGE = 100
/** Pages looked at for one page of a queue: bounds what a filter that nothing fits can cost. */
const ROUNDS = 5

/**
 * What the viewer's own store has to do, oldest first: every part of an order that is to be picked, or waits. FORBIDDEN for who works in none. It is the
 * graph's own list, so it is whole whichever system answers.
 */
export async function queue(
  context: Context,
  { where, first, after }: QueryOrdersArgs & { readonly first: number },
): Promise<OrderConnectionModel> {
  const { viewer, services } = context
  const store = ownStore(viewer.store, services.stores)
  const named = where?.storeId ?? null
  if (!store) throw forbidden({ scopes: [[FULFIL]], authenticated: false, policy: false })
  // The same for another store as for none.
  if (named !== null && services.stores.byId(named)?.id !== store.id)
    throw badInput('expected "storeId" to be the store you work in; leave it out')
  const size = pageSize(first)
  const edges: OrderEdgeModel[] = []
  let from = after ? cursorId(after) : null
  let isEnd = false
  for (let round = 0; round < ROUNDS && !isEnd && edges.length <= size; round += 1) {
    const cases = await services.writes.cases.openAt(store.id, { kind: FULFILMENT, after: from, first: PAGE })
    const wanted = await Promise.all(cases.map((one) => edgeOf(context, one, where?.status ?? null)))
    edges.push(...wanted.flatMap((edge) => edge ?? []))
    from = cases.at(-1)?.id ?? from
    isEnd = cases.length < PAGE
  }
  const page = edges.slice(0, size)
  const info = pageInfo(page, edges.length > size || !isEnd)
  const endCursor =
    edges.length > size || from === null ? info.endCursor : (info.endCursor ?? writeCursor([from]))
  return { edges: page, pageInfo: { ...info, endCursor }, complete: true, sources: [] }
}

async function edgeOf(
  context: Context,
  { id, orderId }: CaseRecord,
  statuses: readonly OrderStatus[] | null,
): Promise<OrderEdgeModel | null> {
  const node = orderId === null ? null : await orderById(context, orderId)
  const record = node && (await placedOf(context, node))
  if (!node || !record) return null
  const body = placedBody(record)
  const group = body.groups?.find((one) => one.id === id)
  const status = (group && statusOfGroup(group)) ?? body.status
  if (statuses !== null && !statuses.includes(status)) return null
  return { node, cursor: writeCursor([id]) }
}

function cursorId(cursor: string): string {
  return readCursor(cursor, (value) => {
    const [id] = Array.isArray(value) ? (value as unknown[]) : []
    return typeof id === 'string' ? id : null
  })
}
