import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../adapters/error.ts'
import type { Order, Orders } from '../../../adapters/ports/orders.ts'
import { history } from '../../../subgraphs/orders/history.ts'
import type { OrderConnectionModel } from '../../../subgraphs/orders/models.ts'
import { positionOfOrder } from '../../../subgraphs/shared/orders/order-copies.ts'
import type { HistoryWish } from '../../../subgraphs/shared/orders/order-history.ts'
import { comparePositions, positionOf } from '../../../subgraphs/shared/orders/order-position.ts'
import { memoryOrders } from '../../memory/orders.ts'
import { answersOrders, contextOver, plainOrder, shopper } from '../../memory/services.ts'

const clock = () => new Date('2026-06-15T10:00:00Z')
const everything: HistoryWish = { first: 20, after: null, channels: [], statuses: [], from: null, to: null }
const customer = shopper(['erp', 'tills'])

/** Counts what a source is asked. */
function counted(port: Orders) {
  const calls = { history: 0, orders: 0 }
  return {
    calls,
    port: {
      ...port,
      history: (requests: Parameters<Orders['history']>[0]) => {
        calls.history += 1
        return port.history(requests)
      },
      orders: (keys: Parameters<Orders['orders']>[0]) => {
        calls.orders += 1
        return port.orders(keys)
      },
    },
  }
}

function estate(erp: readonly Order[], tills: readonly Order[]) {
  const erpPort = counted(memoryOrders({ source: 'erp', orders: erp, clock }))
  const tillPort = counted(memoryOrders({ source: 'tills', orders: tills, clock }))
  const answerers = [answersOrders('erp', 'ERP', erpPort.port), answersOrders('tills', 'POS', tillPort.port)]
  return { answerers, calls: { erp: erpPort.calls, tills: tillPort.calls } }
}

async function walk(answerers: ReturnType<typeof estate>['answerers'], first: number) {
  const pages: OrderConnectionModel[] = []
  for (let after: HistoryWish['after'] = null; pages.length < 500; ) {
    const page = await history(contextOver(answerers), customer, { ...everything, first, after })
    pages.push(page)
    if (!page.pageInfo.hasNextPage || !page.pageInfo.endCursor) break
    after = positionOf(page.pageInfo.endCursor)
  }
  return pages
}

const day = fc.integer({ min: 1, max: 12 }).map((number) => `2026-05-${String(number).padStart(2, '0')}`)
const placed = fc.record({ on: day, hour: fc.option(fc.integer({ min: 6, max: 20 }), { nil: null }) })

describe('a history', () => {
  it('is one strictly ordered list without loss or repeats, whatever the pages and ties', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(placed, { maxLength: 40 }),
        fc.array(placed, { maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (web, till, first, copied) => {
          const erpOrders = web.map(({ on }, number) =>
            plainOrder({ number: `W-${number}`, channel: 'WEB', placedOn: on }),
          )
          const receipts = till.map(({ on, hour }, number) =>
            plainOrder({
              number: `0101-1-${on.replaceAll('-', '')}-${number}`,
              channel: 'STORE_POS',
              placedOn: on,
              placedAt: hour === null ? null : `${on}T${String(hour).padStart(2, '0')}:00:00Z`,
            }),
          )
          const copies = copied ? receipts.map((receipt) => ({ ...receipt, placedAt: null })) : []
          const { answerers } = estate([...erpOrders, ...copies], receipts)
          const pages = await walk(answerers, first)
          const nodes = pages.flatMap(({ edges }) => edges.map(({ node }) => node))
          const positions = nodes.map(positionOfOrder)
          for (const [index, position] of positions.slice(1).entries()) {
            const before = positions[index]
            expect(before && comparePositions(before, position)).toBe(-1)
          }
          const numbers = nodes.map(({ key }) => key.number)
          expect([...numbers].sort()).toEqual([...erpOrders, ...receipts].map(({ number }) => number).sort())
          const twice = nodes.filter(({ copies: found }) => found.length === 2)
          expect(twice).toHaveLength(copied ? receipts.length : 0)
          expect(pages.every(({ complete }) => complete)).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('costs each source one call a page when no day is fuller than the page', async () => {
    const days = Array.from({ length: 24 }, (_, index) => `2026-05-${String(index + 1).padStart(2, '0')}`)
    const erp = days.map((on, n) => plainOrder({ number: `W-${n}`, channel: 'WEB', placedOn: on }))
    const till = days.map((on, n) => plainOrder({ number: `R-${n}`, channel: 'STORE_POS', placedOn: on }))
    const { answerers, calls } = estate(erp, till)
    const page = await history(contextOver(answerers), customer, everything)
    expect(page.edges).toHaveLength(20)
    expect(calls).toEqual({ erp: { history: 1, orders: 0 }, tills: { history: 1, orders: 0 } })
  })

  it('shows a receipt’s copy in the ERP where the till has it, even when the days differ', async () => {
    const receipt = plainOrder({ number: '0101-1-20260510-7', channel: 'STORE_POS', placedOn: '2026-05-10' })
    const { answerers } = estate([{ ...receipt, placedOn: '2026-05-12' as Order['placedOn'] }], [receipt])
    const pages = await walk(answerers, 1)
    const nodes = pages.flatMap(({ edges }) => edges.map(({ node }) => node))
    expect(nodes.map(({ copies: [{ found }] }) => found.value.placedOn)).toEqual(['2026-05-10'])
  })

  it('names the source that failed, keeps the others’ orders and is not complete', async () => {
    const erp = [plainOrder({ number: 'W-1', channel: 'WEB', placedOn: '2026-05-10' })]
    const failing = memoryOrders({ source: 'tills', orders: [], clock })
    const port: Orders = {
      ...failing,
      history: async (requests) =>
        new Map(requests.map((one) => [one, new SourceError('tills', 'SOURCE_TIMEOUT', 'no answer')])),
    }
    const { answerers } = estate(erp, [])
    const [web] = answerers
    if (!web) throw new Error('expected the ERP')
    const page = await history(contextOver([web, answersOrders('tills', 'POS', port)]), customer, everything)
    expect(page.edges.map(({ node }) => node.key.number)).toEqual(['W-1'])
    expect(page.complete).toBe(false)
    expect(page.sources.map(({ instance, outcome }) => [instance, outcome])).toEqual([
      ['erp', 'OK'],
      ['tills', 'TIMEOUT'],
    ])
  })

  it('does not ask a source in which the shopper has no record, and stays complete', async () => {
    const { answerers, calls } = estate(
      [plainOrder({ number: 'W-1', channel: 'WEB', placedOn: '2026-05-10' })],
      [],
    )
    const page = await history(contextOver(answerers), shopper(['erp']), everything)
    expect(calls.tills.history).toBe(0)
    expect(page.complete).toBe(true)
    expect(page.sources[1]?.outcome).toBe('NOT_ASKED')
  })

  it('gives a way on when a filter leaves a page empty', async () => {
    const days = Array.from({ length: 28 }, (_, index) => `2026-05-${String(index + 1).padStart(2, '0')}`)
    const orders = days.map((on, n) => plainOrder({ number: `W-${n}`, channel: 'WEB', placedOn: on }))
    const last = {
      ...plainOrder({ number: 'W-x', channel: 'WEB', placedOn: '2026-04-01' }),
      status: 'RETURNED',
    } as const
    const { answerers } = estate([...orders, last], [])
    const found: string[] = []
    for (let after: HistoryWish['after'] = null, rounds = 0; rounds < 40; rounds += 1) {
      const wish: HistoryWish = { ...everything, first: 1, after, statuses: ['RETURNED'] }
      const page = await history(contextOver(answerers), customer, wish)
      found.push(...page.edges.map(({ node }) => node.key.number))
      if (!page.pageInfo.hasNextPage) break
      if (!page.pageInfo.endCursor) throw new Error('expected a cursor to go on with')
      after = positionOf(page.pageInfo.endCursor)
    }
    expect(found).toEqual(['W-x'])
  })
})
