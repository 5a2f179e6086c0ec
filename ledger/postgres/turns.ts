/** Has work wait, within this process, for what it may not run beside. */
export type InTurn = <T>(names: readonly string[], work: () => Promise<T>) => Promise<T>

/**
 * Runs work when all work that came before it and shares a name with it is over, first come, first served. `last` holds the end of the
 * line of each name, and nothing of names that nobody waits for. Work takes its place in all its lines at once, so that no two wait for
 * each other.
 */
export function createTurns(last: Map<string, Promise<void>> = new Map()): InTurn {
  return (names, work) => {
    const turn = Promise.all(names.flatMap((name) => last.get(name) ?? [])).then(work)
    const over = turn.then(
      () => leave(),
      () => leave(),
    )
    const leave = () => {
      for (const name of names) if (last.get(name) === over) last.delete(name)
    }
    for (const name of names) last.set(name, over)
    return turn
  }
}

/** Runs so many at a time, the others in the order they came. */
export function createSlots(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let free = count
  return async (work) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
