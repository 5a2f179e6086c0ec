import { TARGETS, type Target } from './two-people.ts'

/** A line of the table. */
export interface Row {
  /** What it is about, `Order.payments`, and by which way where there are several: `Order.payments by receipt`. */
  readonly name: string
  readonly coordinate: string
  /** The letters of each column, under its header. */
  readonly cells: Readonly<Record<string, string>>
  /** Whose is asked for, in the order of the letters; the viewer's own where nothing is asked for by a name. */
  readonly targets: readonly Target[]
}

/** Reads a table of outcomes; throws for one that nobody could read. */
export function readOutcomes(text: string): readonly Row[] {
  const [header = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '')
  const columns = header.trim().split(/\s+/)
  return lines.map((line) => {
    const [, name = '', letters = ''] = /^(\S+(?: by \S+)?)\s+(.+)$/.exec(line) ?? []
    const cells = letters.trim().split(/\s+/)
    const lengths = new Set(cells.map(({ length }) => length))
    const [length = 0] = lengths
    if (cells.length !== columns.length || lengths.size !== 1 || ![1, TARGETS.length].includes(length))
      throw new Error(`expected ${columns.length} cells alike in this line of the outcomes: ${line}`)
    return {
      name,
      coordinate: name.split(' ')[0] ?? '',
      cells: Object.fromEntries(columns.map((column, place) => [column, cells[place] ?? ''])),
      targets: TARGETS.slice(0, length),
    }
  })
}
