/** Texts are looked up by so many of their first characters; shorter ones cannot be looked for. */
export const SHORTEST = 5

/** Finds those of many texts that stand in one, in one pass over it however many there are. Throws for a text that is too short. */
export function textFinder(texts: Iterable<string>): (within: string) => ReadonlySet<string> {
  const byHead = new Map<string, string[]>()
  for (const text of new Set(texts)) {
    if (text.length < SHORTEST)
      throw new RangeError(`expected ${SHORTEST} characters or more, found "${text}"`)
    const head = text.slice(0, SHORTEST)
    const near = byHead.get(head)
    if (near) near.push(text)
    else byHead.set(head, [text])
  }
  return (within) => {
    const found = new Set<string>()
    for (let at = 0; at + SHORTEST <= within.length; at++) {
      for (const text of byHead.get(within.slice(at, at + SHORTEST)) ?? NONE)
        if (within.startsWith(text, at)) found.add(text)
    }
    return found
  }
}

const NONE: readonly string[] = []
