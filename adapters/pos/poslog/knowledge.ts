import type { Marks } from '../../../ledger/port.ts'
import { SourceError } from '../../error.ts'
import { type Instant, parseInstant } from '../../time.ts'
import { scanMark } from './ingest.ts'
import type { PoslogOptions } from './options.ts'

/** When the last complete look at the folder began; null until there was one: what is missing may yet come. */
export async function scannedAt(source: string, marks: Marks): Promise<Instant | null> {
  return parseInstant((await marks.read(scanMark(source))) ?? '')
}

/** Whether the folder should have been looked at again long ago: ten looks were missed, and a minute has passed. */
export function isBehind(
  scanned: Instant,
  { pollSeconds }: Pick<PoslogOptions, 'pollSeconds'>,
  now: Date,
): boolean {
  return now.getTime() - Date.parse(scanned) > Math.max(60_000, pollSeconds * 10_000)
}

/** Why nobody can say that something is not there. */
export function neverRead(source: string): SourceError {
  return new SourceError(source, 'SOURCE_UNAVAILABLE', 'the till files have not been read to their end yet')
}

/** Why a stored receipt tells nothing. */
export function writtenOtherwise(source: string): SourceError {
  return new SourceError(
    source,
    'BAD_RESPONSE',
    'the stored receipt was written by another version; read the files again',
  )
}
