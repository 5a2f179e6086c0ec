/** Writes under way while the next thing is read. */
export interface WritesBehind {
  /** Takes a write in; waits for the oldest when too many are under way. Throws what an earlier one failed with. */
  add(write: Promise<void>): Promise<void>
  /** Waits for all. Throws what the first one failed with. */
  done(): Promise<void>
}

/** Lets at most `limit` writes be under way, waited for in the order in which they came. */
export function writesBehind(limit: number): WritesBehind {
  const pending: Promise<void>[] = []
  const failures: unknown[] = []
  const check = () => {
    if (failures.length > 0) throw failures[0]
  }
  return {
    async add(write) {
      // Caught at once: a write may fail while something else is waited for.
      pending.push(write.catch((error: unknown) => void failures.push(error)))
      if (pending.length > limit) await pending.shift()
      check()
    },
    async done() {
      await Promise.all(pending.splice(0))
      check()
    },
  }
}
