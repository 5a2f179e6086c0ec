import { afterAll, beforeAll, describe } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import { orderDeskContract } from '../../../contracts/order-desk.ts'
import type { OpenedDesk } from '../../../contracts/order-desk-asking.ts'
import { soldAt } from '../../../contracts/orders-to-place.ts'
import { world } from '../../../contracts/small-world.ts'
import { type People, peopleOf } from '../../../peers/tryton/people.ts'
import { FIRST_START_MS, hasTryton, type RunningTryton, startTryton } from '../../../peers/tryton/start.ts'
import { openWay } from '../../../peers/tryton/way.ts'
import { type Beside, deskOfTryton } from './desk-of-tryton.ts'
import { openTryton } from './open-tryton.ts'

const canRun = hasTryton(process.env['COUTURE_REQUIRE_SERVICES'] === '1')
const customer = world.customers[0]?.businessPartner as RecordId

/** By this button a sale becomes an order. */
const CONFIRM = 'model.sale.sale.confirm'
const READ = 'model.sale.sale.search_read'

/** The real one shares its machine: a write may take it a second. */
const WRITE_MS = 5_000

describe.skipIf(!canRun)('the order desk of a real Tryton', () => {
  let running: RunningTryton
  let people: People
  beforeAll(async () => {
    running = await startTryton(world)
    people = await peopleOf(running)
  }, FIRST_START_MS)
  afterAll(() => running?.close())

  async function open({ split = false } = {}): Promise<OpenedDesk> {
    const way = await openWay(running)
    const { source, ports } = openTryton({
      ...running.options,
      url: way.url,
      orderDesk: { timeoutMs: WRITE_MS },
      ...(split && { chunk: 30, retries: 0 }),
    })
    return {
      port: ports.orderDesk,
      orders: ports.orders,
      source: 'erp',
      customer,
      sold: [soldAt(world, '20'), soldAt(world, '5.5')],
      keeps: { titleLength: Number.POSITIVE_INFINITY, numberLength: null, discounts: false, lineVat: false },
      writeMs: WRITE_MS,
      misbehave: (how) =>
        way.misbehave(Object.keys(how).length === 0 ? {} : { ...how, path: split ? READ : CONFIRM }),
      writes: () => way.methods().filter((method) => method === CONFIRM).length,
      deliver: (order, positions) => people.deliver(order, positions),
      close: async () => {
        await source.close()
        await way.close()
      },
    }
  }

  orderDeskContract(open)
  describe('of Tryton’s own', () => deskOfTryton({ open: openBeside, people: () => people }))

  async function openBeside(orderDesk: Readonly<Record<string, unknown>> = {}): Promise<Beside> {
    const way = await openWay(running)
    const { source, ports, logged } = openTryton({
      ...running.options,
      url: way.url,
      orderDesk: { timeoutMs: WRITE_MS, ...orderDesk },
    })
    return {
      desk: ports.orderDesk,
      orders: ports.orders,
      stock: ports.stock,
      way,
      logged,
      close: async () => {
        await source.close()
        await way.close()
      },
    }
  }
})
