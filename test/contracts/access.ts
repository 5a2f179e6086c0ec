import { beforeEach, describe, expect, it } from 'vitest'
import type { RecordId } from '../../adapters/ids.ts'
import type { Instant } from '../../adapters/time.ts'
import type { AccessEntry, AccessFilter, AccessHead, AccessLedger } from '../../ledger/access/port.ts'
import type { Ledger } from '../../ledger/port.ts'
import type { LedgerPlace } from './ledger.ts'

/** A place whose database somebody can get at behind the ledger's back. */
export interface OpenPlace extends LedgerPlace {
  /** Runs statements as somebody would who has the database alone. */
  tamper(statements: string): Promise<void>
}

const minute = (n: number) => new Date(Date.UTC(2026, 4, 10, 10, n)).toISOString() as Instant

/** Somebody of the staff was shown a profile; `n` tells one such time from another. */
function entry(n: number, more: Partial<AccessEntry> = {}): AccessEntry {
  return {
    at: minute(n),
    viewer: { kind: 'STAFF', subject: 'staff/42', store: 'PAR-01' },
    customerId: `cus_${n}`,
    orderIds: [],
    what: ['Customer', 'Customer.email'],
    why: { scopes: ['customer:read'], reached: ['customer'], reason: null },
    from: {
      client: 'till',
      clientVersion: '1.4',
      address: '127.0.0.1',
      requestId: `request-${n}`,
      operation: 'Profile',
    },
    ...more,
  }
}

const entries = (count: number, from = 1) => Array.from({ length: count }, (_, i) => entry(from + i))

/** What every log of access to personal data must do. `newPlace` makes an empty database for one test. */
export function accessContract(newPlace: () => Promise<OpenPlace>): void {
  let place: OpenPlace
  let ledger: Ledger
  let access: AccessLedger
  let opened: Ledger[] = []
  const again = async () => {
    const one = await place.open()
    opened.push(one)
    return one
  }
  beforeEach(async () => {
    place = await newPlace()
    opened = []
    ledger = await again()
    access = ledger.access
    return async () => {
      for (const one of opened) await one.close()
      await place.destroy()
    }
  })
  const all = (filter: AccessFilter = {}) => access.read(filter, { after: 0, first: 10_000 })
  const seqs = async (filter: AccessFilter) => (await all(filter)).map(({ seq }) => seq)

  describe('appending', () => {
    it('gives back what it was told, in order, counted from 1', async () => {
      const told = [
        entry(1),
        entry(2, {
          viewer: { kind: 'PARTNER', subject: null, store: null },
          customerId: null,
          orderIds: ['ord_1a', 'ord_1b'],
          why: { scopes: [], reached: ['orderLookup(number)', 'me'], reason: 'ticket 4711, l’été' },
          from: { client: null, clientVersion: null, address: null, requestId: 'r', operation: null },
        }),
      ]
      const head = await access.append(told)
      const rows = await all()
      expect(rows).toEqual(told.map((one, i) => ({ ...one, seq: i + 1, hash: expect.any(String) })))
      expect(head).toEqual({ rows: 2, hash: rows[1]?.hash })
      expect(head.hash).toMatch(/^[0-9a-f]{64}$/)
    })

    it('keeps lists sorted and each word once, whatever order they came in', async () => {
      const why = { scopes: ['b', 'a', 'b'], reached: ['z', 'a'], reason: null }
      await access.append([entry(1, { what: ['B', 'A', 'B'], orderIds: ['o2', 'o1', 'o2'], why })])
      expect(await all()).toMatchObject([
        { what: ['A', 'B'], orderIds: ['o1', 'o2'], why: { scopes: ['a', 'b'], reached: ['z', 'a'] } },
      ])
    })

    it('keeps texts that no database or terminal should get as they are, harmless and verifiable', async () => {
      const subject = 'staff/\u0000\u001b[31m\ud800\u202ered'
      const from = { ...entry(1).from, client: '\u0000', operation: 'x'.repeat(1_000) }
      await access.append([entry(1, { viewer: { kind: 'STAFF', subject, store: null }, from })])
      const [row] = await all()
      expect(row?.viewer.subject).toBe('staff/\ufffd\ufffd[31m\ufffd\ufffdred')
      expect(row?.from).toMatchObject({ client: '\ufffd', operation: 'x'.repeat(300) })
      expect(await access.verify()).toMatchObject({ whole: true })
    })

    it('adds nothing for no entries', async () => {
      const head = await access.append(entries(2))
      expect(await access.append([])).toEqual(head)
      expect(await all()).toHaveLength(2)
    })

    it('goes on where it was after a restart', async () => {
      await access.append(entries(2))
      await ledger.close()
      const later = await again()
      expect(await later.access.append([entry(3)])).toMatchObject({ rows: 3 })
      expect(await later.access.verify()).toMatchObject({ whole: true, head: { rows: 3 } })
    })

    it('makes one chain of what several processes add at once', async () => {
      const other = (await again()).access
      await Promise.all(
        Array.from({ length: 20 }, (_, n) => [
          access.append([entry(n, { customerId: 'cus_here' })]),
          other.append([entry(n, { customerId: 'cus_there' }), entry(n, { customerId: 'cus_there' })]),
        ]).flat(),
      )
      expect((await all()).map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
      expect(await all({ customerId: 'cus_here' })).toHaveLength(20)
      expect(await other.verify()).toMatchObject({ whole: true, head: { rows: 60 } })
    }, 30_000)

    it('leaves nothing of an append that fails', async () => {
      await access.append(entries(1))
      const broken = { ...entry(3), at: null as unknown as Instant }
      await expect(access.append([entry(2), broken])).rejects.toMatchObject({ code: 'FAILED' })
      expect(await all()).toHaveLength(1)
      await access.append([entry(2)])
      expect(await access.verify()).toMatchObject({ whole: true, head: { rows: 2 } })
    })
  })

  describe('reading', () => {
    it('finds by viewer, by order and by time, and by all together', async () => {
      const viewer = { kind: 'STAFF', subject: 'staff/7', store: null }
      await access.append([
        entry(1),
        entry(2, { viewer, orderIds: ['ord_1A', 'ord_1b'] }),
        entry(3, { orderIds: ['ord_1b'], customerId: null }),
        entry(4, { viewer }),
      ])
      expect(await seqs({ subject: 'staff/7' })).toEqual([2, 4])
      expect(await seqs({ orderId: 'ord_1b' })).toEqual([2, 3])
      expect(await seqs({ orderId: 'ord_1A' })).toEqual([2])
      expect(await seqs({ orderId: 'ord_1a' })).toEqual([])
      expect(await seqs({ orderId: 'ord_1' })).toEqual([])
      expect(await seqs({ orderId: '%' })).toEqual([])
      expect(await seqs({ since: minute(2), until: minute(4) })).toEqual([2, 3])
      expect(await seqs({ subject: 'staff/7', orderId: 'ord_1b', since: minute(2) })).toEqual([2])
      expect(await seqs({ subject: 'staff/7', since: minute(3), customerId: 'cus_4' })).toEqual([4])
    })

    it('finds a shopper by every id ever given for them, under whichever the row was written', async () => {
      const at = minute(0)
      const record = (source: string, id: string) => ({ source, id: id as RecordId })
      const one = [record('crm', '1'), record('erp', '1'), record('crm', '2')] as const
      await ledger.identity.observe(
        'customer',
        one.map((of) => ({ record: of, same: [] })),
        'crm',
        at,
      )
      const owners = await ledger.identity.ownersOf('customer', one)
      const [kept = '', merged = '', stranger = ''] = [...owners.values()].map(({ id }) => id)
      await access.append([kept, merged, stranger].map((customerId, n) => entry(n, { customerId })))
      await ledger.identity.merge('customer', kept, merged, { by: 's', at, method: 'MANUAL', reason: null })
      expect(await seqs({ customerId: merged })).toEqual([1, 2])
      expect(await seqs({ customerId: kept })).toEqual([1, 2])
      expect(await seqs({ customerId: stranger })).toEqual([3])
      expect(await seqs({ customerId: 'cus_never' })).toEqual([])
    })

    it('gives pages that follow each other', async () => {
      await access.append(entries(7))
      const page = async (after: number) =>
        (await access.read({ subject: 'staff/42' }, { after, first: 3 })).map(({ seq }) => seq)
      expect([await page(0), await page(3), await page(6), await page(7)]).toEqual([
        [1, 2, 3],
        [4, 5, 6],
        [7],
        [],
      ])
    })

    it('does not pass on a row that is not what was written', async () => {
      await access.append(entries(3))
      await place.tamper(`update access_entry set what = 'not even JSON' where seq = 2`)
      await expect(all()).rejects.toMatchObject({
        code: 'TAMPERED',
        message: expect.stringContaining('row 2 of the access log'),
      })
      expect(await seqs({ customerId: 'cus_3' })).toEqual([3])
    })
  })

  describe('verifying', () => {
    const verdictAfter = async (statements: string, noted?: AccessHead) => {
      await place.tamper(statements)
      return access.verify(noted)
    }
    const at = (seq: number, how: string) => ({ whole: false, seq, how })

    it('finds an empty chain whole, and one of more rows than it looks at at once', async () => {
      expect(await access.verify()).toMatchObject({ whole: true, head: { rows: 0 } })
      const half = await access.append(entries(1_000))
      expect(await access.verify(half)).toEqual({ whole: true, head: half })
      const head = await access.append(entries(1_300, 1_001))
      expect(await access.verify(half)).toEqual({ whole: true, head })
      expect(await verdictAfter(`update access_entry set subject = 'staff/1' where seq = 2100`)).toEqual(
        at(2_100, 'CHANGED'),
      )
    })

    it('stays whole while rows are added', async () => {
      await access.append(entries(1_500))
      const adding = Promise.all(Array.from({ length: 20 }, (_, n) => access.append([entry(n)])))
      const verdicts = await Promise.all([access.verify(), access.verify(), access.verify()])
      await adding
      expect(verdicts.map(({ whole }) => whole)).toEqual([true, true, true])
    })

    const columns = {
      at: `'${minute(59)}'`,
      viewer_kind: `'PARTNER'`,
      subject: 'null',
      store: `'LYO-01'`,
      customer: `'cus_9'`,
      orders: `'["ord_1x"]'`,
      what: `'["Customer"]'`,
      why: `replace(why, 'customer:read', 'customer:self')`,
      origin: `replace(origin, '127.0.0.1', '10.0.0.1')`,
      previous: `'${'0'.repeat(64)}'`,
      hash: `'${'0'.repeat(64)}'`,
    }
    for (const [column, value] of Object.entries(columns)) {
      it(`finds a row whose ${column} was changed`, async () => {
        await access.append(entries(4))
        expect(await verdictAfter(`update access_entry set ${column} = ${value} where seq = 3`)).toEqual(
          at(3, 'CHANGED'),
        )
      })
    }

    it('finds a row that is gone, also the first, also when the others close the gap', async () => {
      await access.append(entries(4))
      expect(await verdictAfter('delete from access_entry where seq = 2')).toEqual(at(2, 'MISSING'))
      expect(await verdictAfter('delete from access_entry where seq = 1')).toEqual(at(1, 'MISSING'))
      expect(await verdictAfter('update access_entry set seq = seq - 2')).toEqual(at(1, 'CHANGED'))
    })

    it('finds two rows that changed places', async () => {
      await access.append(entries(4))
      const swap = `update access_entry set seq = -2 where seq = 2;
        update access_entry set seq = 2 where seq = 3;
        update access_entry set seq = 3 where seq = -2`
      expect(await verdictAfter(swap)).toEqual(at(2, 'CHANGED'))
    })

    const copy = (seq: number, of: number) => `insert into access_entry
      select ${seq}, at, viewer_kind, subject, store, customer, orders, what, why, origin, previous, hash
      from access_entry where seq = ${of}`

    it('finds a row put in between, in front and behind', async () => {
      await access.append(entries(3))
      const between = `update access_entry set seq = 4 where seq = 3; ${copy(3, 2)}`
      expect(await verdictAfter(between)).toEqual(at(3, 'CHANGED'))
      await place.tamper(
        'delete from access_entry where seq = 3; update access_entry set seq = 3 where seq = 4',
      )
      expect(await access.verify()).toMatchObject({ whole: true })
      expect(await verdictAfter(copy(0, 1))).toEqual(at(0, 'INSERTED'))
      await place.tamper('delete from access_entry where seq = 0')
      expect(await verdictAfter(copy(4, 3))).toEqual(at(4, 'CHANGED'))
    })

    it('finds the end cut off, a little or whole', async () => {
      await access.append(entries(5))
      expect(await verdictAfter('delete from access_entry where seq > 3')).toEqual(at(4, 'CUT'))
      expect(await verdictAfter('delete from access_entry')).toEqual(at(1, 'CUT'))
    })

    it('finds the end cut off by somebody who makes the head fit', async () => {
      await access.append(entries(5))
      const fit = `delete from access_entry where seq > 3;
        update access_head set "rows" = 3, hash = (select hash from access_entry where seq = 3)`
      expect(await verdictAfter(fit)).toEqual(at(4, 'HEAD'))
    })

    it('finds a head that is gone, of an emptied log too, and after a restart', async () => {
      await access.append(entries(5))
      expect(await verdictAfter('delete from access_head')).toEqual(at(6, 'HEAD'))
      expect(await verdictAfter('delete from access_entry')).toEqual(at(1, 'HEAD'))
      expect(await (await again()).access.verify()).toEqual(at(1, 'HEAD'))
    })

    const keepHead = `create table kept as select * from access_head`
    const setBack = `delete from access_head; insert into access_head select * from kept; drop table kept`

    it('finds an older head put back over newer rows', async () => {
      await access.append(entries(2))
      await place.tamper(keepHead)
      await access.append(entries(2))
      expect(await verdictAfter(setBack)).toEqual(at(3, 'HEAD'))
    })

    it('finds an older state put back whole, by the head that was noted', async () => {
      await access.append(entries(2))
      await place.tamper(keepHead)
      const noted = await access.append(entries(2, 3))
      const older = `${setBack}; delete from access_entry where seq > 2`
      expect(await verdictAfter(older, noted)).toEqual(at(3, 'CUT'))
      // All that is left is whole in itself; without the note nobody can tell.
      expect(await access.verify()).toMatchObject({ whole: true, head: { rows: 2 } })
      await (await again()).access.append(entries(5, 50))
      expect(await access.verify(noted)).toEqual(at(4, 'REPLACED'))
    })
  })

  describe('a chain that once went another way', () => {
    const at = (seq: number, how: string) => ({ whole: false, seq, how })

    /** Two rows, then four that somebody keeps, then a restored backup of two, which goes on differently. */
    async function forked() {
      await access.append(entries(2))
      await place.tamper('create table early as select * from access_head')
      await access.append(entries(2, 3))
      await place.tamper(`create table late as select * from access_head;
        create table rows_kept as select * from access_entry where seq > 2;
        delete from access_entry where seq > 2;
        delete from access_head; insert into access_head select * from early`)
      const later = (await again()).access
      await later.append(entries(2, 50))
      expect(await later.verify()).toMatchObject({ whole: true, head: { rows: 4 } })
      return later
    }

    it('is found out where a row of the other way stands in this one', async () => {
      const later = await forked()
      await place.tamper(`delete from access_entry where seq = 3;
        insert into access_entry select * from rows_kept where seq = 3`)
      expect(await later.verify()).toEqual(at(4, 'CHANGED'))
    })

    it('is found out where it has the head of the other', async () => {
      const later = await forked()
      await place.tamper('delete from access_head; insert into access_head select * from late')
      expect(await later.verify()).toEqual(at(5, 'HEAD'))
    })
  })

  describe('a log that was tampered with', () => {
    it('takes no more rows, so that its head is never sealed anew', async () => {
      await access.append(entries(2))
      await place.tamper(`update access_head set "rows" = 1`)
      await expect(access.append([entry(3)])).rejects.toMatchObject({
        name: 'LedgerError',
        code: 'TAMPERED',
        message: expect.stringMatching(/its head is not what was written.*restore a backup/),
      })
      await place.tamper('delete from access_head')
      await expect(access.append([entry(3)])).rejects.toThrow('its head is gone')
      expect(await all()).toHaveLength(2)
    })

    it('takes no more rows from a process that knows of more than there are', async () => {
      await access.append(entries(2))
      await place.tamper('create table kept as select * from access_head')
      await access.append([entry(3)])
      await place.tamper(`delete from access_head; insert into access_head select * from kept;
        delete from access_entry where seq > 2`)
      await expect(access.append([entry(4)])).rejects.toThrow(
        'found 2 rows, expected those 3 that this process wrote',
      )
      await (await again()).access.append([entry(5)])
      await expect(access.append([entry(4)])).rejects.toThrow(
        'found 3 rows, expected those 3 that this process wrote',
      )
    })
  })
}
