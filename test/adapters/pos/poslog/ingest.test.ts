import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import { ingest, scanMark } from '../../../../adapters/pos/poslog/ingest.ts'
import { mugForCash, openTills, posLog6, transaction6 } from './tills.ts'

const number = (sequence: number) => `0101-2-20260510-${sequence}` as RecordId
const oneSale = (sequence: number) => posLog6(transaction6(sequence, mugForCash))

describe('reading the folder', () => {
  it('reads every till file below it, whatever else lies there', async () => {
    const tills = openTills({
      '0101/a.xml': oneSale(1),
      '0102/2026/b.XML': oneSale(2),
      'c.xml.part': 'half a file',
      '.d.xml': 'hidden',
      'readme.txt': 'not a till file',
    })
    const report = await ingest('tills', tills.options, tills.tools)
    expect(report).toEqual({ files: 2, unchanged: 0, stored: 2, skipped: 0, quarantined: 0, warned: 0 })
    const stored = await tills.ledger.receipts.byNumber('tills', [number(1), number(2)])
    expect(stored.get(number(1))).toMatchObject({
      file: '0101/a.xml',
      businessDay: '2026-05-10',
      placedAt: '2026-05-10T12:03:00.000Z',
      readAt: '2026-05-11T04:00:00.000Z',
      raw: transaction6(1, mugForCash),
    })
    expect(stored.get(number(2))).toMatchObject({ file: '0102/2026/b.XML' })
  })

  it('passes over files that have not changed and reads those that have', async () => {
    const tills = openTills({ 'a.xml': oneSale(1), 'b.xml': oneSale(2) })
    await tills.job.once()
    tills.write('b.xml', posLog6(transaction6(2, mugForCash), transaction6(3, mugForCash)))
    tills.calls.length = 0
    expect(await ingest('tills', tills.options, tills.tools)).toMatchObject({
      files: 1,
      unchanged: 1,
      stored: 2,
    })
    expect(tills.calls).toMatchObject([{ source: 'tills', verb: 'FILE', failure: null }])
    expect(await tills.ledger.receipts.count('tills')).toBe(3)
  })

  it('reads files again that other options read otherwise', async () => {
    const tills = openTills({ 'a.xml': oneSale(1) })
    await tills.job.once()
    await ingest('tills', { ...tills.options, timeZone: 'UTC' }, tills.tools)
    const stored = await tills.ledger.receipts.byNumber('tills', [number(1)])
    expect(stored.get(number(1))?.placedAt).toBe('2026-05-10T14:03:00.000Z')
    expect(
      await ingest('tills', { ...tills.options, timeZone: 'UTC', pollSeconds: 99 }, tills.tools),
    ).toMatchObject({
      files: 0,
      unchanged: 1,
    })
  })

  it('keeps one receipt of a file that is sent twice', async () => {
    const tills = openTills({
      'a.xml': oneSale(1),
      'a-again.xml': oneSale(1),
      'b.xml': posLog6(transaction6(1, mugForCash), transaction6(1, mugForCash)),
    })
    await tills.job.once()
    expect(await tills.ledger.receipts.count('tills')).toBe(1)
  })

  it('stores a file of many receipts in parts', async () => {
    const sales = Array.from({ length: 1_201 }, (_, index) => transaction6(index + 1, mugForCash))
    const tills = openTills({ 'a.xml': posLog6(...sales, '<Transaction/>') })
    expect(await ingest('tills', tills.options, tills.tools)).toMatchObject({ stored: 1_201, quarantined: 1 })
    expect(await tills.ledger.receipts.count('tills')).toBe(1_201)
    expect(await tills.ledger.receipts.quarantined('tills')).toHaveLength(1)
    expect(await ingest('tills', tills.options, tills.tools)).toMatchObject({ files: 0, unchanged: 1 })
  })

  it('stops between two files when it is aborted, and says nothing of a complete look', async () => {
    const tills = openTills({ 'a.xml': oneSale(1) })
    await ingest('tills', tills.options, tills.tools, AbortSignal.abort())
    expect(await tills.ledger.receipts.count('tills')).toBe(0)
    expect(await tills.ledger.marks.read(scanMark('tills'))).toBeNull()
  })

  it('marks the time at which a complete look began', async () => {
    const tills = openTills({ 'a.xml': oneSale(1) })
    await tills.job.once()
    expect(await tills.ledger.marks.read('tills:poslog:scanned')).toBe('2026-05-11T04:00:00.000Z')
  })

  it('passes on what the ledger fails with', async () => {
    const tills = openTills({ 'a.xml': oneSale(1), 'b.xml': oneSale(2) })
    const failing = { ...tills.ledger.receipts, store: () => Promise.reject(new Error('disk full')) }
    const tools = { ...tills.tools, ledger: { ...tills.ledger, receipts: failing } }
    await expect(ingest('tills', tills.options, tools)).rejects.toThrow('disk full')
    expect(await tills.ledger.marks.read(scanMark('tills'))).toBeNull()
  })

  it('keeps no payment card number in the stored text', async () => {
    const card = mugForCash.replace(
      '<Amount Currency="EUR">12.50</Amount></T',
      '<Amount Currency="EUR">12.50</Amount><CreditDebit><PrimaryAccountNumber>4111111111111111</PrimaryAccountNumber></CreditDebit></T',
    )
    const broken =
      '<Transaction><x:AccountNumber Kind="a">4111 1111 1111 1111</x:AccountNumber></Transaction>'
    const tills = openTills({ 'a.xml': posLog6(transaction6(1, card), broken) })
    await tills.job.once()
    const stored = await tills.ledger.receipts.byNumber('tills', [number(1)])
    expect(stored.get(number(1))?.raw).toContain('<PrimaryAccountNumber>************1111<')
    expect((await tills.ledger.receipts.quarantined('tills'))[0]?.raw).toContain('>**** **** **** 1111<')
  })
})

describe('what cannot be read', () => {
  const line = (goods: string) =>
    `<LineItem><Sale><ItemID>10040132</ItemID>${goods}</Sale><SequenceNumber>4</SequenceNumber></LineItem>`
  const sale = (from: string | RegExp, to: string) => transaction6(7, mugForCash).replace(from, to)

  it.each([
    [
      'no store',
      sale('<BusinessUnit><UnitID>0101</UnitID></BusinessUnit>', ''),
      'expected a store (BusinessUnit/UnitID or RetailStoreID), found none; have the till system write it',
    ],
    [
      'no till',
      sale('<WorkstationID>02</WorkstationID>', ''),
      'expected a till (WorkstationID), found none; have the till system write it',
    ],
    [
      'no sequence number',
      sale('<SequenceNumber>000007</SequenceNumber>', ''),
      'expected a SequenceNumber, found none; have the till system write it',
    ],
    [
      'a sequence number that is none',
      sale('000007', '7a'),
      'expected digits in SequenceNumber, found another text; have the till corrected',
    ],
    [
      'no day',
      sale(/<BusinessDayDate>.*/, ''),
      'expected a day (BusinessDayDate, or an EndDateTime), found none; have the till system write it',
    ],
    [
      'no kind of transaction',
      '<Transaction><SequenceNumber>7</SequenceNumber></Transaction>',
      'expected a RetailTransaction or another kind of transaction, found none; have the till system checked',
    ],
    [
      'a quantity in words',
      transaction6(7, line('<ExtendedAmount>1.00</ExtendedAmount><Quantity>one</Quantity>')),
      'expected a decimal number in Quantity of line 4, found another text; have the till corrected',
    ],
    [
      'an amount with a comma',
      transaction6(7, line('<ExtendedAmount>1,00</ExtendedAmount><Quantity>1</Quantity>')),
      'expected a decimal number in ExtendedAmount of line 4, found another text; have the till corrected',
    ],
    [
      'an amount beyond all measure',
      transaction6(7, line('<ExtendedAmount>1e30</ExtendedAmount><Quantity>1</Quantity>')),
      'expected an amount within 15 digits in ExtendedAmount of line 4, found a larger one; have the till corrected',
    ],
    [
      'neither amount nor price',
      transaction6(7, line('<Quantity>1</Quantity>')),
      'expected an ExtendedAmount or a unit price in line 4, found neither; have the till write one',
    ],
    [
      'two currencies',
      sale('<ExtendedAmount>', '<ExtendedAmount Currency="CHF">').replace(
        '<RetailTransaction',
        '<CurrencyCode>EUR</CurrencyCode><RetailTransaction',
      ),
      "expected ExtendedAmount of line 1 in the receipt's currency EUR, found CHF; have the till state one currency",
    ],
  ])('is quarantined alone with its reason: %s', async (_, bad, reason) => {
    const tills = openTills({
      '0101/day.xml': posLog6(transaction6(1, mugForCash), bad, transaction6(3, mugForCash)),
    })
    await tills.job.once()
    expect(await tills.ledger.receipts.quarantined('tills')).toEqual([
      { file: '0101/day.xml', position: 2, reason, raw: bad, at: '2026-05-11T04:00:00.000Z' },
    ])
    expect([...(await tills.ledger.receipts.byNumber('tills', [number(1), number(3)])).keys()]).toEqual([
      number(1),
      number(3),
    ])
  })

  it('costs no other file of a folder of broken ones', async () => {
    const whole = posLog6(transaction6(2, mugForCash), transaction6(3, mugForCash))
    const tills = openTills({
      'a-good.xml': oneSale(1),
      'b-cut.xml': whole.slice(0, -40),
      'c-empty.xml': '',
      'd-html.xml': '<html><body>502</body></html>',
      'e-dtd.xml': '<!DOCTYPE POSLog SYSTEM "http://example.org/x.dtd"><POSLog/>',
      'f-bytes.xml': new Uint8Array([0, 1, 2, 255, 254]),
      'g-good.xml': oneSale(4),
    })
    await tills.job.once()
    const quarantined = await tills.ledger.receipts.quarantined('tills')
    expect(quarantined.map(({ file, position, reason }) => [file, position, reason])).toEqual([
      [
        'b-cut.xml',
        2,
        expect.stringMatching(
          /^expected well-formed XML, found "unclosed tag: .*" in line \d+; have the sender write the file again$/,
        ),
      ],
      [
        'c-empty.xml',
        0,
        'expected well-formed XML, found "document must contain a root element" in line 1; have the sender write the file again',
      ],
      [
        'd-html.xml',
        0,
        'expected a POSLog document, found the root element html; take the file out of the folder',
      ],
      ['e-dtd.xml', 0, 'expected a document without a DTD, found a DOCTYPE; have the sender leave it out'],
      ['f-bytes.xml', 0, expect.stringMatching(/^expected well-formed XML, found /)],
    ])
    expect([...(await tills.ledger.receipts.byNumber('tills', [1, 2, 3, 4].map(number))).keys()]).toEqual(
      [1, 2, 4].map(number),
    )
  })

  it('leaves quarantine when the file comes again whole', async () => {
    const tills = openTills({ 'a.xml': oneSale(1).slice(0, -30) })
    await tills.job.once()
    expect(await tills.ledger.receipts.quarantined('tills')).toHaveLength(1)
    tills.write('a.xml', oneSale(1))
    await tills.job.once()
    expect(await tills.ledger.receipts.quarantined('tills')).toEqual([])
    expect(await tills.ledger.receipts.count('tills')).toBe(1)
  })

  it('is tried again when it could not be opened', async () => {
    const tills = openTills({ 'b.xml': oneSale(2) })
    symlinkSync(join(tills.folder, 'away.xml.tmp'), join(tills.folder, 'a.xml'))
    await tills.job.once()
    expect(await tills.ledger.receipts.quarantined('tills')).toMatchObject([
      {
        file: 'a.xml',
        position: 0,
        reason: 'expected a file that can be opened, found ENOENT; give the process the right to read it',
      },
    ])
    expect(await tills.ledger.receipts.count('tills')).toBe(1)
    tills.write('away.xml.tmp', oneSale(1))
    await tills.job.once()
    expect(await tills.ledger.receipts.quarantined('tills')).toEqual([])
    expect(await tills.ledger.receipts.count('tills')).toBe(2)
  })

  it.skipIf(process.getuid?.() === 0)('names the right that is missing', async () => {
    const tills = openTills({ 'a/b.xml': oneSale(1) })
    chmodSync(join(tills.folder, 'a'), 0)
    await tills.job.once()
    chmodSync(join(tills.folder, 'a'), 0o755)
    expect(await tills.ledger.receipts.quarantined('tills')).toMatchObject([
      { file: 'a', reason: expect.stringContaining('EACCES') },
    ])
  })
})

describe('the job', () => {
  it('says that the folder is missing and reads it when it comes back', async () => {
    const tills = openTills({ 'a.xml': oneSale(1) }, { pollSeconds: 0.1 })
    const away = `${tills.folder}-away`
    renameSync(tills.folder, away)
    await expect(tills.job.once()).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message:
        'tills: expected a readable folder of till files, found ENOENT; check the option folder and its permissions',
    })
    const stop = new AbortController()
    const running = tills.job.run(stop.signal)
    await expect
      .poll(() => tills.lines.at(-1))
      .toEqual({ event: 'tills.unreadable', values: { source: 'tills', code: 'SOURCE_UNAVAILABLE' } })
    renameSync(away, tills.folder)
    await expect.poll(() => tills.ledger.receipts.count('tills')).toBe(1)
    tills.write('b.xml', oneSale(2))
    await expect.poll(() => tills.ledger.receipts.count('tills')).toBe(2)
    stop.abort()
    await running
  })

  it('ends at once when it is aborted', async () => {
    const tills = openTills({}, { pollSeconds: 86_400 })
    const stop = new AbortController()
    const running = tills.job.run(stop.signal)
    await expect.poll(() => tills.ledger.marks.read(scanMark('tills'))).not.toBeNull()
    stop.abort()
    await running
  })
})

describe('the diagnosis', () => {
  it('has nothing to say of a folder that is read', async () => {
    const tills = openTills({ 'a.xml': oneSale(1) })
    await tills.job.once()
    expect(await tills.source.diagnose()).toEqual({ version: null, clock: null, budget: null, warnings: [] })
  })

  it('throws when the folder cannot be read', async () => {
    const tills = openTills()
    rmSync(tills.folder, { recursive: true })
    await expect(tills.source.diagnose()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
    mkdirSync(tills.folder)
  })

  it('warns of what was never read, not read lately, or quarantined', async () => {
    const tills = openTills({ 'a.xml': '' })
    const warnings = async () => (await tills.source.diagnose()).warnings
    expect(await warnings()).toEqual(['the till files have not been read to their end yet'])
    await tills.job.once()
    expect(await warnings()).toEqual(['1 transactions or files are in quarantine'])
    tills.now.value = new Date('2026-05-11T04:05:00Z')
    expect(await warnings()).toContain('the till files were last read at 2026-05-11T04:00:00.000Z')
  })
})
