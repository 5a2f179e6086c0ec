import { isSourceError } from '../../adapters/error.ts'
import type { LoyaltyDesk, PointsChange } from '../../adapters/ports/loyalty-desk.ts'
import { bodyIn, type RoundOfRedemption } from '../shared/points/loyalty-entry.ts'
import { redemptionOf, redemptionRecord, roundKey } from '../shared/points/redemption-case.ts'
import { type Delivery, type Follow, NOTHING } from '../shared/writes/outbox-delivery.ts'
import { deskNamed } from './deliver-points.ts'
import type { LoyaltyDeliveryTools } from './deliveries.ts'

/**
 * Gives back what was held for a redemption whose time is over: also where nobody was ever told that it was held. What was spent at a till
 * meanwhile is taken down as USED. Of what pays an order the order says what becomes of it.
 */
export function expireRedemption(tools: LoyaltyDeliveryTools): Delivery {
  return {
    // Given back twice is given back once.
    find: null,
    settleMs: ({ system }) => deskNamed(tools, system).settleMs,
    async deliver(entry) {
      const round = bodyIn<RoundOfRedemption>(entry)
      const redemption = redemptionOf((await tools.cases.byIds([round.redemptionId])).get(round.redemptionId))
      const isPaying = redemption?.body.orderId !== undefined && redemption.body.round === round.round
      if (isPaying) return NOTHING
      const desk = deskNamed(tools, entry.system)
      const held = await heldUnder(desk, roundKey(round.redemptionId, round.round))
      const change = held?.state === 'HELD' ? await desk.release(held.key) : held
      if (redemption) {
        const { recordId, cardNumber, customer } = redemption.body.account
        await tools.forget({ records: [recordId, cardNumber, ...(customer === null ? [] : [customer])] })
      }
      return ended(round, change?.state === 'USED' ? 'USED' : 'EXPIRED')
    },
    // It was spent since it was looked at: who tries again sees it.
    refused: async () => null,
  }
}

/** What an engine did under a key of a redemption's; null for nothing. Throws a `SourceError`. */
export async function heldUnder(desk: LoyaltyDesk, key: string): Promise<PointsChange | null> {
  const read = (await desk.changes([key])).get(key)
  if (isSourceError(read)) throw read
  return read?.value ?? null
}

/** What was cancelled stays so, and what was begun anew since goes on. */
function ended({ redemptionId: id, round }: RoundOfRedemption, state: 'USED' | 'EXPIRED'): Follow {
  return {
    about: [`case/${id}`],
    async apply({ cases }) {
      const now = redemptionOf((await cases.byIds([id])).get(id))
      const isOpen = now?.body.state === 'HELD' || now?.body.state === 'ASKED'
      if (!now || now.body.round !== round || !isOpen) return
      await cases.save(redemptionRecord(now, { ...now.body, state }))
    },
  }
}
