/** Something in use for the length of one piece of work. */
interface Turn<T> {
  readonly value: T
  /** Says that the work has ended. A second time does nothing. */
  release(): void
}

/** One thing in service at a time, which can be replaced while it is in use. */
export interface ChangeOver<T> {
  /** What serves now; for looking at it, not for working with it. */
  current(): T
  /** Takes what serves now; it is not closed before it is released. */
  take(): Turn<T>
  /** Puts the next one into service. The one before is closed when everybody who took it has released it. */
  replace(next: T): void
  /** Resolves when every replaced one is closed; does not wait for the one in service. */
  settled(): Promise<void>
}

/** Starts with `first`. `close` is called once for each replaced thing; a failure of it goes to `failed`. */
export function createChangeOver<T>(
  first: T,
  close: (left: T) => Promise<void>,
  failed: (error: unknown) => void,
): ChangeOver<T> {
  let serving = inUse(first)
  const closing = new Set<Promise<void>>()
  return {
    current: () => serving.value,
    take: () => serving.take(),
    replace(next) {
      const left = serving
      serving = inUse(next)
      const closed = left
        .idle()
        .then(() => close(left.value))
        .catch(failed)
        .finally(() => closing.delete(closed))
      closing.add(closed)
    },
    settled: async () => void (await Promise.all(closing)),
  }
}

function inUse<T>(value: T) {
  let turns = 0
  let whenIdle: (() => void) | null = null
  return {
    value,
    take(): Turn<T> {
      let released = false
      turns += 1
      const release = () => {
        if (released) return
        released = true
        turns -= 1
        if (turns === 0) whenIdle?.()
      }
      return { value, release }
    },
    /** Called once, when nobody new can come any more. */
    idle: () =>
      new Promise<void>((resolve) => {
        whenIdle = resolve
        if (turns === 0) resolve()
      }),
  }
}
