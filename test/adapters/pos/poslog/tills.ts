import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Tools } from '../../../../adapters/adapter.ts'
import type { CallRecord } from '../../../../adapters/call/scope.ts'
import { poslog } from '../../../../adapters/pos/poslog/index.ts'
import { type PoslogOptions, poslogOptions } from '../../../../adapters/pos/poslog/options.ts'
import { readTransactions } from '../../../../adapters/pos/poslog/reader.ts'
import { type Reading, readReceipt } from '../../../../adapters/pos/poslog/receipt.ts'
import type { IdentityLedger, Ledger } from '../../../../ledger/port.ts'
import { memoryReceipts } from '../../../memory/ledger.ts'

/** Options as a configuration gives them, over a French retailer's. */
export function tillOptions(
  options: Partial<Parameters<typeof poslogOptions.parse>[0] & object> = {},
): PoslogOptions {
  return poslogOptions.parse({ folder: '/nowhere', skuPattern: '^[1-9]\\d{7}$', ...options })
}

/** A POSLog 6 document around transactions. */
export function posLog6(...transactions: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<POSLog xmlns="http://www.nrf-arts.org/IXRetail/namespace/" xmlns:fu="urn:example:futura" MajorVersion="6" MinorVersion="0" FixVersion="0">
${transactions.join('\n')}
</POSLog>`
}

/** A POSLog 6 transaction of store 0101, till 2, on 10 May 2026; `retail` is what stands in the RetailTransaction. */
export function transaction6(
  sequence: number,
  retail: string,
  options: { status?: string; end?: string; head?: string } = {},
): string {
  const { status = 'Finished', end = '2026-05-10T14:03:00', head = '' } = options
  return `<Transaction${head}>
  <BusinessUnit><UnitID>0101</UnitID></BusinessUnit><WorkstationID>02</WorkstationID>
  <SequenceNumber>${String(sequence).padStart(6, '0')}</SequenceNumber>
  <RetailTransaction TransactionStatus="${status}">${retail}</RetailTransaction>
  <BusinessDayDate>2026-05-10</BusinessDayDate><EndDateTime>${end}</EndDateTime>
</Transaction>`
}

/** A line of one mug at 12.50 and the cash for it. */
export const mugForCash = `
  <LineItem><Sale><ItemID>10040132</ItemID><Description>Tasse émaillée</Description>
    <ExtendedAmount>12.50</ExtendedAmount><Quantity>1</Quantity></Sale><SequenceNumber>1</SequenceNumber></LineItem>
  <LineItem><Tender TenderType="Cash"><Amount Currency="EUR">12.50</Amount></Tender><SequenceNumber>2</SequenceNumber></LineItem>`

/** Reads a text as a file would be read. */
export async function readAll(text: string | Uint8Array, limit = 100_000, chunk = 1_000) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  async function* chunks() {
    for (let start = 0; start < bytes.length; start += chunk) yield bytes.subarray(start, start + chunk)
  }
  const found = []
  for await (const each of readTransactions(chunks(), limit)) found.push(each)
  return found
}

/** What the document's only transaction is read into. */
export async function readOne(document: string, options = tillOptions()): Promise<Reading> {
  const [found, ...more] = await readAll(document)
  if (found?.kind !== 'transaction' || more.length > 0)
    throw new Error('expected one well-formed transaction')
  return readReceipt(found.root, options)
}

/** The receipt in the document's only transaction. */
export async function receiptIn(document: string, options = tillOptions()) {
  const reading = await readOne(document, options)
  if (reading.kind !== 'kept' || reading.body.kind !== 'receipt')
    throw new Error(`expected a receipt: ${JSON.stringify(reading)}`)
  return reading.body
}

/** A folder of till files, a source over it and its ledger; gone when the test is. */
export function openTills(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  options: Partial<PoslogOptions> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'couture-tills-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const now = { value: new Date('2026-05-11T04:00:00Z') }
  const { tools, calls, lines } = testTools(() => now.value)
  const all = { ...tillOptions(), ...options, folder }
  const source = poslog.create('tills', all, tools)
  const { orders, profiles } = source.ports
  const [job] = source.jobs ?? []
  if (!orders || !profiles || !job) throw new Error('expected the ports orders and profiles and a job')
  let written = 0
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
    // Each write is another moment, whatever the file system's clock can tell apart.
    utimesSync(join(folder, path), new Date(), new Date(Date.UTC(2026, 4, 11) + written++))
  }
  for (const [path, content] of Object.entries(files)) write(path, content)
  const { ledger } = tools
  return { folder, write, source, orders, profiles, job, options: all, tools, ledger, calls, lines, now }
}

function testTools(clock: () => Date) {
  const calls: CallRecord[] = []
  const lines: { readonly event: string; readonly values: object }[] = []
  const ledger: Ledger = {
    ...memoryReceipts(),
    identity: {} as IdentityLedger,
    access: {} as Ledger['access'],
    backup: async () => {},
    close: async () => {},
  }
  const tools: Tools = {
    clock,
    ledger,
    observe: (call) => calls.push(call),
    log: (event, values) => lines.push({ event, values }),
  }
  return { tools, calls, lines }
}
