/** What every further value is called. */
export const OTHER = 'other'

/** Keeps the first `most` different texts it sees and calls every further one `other`: the last resort against endless labels. */
export function atMost(most: number): (text: string) => string {
  const known = new Set<string>()
  return (text) => {
    if (known.has(text)) return text
    if (known.size >= most) return OTHER
    known.add(text)
    return text
  }
}

/** The names of operations that have a label of their own; what else clients call their operations is `other`. */
export interface OperationNames {
  know(names: readonly string[]): void
  /** `none` for an operation without a name. */
  label(name: string | null): string
}

/** Knows nothing yet, and never more than `most` names. @default 500 */
export function createOperationNames(most = 500): OperationNames {
  const known = new Set<string>()
  return {
    know(names) {
      for (const name of names) if (known.size < most) known.add(name)
    },
    label: (name) => (name === null ? 'none' : known.has(name) ? name : OTHER),
  }
}

/** The names of the operations of a document's text. */
export function namesIn(document: string): readonly string[] {
  return [...document.matchAll(/^\s*(?:query|mutation|subscription)\s+([_A-Za-z]\w*)/gm)].map(
    ([, name = '']) => name,
  )
}
