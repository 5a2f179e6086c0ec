import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFound } from '../../../../adapters/read.ts'
import { EVERY, TOGETHER } from '../../../abuse/hostile.ts'
import { world } from '../../../contracts/small-world.ts'
import { askTyped } from '../../../contracts/typed-texts.ts'
import { openUnicenta, type Unicenta } from '../../../peers/unicenta/open.ts'
import { TABLES } from '../../../peers/unicenta/schema.ts'
import { missingForMariaDb } from '../../../services/mariadb.ts'
import { missingForPostgres } from '../../../services/postgres.ts'
import { hasServices } from '../../../services/shared.ts'
import { openTills } from './open-tills.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'

describe.each([
  ['postgres', missingForPostgres()],
  ['mariadb', missingForMariaDb()],
] as const)('tills on %s', (dialect, missing) => {
  describe.skipIf(!hasServices(required, missing))(
    'asked with texts that mean something to a database',
    () => {
      let database: Unicenta
      beforeAll(async () => {
        database = await openUnicenta(dialect, world)
      })
      afterAll(() => database?.close())

      const rowsOf = async () =>
        Promise.all(Object.keys(TABLES).map((table) => database.sql(`select count(*) as n from ${table}`)))

      it('find nobody and nothing by them, refuse none, and hold what they held', async () => {
        const { source, ports } = openTills(database.options)
        try {
          const before = await rowsOf()
          for (const { name, text } of [...EVERY, ...TOGETHER]) {
            const answers = await askTyped(ports, text)
            for (const read of answers.flatMap((one): readonly unknown[] => [...one.values()])) {
              // A list or page of nothing is an answer, too; an error would say that the text was read as something else.
              expect([name, shownOf(read)]).toEqual([name, 'nothing'])
            }
          }
          expect(await rowsOf()).toEqual(before)
          const shopper = world.customers.find(({ tillCustomer }) => tillCustomer !== '')?.tillCustomer ?? ''
          const [known] = await askTyped(ports, shopper)
          expect([...known.keys()]).toEqual([shopper])
        } finally {
          await source.close()
        }
      })
    },
  )
})

function shownOf(read: unknown): unknown {
  const given = read as Parameters<typeof isFound>[0]
  if (!isFound(given)) return given
  const { value } = given
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value
  const { orders } = value as { readonly orders?: readonly unknown[] }
  return orders?.length === 0 ? 'nothing' : value
}
