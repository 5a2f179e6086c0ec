import { having, type Row, type View } from '../edm.ts'

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
