import { describe, expect, it } from 'vitest'
import type { Order } from '../../../../adapters/ports/orders.ts'
import type { SystemKind } from '../../../../adapters/source.ts'
import { createSealer } from '../../../../subgraphs/sealed-id.ts'
import type { OrderCopy } from '../../../../subgraphs/shared/orders/order-copies.ts'
import { collapse, isOwner, placedAt } from '../../../../subgraphs/shared/orders/order-copies.ts'
import { foundIn } from '../../../memory/found.ts'
import { memoryOrders } from '../../../memory/orders.ts'
import { NOW, plainOrder } from '../../../memory/services.ts'

const sealer = createSealer('a key for tests that is long enough')
const KINDS: Readonly<Record<string, SystemKind>> = { shop: 'ECOMMERCE', erp: 'ERP', tills: 'POS' }
const answerers = Object.entries(KINDS).map(([name, kind]) => ({
  name,
  kind,
  port: memoryOrders({ source: name, clock: () => NOW, orders: [] }),
}))
const copyIn = (name: string, order: Order): OrderCopy => ({
  asked: { name, kind: KINDS[name] ?? 'GRAPH' },
  found: foundIn({ source: name, clock: () => NOW }, order, `${name}-1`),
})
const web = plainOrder({ number: 'W-1', channel: 'WEB', placedOn: '2026-05-10' })
const sale = plainOrder({ number: '0101-1-20260510-1', channel: 'STORE_POS', placedOn: '2026-05-10' })
const shownIn = (...copies: readonly OrderCopy[]) =>
  collapse(copies, answerers, sealer).map((order) => order.copies.map(({ asked }) => asked.name))

describe('copies of an order', () => {
  it('are one order by channel and business number, and two where either differs', () => {
    expect(shownIn(copyIn('erp', web), copyIn('shop', web))).toEqual([['shop', 'erp']])
    expect(shownIn(copyIn('erp', web), copyIn('shop', { ...web, number: sale.number }))).toHaveLength(2)
    expect(shownIn(copyIn('erp', web), copyIn('shop', { ...web, channel: sale.channel }))).toHaveLength(2)
  })

  it('are shown in the order of precedence, but a till’s sale by the till first', () => {
    expect(shownIn(copyIn('tills', web), copyIn('erp', web), copyIn('shop', web))).toEqual([
      ['shop', 'erp', 'tills'],
    ])
    expect(shownIn(copyIn('erp', sale), copyIn('shop', sale), copyIn('tills', sale))).toEqual([
      ['tills', 'shop', 'erp'],
    ])
  })

  it('in one system count once', () => {
    expect(shownIn(copyIn('erp', web), copyIn('erp', web))).toEqual([['erp']])
  })

  it('are owned by tills for sales at tills, and by others for the rest', () => {
    expect(
      [copyIn('tills', sale), copyIn('erp', web), copyIn('erp', sale), copyIn('tills', web)].map(isOwner),
    ).toEqual([true, true, false, false])
  })

  it('know the instant when one of them does', () => {
    const at = '2026-05-10T12:00:00.000Z' as NonNullable<Order['placedAt']>
    const [order] = collapse(
      [copyIn('tills', sale), copyIn('erp', { ...sale, placedAt: at })],
      answerers,
      sealer,
    )
    expect(order && placedAt(order)).toBe(at)
  })
})
