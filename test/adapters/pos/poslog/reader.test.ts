import { describe, expect, it } from 'vitest'
import { mugForCash, posLog6, readAll, transaction6 } from './tills.ts'

describe('reading a document transaction by transaction', () => {
  it('gives each transaction with its position and its text as it arrived', async () => {
    const first = transaction6(1, mugForCash)
    const second = transaction6(2, mugForCash)
    const found = await readAll(posLog6(first, second))
    expect(found.map(({ kind, position, raw }) => ({ kind, position, raw }))).toEqual([
      { kind: 'transaction', position: 1, raw: first },
      { kind: 'transaction', position: 2, raw: second },
    ])
  })

  it.each([1, 2, 3, 7, 64])('does not depend on where the file is cut: chunks of %i bytes', async (chunk) => {
    const document = posLog6(transaction6(1, mugForCash), transaction6(2, mugForCash))
    expect(await readAll(document, 100_000, chunk)).toEqual(await readAll(document))
  })

  it('finds elements by local name, whatever the prefix', async () => {
    const [found] = await readAll(
      '<p:POSLog xmlns:p="urn:x"><p:Transaction><p:SequenceNumber v:Kind="a" Kind="b" Mode="b" v:Mode="a">7</p:SequenceNumber></p:Transaction></p:POSLog>',
    )
    expect(found).toMatchObject({
      root: { name: 'Transaction', own: true, children: [{ name: 'SequenceNumber', text: '7', own: true }] },
    })
    const attributes = found?.kind === 'transaction' ? found.root.children[0]?.attributes : null
    expect(attributes).toEqual(new Map(Object.entries({ Kind: 'b', Mode: 'b' })))
  })

  it('reads a document that is one transaction', async () => {
    expect(await readAll(transaction6(1, mugForCash))).toMatchObject([{ kind: 'transaction', position: 1 }])
  })

  it('reads character data, references and CDATA alike', async () => {
    const [found] = await readAll(
      '<POSLog><Transaction> A&amp;B &#233;<![CDATA[<x>]]></Transaction></POSLog>',
    )
    expect(found).toMatchObject({ root: { text: 'A&B é<x>' } })
  })

  it.each([
    [
      'windows-1252',
      Buffer.from(
        '<?xml version="1.0" encoding="windows-1252"?><POSLog><Transaction>caf\xe9</Transaction></POSLog>',
        'latin1',
      ),
    ],
    [
      'UTF-16',
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from(
          '<?xml version="1.0" encoding="UTF-16"?><POSLog><Transaction>café</Transaction></POSLog>',
          'utf16le',
        ),
      ]),
    ],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff<POSLog><Transaction>café</Transaction></POSLog>')],
  ])('decodes %s', async (_, bytes) => {
    expect(await readAll(bytes, 1_000, 3)).toMatchObject([{ root: { text: 'café' } }])
  })

  it('says nothing about a document without transactions', async () => {
    expect(await readAll(posLog6())).toEqual([])
  })

  it('keeps what stands before a break in the XML and hands over the rest in one piece', async () => {
    const good = transaction6(1, mugForCash)
    const rest = `<Transaction><SequenceNumber>2</Sequence></Transaction>${transaction6(3, mugForCash)}</POSLog>`
    const found = await readAll(posLog6(good).replace('</POSLog>', rest), 100_000, 200)
    expect(found).toMatchObject([
      { kind: 'transaction', position: 1, raw: good },
      {
        kind: 'broken',
        position: 2,
        reason:
          'expected well-formed XML, found "unexpected close tag" in line 12; have the sender write the file again',
        raw: rest,
      },
    ])
  })

  it('takes a file that ends too early for broken where it ends', async () => {
    const whole = posLog6(transaction6(1, mugForCash), transaction6(2, mugForCash))
    const found = await readAll(whole.slice(0, whole.length - 60))
    expect(found.map(({ kind, position }) => [kind, position])).toEqual([
      ['transaction', 1],
      ['broken', 2],
    ])
  })

  it('refuses a DTD and with it entities', async () => {
    const document =
      '<?xml version="1.0"?><!DOCTYPE POSLog [<!ENTITY a "boom">]><POSLog><Transaction>&a;</Transaction></POSLog>'
    expect(await readAll(document)).toEqual([
      {
        kind: 'broken',
        position: 0,
        reason: 'expected a document without a DTD, found a DOCTYPE; have the sender leave it out',
        raw: document,
      },
    ])
  })

  it('refuses an entity that is none of XML’s own', async () => {
    expect(await readAll('<POSLog><Transaction>&xxe;</Transaction></POSLog>')).toMatchObject([
      { kind: 'broken', position: 1, reason: expect.stringContaining('undefined entity') },
    ])
  })

  it('refuses a document that is something else', async () => {
    expect(await readAll('<html><body>Service unavailable</body></html>')).toMatchObject([
      {
        position: 0,
        reason: 'expected a POSLog document, found the root element html; take the file out of the folder',
      },
    ])
  })

  it('refuses an empty file', async () => {
    expect(await readAll('')).toMatchObject([
      { kind: 'broken', position: 0, reason: expect.stringContaining('root element') },
    ])
  })

  it('passes over a transaction longer than the limit, keeps its beginning and reads on', async () => {
    const long = `<Transaction><Note>${'x'.repeat(5_000)}</Note></Transaction>`
    const found = await readAll(
      posLog6(transaction6(1, mugForCash), long, transaction6(3, mugForCash)),
      2_000,
      500,
    )
    expect(found).toMatchObject([
      { kind: 'transaction', position: 1 },
      {
        kind: 'broken',
        position: 2,
        reason:
          'expected at most 2000 characters, found a longer transaction; raise maxTransactionLength if it is a real one',
        raw: long.slice(0, 2_000),
      },
      { kind: 'transaction', position: 3 },
    ])
  })

  it('gives up on a transaction that never ends', async () => {
    const found = await readAll(`<POSLog><Transaction><Note>${'x'.repeat(40_000)}`, 2_000, 500)
    expect(found).toMatchObject([
      { kind: 'broken', position: 1, reason: expect.stringContaining('no end of it') },
    ])
    expect(found[0]?.raw.length).toBeLessThanOrEqual(2_000)
  })

  it('does not build trees deeper than any receipt is', async () => {
    const found = await readAll(`<POSLog><Transaction>${'<a>'.repeat(200)}`)
    expect(found).toMatchObject([
      { kind: 'broken', reason: expect.stringContaining('nested deeper than 64') },
    ])
  })

  it('holds no more than a chunk and a transaction of a large document', async () => {
    const transaction = `${transaction6(1, mugForCash)}\n`
    let given = 0
    async function* chunks() {
      yield Buffer.from('<POSLog>')
      for (; given < 20_000; given += 1) yield Buffer.from(transaction)
      yield Buffer.from('</POSLog>')
    }
    const { readTransactions } = await import('../../../../adapters/pos/poslog/reader.ts')
    let lead = 0
    let count = 0
    for await (const found of readTransactions(chunks(), 10_000)) {
      count += 1
      lead = Math.max(lead, given - found.position)
    }
    expect(count).toBe(20_000)
    expect(lead).toBeLessThanOrEqual(1)
  })
})
