import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { CallRecord } from '../../../../adapters/call/scope.ts'
import { isSourceError } from '../../../../adapters/error.ts'
import type { OrderNumber, RecordId } from '../../../../adapters/ids.ts'
import type { OrderKey } from '../../../../adapters/ports/orders.ts'
import { isFound } from '../../../../adapters/read.ts'
import type { Source } from '../../../../adapters/source.ts'
import { changingListContract, pagedList } from '../../../contracts/changing-lists.ts'
import { erpLists } from '../../../contracts/erp-lists.ts'
import { faultContract, type Proofs } from '../../../contracts/faults.ts'
import { idListContract, type OpenedSource } from '../../../contracts/id-lists.ts'
import { world as small } from '../../../contracts/small-world.ts'
import { openUnicenta, type Unicenta } from '../../../peers/unicenta/open.ts'
import { receiptsIn } from '../../../peers/unicenta/rows.ts'
import { missingForMariaDb } from '../../../services/mariadb.ts'
import { missingForPostgres } from '../../../services/postgres.ts'
import { hasServices } from '../../../services/shared.ts'
import { type DoorManners, openDoor, type TcpDoor } from '../../../services/tcp-door.ts'
import { openTills, type TillPorts } from './open-tills.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'

/** Accounts enough for a second page of the port. */
const MORE = Array.from({ length: 520 }, (_, n) => `P${String(n).padStart(5, '0')}`)
const [model] = small.customers
if (!model) throw new Error('the world must have a customer')
const added = MORE.map((tillCustomer, n) => ({
  ...model,
  index: 10_000 + n,
  tillCustomer,
  card: null,
  email: `page.${n}@example.org`,
  phone: null,
}))
const world = { ...small, customers: [...small.customers, ...added] }
const accounts = world.customers.flatMap(({ tillCustomer }) => tillCustomer ?? []) as RecordId[]
const orders = receiptsIn(world, world.stores)
  .slice(0, 16)
  .map(({ number }): OrderKey => ({ channel: 'STORE_POS', number: number as OrderNumber }))
const some = accounts.slice(0, 20)

/** Keys are asked for five hundred in a statement. */
const KEYS = 1_501
const ofTable = (table: string, more: Readonly<Record<string, number>> = {}) => ({ [table]: 4, ...more })

const LINES = ofTable('RECEIPTS', { TICKETLINES: 4 })
const calls = {
  'profiles.profiles': ofTable('CUSTOMERS'),
  'profiles.find': ofTable('CUSTOMERS'),
  'prices.prices': ofTable('PRODUCTS'),
  'prices.taxRates': ofTable('PRODUCTS'),
  // Twenty shoppers in a statement, and one more for days that a page would split.
  'orders.history': { RECEIPTS: 7 + 1, TICKETLINES: 7 },
  'orders.orders': LINES,
  'orders.fulfillments': LINES,
  'orders.payments': ofTable('PAYMENTS'),
  'orders.returns': {},
  'orders.invoices': LINES,
  'orders.addresses': {},
  'stock.levels': ofTable('STOCKCURRENT'),
}

const {
  'orders.returns': _returns,
  'orders.addresses': _addresses,
  ...listsOfTills
} = erpLists<{ readonly ports: TillPorts; readonly source: Source } & OpenedSource>({
  keys: KEYS,
  histories: 121,
  calls,
  customers: some,
  orders,
  strangeOrder: (n) => ({ channel: 'STORE_POS', number: `9999-1-20200101-${n}` as OrderNumber }),
  place: small.stores.find(({ tillStore }) => tillStore !== '')?.tillStore ?? '',
  pricedAt: { channel: 'STORE_POS', store: null },
})

describe.each([
  ['postgres', missingForPostgres()],
  ['mariadb', missingForMariaDb()],
] as const)('tills on %s', (dialect, missing) => {
  describe.skipIf(!hasServices(required, missing))('that fail', () => {
    let database: Unicenta
    let door: TcpDoor
    beforeAll(async () => {
      database = await openUnicenta(dialect, world)
      door = await openDoor(Number(new URL(database.options.url).port))
    })
    afterAll(async () => {
      await door?.close()
      await database?.close()
    })

    /** The adapter behind the door, connected, so that a read alone meets the fault. */
    const behindTheDoor = async (more: Readonly<Record<string, unknown>> = {}) => {
      const url = database.options.url.replace(/:\d+\//, `:${door.port}/`)
      const calls: CallRecord[] = []
      const { source, ports } = openTills({ ...database.options, url, concurrency: 1, ...more }, (call) =>
        calls.push(call),
      )
      onTestFinished(async () => {
        door.behave({ answers: 'pass' })
        await door.open()
        await source.close()
      })
      expect(await failuresOf(ports)).toEqual([])
      calls.splice(0)
      return { source, ports, attempts: () => calls.splice(0).map(({ attempts }) => attempts) }
    }

    const failuresOf = async (ports: TillPorts) => {
      const failures = [...(await ports.profiles.profiles(some)).values()].filter(isSourceError)
      for (const { message } of failures) expect(message).not.toMatch(/127\.0\.0\.1|till-secret|till_reader/)
      return [...new Set(failures.map(({ code }) => code))]
    }

    const fails = (manners: DoorManners, code: string, attempts: number) => async () => {
      const { ports, attempts: tried } = await behindTheDoor({ timeoutMs: 1_000 })
      door.behave(manners)
      expect(await failuresOf(ports)).toEqual([code])
      expect(tried()).toEqual([attempts])
      door.behave({ answers: 'pass' })
      expect(await failuresOf(ports)).toEqual([])
    }

    const endSessions = () =>
      dialect === 'postgres'
        ? database.sql(
            `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'till_reader' and datname = current_database()`,
          )
        : endMariaDbSessions()

    async function endMariaDbSessions() {
      const sessions = await database.sql(
        `select id as id from information_schema.processlist where user = 'till_reader' and db = database()`,
      )
      for (const { id } of sessions) await database.sql(`kill connection ${id}`)
      return sessions
    }

    const onTheWire = {
      refused: () =>
        it('is an outage, and is over when the server is back', async () => {
          const { ports, attempts } = await behindTheDoor()
          await door.shut()
          expect(await failuresOf(ports)).toEqual(['SOURCE_UNAVAILABLE'])
          expect(attempts()).toEqual([3])
          await door.open()
          expect(await failuresOf(ports)).toEqual([])
        }),
      reset: () =>
        it(
          'in the middle of an answer is an outage',
          fails({ answers: 'reset', afterBytes: 300 }, 'SOURCE_UNAVAILABLE', 3),
        ),
      truncated: () =>
        it(
          'is an outage: half a list is none',
          fails({ answers: 'cut', afterBytes: 300 }, 'SOURCE_UNAVAILABLE', 3),
        ),
      hang: () => it('is given up in time', fails({ answers: 'keep' }, 'SOURCE_TIMEOUT', 1)),
      '5xx': () =>
        it('as a server has them: sessions that it ends are opened again by the next read', async () => {
          const { ports, attempts } = await behindTheDoor()
          expect((await endSessions()).length).toBeGreaterThan(0)
          expect(await failuresOf(ports)).toEqual([])
          expect(attempts().every((tries) => tries <= 2)).toBe(true)
        }),
      'clock skew': () =>
        it('works on, and its diagnosis shows the server’s time', async () => {
          // The adapter goes by the world's clock, which is far from the server's.
          const { source, ports } = await behindTheDoor()
          const { clock } = await source.diagnose()
          expect(Math.abs(Date.parse(clock ?? '') - Date.now())).toBeLessThan(60_000)
          expect(Math.abs(Date.parse(clock ?? '') - small.now.getTime())).toBeGreaterThan(3_600_000)
          expect(await failuresOf(ports)).toEqual([])
        }),
      'throttling in the vendor’s manner': () =>
        it('no more connections for this user is an outage, and is over when there are', async () => {
          const [refuse, admit] =
            dialect === 'postgres'
              ? ['alter role till_reader connection limit 0', 'alter role till_reader connection limit -1']
              : [
                  `alter user till_reader@'%' with max_user_connections 1`,
                  `alter user till_reader@'%' with max_user_connections 0`,
                ]
          // MariaDB counts those alone that came after the limit.
          const before = dialect === 'postgres' ? await behindTheDoor() : null
          await database.sql(refuse)
          const taken = before ?? (await behindTheDoor())
          onTestFinished(async () => void (await database.sql(admit)))
          const { ports } = openTills({ ...database.options, breakAfter: 100 })
          expect(await failuresOf(ports)).toEqual(['SOURCE_UNAVAILABLE'])
          // Who has a connection keeps it.
          expect(await failuresOf(taken.ports)).toEqual([])
          await database.sql(admit)
          expect(await failuresOf(ports)).toEqual([])
        }),
    } satisfies Proofs

    const inAnswers = {
      'wrong JSON': () =>
        it.each([
          ['a column that is missing', 'FIRSTNAME'],
          ['the key that is missing', 'SEARCHKEY'],
        ])('as a server has it: %s is BAD_RESPONSE', async (_, column) => {
          const { ports, attempts } = await behindTheDoor()
          await database.sql(`alter table CUSTOMERS rename column ${column} to ANOTHER`)
          const failures = await failuresOf(ports).finally(() =>
            database.sql(`alter table CUSTOMERS rename column ANOTHER to ${column}`),
          )
          expect(failures).toEqual(['BAD_RESPONSE'])
          expect(attempts()).toEqual([1])
          expect(await failuresOf(ports)).toEqual([])
        }),
      'missing ids in a batch': () =>
        it('leaves out those keys and no others', async () => {
          const { ports } = await behindTheDoor()
          const [first, second, ...others] = some
          const away = `('${first}', '${second}')`
          await database.sql(`update CUSTOMERS set VISIBLE = false where SEARCHKEY in ${away}`)
          const reads = await ports.profiles
            .profiles(some)
            .finally(() => database.sql(`update CUSTOMERS set VISIBLE = true where SEARCHKEY in ${away}`))
          expect(
            [...reads]
              .filter(([, read]) => isFound(read))
              .map(([key]) => key)
              .sort(),
          ).toEqual(others.sort())
        }),
      'ids in another order': () =>
        it('gives each key its own answer', async () => {
          const { ports } = await behindTheDoor()
          const bare = async (keys: readonly RecordId[]) => {
            const reads = await ports.profiles.profiles(keys)
            return Object.fromEntries([...reads].map(([key, read]) => [key, isFound(read) && read.value]))
          }
          const plain = await bare(some)
          // A row that is written again goes to another place of its table.
          for (const key of [...some].reverse()) {
            await database.sql(`update CUSTOMERS set CITY = CITY where SEARCHKEY = '${key}'`)
          }
          expect(await bare([...some].reverse())).toEqual(plain)
        }),
    } satisfies Proofs

    const inLists = {
      'id lists over every limit': () => {
        idListContract(
          async () => {
            const records: CallRecord[] = []
            const { source, ports } = openTills(database.options, (call) => records.push(call))
            return { source, ports, records: () => records.splice(0), close: source.close }
          },
          listsOfTills,
          {
            'profiles.customerReferences': 'a page',
            'orders.returns': 'nobody is asked: uniCenta knows none',
            'orders.addresses': 'nobody is asked: a sale over the counter goes nowhere',
          },
        )

        it('takes more keys than a statement may have parameters', async () => {
          const { ports } = await behindTheDoor()
          const strangers = Array.from({ length: 66_000 }, (_, n) => `N${n}` as RecordId)
          const reads = await ports.profiles.profiles([...some.slice(0, 10), ...strangers, ...some.slice(10)])
          expect([...reads.keys()].sort()).toEqual([...some].sort())
        })
      },
      'a page that changes while it is read': () =>
        changingListContract(
          'accounts, page after page',
          async () => {
            const { source, ports } = openTills(database.options)
            const setVisible = async (keys: readonly string[], visible: boolean) => {
              if (keys.length === 0) return
              const among = keys.map((key) => `'${key}'`).join(', ')
              await database.sql(`update CUSTOMERS set VISIBLE = ${visible} where SEARCHKEY in (${among})`)
            }
            return pagedList({
              read: (after) => ports.profiles.customerReferences(after),
              keysOf: ({ sets }) => sets.map(({ record }) => record.id),
              take: (keys) => setVisible(keys, false),
              bring: (keys) => setVisible(keys, true),
              close: source.close,
            })
          },
          { page: 500, all: accounts },
        ),
    } satisfies Proofs

    faultContract('pos/sql', import.meta.url, { ...onTheWire, ...inAnswers, ...inLists })
  })
})
