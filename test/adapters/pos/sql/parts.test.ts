import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Currency } from '../../../../adapters/money.ts'
import { businessDayOf, endOf, startOf } from '../../../../adapters/pos/sql/day.ts'
import { tillFailure } from '../../../../adapters/pos/sql/failure.ts'
import { sqlTills } from '../../../../adapters/pos/sql/index.ts'
import { mariadbTills } from '../../../../adapters/pos/sql/mariadb.ts'
import { postgresTills } from '../../../../adapters/pos/sql/postgres.ts'
import { taxed } from '../../../../adapters/pos/sql/taxed.ts'
import type { Day } from '../../../../adapters/time.ts'

const EUR = 'EUR' as Currency

describe('a business day', () => {
  it.each([
    ['2026-05-10T04:59:59', '05:00', '2026-05-09'],
    ['2026-05-10T05:00:00', '05:00', '2026-05-10'],
    ['2026-03-01T00:30:00.123', '05:00', '2026-02-28'],
    ['2026-05-10T00:00:00', '00:00', '2026-05-10'],
  ])('of %s, when days begin at %s, is %s', (local, start, day) => {
    expect(businessDayOf(local, start)).toBe(day)
  })

  it('is the time from its start to its end, and no other', () => {
    const day = '2026-02-28' as Day
    expect([startOf(day, '05:00'), endOf(day, '05:00')]).toEqual([
      '2026-02-28 05:00:00',
      '2026-03-01 05:00:00',
    ])
  })
})

describe('an amount a till keeps as a double', () => {
  it('gives back what was paid, for any price and rate', () => {
    const rate = fc.constantFrom('0', '0.021', '0.055', '0.1', '0.2')
    fc.assert(
      fc.property(fc.integer({ min: -5_000_000, max: 5_000_000 }), rate, (cents, fraction) => {
        const stored = new Big(cents / 100 / (1 + Number(fraction)))
        const { gross, net, tax } = taxed(stored, new Big(fraction), EUR)
        expect(gross.minor).toBe(cents === 0 ? 0 : cents)
        expect((net?.minor ?? 0) + (tax?.minor ?? 0)).toBe(gross.minor)
      }),
    )
  })

  it('is not a cent less for the noise in it', () => {
    expect(taxed(new Big(101.925), new Big(0.2), EUR).tax?.minor).toBe(2_039)
  })
})

describe('a database client’s error', () => {
  const postgres = (code: string) => Object.assign(new Error(`secret ${code}`), { code, severity: 'ERROR' })
  const mariadb = (code: string, errno = 1) =>
    Object.assign(new Error(`secret ${code}`), { code, errno, sqlState: '42000' })
  const socket = (code: string) => Object.assign(new Error(`connect ${code} 10.0.0.1`), { code, errno: -111 })

  it.each([
    ['nobody listens', socket('ECONNREFUSED'), 'SOURCE_UNAVAILABLE'],
    ['the connection broke', new Error('Connection terminated unexpectedly'), 'SOURCE_UNAVAILABLE'],
    ['MariaDB hung up', socket('PROTOCOL_CONNECTION_LOST'), 'SOURCE_UNAVAILABLE'],
    ['PostgreSQL stops', postgres('57P01'), 'SOURCE_UNAVAILABLE'],
    ['PostgreSQL is full', postgres('53300'), 'SOURCE_UNAVAILABLE'],
    ['MariaDB is full', mariadb('ER_CON_COUNT_ERROR'), 'SOURCE_UNAVAILABLE'],
    ['PostgreSQL refuses the password', postgres('28P01'), 'SOURCE_UNAVAILABLE'],
    ['MariaDB refuses the password', mariadb('ER_ACCESS_DENIED_ERROR'), 'SOURCE_UNAVAILABLE'],
    ['PostgreSQL has no such database', postgres('3D000'), 'SOURCE_UNAVAILABLE'],
    ['the user may not read', postgres('42501'), 'SOURCE_UNAVAILABLE'],
    ['PostgreSQL cut the statement off', postgres('57014'), 'SOURCE_TIMEOUT'],
    ['MariaDB cut the statement off', mariadb('ER_UNKNOWN', 1969), 'SOURCE_TIMEOUT'],
    ['PostgreSQL lacks a table', postgres('42P01'), 'BAD_RESPONSE'],
    ['PostgreSQL lacks a column', postgres('42703'), 'BAD_RESPONSE'],
    ['MariaDB lacks a table', mariadb('ER_NO_SUCH_TABLE'), 'BAD_RESPONSE'],
    ['MariaDB lacks a column', mariadb('ER_BAD_FIELD_ERROR'), 'BAD_RESPONSE'],
    ['anything else', mariadb('ER_PARSE_ERROR'), 'BAD_RESPONSE'],
  ] as const)('has one code when %s, and its own words go nowhere', (_, error, code) => {
    const failure = tillFailure('tills', 'RECEIPTS, TICKETS', error)
    expect(failure.code).toBe(code)
    expect(failure.message).not.toMatch(/secret|10\.0\.0\.1|ER_|connect /)
    expect(failure.cause).toBe(error)
  })
})

describe('a statement', () => {
  const options = sqlTills.options.parse({ url: 'postgres://h/d', stores: {} })

  it('names tables as the database does, and leaves values and aliases alone', async () => {
    const [lower, upper] = [postgresTills(options), mariadbTills({ ...options, url: 'mysql://h/d' })]
    const compiled = [lower, upper].map(({ build }) =>
      build
        .selectFrom('receipts')
        .innerJoin('tickets', 'tickets.id', 'receipts.id')
        .select('receipts.id as id')
        .where('receipts.id', '=', 'receipts')
        .compile(),
    )
    expect(compiled.map(({ sql }) => sql)).toEqual([
      'select "receipts"."id" as "id" from "receipts" inner join "tickets" on "tickets"."id" = "receipts"."id" where "receipts"."id" = $1',
      'select `RECEIPTS`.`id` as `id` from `RECEIPTS` inner join `TICKETS` on `TICKETS`.`id` = `RECEIPTS`.`id` where `RECEIPTS`.`id` = ?',
    ])
    expect(compiled.map(({ parameters }) => parameters)).toEqual([['receipts'], ['receipts']])
    await Promise.all([lower.close(), upper.close()])
  })
})
