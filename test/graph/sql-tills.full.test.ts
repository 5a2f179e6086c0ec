import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallRecord } from '../../adapters/call/scope.ts'
import type { World } from '../../sandbox/world/types.ts'
import { world } from '../contracts/small-world.ts'
import { openUnicenta, type Unicenta } from '../peers/unicenta/open.ts'
import { accountOf } from '../peers/unicenta/rows.ts'
import { missingForMariaDb } from '../services/mariadb.ts'
import { missingForPostgres } from '../services/postgres.ts'
import { hasServices } from '../services/shared.ts'
import { euros, expectedOrders } from './expected.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'

/** The two stores where the shopper bought most: they keep their receipts in uniCenta's tables, the others write files. */
const stores = [...world.stores].sort((left, right) => visits(right.code) - visits(left.code)).slice(0, 2)
const isSql = (code: string) => stores.some((store) => store.code === code)
/** What the tills that write files know. */
const files: World = { ...world, receipts: world.receipts.filter(({ store }) => !isSql(store)) }

const HISTORY = `query History($id: ID!) {
  customer(id: $id) {
    orders(first: 100) {
      complete
      sources { system instance outcome }
      edges { node { id number placedOn placedAt channel { kind } store { code } cost { total { gross { amount } } } } }
    }
  }
}`

/** Another page than the one above, which is kept for a while. */
const OUTAGE = `query Short($id: ID!) {
  customer(id: $id) { orders(first: 10) { complete sources { instance outcome } edges { node { number } } } }
}`

describe.each([
  ['postgres', missingForPostgres()],
  ['mariadb', missingForMariaDb()],
] as const)('POSLog tills in most stores, uniCenta on %s in two', (dialect, missing) => {
  describe.skipIf(!hasServices(required, missing))('make one graph', () => {
    let database: Unicenta
    let whole: Whole
    const calls: CallRecord[] = []
    beforeAll(async () => {
      database = await openUnicenta(dialect, world, stores)
      whole = await startWhole({
        world: files,
        edit: (yaml) => withSqlTills(yaml, database),
        timeoutMs: 30_000,
        budgetMs: 60_000,
        observe: (call) => calls.push(call),
      })
    })
    afterAll(async () => {
      await whole?.close()
      await database?.close()
    })

    it('with one list of the shopper’s orders, each once, at two statements more', async () => {
      calls.splice(0)
      const id = whole.samples.omnichannelShopper.customerId
      const answer = await whole.ask(HISTORY, { id })
      expect(answer.errors).toEqual([])
      const { orders } = answer.data.customer
      expect(orders.complete).toBe(true)
      expect(
        orders.sources.map(({ system, instance, outcome }: Answer['data']) => [system, instance, outcome]),
      ).toEqual([
        ['ERP', 'erp', 'OK'],
        ['POS', 'tills', 'OK'],
        ['POS', 'unicenta', 'OK'],
      ])
      const found = orders.edges.map(({ node }: Answer['data']) => node)
      expect(found.map(factsOf)).toEqual(
        expectedOrders(world, 0, whole.idKey).filter(isKept).map(expectedFacts),
      )
      const inSqlStores = found.filter((node: Answer['data']) => isSql(node.store?.code ?? ''))
      expect(inSqlStores.length).toBeGreaterThan(3)
      const statements = calls.filter(({ source }) => source === 'unicenta')
      expect(statements.map(({ verb, route, failure }) => [verb, route, failure])).toEqual([
        ['SELECT', 'RECEIPTS', null],
        ['SELECT', 'TICKETLINES', null],
      ])
    })

    it('which says so when the two stores’ server cannot be read, and shows the rest', async () => {
      const id = whole.samples.omnichannelShopper.customerId
      await database.sql('alter table RECEIPTS rename to AWAY')
      const answer = await whole.ask(OUTAGE, { id })
      await database.sql('alter table AWAY rename to RECEIPTS')
      const { orders } = answer.data.customer
      expect(orders.complete).toBe(false)
      expect(
        orders.sources.map(({ instance, outcome }: Answer['data']) => [instance, outcome === 'OK']),
      ).toEqual([
        ['erp', true],
        ['tills', true],
        ['unicenta', false],
      ])
      expect(orders.edges.length).toBeGreaterThan(0)
    })
  })
})

/** A receipt of the two stores stands unless it was made out to nobody: there is no account for a card alone. */
function isKept({ number }: { readonly number: string }): boolean {
  const receipt = world.receipts.find((one) => one.number === number)
  return receipt === undefined || !isSql(receipt.store) || accountOf(world, receipt) !== null
}

function visits(code: string): number {
  return world.receipts.filter(({ store, customer }) => store === code && customer === 0).length
}

function withSqlTills(yaml: string, { options }: Unicenta): string {
  const system = JSON.stringify({ adapter: 'pos/sql', ...options, timeoutMs: 30_000 })
  const withSystem = yaml
    .replace('systems:\n', () => `systems:\n  unicenta: ${system}\n`)
    .replace(/profiles: \[(.*)\]/, 'profiles: [$1, unicenta]')
    .replace(/orders: \[(.*)\]/, 'orders: [$1, unicenta]')
  return stores.reduce(
    (text, { tillStore }) =>
      text.replace(`tills: '${tillStore}' }`, `tills: '${tillStore}', unicenta: '${tillStore}' }`),
    withSystem,
  )
}

function factsOf(order: Answer['data']) {
  const { id, number, channel, placedOn, placedAt, cost } = order
  return { id, number, channel: channel.kind, placedOn, placedAt, total: cost.total.gross.amount }
}

function expectedFacts({
  id,
  number,
  channel,
  placedOn,
  placedAt,
  total,
}: ReturnType<typeof expectedOrders>[number]) {
  return { id, number, channel, placedOn, placedAt, total: euros(total) }
}
