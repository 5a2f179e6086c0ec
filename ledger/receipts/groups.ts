/** One call that waits for its group. */
interface Waiting<T> {
  readonly item: T
  resolve(): void
  reject(error: unknown): void
}

/**
 * Puts calls that arrive while others are under way together, at most `limit` at a time and in order of arrival: a
 * till that writes one file per sale must not wait for the disk once per sale. When a group fails each of its items
 * runs again alone, so that a call fails for its own item only.
 */
export function inGroups<T>(
  limit: number,
  run: (items: readonly T[]) => Promise<void>,
): (item: T) => Promise<void> {
  const queue: Waiting<T>[] = []
  let running = false

  const runAll = async () => {
    running = true
    while (queue.length > 0) await runGroup(queue.splice(0, limit), run)
    running = false
  }
  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject })
      if (!running) void runAll()
    })
}

async function runGroup<T>(
  group: readonly Waiting<T>[],
  run: (items: readonly T[]) => Promise<void>,
): Promise<void> {
  try {
    await run(group.map(({ item }) => item))
    for (const { resolve } of group) resolve()
  } catch (error) {
    const [first, ...others] = group
    if (others.length === 0) first?.reject(error)
    else for (const waiting of group) await runGroup([waiting], run)
  }
}
