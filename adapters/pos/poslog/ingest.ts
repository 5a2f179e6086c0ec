import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Quarantined, StoredReceipt } from '../../../ledger/port.ts'
import type { Tools } from '../../adapter.ts'
import type { CallRecord } from '../../call/scope.ts'
import { SourceError } from '../../error.ts'
import { instant } from '../../time.ts'
import { BODY_VERSION, type Body, writeBody } from './body.ts'
import { codeOf, listTillFiles, type TillFile } from './files.ts'
import type { PoslogOptions } from './options.ts'
import { type Found, readTransactions } from './reader.ts'
import { readReceipt } from './receipt.ts'
import { type WritesBehind, writesBehind } from './writes-behind.ts'

/** What one look at the folder did. */
export interface IngestReport {
  readonly files: number
  /** Files whose mark had not changed, passed over. */
  readonly unchanged: number
  /** Receipts and corrections stored, again or for the first time. */
  readonly stored: number
  /** Transactions that are no receipts: control, training, cancelled, without goods. */
  readonly skipped: number
  readonly quarantined: number
  /** Receipts stored with a contradiction in them. */
  readonly warned: number
}

/** Receipts that are written to the ledger in one go: bounds the memory a file of any size takes. */
const BATCH = 500

/** Files read ahead of the ledger, whose commits wait for the disk and are shared by the writes that wait together. */
const FILES_BEHIND = 64

/** Text kept of one file's broken transactions, characters; beyond it the reasons alone are kept. */
const QUARANTINE_TEXT = 67_108_864

/** Stands as a file's mark until all of it is stored, so that an interrupted reading is repeated. */
const UNFINISHED = 'unfinished'

/** The name of the ledger mark that holds the instant (RFC 3339) at which the last complete look at the folder began. */
export function scanMark(source: string): string {
  return `${source}:poslog:scanned`
}

/**
 * Looks at the folder once and reads every file that is new or has changed since into the ledger; writes `scanMark` when
 * all could be looked at. A file that cannot be opened is quarantined and tried again next time. Stops between two files when
 * `signal` aborts. Throws SOURCE_UNAVAILABLE when the folder itself cannot be read.
 */
export async function ingest(
  source: string,
  options: PoslogOptions,
  tools: Tools,
  signal?: AbortSignal,
): Promise<IngestReport> {
  const startedAt = instant(tools.clock())
  const listing = await listTillFiles(options.folder, options.suffix).catch((cause: unknown) => {
    const error = folderUnreadable(source, cause)
    observeFile(source, tools, { startedAt: Date.parse(startedAt), bytes: 0, failure: error.code })
    throw error
  })
  const marks = await tools.ledger.receipts.fileMarks(source)
  const how = fingerprint(options)
  const report = { files: 0, unchanged: 0, stored: 0, skipped: 0, quarantined: 0, warned: 0 }
  const writes = writesBehind(FILES_BEHIND)
  const reading = { source, options, tools, report, writes }
  for (const { path, code } of listing.unreadable) await quarantineFile(path, code, reading)
  for (const file of listing.files) {
    if (signal?.aborted) break
    const mark = `${file.stamp}-${how}`
    if (marks.get(file.path) === mark) report.unchanged += 1
    else await readFile(file, mark, reading)
  }
  await writes.done()
  if (signal?.aborted) return report
  await tools.ledger.marks.write(scanMark(source), startedAt)
  return report
}

/** What is wrong with the folder, for reads and the doctor alike. */
export function folderUnreadable(source: string, cause: unknown): SourceError {
  return new SourceError(
    source,
    'SOURCE_UNAVAILABLE',
    `expected a readable folder of till files, found ${codeOf(cause)}; check the option folder and its permissions`,
    { cause },
  )
}

interface Reading {
  readonly source: string
  readonly options: PoslogOptions
  readonly tools: Tools
  readonly report: { -readonly [K in keyof IngestReport]: number }
  readonly writes: WritesBehind
}

async function readFile(file: TillFile, mark: string, reading: Reading): Promise<void> {
  const { source, options, tools, report, writes } = reading
  const startedAt = tools.clock().getTime()
  const stream = createReadStream(file.absolute)
  const batch = openBatch(file.path, reading)
  try {
    for await (const found of readTransactions(stream, options.maxTransactionLength)) {
      batch.add(found)
      if (batch.isFull()) await writes.add(batch.flush(UNFINISHED))
    }
  } catch (error) {
    await quarantineFile(file.path, codeOf(error), reading)
    return
  }
  await writes.add(batch.flush(mark))
  report.files += 1
  observeFile(source, tools, { startedAt, bytes: stream.bytesRead, failure: null })
}

/** A look at the folder or a file, told of as the call pipeline tells of an HTTP call. */
function observeFile(
  source: string,
  { clock, observe }: Tools,
  what: Pick<CallRecord, 'startedAt' | 'bytes' | 'failure'>,
): void {
  const durationMs = clock().getTime() - what.startedAt
  const how = { verb: 'FILE', route: 'poslog', attempts: 1, batchSize: 1, status: null } as const
  observe({ source, durationMs, circuit: 'CLOSED', ...how, ...what })
}

function openBatch(path: string, { source, options, tools, report }: Reading) {
  const { ledger, clock } = tools
  const quarantined: Quarantined[] = []
  let receipts: StoredReceipt[] = []
  let room = QUARANTINE_TEXT
  const refuse = (position: number, reason: string, text: string) => {
    const raw = text.length <= room ? withoutCards(text) : ''
    room -= raw.length
    quarantined.push({ file: path, position, reason, raw, at: instant(clock()) })
    report.quarantined += 1
  }
  const keep = (body: Body, raw: string) => {
    receipts.push(toStored(body, { raw: withoutCards(raw), file: path, readAt: instant(clock()) }))
    if (body.kind === 'receipt' && body.warnings.length > 0) report.warned += 1
  }
  return {
    add(found: Found): void {
      const reading = found.kind === 'broken' ? null : readReceipt(found.root, options)
      if (found.kind === 'broken') refuse(found.position, found.reason, found.raw)
      else if (reading?.kind === 'unreadable') refuse(found.position, reading.reason, found.raw)
      else if (reading?.kind === 'kept') keep(reading.body, found.raw)
      else report.skipped += 1
    },
    isFull: () => receipts.length >= BATCH,
    flush(mark: string): Promise<void> {
      const read = { file: path, mark, receipts, quarantined: [...quarantined] }
      report.stored += receipts.length
      receipts = []
      return ledger.receipts.store(source, read)
    },
  }
}

function toStored(body: Body, origin: Pick<StoredReceipt, 'raw' | 'file' | 'readAt'>): StoredReceipt {
  const { number, businessDay, placedAt } = body
  const who =
    body.kind === 'receipt' ? { customer: body.customer, card: body.card } : { customer: null, card: null }
  const links =
    body.kind === 'void' ? body.voids : body.lines.flatMap(({ origin: from }) => from?.number ?? [])
  return {
    number,
    businessDay,
    placedAt,
    ...who,
    returnsFrom: [...new Set(links)],
    body: writeBody(body),
    ...origin,
  }
}

async function quarantineFile(path: string, code: string, reading: Reading): Promise<void> {
  const { source, tools, report, writes } = reading
  const reason = `expected a file that can be opened, found ${code}; give the process the right to read it`
  const quarantined = [{ file: path, position: 0, reason, raw: '', at: instant(tools.clock()) }]
  await writes.add(
    tools.ledger.receipts.store(source, { file: path, mark: UNFINISHED, receipts: [], quarantined }),
  )
  report.quarantined += 1
}

/** Payment card numbers do not belong in a ledger; the last four digits are enough for a dispute. */
function withoutCards(raw: string): string {
  return raw.replace(
    /(<(?:[\w.-]+:)?(?:PrimaryAccountNumber|AccountNumber|CardNumber|Track\d(?:Data)?)\b[^<>]*>)([^<>]+)/g,
    (_, tag: string, text: string) => {
      let hidden = text.replace(/\D/g, '').length - 4
      return tag + text.replace(/\d/g, (digit) => (hidden-- > 0 ? '*' : digit))
    },
  )
}

/** Changes when the same file would be read into something else: other options, another version of the reading. */
function fingerprint(options: PoslogOptions): string {
  const { folder: _, pollSeconds: __, suffix: ___, ...telling } = options
  return createHash('sha256')
    .update(JSON.stringify([BODY_VERSION, telling]))
    .digest('hex')
    .slice(0, 12)
}
