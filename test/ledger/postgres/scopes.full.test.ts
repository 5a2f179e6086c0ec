import { sql } from 'kysely'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { CommerceScope, LedgerDatabase } from '../../../ledger/database.ts'
import { postgresDatabase } from '../../../ledger/postgres/database.ts'
import { missingForPostgres } from '../../services/postgres.ts'
import { hasServices } from '../../services/shared.ts'
import { execute, postgresPlace } from './place.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'

/** Those that wait for a lock of the ledger's. */
const WAITING =
  "select pid from pg_stat_activity where datname = current_database() and wait_event = 'advisory'"

/** A database with the ledger's tables, seen by so many processes. */
async function openDatabases(count: number, busyTimeoutMs = 10_000) {
  const place = await postgresPlace()
  onTestFinished(() => place.destroy())
  await (await place.open()).close()
  const open = () => {
    const opened = postgresDatabase({ url: place.url, schema: 'couture', busyTimeoutMs })
    onTestFinished(opened.close)
    return opened.database
  }
  return { url: place.url, databases: Array.from({ length: count }, open) }
}

/** Holds scopes until it is let go. */
function hold({ write }: LedgerDatabase, scopes: readonly CommerceScope[]) {
  let letGo = () => {}
  const until = new Promise<void>((resolve) => {
    letGo = resolve
  })
  onTestFinished(() => letGo())
  let begun = () => {}
  const holding = new Promise<void>((resolve) => {
    begun = resolve
  })
  const held = write(scopes, async () => {
    begun()
    await until
  })
  return { holding, held, letGo: () => letGo() }
}

describe.skipIf(!hasServices(required, missingForPostgres()))('writes of commerce on PostgreSQL', () => {
  it('wait for those that share a scope with them, and for no others', async () => {
    const { databases } = await openDatabases(2)
    const [one, other] = databases
    if (!one || !other) throw new Error('expected two databases')
    const { holding, held, letGo } = hold(one, ['cart/1', 'stock'])
    await holding
    const done: string[] = []
    const write = (database: LedgerDatabase, name: string, scopes: readonly CommerceScope[]) =>
      database.write(scopes, async () => void done.push(name))
    const waiting = [write(one, 'same process', ['stock', 'order/1']), write(other, 'another', ['cart/1'])]
    await Promise.all([
      write(one, 'free here', ['cart/2']),
      write(other, 'free there', ['order/2', 'cart/2']),
      write(other, 'about nothing', []),
    ])
    expect([...done].sort()).toEqual(['about nothing', 'free here', 'free there'])
    letGo()
    await Promise.all([held, ...waiting])
    expect(done.slice(3).sort()).toEqual(['another', 'same process'])
  })

  it('take their locks in one order, however they are named: none waits for one that waits for it', async () => {
    // Shorter than the server takes to find out that transactions wait for each other.
    const { url, databases } = await openDatabases(3, 500)
    const [first, one, other] = databases
    if (!first || !one || !other) throw new Error('expected three databases')
    const { holding, held, letGo } = hold(first, ['cart/2'])
    await holding
    const scopes = ['cart/1', 'cart/2', 'cart/3'] as const
    const writes = [one.write(scopes, async () => 1), other.write(scopes.toReversed(), async () => 2)]
    await vi.waitFor(async () => expect(await execute(url, WAITING)).toHaveLength(2))
    letGo()
    await held
    expect(await Promise.all(writes)).toEqual([1, 2])
  })

  it('do not keep others of their process from writing while they wait for another process', async () => {
    const { url, databases } = await openDatabases(2)
    const [one, other] = databases
    if (!one || !other) throw new Error('expected two databases')
    const scopes = Array.from({ length: 20 }, (_, n) => `cart/${n}` as const)
    const { holding, held, letGo } = hold(one, scopes)
    await holding
    const waiting = scopes.map((scope) => other.write([scope], async () => scope))
    await vi.waitFor(async () => expect((await execute(url, WAITING)).length).toBeGreaterThan(0))
    expect(await other.write('access', async () => 'written')).toBe('written')
    expect(await other.write('marks', async () => 'written')).toBe('written')
    letGo()
    await held
    expect(await Promise.all(waiting)).toEqual(scopes)
  })

  it('are kept on the disk before they are told of, whatever the server is set to; what is set beyond that stays', async () => {
    const { url, databases } = await openDatabases(1)
    const [database] = databases
    const name = new URL(url).pathname.slice(1)
    const setting = async (of: LedgerDatabase | undefined) =>
      of?.write([], async (db) => (await sql`show synchronous_commit`.execute(db)).rows)
    expect(await execute(url, 'show synchronous_commit')).toEqual([{ synchronous_commit: 'off' }])
    expect(await setting(database)).toEqual([{ synchronous_commit: 'on' }])
    await execute(url, `alter database ${name} set synchronous_commit = 'remote_apply'`)
    const later = postgresDatabase({ url, schema: 'couture' })
    onTestFinished(later.close)
    expect(await setting(later.database)).toEqual([{ synchronous_commit: 'remote_apply' }])
  })
})
