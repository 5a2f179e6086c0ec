/** One benchmark: it measures, and prints what it found. */
export interface Bench {
  readonly name: string
  run(tools: BenchTools): Promise<void>
}

interface BenchTools {
  readonly print: (text: string) => void
  /** How long one measurement takes, where a benchmark measures by time; null for its own default. */
  readonly seconds: number | null
  /** How often everything is measured; null for the benchmark's own default. */
  readonly rounds: number | null
}

/** The middle of a list; of an even one the upper of the two. NaN for none. */
function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** The median and, in brackets, the smallest and largest of the rounds, in three figures. */
export function range(values: readonly number[]): string {
  return `${figures(median(values))} (${figures(Math.min(...values))}–${figures(Math.max(...values))})`
}

/** How many times as much as the others, round by round. */
export function ratios(values: readonly number[], others: readonly number[]): number[] {
  if (values.length !== others.length) {
    throw new RangeError(`expected as many rounds of both, found ${values.length} and ${others.length}`)
  }
  return values.map((value, round) => value / (others[round] ?? Number.NaN))
}

/** A Markdown table, its columns as wide as their longest cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

function figures(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)))
}
