import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { OrderKey } from '../../../../adapters/ports/orders.ts'
import { isFound } from '../../../../adapters/read.ts'
import { serve } from '../../../../sandbox/serve.ts'
import { changingListContract } from '../../../contracts/changing-lists.ts'
import { erpLists, someOrders } from '../../../contracts/erp-lists.ts'
import { faultContract, faultsOfBatches, faultsOverHttp } from '../../../contracts/faults.ts'
import { idListContract, type LongLists } from '../../../contracts/id-lists.ts'
import { world } from '../../../contracts/small-world.ts'
import { FIRST_START_MS, hasTryton, type RunningTryton, startTryton } from '../../../peers/tryton/start.ts'
import { behind } from '../../../peers/tryton/way.ts'
import { freePort } from '../../../sandbox/free-port.ts'
import { addParties, type ManyParties } from './many-parties.ts'
import { type OpenTryton, openTryton } from './open-tryton.ts'

const canRun = hasTryton(process.env['COUTURE_REQUIRE_SERVICES'] === '1')
const shoppers = world.customers.slice(0, 10).flatMap(({ businessPartner }) => businessPartner ?? [])
const shopper = world.customers[0]?.businessPartner as RecordId

/** Keys are asked for two hundred in a call. */
const KEYS = 1_501
const ofModel = (model: string, more: Readonly<Record<string, number>> = {}) => ({ [model]: 8, ...more })
const calls = {
  'profiles.profiles': ofModel('party.party'),
  'profiles.find': ofModel('party.party'),
  'prices.prices': ofModel('product.product'),
  'prices.taxRates': ofModel('product.product'),
  // Each shopper's page is a call.
  'orders.history': { 'sale.sale': 61 },
  'orders.orders': ofModel('sale.sale'),
  'orders.fulfillments': ofModel('sale.sale'),
  'orders.payments': ofModel('sale.sale'),
  'orders.returns': ofModel('sale.sale'),
  'orders.invoices': ofModel('sale.sale'),
  'orders.addresses': ofModel('sale.sale'),
  // Which zeros are goods that the place keeps is asked once.
  'stock.levels': ofModel('product.product', { 'stock.move': 1 }),
}

/** What writes are found again by. */
const deskLists: LongLists<OpenTryton> = {
  'orderDesk.placed': ({ ports }) => ({
    known: someOrders(),
    unknown: (n) => ({ channel: 'WEB', number: `NONE-${n}` }),
    keys: KEYS,
    calls: ofModel('sale.sale'),
    read: (keys) => ports.orderDesk.placed(keys as readonly OrderKey[]),
  }),
  'orderDesk.returned': ({ ports }) => ({
    known: world.orders.flatMap(({ returned }) => returned?.number ?? []).slice(0, 20),
    unknown: (n) => `NONE-${n}`,
    keys: KEYS,
    calls: ofModel('sale.sale'),
    read: (keys) => ports.orderDesk.returned(keys as readonly string[]),
  }),
}

describe.skipIf(!canRun)('a real Tryton', () => {
  let running: RunningTryton
  let tryton: OpenTryton
  let parties: ManyParties | null = null
  beforeAll(async () => {
    running = await startTryton(world)
    tryton = openTryton(running.options)
  }, FIRST_START_MS)
  afterAll(async () => {
    await tryton?.source.close()
    await running?.close()
  })
  beforeEach(() => void tryton.calls())

  describe('that fails', () => {
    const open = async () => {
      const served = await serve(behind(running), { port: await freePort() })
      // The real one takes its time to check a password; only a hanging one is waited for.
      const opened = openTryton({ ...running.options, url: served.url, timeoutMs: 5_000 })
      return {
        source: 'erp',
        read: async () => (await opened.ports.profiles.profiles([shopper])).values(),
        many: {
          keys: shoppers,
          read: (keys: readonly string[]) => opened.ports.profiles.profiles(keys as RecordId[]),
        },
        diagnose: opened.source.diagnose,
        records: opened.records,
        misbehave: served.misbehave,
        close: async () => {
          await opened.source.close()
          await served.close()
        },
      }
    }
    faultContract('erp/tryton', import.meta.url, {
      ...faultsOverHttp(open),
      ...faultsOfBatches(open),
      'id lists over every limit': () =>
        idListContract(
          async () => {
            const opened = openTryton(running.options)
            return { ...opened, close: opened.source.close }
          },
          {
            ...erpLists<OpenTryton>({
              keys: KEYS,
              histories: 61,
              calls,
              customers: shoppers,
              orders: someOrders(),
              place: world.stores[0]?.plant ?? '',
            }),
            ...deskLists,
          },
          {
            'profiles.customerReferences': 'a page',
            'stores.stores': 'nothing',
            'stock.falls': 'nothing',
            'orderDesk.capabilities': 'nothing',
            'orderDesk.settleMs': 'nothing',
            'orderDesk.lineIdOf': 'a position',
            'orderDesk.place': 'an order',
            'orderDesk.cancel': 'an order',
            'orderDesk.createReturn': 'a return',
          },
        ),
      // A list of Tryton's is one answer of one transaction, however long: what the port gives in pages is this alone.
      'a page that changes while it is read': () => {
        changingListContract(
          'parties, page after page',
          async () => {
            parties ??= await addParties(running, 520)
            return parties.open()
          },
          { page: 500, all: () => parties?.codes ?? [] },
        )
      },
    })

    it('is asked again as before once it is well', async () => {
      const served = await serve(behind(running), { port: await freePort() })
      const opened = openTryton({ ...running.options, url: served.url })
      await served.misbehave({ refuse: 'unavailable', times: 1 })
      expect(isFound((await opened.ports.profiles.profiles([shopper])).get(shopper))).toBe(false)
      expect(isFound((await opened.ports.profiles.profiles([shopper])).get(shopper))).toBe(true)
      await opened.source.close()
      await served.close()
    })
  })

  describe('asked how it is', () => {
    it('says its version and that nothing is wrong', async () => {
      const { version, clock, warnings } = await tryton.source.diagnose()
      expect(version).toMatch(/^6\.0\./)
      expect(clock).toMatch(/^\d{4}-\d{2}-\d{2}T/)
      expect(warnings).toEqual([])
    })

    it('signs in once for many calls at a time, and once more when its session has ended', async () => {
      const fresh = openTryton(running.options)
      const four = () => Promise.all([1, 2, 3, 4].map(() => fresh.ports.stores.stores()))
      await four()
      const count = (calls: readonly string[], model: string) => calls.filter((each) => each === model).length
      expect(count(fresh.calls(), 'common.db.login')).toBe(1)
      await running.endSessions()
      await four()
      const calls = fresh.calls()
      expect(count(calls, 'common.db.login')).toBe(1)
      expect(count(calls, 'stock.location')).toBe(8)
      await fresh.source.close()
    })

    it('names a database that is not there', async () => {
      const wrong = openTryton({ ...running.options, database: 'elsewhere' })
      await expect(wrong.source.diagnose()).rejects.toMatchObject({
        code: 'SOURCE_UNAVAILABLE',
        message: expect.stringContaining('check "database"'),
      })
      await wrong.source.close()
    })

    it('names its connection when it is stopped, and is well once it is started', async () => {
      await running.stop()
      await expect(tryton.source.diagnose()).rejects.toMatchObject({
        code: 'SOURCE_UNAVAILABLE',
        message: 'erp: the connection failed',
      })
      await running.start()
      expect((await tryton.source.diagnose()).warnings).toEqual([])
    })

    it('names user and password when the password was changed', async () => {
      await running.changePassword('kd8-wexmu-42')
      await expect(tryton.source.diagnose()).rejects.toMatchObject({
        code: 'SOURCE_UNAVAILABLE',
        message: expect.stringContaining('check "user" and "password"'),
      })
      tryton.calls()
      await tryton.ports.profiles.profiles([shopper])
      const reads = await tryton.ports.profiles.profiles([shopper])
      expect(tryton.calls()).toEqual(['party.party', 'common.db.login'])
      expect(reads.get(shopper)).toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
      expect(String(reads.get(shopper))).not.toMatch(/kd8-wexmu-42|sandbox-tryton|127\.0\.0\.1/)
      await running.changePassword(running.password)
      expect((await tryton.source.diagnose()).warnings).toEqual([])
    })
  })
})
