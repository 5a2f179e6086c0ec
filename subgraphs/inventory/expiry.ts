import { type Clock, instant } from '../../adapters/time.ts'
import type { WriteLedger } from '../../ledger/writes/port.ts'

/** Reservations looked at together: all of a page are ended in one transaction. */
const PAGE = 100

/**
 * Ends reservations whose time is over; how many were. They hold nothing from that time on, with or without this: it says so in the
 * ledger, so that nobody has to look at them again.
 */
export async function expireReservations(writes: WriteLedger, clock: Clock): Promise<number> {
  const at = instant(clock())
  const due = (await writes.holds.expired(at, PAGE)).map(({ id }) => id)
  if (due.length === 0) return 0
  const ended = await writes.transact(['stock'], async ({ holds }) => {
    // Somebody may have extended or used one meanwhile.
    const over = [...(await holds.byIds(due)).values()].filter(
      ({ state, expiresAt }) => state === 'HELD' && expiresAt !== null && expiresAt <= at,
    )
    for (const hold of over) await holds.save({ ...hold, state: 'EXPIRED' })
    return over.length
  })
  return due.length < PAGE || ended === 0 ? ended : ended + (await expireReservations(writes, clock))
}
