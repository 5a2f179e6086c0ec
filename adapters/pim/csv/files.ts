import { promises as fs } from 'node:fs'
import { join } from 'node:path'
import type { Tools } from '../../adapter.ts'
import { type CallRecord, currentScope } from '../../call/scope.ts'
import { isSourceError, SourceError } from '../../error.ts'
import { type Book, toBook } from './book.ts'
import type { CsvOptions } from './options.ts'
import { readTable } from './table.ts'

/** The two files of a folder. */
export interface Files {
  /**
   * What they say now: read when first asked for, and again when one has changed (its time, size or number on the disk).
   * Whoever asks while they are read waits for the same reading. Rejects with a `SourceError`.
   */
  book(): Promise<Book>
}

const PRODUCTS = 'products.csv'
const VARIANTS = 'variants.csv'

/** A folder's files, not read yet. */
export function createFiles(source: string, options: CsvOptions, tools: Tools): Files {
  const { folder, delimiter, timeoutMs } = options
  let kept: { readonly stamp: string; readonly book: Promise<Book> } | null = null

  async function current(): Promise<Book> {
    // Without a stamp the files cannot be read either; the reading says so, as a failed call.
    const stamp = await look(folder).then(
      (seen) => seen.stamp,
      () => '',
    )
    if (kept?.stamp === stamp && stamp !== '') return kept.book
    const entry = { stamp, book: told(source, tools, () => load(stamp)) }
    kept = entry
    return entry.book.catch((error: unknown) => {
      // A failed reading is not kept: the next one who asks tries again.
      if (kept === entry) kept = null
      throw error
    })
  }

  async function load(stamp: string): Promise<Reading> {
    const [products, variants] = await Promise.all([
      readTable(join(folder, PRODUCTS), delimiter),
      readTable(join(folder, VARIANTS), delimiter),
    ])
    const after = await look(folder)
    // Half of a file that is being written would say that the other half does not exist.
    if (after.stamp !== stamp)
      throw new SourceError(source, 'SOURCE_UNAVAILABLE', 'a file changed while it was read')
    const book = toBook(source, { products, variants }, options)
    const counts = { products: products.rows.length, variants: variants.rows.length }
    tools.log('csv.read', { source, ...counts, unreadable: book.flaws.length })
    return { book, bytes: after.bytes }
  }

  return { book: () => inTime(source, tools, timeoutMs, current()) }
}

interface Reading {
  readonly book: Book
  readonly bytes: number
}

/** What tells one state of the files from the next, without reading them. */
async function look(folder: string): Promise<{ readonly stamp: string; readonly bytes: number }> {
  const seen = await Promise.all([PRODUCTS, VARIANTS].map((name) => fs.stat(join(folder, name))))
  return {
    stamp: seen.map(({ ino, size, mtimeMs }) => `${ino}-${size}-${mtimeMs}`).join(' '),
    bytes: seen.reduce((sum, { size }) => sum + size, 0),
  }
}

/** A reading, told of as the call pipeline tells of an HTTP call: for metrics, tests and the source's health. */
async function told(source: string, tools: Tools, read: () => Promise<Reading>): Promise<Book> {
  const startedAt = tools.clock().getTime()
  const tell = (bytes: number, failure: CallRecord['failure']) => {
    const durationMs = tools.clock().getTime() - startedAt
    const what = { source, verb: 'FILE', route: `${PRODUCTS} ${VARIANTS}`, batchSize: 1, bytes }
    const how = { attempts: 1, status: null, failure, circuit: 'CLOSED' } as const
    const call = { ...what, ...how, startedAt, durationMs }
    currentScope()?.record(call)
    tools.observe(call)
  }
  try {
    const { book, bytes } = await read()
    tell(bytes, null)
    return book
  } catch (thrown) {
    const error = toSourceError(source, thrown)
    tell(0, error.code)
    throw error
  }
}

function toSourceError(source: string, thrown: unknown): SourceError {
  if (isSourceError(thrown)) return thrown
  if (!(thrown instanceof Error) || !('code' in thrown)) throw thrown
  const message = `expected ${PRODUCTS} and ${VARIANTS}, readable, in the configured folder; found ${thrown.code}`
  return new SourceError(source, 'SOURCE_UNAVAILABLE', message, { cause: thrown })
}

/**
 * Waits no longer than configured, and than the present request has time; the reading goes on for whoever asks next.
 * A disk that hangs (a network share that is gone) costs a request no more than that.
 */
function inTime<T>(source: string, { clock }: Tools, timeoutMs: number, work: Promise<T>): Promise<T> {
  const scope = currentScope()
  const left = scope ? Math.max(0, Math.min(timeoutMs, scope.deadline - clock().getTime())) : timeoutMs
  const given = AbortSignal.any([AbortSignal.timeout(left), ...(scope ? [scope.signal] : [])])
  const late = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new SourceError(source, 'SOURCE_TIMEOUT', 'the files were not read in time'))
    if (left === 0 || given.aborted) giveUp()
    else given.addEventListener('abort', giveUp, { once: true })
  })
  return Promise.race([work, late])
}
