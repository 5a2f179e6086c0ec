import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordId } from '../../adapters/ids.ts'
import type { Day, Instant } from '../../adapters/time.ts'
import type {
  FileRead,
  Ledger,
  Quarantined,
  ReceiptLedger,
  ReceiptQuery,
  SeenShopper,
  StoredReceipt,
} from '../../ledger/port.ts'
import type { LedgerPlace } from './ledger.ts'

const readAt = '2026-05-11T02:00:00.000Z' as Instant

function receipt(number: string, given: Partial<StoredReceipt> = {}): StoredReceipt {
  return {
    number: number as RecordId,
    businessDay: '2026-05-10' as Day,
    placedAt: '2026-05-10T14:03:00.000Z' as Instant,
    customer: null,
    card: null,
    returnsFrom: [],
    body: '{"lines":[]}',
    raw: `<Transaction>${number} é €</Transaction>`,
    file: '0101/20260510.xml',
    readAt,
    ...given,
  }
}

function bad(position: number, reason: string): Quarantined {
  return { file: '0101/20260510.xml', position, reason, raw: '<Transaction', at: readAt }
}

function read(receipts: readonly StoredReceipt[], given: Partial<FileRead> = {}): FileRead {
  return { file: '0101/20260510.xml', mark: '1', receipts, quarantined: [], ...given }
}

/** What every `ReceiptLedger` must do. Tests share one ledger; each is another source. */
export function receiptsContract(newPlace: () => Promise<LedgerPlace>): void {
  let place: LedgerPlace
  let ledger: Ledger
  let receipts: ReceiptLedger
  let sources = 0

  beforeAll(async () => {
    place = await newPlace()
    ledger = await place.open()
    receipts = ledger.receipts
  })
  afterAll(async () => {
    await ledger.close()
    await place.destroy()
  })
  const newSource = () => `tills-${++sources}`
  const numbers = (found: readonly StoredReceipt[]) => found.map(({ number }) => number as string)

  describe('storing', () => {
    it('gives every field back as it was stored', async () => {
      const tills = newSource()
      const full = receipt('1', {
        placedAt: null,
        customer: 'T1' as RecordId,
        card: '2900',
        returnsFrom: ['9', '8'] as RecordId[],
      })
      await receipts.store(tills, read([full, receipt('2')]))
      expect(await receipts.byNumber(tills, ['1', '2', '3'] as RecordId[])).toEqual(
        new Map([
          ['1', full],
          ['2', receipt('2')],
        ]),
      )
    })

    it('replaces a receipt by its number, and all it was found by', async () => {
      const tills = newSource()
      const first = receipt('1', {
        customer: 'T1' as RecordId,
        card: '2900',
        returnsFrom: ['8'] as RecordId[],
      })
      await receipts.store(tills, read([first]))
      await receipts.store(tills, read([receipt('1', { card: '2901', returnsFrom: ['9'] as RecordId[] })]))
      expect(await receipts.count(tills)).toBe(1)
      const page = await receipts.history(tills, query({ customers: ['T1'], cards: ['2900'] }))
      expect(page.receipts).toEqual([])
      expect([...(await receipts.returning(tills, ['8', '9'] as RecordId[])).keys()]).toEqual(['9'])
    })

    it('keeps the latest read, in whichever order reads arrive', async () => {
      const tills = newSource()
      const older = receipt('1', { body: 'older', readAt: '2026-05-11T01:00:00.000Z' as Instant })
      await receipts.store(tills, read([receipt('1', { body: 'newer' })]))
      await receipts.store(tills, read([older], { file: '0101/late.xml' }))
      expect([...(await receipts.byNumber(tills, ['1'] as RecordId[])).values()]).toMatchObject([
        { body: 'newer' },
      ])
    })

    it('takes a file that holds one receipt twice: the last counts', async () => {
      const tills = newSource()
      await receipts.store(tills, read([receipt('1', { body: 'first' }), receipt('1', { body: 'second' })]))
      expect([...(await receipts.byNumber(tills, ['1'] as RecordId[])).values()]).toMatchObject([
        { body: 'second' },
      ])
    })

    it('keeps sources apart', async () => {
      const [one, other] = [newSource(), newSource()]
      await receipts.store(one, read([receipt('1')]))
      expect(await receipts.count(other)).toBe(0)
      expect(await receipts.byNumber(other, ['1'] as RecordId[])).toEqual(new Map())
      expect(await receipts.fileMarks(other)).toEqual(new Map())
    })

    it('remembers the last mark of each file', async () => {
      const tills = newSource()
      await receipts.store(tills, read([], { mark: '1' }))
      await receipts.store(tills, read([], { mark: '2' }))
      await receipts.store(tills, read([], { file: '0102/20260510.xml', mark: '1' }))
      expect(await receipts.fileMarks(tills)).toEqual(
        new Map([
          ['0101/20260510.xml', '2'],
          ['0102/20260510.xml', '1'],
        ]),
      )
    })

    it("replaces a file's quarantine and leaves that of other files", async () => {
      const tills = newSource()
      const elsewhere = { ...bad(0, 'no XML'), file: '0102/20260510.xml' }
      await receipts.store(tills, read([], { quarantined: [bad(2, 'no number'), bad(7, 'no total')] }))
      await receipts.store(tills, read([], { file: elsewhere.file, quarantined: [elsewhere] }))
      expect(await receipts.quarantined(tills)).toEqual([bad(2, 'no number'), bad(7, 'no total'), elsewhere])
      await receipts.store(tills, read([receipt('2')], { quarantined: [bad(7, 'no total')] }))
      expect(await receipts.quarantined(tills)).toEqual([bad(7, 'no total'), elsewhere])
    })

    it('stores all of a read or nothing of it, and spares the reads beside it', async () => {
      const tills = newSource()
      // A text where none may be missing: the database refuses it after it has taken the receipts.
      const broken = { ...bad(1, ''), reason: null as unknown as string }
      const outcomes = await Promise.allSettled([
        receipts.store(tills, read([receipt('1')], { file: 'a' })),
        receipts.store(tills, read([receipt('2')], { file: 'b', quarantined: [broken] })),
        receipts.store(tills, read([receipt('3')], { file: 'c' })),
      ])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect([...(await receipts.byNumber(tills, ['1', '2', '3'] as RecordId[])).keys()].sort()).toEqual([
        '1',
        '3',
      ])
      expect([...(await receipts.fileMarks(tills)).keys()].sort()).toEqual(['a', 'c'])
    })

    it('takes a whole store year in one read', async () => {
      const tills = newSource()
      const year = Array.from({ length: 5_000 }, (_, n) =>
        receipt(`${n}`, { returnsFrom: [`x${n}`] as RecordId[] }),
      )
      await receipts.store(tills, read(year))
      await receipts.store(tills, read(year))
      expect(await receipts.count(tills)).toBe(5_000)
      expect((await receipts.byNumber(tills, numbers(year) as RecordId[])).size).toBe(5_000)
    })
  })

  const on = (day: string, number: string, by: { customer?: string; card?: string } = { customer: 'T1' }) =>
    receipt(number, {
      businessDay: day as Day,
      customer: (by.customer ?? null) as RecordId | null,
      card: by.card ?? null,
    })
  const query = (given: {
    customers?: string[]
    cards?: string[]
    first?: number
    from?: string
    until?: string
  }): ReceiptQuery => ({
    customers: (given.customers ?? []) as RecordId[],
    cards: given.cards ?? [],
    first: given.first ?? 20,
    from: (given.from ?? null) as Day | null,
    until: (given.until ?? null) as Day | null,
  })

  describe('the history of a shopper', () => {
    it('holds the receipts of any of their customers and cards, each once, newest first', async () => {
      const tills = newSource()
      await receipts.store(
        tills,
        read([
          on('2026-05-01', 'a', { customer: 'T1', card: '2900' }),
          on('2026-05-03', 'b', { card: '2900' }),
          on('2026-05-02', 'c', { customer: 'T2' }),
          on('2026-05-03', 'd', { card: '2901' }),
          on('2026-05-04', 'e', { customer: 'T9' }),
          on('2026-05-04', 'f', { card: '2999' }),
        ]),
      )
      const page = await receipts.history(tills, query({ customers: ['T1', 'T2'], cards: ['2900', '2901'] }))
      expect(numbers(page.receipts)).toEqual(['d', 'b', 'c', 'a'])
      expect(page.more).toBe(false)
    })

    it('is found by customers alone and by cards alone, and is empty for nobody', async () => {
      const tills = newSource()
      await receipts.store(
        tills,
        read([on('2026-05-01', 'a', { customer: 'T1' }), on('2026-05-02', 'b', { card: 'T1' })]),
      )
      expect(numbers((await receipts.history(tills, query({ customers: ['T1'] }))).receipts)).toEqual(['a'])
      expect(numbers((await receipts.history(tills, query({ cards: ['T1'] }))).receipts)).toEqual(['b'])
      expect(await receipts.history(tills, query({}))).toEqual({ receipts: [], more: false })
    })

    it('never splits a business day: a page ends with the day that fills it', async () => {
      const tills = newSource()
      const days = ['2026-05-05', '2026-05-04', '2026-05-04', '2026-05-04', '2026-05-01']
      await receipts.store(tills, read(days.map((day, n) => on(day, `${n}`))))
      const first = await receipts.history(tills, query({ customers: ['T1'], first: 2 }))
      expect(numbers(first.receipts)).toEqual(['0', '3', '2', '1'])
      expect(first.more).toBe(true)
      const last = await receipts.history(tills, query({ customers: ['T1'], first: 2, until: '2026-05-03' }))
      expect(numbers(last.receipts)).toEqual(['4'])
      expect(last.more).toBe(false)
    })

    it('has no more when the page ends with the oldest day', async () => {
      const tills = newSource()
      await receipts.store(tills, read([on('2026-05-02', 'a'), on('2026-05-01', 'b')]))
      const page = await receipts.history(tills, query({ customers: ['T1'], first: 2 }))
      expect([numbers(page.receipts), page.more]).toEqual([['a', 'b'], false])
      const one = await receipts.history(tills, query({ customers: ['T1'], first: 1 }))
      expect([numbers(one.receipts), one.more]).toEqual([['a'], true])
    })

    it('keeps to the days asked for, both included', async () => {
      const tills = newSource()
      const days = ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04']
      await receipts.store(tills, read(days.map((day, n) => on(day, `${n}`))))
      const page = await receipts.history(
        tills,
        query({ customers: ['T1'], from: '2026-05-02', until: '2026-05-03' }),
      )
      expect([numbers(page.receipts), page.more]).toEqual([['2', '1'], false])
    })
  })

  describe('the shoppers receipts know', () => {
    const visits = [
      on('2026-05-05', 'a', { customer: 'T2', card: '2900' }),
      on('2026-05-04', 'b', { customer: 'T2', card: '2900' }),
      on('2026-05-03', 'c', { customer: 'T2' }),
      on('2026-05-02', 'd', { customer: 'T1', card: '2901' }),
      on('2026-05-01', 'e', { customer: 'T1', card: '2900' }),
      on('2026-05-06', 'f', { card: '2902' }),
      on('2026-05-07', 'g', { card: '2902' }),
      on('2026-05-08', 'h', { card: '2900' }),
      on('2026-05-09', 'i', {}),
    ]
    const pages = async (tills: string, first: number) => {
      const found: (readonly (readonly [string | null, string | null])[])[] = []
      for (let after: SeenShopper | null = null; ; ) {
        const page: Awaited<ReturnType<ReceiptLedger['shoppers']>> = await receipts.shoppers(
          tills,
          after,
          first,
        )
        found.push(page.shoppers.map(({ customer, card }) => [customer, card]))
        if (page.next === null) return found
        after = page.next
      }
    }

    it('are each pair of customer and card once, customers before cards, without those nobody knows', async () => {
      const tills = newSource()
      await receipts.store(tills, read(visits))
      expect(await pages(tills, 20)).toEqual([
        [
          ['T1', '2900'],
          ['T1', '2901'],
          ['T2', null],
          ['T2', '2900'],
          [null, '2900'],
          [null, '2902'],
        ],
      ])
      expect(await pages(newSource(), 20)).toEqual([[]])
    })

    it('come in pages that never split a customer and go on from any page', async () => {
      const tills = newSource()
      await receipts.store(tills, read(visits))
      expect((await pages(tills, 1)).filter((page) => page.length > 0)).toEqual([
        [
          ['T1', '2900'],
          ['T1', '2901'],
        ],
        [
          ['T2', null],
          ['T2', '2900'],
        ],
        [[null, '2900']],
        [[null, '2902']],
      ])
      expect((await pages(tills, 3))[0]?.at(-1)).toEqual([null, '2900'])
    })

    it('are found by customer and by card, the one seen first before the others', async () => {
      const tills = newSource()
      await receipts.store(tills, read(visits))
      const found = async (customers: string[], cards: string[]) =>
        (await receipts.shoppersWith(tills, { customers: customers as RecordId[], cards })).map(
          ({ customer, card }) => [customer, card],
        )
      expect(await found([], ['2900'])).toEqual([
        ['T1', '2900'],
        ['T2', '2900'],
        [null, '2900'],
      ])
      expect(await found(['T1', 'T9'], ['2901', '2909'])).toEqual([
        ['T1', '2900'],
        ['T1', '2901'],
      ])
      expect(await found([], [])).toEqual([])
    })

    it('are no longer known by what a replaced receipt said', async () => {
      const tills = newSource()
      await receipts.store(tills, read([on('2026-05-01', 'a', { customer: 'T1', card: '2900' })]))
      await receipts.store(tills, read([on('2026-05-01', 'a', { card: '2901' })]))
      expect(await pages(tills, 20)).toEqual([[[null, '2901']]])
    })

    it('have their newest receipts, at most as many as asked for each', async () => {
      const tills = newSource()
      await receipts.store(tills, read([...visits, on('2026-05-05', 'z', { customer: 'T2' })]))
      const newest = await receipts.newestOf(tills, ['T1', 'T2', 'T9', 'T2'] as RecordId[], 2)
      expect([...newest].map(([customer, theirs]) => [customer, numbers(theirs)]).sort()).toEqual([
        ['T1', ['d', 'e']],
        ['T2', ['z', 'a']],
      ])
      expect(newest.get('T1' as RecordId)?.[0]).toEqual(visits[3])
      expect(await receipts.newestOf(tills, [], 2)).toEqual(new Map())
    })
  })

  describe('what was brought back', () => {
    it('is found by each receipt it was bought with, oldest first', async () => {
      const tills = newSource()
      const back = (number: string, at: string | null, ...sold: string[]) =>
        receipt(number, { placedAt: at as Instant | null, returnsFrom: sold as RecordId[] })
      await receipts.store(
        tills,
        read([
          back('r2', '2026-05-10T16:00:00.000Z', 's1', 's2'),
          back('r1', '2026-05-10T15:00:00.000Z', 's1'),
          { ...back('r0', null, 's1'), businessDay: '2026-05-12' as Day },
        ]),
      )
      const found = await receipts.returning(tills, ['s1', 's2', 's3'] as RecordId[])
      expect([...found].map(([sold, taken]) => [sold, numbers(taken)])).toEqual([
        ['s1', ['r1', 'r2', 'r0']],
        ['s2', ['r2']],
      ])
    })
  })
}
