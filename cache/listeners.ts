export interface ListenersOptions {
  readonly log: (event: string, values: Readonly<Record<string, string | number>>) => void
  /** Called when a channel has got its first listener. */
  readonly began?: (channel: string) => void
  /** Called when a channel has lost its last listener, but not by closing. */
  readonly ended?: (channel: string) => void
}

/** Who listens in this process, by channel. */
export interface Listeners {
  /** Listens until what it answers is called. */
  add(channel: string, heard: (message: string) => void): () => void
  /** Has those who listen now hear a message, soon, and after all that was told before. */
  tell(channel: string, message: string): void
  /** The channels somebody listens to. */
  channels(): readonly string[]
  /** Ends everybody, those included who are still to hear something, and lets nobody listen any more. */
  close(): void
}

/** A listener that throws is a bug: it is logged, and the others hear the message all the same. */
export function createListeners({ log, began, ended }: ListenersOptions): Listeners {
  const listening = new Map<string, Set<Listener>>()
  let closed = false

  const call = (listener: Listener, channel: string, message: string) => {
    try {
      listener.heard(message)
    } catch (error) {
      log('cache.listener.failed', { channel, reason: String(error) })
    }
  }
  return {
    add(channel, heard) {
      if (closed) return () => {}
      const listener = { heard }
      const already = listening.get(channel)
      if (already) already.add(listener)
      else {
        listening.set(channel, new Set([listener]))
        began?.(channel)
      }
      return () => {
        const left = listening.get(channel)
        if (!left?.delete(listener) || left.size > 0) return
        listening.delete(channel)
        ended?.(channel)
      }
    },
    tell(channel, message) {
      const all = listening.get(channel)
      if (!all) return
      const now = [...all]
      // Not within the call: a listener that tells something would have it heard before what is being told.
      queueMicrotask(() => {
        for (const listener of now) if (all.has(listener)) call(listener, channel, message)
      })
    },
    channels: () => [...listening.keys()],
    close() {
      closed = true
      for (const all of listening.values()) all.clear()
      listening.clear()
    },
  }
}

/** One call of `add`: a function that listens twice hears everything twice. */
interface Listener {
  readonly heard: (message: string) => void
}
