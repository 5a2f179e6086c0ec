/** A line of a sale, as far as its place is concerned. */
export interface PlacedLine {
  readonly id: number
  readonly type: string
  readonly sequence?: number | null | undefined
}

/**
 * The keys of a sale's lines by their records' ids: a line is known by its place among those of its sale, counted from 1, which is what
 * it will be before Tryton has made it. Once a sale is confirmed Tryton changes none of its lines.
 */
export function lineIds(lines: readonly PlacedLine[]): ReadonlyMap<number, string> {
  const placed = lines.filter(({ type }) => type === 'line').sort(inOrder)
  return new Map(placed.map(({ id }, at) => [id, lineIdAt(at + 1)]))
}

/** The key of the line at a place, counted from 1. */
export function lineIdAt(position: number): string {
  return String(position)
}

/** Tryton's own order: lines without a sequence come first. */
function inOrder(left: PlacedLine, right: PlacedLine): number {
  return (left.sequence ?? -Infinity) - (right.sequence ?? -Infinity) || left.id - right.id
}
