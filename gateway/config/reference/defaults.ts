import { CACHED_READS } from '../../../adapters/cached-reads.ts'
import { RETRY_BASE_MS, RETRY_LONGEST_MS, RETRY_RESERVE } from '../../../adapters/call/limits.ts'
import { PORT_NAMES } from '../../../adapters/source.ts'
import { networkKeys } from './adapters.ts'
import { keyTable, table } from './table.ts'

/** What holds for each system unless its own keys say otherwise. */
export function callDefaults(): string[] {
  return [
    'These defaults hold for each system by itself. `couture doctor` prints the values in use.',
    keyTable([...networkKeys.values()]),
    `Only reads are repeated. The wait before the first repetition is drawn at random from 0 to ${RETRY_BASE_MS} ms, before the second from 0 to
${RETRY_BASE_MS * 2} ms; no wait is longer than ${RETRY_LONGEST_MS} ms, but for a system that asked for more. A process may make ${RETRY_RESERVE} repetitions per system
beyond \`retryPercent\`.`,
  ]
}

/** Which reads the cache keeps, and for how long. */
export function freshnessDefaults(): string[] {
  const rows = Object.entries(CACHED_READS).map(([port, { maxAge, coordinates, reads }]) => {
    const those = (isKept: boolean) =>
      Object.entries(reads)
        .filter(([, how]) => (how !== null) === isKept)
        .map(([read]) => `\`${read}\``)
        .join(', ')
    const shown = coordinates.map((coordinate) => `\`${coordinate}\``).join(', ')
    return [`\`freshness.${port}\``, String(maxAge), shown, those(true), those(false)]
  })
  const never = PORT_NAMES.filter((port) => !(port in CACHED_READS)).join(', ')
  return [
    `The default of each key is the \`@cacheControl\` of the schema. What is not in this table is never kept by the cache: ${never}.`,
    table(['key', 'seconds', 'shown as', 'reads that are kept', 'reads that always ask'], rows),
  ]
}
