import { describe, expect, it, onTestFinished } from 'vitest'
import type { RecordId, RecordRef } from '../../adapters/ids.ts'
import type { Instant } from '../../adapters/time.ts'
import type { Ledger } from '../../ledger/port.ts'
import { checkout, expectWhole, type Told } from './checkouts.ts'
import { identityContract } from './identity.ts'
import { orderTokensContract } from './order-tokens.ts'
import { receiptsContract } from './receipts.ts'
import { writesContract } from './writes.ts'

/** One empty database that a ledger may be opened on any number of times, also at once, as by several processes. */
export interface LedgerPlace {
  open(options?: { readonly idKey?: string }): Promise<Ledger>
  /** A path where a backup may be written. */
  readonly backupFile: string
  /** Opens what a backup wrote. */
  openBackup(): Promise<Ledger>
  destroy(): Promise<void>
}

const record: RecordRef = { source: 'crm', id: '003A' as RecordId }
const at = '2026-05-10T10:00:00.000Z' as Instant

/** What every ledger must do. `newPlace` makes an empty database for one test or one suite. */
export function ledgerContract(newPlace: () => Promise<LedgerPlace>): void {
  const place = async () => {
    const made = await newPlace()
    onTestFinished(() => made.destroy())
    return made
  }

  describe('identity', () => identityContract(newPlace))
  describe('receipts', () => receiptsContract(newPlace))
  describe('order tokens', () => orderTokensContract(newPlace))
  describe('writes', () => writesContract(newPlace))

  describe('marks', () => {
    it('keeps the last value written under a name and knows none it was not given', async () => {
      const { open } = await place()
      const ledger = await open()
      await ledger.marks.write('crm:customers', 'page 1')
      await ledger.marks.write('crm:customers', 'page 2')
      expect(await ledger.marks.read('crm:customers')).toBe('page 2')
      expect(await ledger.marks.read('erp:customers')).toBeNull()
      await ledger.close()
    })
  })

  describe('the whole', () => {
    it('holds after a restart what it was told before', async () => {
      const { open } = await place()
      const before = await open()
      await before.identity.observe('customer', [{ record, same: [] }], 'crm', at)
      await before.marks.write('crm:customers', 'done')
      const owners = await before.identity.ownersOf('customer', [record])
      await before.close()
      const after = await open()
      expect(await after.identity.ownersOf('customer', [record])).toEqual(owners)
      expect(await after.marks.read('crm:customers')).toBe('done')
      await after.close()
    })

    it('opens for several at once on an empty database, and each sees what another wrote', async () => {
      const { open } = await place()
      const ledgers = await Promise.all([open(), open(), open()])
      await Promise.all(ledgers.map((ledger, n) => ledger.marks.write(`job ${n}`, `done by ${n}`)))
      for (const ledger of ledgers) expect(await ledger.marks.read('job 1')).toBe('done by 1')
      await Promise.all(ledgers.map((ledger) => ledger.close()))
    })

    it('swaps a mark for one of those who try at once, and only where it holds what they expect', async () => {
      const { open } = await place()
      const ledgers = await Promise.all([open(), open(), open()])
      const tryAll = async (expected: string | null, round: number) => {
        const values = ledgers.map((_, n) => `round ${round} by ${n}`)
        const swapped = await Promise.all(
          ledgers.map((ledger, n) => ledger.marks.swap('lease', expected, values[n] ?? '')),
        )
        return values.filter((_, n) => swapped[n])
      }
      const [first = '', ...more] = await tryAll(null, 1)
      expect(more).toEqual([])
      expect(await tryAll(null, 2)).toEqual([])
      expect(await tryAll('another', 3)).toEqual([])
      for (const ledger of ledgers) expect(await ledger.marks.read('lease')).toBe(first)
      const second = await tryAll(first, 4)
      expect(second).toHaveLength(1)
      for (const ledger of ledgers) expect(await ledger.marks.read('lease')).toBe(second[0])
      await Promise.all(ledgers.map((ledger) => ledger.close()))
    })

    it('gives a record seen by two at once one owner', async () => {
      const { open } = await place()
      const ledgers = await Promise.all([open(), open()])
      await Promise.all(
        ledgers.map((ledger) => ledger.identity.observe('customer', [{ record, same: [] }], 'crm', at)),
      )
      const [one, other] = await Promise.all(
        ledgers.map((ledger) => ledger.identity.ownersOf('customer', [record])),
      )
      expect(one).toEqual(other)
      expect([...(one?.values() ?? [])].flatMap((entity) => entity.records)).toHaveLength(1)
      await Promise.all(ledgers.map((ledger) => ledger.close()))
    })

    it('refuses a key other than the one its ids were minted under', async () => {
      const { open } = await place()
      const ledger = await open({ idKey: 'first' })
      await ledger.close()
      await expect(open({ idKey: 'second' })).rejects.toMatchObject({ code: 'OTHER_KEY' })
    })

    it('is of no use once it is closed, and may be closed twice', async () => {
      const { open } = await place()
      const ledger = await open()
      await Promise.all([ledger.close(), ledger.close()])
      await expect(ledger.marks.read('any')).rejects.toMatchObject({ code: 'CLOSED' })
      await expect(ledger.marks.write('any', '')).rejects.toMatchObject({ code: 'CLOSED' })
      await ledger.close()
    })
  })

  describe('a backup', () => {
    it('opens as a ledger with all that was there, and leaves the original in use', async () => {
      const { open, backupFile, openBackup } = await place()
      const ledger = await open()
      await ledger.marks.write('crm:customers', 'page 1')
      await ledger.backup(backupFile)
      await ledger.marks.write('crm:customers', 'page 2')
      const copy = await openBackup()
      expect(await copy.marks.read('crm:customers')).toBe('page 1')
      expect(await ledger.marks.read('crm:customers')).toBe('page 2')
      await Promise.all([ledger.close(), copy.close()])
    })

    it('has the writes that were done, each whole, and knows that they were', async () => {
      const { open, backupFile, openBackup } = await place()
      const ledger = await open()
      const told = new Map<number, Told>()
      for (const n of [0, 1, 2]) told.set(n, (await checkout(ledger.writes, n, 'before')).result)
      const meanwhile = Promise.all([3, 4, 5].map((n) => checkout(ledger.writes, n, 'meanwhile')))
      await ledger.backup(backupFile)
      await meanwhile
      const copy = await openBackup()
      expect(await expectWhole(copy, told, 6)).toBeGreaterThanOrEqual(3)
      expect(await checkout(copy.writes, 1, 'after')).toEqual({ result: told.get(1), replayed: true })
      await Promise.all([ledger.close(), copy.close()])
    })

    it('holds only whole transactions when it is made in the middle of writing', async () => {
      const { open, backupFile, openBackup } = await place()
      const ledger = await open()
      const pair = (n: number) => ({
        record: { source: 'crm', id: `${n}` as RecordId },
        same: [{ record: { source: 'erp', id: `${n}` as RecordId }, method: 'MANUAL' as const }],
      })
      const writing = Promise.all(
        Array.from({ length: 40 }, (_, n) => ledger.identity.observe('customer', [pair(n)], 'crm', at)),
      )
      await ledger.backup(backupFile)
      await writing
      const copy = await openBackup()
      const all = Array.from({ length: 40 }, (_, n) => pair(n).record)
      const owners = [...(await copy.identity.ownersOf('customer', all)).values()]
      expect(owners.map((entity) => entity.records.length)).toEqual(owners.map(() => 2))
      await Promise.all([ledger.close(), copy.close()])
    })

    it('never replaces a file', async () => {
      const { open, backupFile } = await place()
      const ledger = await open()
      await ledger.backup(backupFile)
      await expect(ledger.backup(backupFile)).rejects.toMatchObject({ code: 'EXISTS' })
      await ledger.close()
    })
  })
}
