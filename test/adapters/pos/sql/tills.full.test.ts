import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type CallRecord, withScope } from '../../../../adapters/call/scope.ts'
import { isSourceError } from '../../../../adapters/error.ts'
import type { OrderNumber, RecordId } from '../../../../adapters/ids.ts'
import type { HistoryRequest, OrderKey } from '../../../../adapters/ports/orders.ts'
import type { PriceKey } from '../../../../adapters/ports/prices.ts'
import type { Identifier } from '../../../../adapters/ports/profiles.ts'
import { sqlTills } from '../../../../adapters/pos/sql/index.ts'
import { mariadbTills } from '../../../../adapters/pos/sql/mariadb.ts'
import { postgresTills } from '../../../../adapters/pos/sql/postgres.ts'
import { isFound } from '../../../../adapters/read.ts'
import type { Day } from '../../../../adapters/time.ts'
import type { WorldReceipt } from '../../../../sandbox/world/sale-types.ts'
import { clock, world } from '../../../contracts/small-world.ts'
import { openUnicenta, type Unicenta } from '../../../peers/unicenta/open.ts'
import { accountOf, hostOf, receiptId, receiptsIn } from '../../../peers/unicenta/rows.ts'
import { freePort } from '../../../sandbox/free-port.ts'
import { missingForMariaDb } from '../../../services/mariadb.ts'
import { missingForPostgres } from '../../../services/postgres.ts'
import { hasServices } from '../../../services/shared.ts'
import { openTills, type TillPorts } from './open-tills.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'
const METHODS = { Cash: 'CASH', CreditDebit: 'CARD', GiftCard: 'GIFT_CARD', Voucher: 'STORE_CREDIT' } as const
/** Those where the first shopper bought something or goods came back: enough to have one of everything. */
const stores = world.stores.filter(({ code }) =>
  world.receipts.some(({ store, customer, kind }) => store === code && (customer === 0 || kind === 'return')),
)
const [first, second] = stores
if (!first || !second) throw new Error('the world must have two stores')
const receipts = receiptsIn(world, stores)
const keyOf = ({ number }: WorldReceipt): OrderKey => ({
  channel: 'STORE_POS',
  number: number as OrderNumber,
})

describe.each([
  ['postgres', missingForPostgres()],
  ['mariadb', missingForMariaDb()],
] as const)('tills of some stores on %s', (dialect, missing) => {
  describe.skipIf(!hasServices(required, missing))('as uniCenta has them', () => {
    let database: Unicenta
    let ports: TillPorts
    let close: () => Promise<void>
    const calls: CallRecord[] = []
    const open = (more: Readonly<Record<string, unknown>> = {}) => {
      const { source, ports: opened } = openTills({ ...database.options, ...more }, (call) =>
        calls.push(call),
      )
      onTestFinished(() => source.close())
      return { source, ports: opened }
    }
    const routes = () => calls.splice(0).map(({ verb, route, batchSize }) => `${verb} ${route} ${batchSize}`)
    const wish = (customers: readonly string[], more: Partial<HistoryRequest> = {}): HistoryRequest => ({
      customers: customers as readonly RecordId[],
      cards: [],
      first: 5,
      until: null,
      from: null,
      channels: [],
      ...more,
    })
    beforeAll(async () => {
      database = await openUnicenta(dialect, world, stores)
      const opened = openTills(database.options, (call) => calls.push(call))
      ports = opened.ports
      close = opened.source.close
    })
    afterAll(async () => {
      await close?.()
      await database?.close()
    })
    beforeEach(() => void calls.splice(0))

    it('equal the world’s, line by line and cent by cent', async () => {
      const keys = receipts.map(keyOf)
      const ids = receipts.map((receipt) => receiptId(receipt) as RecordId)
      const [orders, payments] = [await ports.orders.orders(keys), await ports.orders.payments(ids)]
      const read = receipts.map((receipt, n) => {
        const order = orders.get(keys[n] as OrderKey)
        const paid = payments.get(ids[n] as RecordId)
        if (!isFound(order)) return receipt.number
        const { number, placedOn, placedAt, store, customer, cost, lines } = order.value
        return {
          number,
          placedOn,
          placedAt,
          store,
          customer,
          total: cost.total,
          lines: lines.map((line) => ({
            sku: line.sku,
            gtin: line.gtin,
            title: line.title,
            quantity: Number(line.quantity),
            total: line.lineTotal.gross.minor,
            tax: line.lineTotal.tax?.minor,
          })),
          payments: isFound(paid)
            ? paid.value.map(({ method, amount, state }) => `${method} ${amount.minor} ${state}`).sort()
            : [],
        }
      })
      expect(read).toEqual(receipts.map(expectedOf))
    })

    it('cost three statements for a page, and no more for thirty receipts of one shopper', async () => {
      const shopper = world.customers[0]?.tillCustomer ?? ''
      await ports.orders.history([wish([shopper], { first: 100 })])
      expect(routes()).toEqual(['SELECT RECEIPTS 1', expect.stringMatching(/^SELECT TICKETLINES \d+$/)])
      const some = wish([shopper], { first: 1 })
      const page = (await ports.orders.history([some])).get(some)
      expect(isFound(page) && page.value.more).toBe(true)
      expect(routes().length).toBeLessThanOrEqual(3)
    })

    it('cost one statement for the histories of twenty shoppers, and one for their lines', async () => {
      const known = world.customers.flatMap(({ tillCustomer }) => tillCustomer ?? []).slice(0, 20)
      const requests = known.map((customer) => wish([customer], { first: 1_000 }))
      const reads = await ports.orders.history(requests)
      expect(routes()).toEqual([`SELECT RECEIPTS ${known.length}`, expect.stringContaining('TICKETLINES')])
      const numbers = requests.map((request) => {
        const read = reads.get(request)
        return isFound(read) ? read.value.orders.map(({ number }) => number).sort() : null
      })
      const theirs = (customer: string) =>
        receipts.filter((receipt) => accountOf(world, receipt)?.tillCustomer === customer)
      expect(numbers).toEqual(
        known.map((customer) =>
          theirs(customer)
            .map(({ number }) => number)
            .sort(),
        ),
      )
    })

    it('read a day that is split to its end, and know whether there is more', async () => {
      const days = new Map<string, number>()
      const shopper = world.customers[0]
      const theirs = receipts.filter((receipt) => accountOf(world, receipt)?.index === 0)
      for (const { businessDay } of theirs) days.set(businessDay, (days.get(businessDay) ?? 0) + 1)
      for (const day of days.keys()) {
        const request = wish([shopper?.tillCustomer ?? ''], { first: 1, until: day as Day })
        const page = (await ports.orders.history([request])).get(request)
        const older = theirs.some(({ businessDay }) => businessDay < day)
        expect(isFound(page) && [page.value.orders.length, page.value.more]).toEqual([days.get(day), older])
      }
      expect(days.size).toBeGreaterThan(0)
    })

    it('know a shopper by the card on the account as well', async () => {
      const shopper = world.customers[0]
      const request = wish([], { cards: [shopper?.card ?? ''], first: 1_000 })
      const page = (await ports.orders.history([request])).get(request)
      const theirs = receipts.filter((receipt) => accountOf(world, receipt)?.index === 0)
      expect(isFound(page) && page.value.orders.map(({ number }) => number).sort()).toEqual(
        theirs.map(({ number }) => number).sort(),
      )
    })

    it('report what a till sold that the configuration does not name, and leave it out', async () => {
      const shopper = world.customers[0]?.tillCustomer ?? ''
      const known = (database.options['stores'] as Record<string, object>)[first.tillStore]
      const { ports: half } = open({ stores: { [first.tillStore]: known } })
      const request = wish([shopper], { first: 1_000 })
      const page = (await half.orders.history([request])).get(request)
      const theirs = receipts.filter((receipt) => accountOf(world, receipt)?.index === 0)
      const lost = theirs.filter(({ store }) => store !== first.code).map((receipt) => receiptId(receipt))
      expect(lost.length).toBeGreaterThan(0)
      expect(isFound(page) && [...page.value.unreadable].sort()).toEqual(lost.sort())
      expect(isFound(page) && page.value.orders.length).toBe(theirs.length - lost.length)
    })

    it('number refunds apart, as uniCenta counts them', async () => {
      const refund = receipts.find(({ kind }) => kind === 'return')
      if (!refund) throw new Error('the world must have a refund in these stores')
      const { ports: marked } = open({ refundMark: 'R' })
      const [store, till, day, sequence] = refund.number.split('-')
      const number = `${store}-${till}R-${day}-${sequence}` as OrderNumber
      const key: OrderKey = { channel: 'STORE_POS', number }
      const read = (await marked.orders.orders([key, keyOf(refund)])).get(key)
      expect(isFound(read) && [read.value.number, read.value.status]).toEqual([number, 'RETURNED'])
    })

    it('find accounts by e-mail, phone and card, in one statement, and none that was put away', async () => {
      const shopper = world.customers.find(
        ({ tillCustomer, email, phone, card }) => tillCustomer && email && phone && card,
      )
      const by = (type: Identifier['type'], value: string): Identifier => ({ type, value })
      const asked = [
        by('EMAIL', `  ${shopper?.email?.toUpperCase()}`),
        by('PHONE', shopper?.phone?.replace('+33', '0').replaceAll(/(\d\d)/g, '$1 ') ?? ''),
        by('LOYALTY_CARD', shopper?.card ?? ''),
        by('PHONE', '+33999999999'),
      ]
      const reads = await ports.profiles.find(asked)
      expect(routes()).toEqual(['SELECT CUSTOMERS 4'])
      const found = asked.map((one) => {
        const read = reads.get(one)
        return isFound(read) ? read.value.map(({ recordId }) => recordId) : null
      })
      expect(found.slice(0, 3).every((ids) => ids?.includes(shopper?.tillCustomer as RecordId))).toBe(true)
      expect(found[3]).toBeNull()
      expect(found.flat()).not.toContain('T000000')
      expect((await ports.profiles.profiles(['T000000' as RecordId])).size).toBe(0)
    })

    it('split a batch of keys at five hundred', async () => {
      const ids = Array.from({ length: 1_001 }, (_, n) => `nothing ${n}` as RecordId)
      expect((await ports.orders.payments(ids)).size).toBe(0)
      expect(routes().sort()).toEqual(['SELECT PAYMENTS 1', 'SELECT PAYMENTS 500', 'SELECT PAYMENTS 500'])
    })

    it('state their own prices in their stores alone, and none for a product whose tax is not clear', async () => {
      const variant = world.products[0]?.variants[0]
      const key = (more: Partial<PriceKey>): PriceKey => ({
        item: variant?.sku as RecordId,
        channel: 'STORE_POS',
        store: first.tillStore as RecordId,
        quantity: 1,
        on: '2026-06-15' as Day,
        ...more,
      })
      const [here, elsewhere, web] = [key({}), key({ store: '9999' as RecordId }), key({ channel: 'WEB' })]
      const reads = await ports.prices.prices([here, elsewhere, web])
      expect([...reads.keys()]).toEqual([here])
      const product = `reference = '${variant?.sku}'`
      const [was] = await database.sql(`select taxcat as taxcat from PRODUCTS where ${product}`)
      await database.sql(`update PRODUCTS set TAXCAT = 'nothing' where ${product}`)
      const unclear = (await ports.prices.prices([here])).get(here)
      expect((await ports.prices.taxRates([here.item])).size).toBe(0)
      await database.sql(`update PRODUCTS set TAXCAT = '${was?.['taxcat']}' where ${product}`)
      const rate = (await ports.prices.taxRates([here.item])).get(here.item)
      expect(isFound(rate) && rate.value.percent).toBe(world.products[0]?.taxRate)
      expect(isSourceError(unclear) && [unclear.code, unclear.message]).toEqual([
        'BAD_RESPONSE',
        'tills: expected one tax in TAXES for the category of a product; see to it in uniCenta',
      ])
    })

    describe('in trouble', () => {
      const some = () => [keyOf(receipts[0] as WorldReceipt)]
      const failureOf = async ({ ports: broken }: { ports: TillPorts }) => {
        const [read] = (await broken.orders.orders(some())).values()
        if (!isSourceError(read)) throw new Error('expected a failure')
        expect(read.message).not.toMatch(/127\.0\.0\.1|till-secret|till_reader/)
        return [read.code, read.message.replace('tills: ', '')]
      }
      const at = (change: (url: string) => string) => open({ url: change(database.options.url), retries: 0 })

      it('say that nobody answers', async () => {
        const port = await freePort()
        expect(await failureOf(at((url) => url.replace(/:\d+\//, `:${port}/`)))).toEqual([
          'SOURCE_UNAVAILABLE',
          'the connection failed',
        ])
      })

      it('say that user or database are not known', async () => {
        expect(await failureOf(at((url) => url.replace('till_reader', 'stranger')))).toEqual([
          'SOURCE_UNAVAILABLE',
          'the credentials were refused; check "url"',
        ])
        const [code] = await failureOf(at((url) => `${url}_missing`))
        expect(code).toBe('SOURCE_UNAVAILABLE')
      })

      it('say which tables they expected', async () => {
        await database.sql('alter table CLOSEDCASH rename to OTHERCASH')
        const failure = await failureOf(open())
        await database.sql('alter table OTHERCASH rename to CLOSEDCASH')
        expect(failure).toEqual([
          'BAD_RESPONSE',
          expect.stringContaining("expected uniCenta's tables and columns in RECEIPTS, TICKETS, CLOSEDCASH"),
        ])
      })

      it('are cut off by the server when a statement takes too long, and answer the next', async () => {
        const lock =
          dialect === 'postgres'
            ? ['begin', 'lock table receipts in access exclusive mode', 'commit']
            : ['select 1', 'lock tables RECEIPTS write', 'unlock tables']
        const slow = open({ timeoutMs: 250, retries: 0 })
        await database.sql(lock[0] ?? '')
        await database.sql(lock[1] ?? '')
        const failure = await failureOf(slow).finally(() => database.sql(lock[2] ?? ''))
        expect(failure[0]).toBe('SOURCE_TIMEOUT')
        const patient = open()
        expect(isFound([...(await patient.ports.orders.orders(some())).values()][0])).toBe(true)
      })

      it('end with the request that asked', async () => {
        const { ports: asked } = open()
        const deadline = clock().getTime() - 1
        const scope = { deadline, signal: new AbortController().signal, record: () => {} }
        const [read] = (await withScope(scope, () => asked.orders.orders(some()))).values()
        expect(isSourceError(read) && read.code).toBe('SOURCE_TIMEOUT')
      })

      it('write nothing, whoever the user is', async () => {
        const owner = database.options.url.replace(
          /\/\/[^@]+@/,
          dialect === 'postgres' ? '//couture@' : '//root@',
        )
        const { source } = open({ url: owner })
        const { warnings } = await source.diagnose()
        expect(warnings).toEqual(['the user may write; give Couture one that may only read'])
      })
    })

    it('may not write, though the user may', async () => {
      const owner = database.options.url.replace(
        /\/\/[^@]+@/,
        dialect === 'postgres' ? '//couture@' : '//root@',
      )
      const parsed = sqlTills.options.parse({ ...database.options, url: owner })
      const server = dialect === 'postgres' ? postgresTills(parsed) : mariadbTills(parsed)
      onTestFinished(() => server.close())
      const write = server.build.updateTable('products').set({ pricesell: 0 }).compile()
      const limit = { timeoutMs: 30_000, signal: new AbortController().signal }
      await expect(server.run(write, limit)).rejects.toThrow(/read.only/i)
    })

    it('tell the doctor who they are, what time it is, and what is not as it should be', async () => {
      const { source } = open()
      const { version, clock: time, warnings } = await source.diagnose()
      expect(version).toMatch(
        dialect === 'postgres' ? /^uniCenta 3\.70 on PostgreSQL \d+/ : /^uniCenta 3\.70 on MariaDB \d+/,
      )
      expect(Math.abs(Date.parse(time ?? '') - Date.now())).toBeLessThan(3_600_000)
      expect(warnings).toEqual([])
      const known = (database.options['stores'] as Record<string, object>)[first.tillStore]
      const half = await open({ stores: { [first.tillStore]: known } }).source.diagnose()
      expect(half.warnings).toEqual([expect.stringContaining(hostOf(second, '1'))])
      await database.sql('alter table TAXES rename to OTHERTAXES')
      const without = await open().source.diagnose()
      await database.sql('alter table OTHERTAXES rename to TAXES')
      expect(without.warnings).toEqual([expect.stringContaining('in TAXES')])
    })
  })
})

function expectedOf(receipt: WorldReceipt) {
  const sum = (of: (line: WorldReceipt['lines'][number]) => number) =>
    receipt.lines.reduce((total, line) => total + of(line), 0)
  const money = (minor: number) => ({ minor, currency: 'EUR' })
  const gtins = new Map(
    world.products.flatMap(({ variants }) => variants.map(({ sku, gtin }) => [sku, gtin] as const)),
  )
  return {
    number: receipt.number,
    placedOn: receipt.businessDay,
    placedAt: receipt.at,
    store: world.stores.find(({ code }) => code === receipt.store)?.tillStore,
    customer: accountOf(world, receipt)?.tillCustomer ?? null,
    total: {
      gross: money(sum(({ total }) => total)),
      net: money(sum(({ total, tax }) => total - tax)),
      tax: money(sum(({ tax }) => tax)),
    },
    lines: receipt.lines.map((line) => ({
      sku: line.sku,
      gtin: gtins.get(line.sku),
      title: line.title,
      quantity: Number(line.quantity),
      total: line.total,
      tax: line.tax,
    })),
    // PAYMENTS has no order of its own.
    payments: receipt.tenders
      .map(({ type, amount, change }) => [METHODS[type], amount - change] as const)
      .map(([method, paid]) => `${method} ${paid} ${paid < 0 ? 'REFUNDED' : 'CAPTURED'}`)
      .sort(),
  }
}
