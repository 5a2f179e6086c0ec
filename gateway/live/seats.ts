/** How many live answers there may be at a time. */
export interface SeatLimits {
  readonly streams: number
  readonly perClient: number
}

/** A place for a live answer; giving it back twice does nothing. Null where there is none left. */
export type Seats = (client: string) => (() => void) | null

/** Counts live answers, of one process. */
export function createSeats({ streams, perClient }: SeatLimits): Seats {
  const taken = new Map<string, number>()
  let all = 0
  return (client) => {
    const own = taken.get(client) ?? 0
    if (all >= streams || own >= perClient) return null
    all += 1
    taken.set(client, own + 1)
    let isTaken = true
    return () => {
      if (!isTaken) return
      isTaken = false
      all -= 1
      const left = (taken.get(client) ?? 1) - 1
      if (left > 0) taken.set(client, left)
      else taken.delete(client)
    }
  }
}
