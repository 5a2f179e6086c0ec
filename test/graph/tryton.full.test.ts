import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tryton } from '../../adapters/erp/tryton/index.ts'
import { examine, report } from '../../gateway/commands/doctor.ts'
import { world } from '../contracts/small-world.ts'
import { hasTryton, type RunningTryton, startTryton } from '../peers/tryton/start.ts'
import { euros, expectedOrders, nearest, unitsIn, variantOf } from './expected.ts'
import { type Answer, operation, startWhole, type Whole } from './whole.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'
const near = { latitude: 48.8596, longitude: 2.3437 }

describe.skipIf(!hasTryton(required))('with a real Tryton in place of SAP, by configuration alone', () => {
  let erp: RunningTryton
  let whole: Whole
  beforeAll(async () => {
    erp = await startTryton(world)
    whole = await startWhole({ edit: (yaml) => withTryton(yaml, erp), timeoutMs: 30_000, budgetMs: 60_000 })
  }, 900_000)
  afterAll(async () => {
    await whole?.close()
    await erp?.close()
  })

  it('answers the same customer-360, of the same shape, with the world’s values', async () => {
    const id = whole.samples.omnichannelShopper.customerId
    const { data, errors, calls } = await whole.ask(operation('customer-360'), { id, near })
    expect(errors).toEqual([])
    // The sandbox's SAP is there and nobody asks it.
    expect(calls).toMatchObject({ erp: 0, crm: 5 })
    const { customer } = data
    expect(customer.sources.map(({ instance, outcome }: Answer['data']) => [instance, outcome])).toEqual([
      ['crm', 'OK'],
      ['erp', 'OK'],
      ['tills', 'OK'],
    ])
    expect(customer.orders.complete).toBe(true)
    const orders = customer.orders.edges.map(({ node }: Answer['data']) => node)
    expect(orders.map(factsOf)).toEqual(expectedOrders(world, 0, whole.idKey).slice(0, 20).map(expectedFacts))
    const stores = nearest(world, near, 5)
    for (const { variant } of orders.flatMap(({ lines }: Answer['data']) => lines)) {
      const known = variantOf(world, variant.sku).variant
      expect(variant.price.unitPrice.gross.amount).toBe(euros(known.price))
      expect(
        variant.storeAvailability.edges.map(({ node }: Answer['data']) => [
          node.store.code,
          node.availableToSell,
        ]),
      ).toEqual(stores.map((store) => [store.code, unitsIn(store, known)]))
    }
    expect(customer.loyalty.cardNumber).toBe(whole.samples.omnichannelShopper.loyaltyCard)
  })

  it('has a doctor who finds it well, stopped, and shut to a changed password, and says which', async () => {
    const look = async () => {
      const source = tryton.create('erp', tryton.options.parse(erp.options), {
        clock: () => new Date(),
        ledger: {} as never,
        observe: () => {},
        log: () => {},
      })
      try {
        return report(await examine([source], { clock: () => new Date() }))
      } finally {
        await source.close()
      }
    }
    expect(await look()).toMatch(/^ok\s+erp/)
    await erp.changePassword('another')
    expect(await look()).toMatch(/^FAIL\w*\s+erp.*password/im)
    await erp.changePassword(erp.password)
    await erp.stop()
    expect(await look()).toMatch(/^FAIL\w*\s+erp.*(connection|reach)/im)
    await erp.start()
    expect(await look()).toMatch(/^ok\s+erp/)
  })
})

function withTryton(yaml: string, { options }: RunningTryton): string {
  const section = JSON.stringify({ adapter: 'erp/tryton', ...options, timeoutMs: 30_000 })
  return (
    yaml
      .replace(/ {2}erp:\n {4}adapter: erp\/sap\n[\s\S]*?\n {2}crm:/, `  erp: ${section}\n  crm:`)
      // It takes no orders yet.
      .replace('  orderDesk: [erp]\n', '  orderDesk: []\n')
  )
}

function factsOf(order: Answer['data']) {
  return {
    number: order.number,
    channel: order.channel.kind,
    placedOn: order.placedOn,
    total: order.cost.total.gross.amount,
    skus: order.lines.map(({ variant }: Answer['data']) => variant.sku).sort(),
  }
}

function expectedFacts({
  number,
  channel,
  placedOn,
  total,
  lines,
}: ReturnType<typeof expectedOrders>[number]) {
  return { number, channel, placedOn, total: euros(total), skus: lines.map(({ sku }) => sku).sort() }
}
