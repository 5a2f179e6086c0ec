/** One benchmark: it measures, and prints what it found. */
export interface Bench {
  readonly name: string
  run(tools: { readonly print: (text: string) => void }): Promise<void>
}

/** The middle of a list; of an even one the upper of the two. NaN for none. */
function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** The median and, in brackets, the smallest and largest of the rounds, in three figures. */
export function range(values: readonly number[]): string {
  return `${figures(median(values))} (${figures(Math.min(...values))}–${figures(Math.max(...values))})`
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
