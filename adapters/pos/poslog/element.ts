/** An XML element without its namespace: till vendors bind prefixes as they like, the local names are the standard's. */
export interface Element {
  /** Local name. */
  readonly name: string
  /** Whether it has the prefix of the document's root; false: a vendor's extension. */
  readonly own: boolean
  /** By local name; an unprefixed attribute wins over a vendor's of the same name. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly Element[]
  /** The text directly inside, trimmed. */
  readonly text: string
}

/** The children of that name: the standard's own, or a vendor's where there is none of the standard's. */
export function childrenOf(element: Element, name: string): readonly Element[] {
  const named = element.children.filter((child) => child.name === name)
  const own = named.filter((child) => child.own)
  return own.length > 0 ? own : named
}

/** The first child of that name (see `childrenOf`), or a child of a child along the path; null where there is none. */
export function childOf(element: Element, ...path: readonly string[]): Element | null {
  let found: Element | null = element
  for (const name of path) {
    if (found === null) return null
    found = firstChild(found, name)
  }
  return found
}

/** `childrenOf(element, name)[0]` without the lists: it is asked a hundred times for each transaction. */
function firstChild({ children }: Element, name: string): Element | null {
  let first: Element | null = null
  for (const child of children) {
    if (child.name !== name) continue
    if (child.own) return child
    first ??= child
  }
  return first
}

/** The text of the element at the path; null where it is missing or empty. */
export function textOf(element: Element, ...path: readonly string[]): string | null {
  const text = childOf(element, ...path)?.text
  return text ? text : null
}

/** Every element of that name below `element`, in document order, extensions too. */
export function descendantsOf(element: Element, name: string): readonly Element[] {
  const found: Element[] = []
  collect(element, name, found)
  return found
}

function collect(element: Element, name: string, found: Element[]): void {
  for (const child of element.children) {
    if (child.name === name) found.push(child)
    collect(child, name, found)
  }
}

/** Whether the attribute, or the child element, of that name says true (`true` or `1`). */
export function isFlagged(element: Element, name: string): boolean {
  const value = element.attributes.get(name) ?? textOf(element, name) ?? ''
  return value === '1' || value.toLowerCase() === 'true'
}

/** An enum's value without a vendor's prefix: `VRExt:RXBag` is `RXBag`. */
export function bareValue(value: string): string {
  return value.slice(value.lastIndexOf(':') + 1).trim()
}

/** The receipt's totals of one `TotalType`. */
export function totalsOf(retail: Element, type: string): readonly Element[] {
  return childrenOf(retail, 'Total').filter(
    (total) => bareValue(total.attributes.get('TotalType') ?? '') === type,
  )
}
