import { range, ratios, table } from '../report.ts'
import type { Found } from './measure.ts'

/** Everything that was found, in Markdown: CPU with guards and without, and what the one is of the other round by round. */
export function report(found: readonly Found[]): string {
  const rows = found.map(({ operation, asker, answer, guarded, unguarded }) => [
    operation,
    asker,
    (Buffer.byteLength(answer) / 1_000).toFixed(1),
    range(guarded),
    range(unguarded),
    range(ratios(guarded, unguarded)),
  ])
  return table(['operation', 'asked by', 'kB', 'CPU ms, guarded', 'unguarded', 'guarded ÷ unguarded'], rows)
}
