/**
 * The candidate a mistyped word most likely means: the one with the fewest edits (insert, delete, replace, swap of
 * neighbours), if those are at most a third of its letters; else null. Upper and lower case count as equal.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  let best: string | null = null
  let fewest = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase())
    const allowed = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3))
    if (edits <= allowed && edits < fewest) {
      best = candidate
      fewest = edits
    }
  }
  return best
}

/** Damerau's edit distance in its optimal string alignment form. */
function distance(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, column) => column)]
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= left.length; i++) {
    rows.push([i])
    for (let j = 1; j <= right.length; j++) {
      const replaced = at(i - 1, j - 1) + (left[i - 1] === right[j - 1] ? 0 : 1)
      const isSwap = left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
      const swapped = isSwap ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY
      rows[i]?.push(Math.min(at(i, j - 1) + 1, at(i - 1, j) + 1, replaced, swapped))
    }
  }
  return at(left.length, right.length)
}
