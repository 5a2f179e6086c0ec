import { having, type Row, type View } from '../edm.ts'
import { comparable } from '../evaluate.ts'

/** A view that makes rows of each subject when they are asked for: nothing is kept. */
export function viewOf<Subject>(
  subjects: () => Iterable<Subject>,
  rows: (subject: Subject) => readonly Row[],
  by: View['by'],
): View {
  return {
    *all() {
      for (const subject of subjects()) yield* rows(subject)
    },
    by,
  }
}

/** A view that can also be walked by a key that each subject has one of, as in all its rows. Sorted when first walked, and again for another list. */
export function walkable<Subject>(
  property: string,
  subjects: () => readonly Subject[],
  { keyOf, rows, by }: Walk<Subject>,
): View {
  let sorted: Sorted<Subject> | null = null
  const inOrder = () => {
    const list = subjects()
    if (sorted?.of !== list) {
      const pairs = list.map((subject) => [comparable(keyOf(subject)), subject] as const)
      sorted = { of: list, pairs: pairs.sort(([left], [right]) => (left < right ? -1 : 1)) }
    }
    return sorted.pairs
  }
  return {
    ...viewOf(subjects, rows, by),
    ordered: {
      property,
      *from(least) {
        const list = inOrder()
        for (let at = least === null ? 0 : firstFrom(list, comparable(least)); at < list.length; at++) {
          const subject = list[at]?.[1]
          if (subject !== undefined) yield* rows(subject)
        }
      },
    },
  }
}

interface Sorted<Subject> {
  readonly of: readonly Subject[]
  readonly pairs: readonly (readonly [string, Subject])[]
}

export interface Walk<Subject> {
  readonly keyOf: (subject: Subject) => string
  readonly rows: (subject: Subject) => readonly Row[]
  readonly by: View['by']
}

/** The place of the first key that is not below `least`. */
function firstFrom(list: readonly (readonly [string, unknown])[], least: string): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle]?.[0] ?? '') < least) low = middle + 1
    else high = middle
  }
  return low
}

/** An index: the rows of the subjects a key leads to. */
export function through<Subject>(
  lookup: (key: string) => readonly Subject[],
  rows: (subject: Subject) => readonly Row[],
): (value: string) => readonly Row[] {
  return (value) => lookup(value).flatMap(rows)
}

/**
 * An index on a property whose subjects have other rows as well, or whose text is shown padded: `lookup` gets it without
 * leading zeros, and only rows that show exactly this text are found.
 */
export function exactly<Subject>(
  name: string,
  lookup: (key: string) => readonly Subject[],
  rows: (subject: Subject) => readonly Row[],
): (value: string) => readonly Row[] {
  return (value) =>
    lookup(value.replace(/^0+(?=\d)/, ''))
      .flatMap(rows)
      .filter(having(name, value))
}

/** Several lookups as one. */
export function either<Subject>(
  ...lookups: readonly ((key: string) => readonly Subject[])[]
): (key: string) => readonly Subject[] {
  return (key) => [...new Set(lookups.flatMap((lookup) => lookup(key)))]
}
