import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { ingest } from '../../../../adapters/pos/poslog/ingest.ts'
import type { FileRead, ReceiptLedger, StoredReceipt } from '../../../../ledger/port.ts'
import { openSqliteLedger } from '../../../../ledger/sqlite/open.ts'
import { memoryReceipts } from '../../../memory/ledger.ts'
import { mugForCash, openTills, posLog6, transaction6 } from './tills.ts'

const back = `<LineItem><Return><ItemID>10040132</ItemID><ExtendedAmount>12.50</ExtendedAmount><Quantity>1</Quantity>
  <TransactionLink><WorkstationID>2</WorkstationID><BusinessDayDate>2026-05-10</BusinessDayDate><SequenceNumber>1</SequenceNumber></TransactionLink></Return></LineItem>`

/** A day of a till: sales, one of them returned, one post-voided, one that cannot be read, and some of no interest. */
const documents: readonly string[] = [
  posLog6(transaction6(1, mugForCash), transaction6(2, mugForCash)),
  posLog6(transaction6(3, back)),
  posLog6(transaction6(2, '', { status: 'PostVoided' })),
  posLog6(transaction6(4, mugForCash, { head: ' TrainingModeFlag="true"' }), '<Transaction/>'),
  posLog6(transaction6(5, mugForCash)).slice(0, -100),
  posLog6(transaction6(6, mugForCash, { status: 'Canceled' }), transaction6(7, mugForCash)),
]

/** What a ledger holds, without where and when it was read. */
async function contents(receipts: ReceiptLedger) {
  const all = new Map<string, Partial<StoredReceipt>>()
  for (const sequence of [1, 2, 3, 4, 5, 6, 7]) {
    for (const number of [`0101-2-20260510-${sequence}`, `0101-2-20260510-${sequence}#void`]) {
      const [stored] = (await receipts.byNumber('tills', [number as StoredReceipt['number']])).values()
      if (stored) all.set(number, { ...stored, file: '', readAt: '' as StoredReceipt['readAt'] })
    }
  }
  const bad = (await receipts.quarantined('tills')).map(({ position, reason, raw }) => ({
    position,
    reason,
    raw,
  }))
  return { receipts: all, quarantined: new Set(bad.map((each) => JSON.stringify(each))) }
}

it('gives the same ledger whatever the order in which files come, how often and in how many looks', async () => {
  const usual = openTills(Object.fromEntries(documents.map((document, index) => [`${index}.xml`, document])))
  await usual.job.once()
  const expected = await contents(usual.ledger.receipts)
  expect([...expected.receipts.keys()]).toEqual([1, 2, '2#void', 3, 7].map((end) => `0101-2-20260510-${end}`))
  expect(expected.quarantined.size).toBe(2)

  const anyOrder = fc
    .shuffledSubarray(
      documents.map((_, index) => index),
      { minLength: documents.length },
    )
    .chain((order) =>
      fc.tuple(fc.constant(order), fc.array(fc.nat(documents.length - 1), { maxLength: 4 }), fc.nat(9)),
    )
  await fc.assert(
    fc.asyncProperty(anyOrder, async ([order, again, lookAfter]) => {
      const tills = openTills()
      for (const [place, index] of [...order, ...again].entries()) {
        tills.write(`${place}.xml`, documents[index] ?? '')
        if (place === lookAfter) await tills.job.once()
      }
      await tills.job.once()
      expect(await contents(tills.ledger.receipts)).toEqual(expected)
    }),
    { numRuns: 40 },
  )
})

it('leaves every write of a file in its place when the ledger is slow', async () => {
  const slow = memoryReceipts()
  const writes: FileRead[] = []
  const store = async (source: string, read: FileRead) => {
    await new Promise((done) => setTimeout(done, writes.length % 3))
    writes.push(read)
    await slow.receipts.store(source, read)
  }
  const tills = openTills(Object.fromEntries(documents.map((document, index) => [`${index}.xml`, document])))
  const ledger = { ...tills.ledger, ...slow, receipts: { ...slow.receipts, store } }
  await ingest('tills', tills.options, { ...tills.tools, ledger })
  expect(writes.map(({ file }) => file).sort()).toEqual(documents.map((_, index) => `${index}.xml`))
  expect(await slow.receipts.count('tills')).toBe(5)
})

it('gives the same in SQLite as in memory', async () => {
  const tills = openTills(Object.fromEntries(documents.map((document, index) => [`${index}.xml`, document])))
  await tills.job.once()
  const folder = await mkdtemp(join(tmpdir(), 'couture-ledger-'))
  const ledger = await openSqliteLedger({
    file: join(folder, 'ledger.db'),
    idKey: 'a lasting key of thirty-two bytes',
  })
  onTestFinished(async () => {
    await ledger.close()
    await rm(folder, { recursive: true })
  })
  const tools = { ...tills.tools, ledger }
  expect(await ingest('tills', tills.options, tools)).toMatchObject({ files: 6, stored: 5, quarantined: 2 })
  expect(await contents(ledger.receipts)).toEqual(await contents(tills.ledger.receipts))
  expect(await ingest('tills', tills.options, tools)).toMatchObject({ files: 0, unchanged: 6 })
})
