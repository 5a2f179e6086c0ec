import type { Forget } from '../../adapters/changed.ts'
import type { Estate } from '../../adapters/source.ts'
import type { Clock } from '../../adapters/time.ts'
import type { IdentityLedger } from '../../ledger/port.ts'
import type { CaseReads, PlacedOrderReads } from '../../ledger/writes/port.ts'
import type { LoyaltyTerms } from '../context.ts'
import { EARN, EXPIRE, TAKE_BACK } from '../shared/points/loyalty-entry.ts'
import { GIVE_BACK, SPEND } from '../shared/points/spent-points.ts'
import type { Deliveries } from '../shared/writes/outbox-delivery.ts'
import { expireRedemption } from './deliver-expiry.ts'
import { earnPoints, takePointsBack } from './deliver-points.ts'
import { giveSpentBack, spendPoints } from './deliver-spent.ts'

/** What deliveries of points work with. */
export interface LoyaltyDeliveryTools {
  readonly estate: Estate
  readonly identity: Pick<IdentityLedger, 'resolve'>
  readonly identityFilled: () => boolean
  readonly orders: Pick<PlacedOrderReads, 'byIds'>
  readonly cases: Pick<CaseReads, 'byIds'>
  readonly terms: LoyaltyTerms
  readonly forget: Forget
  readonly clock: Clock
}

/** How points are moved that nobody waits for. */
export function loyaltyDeliveries(tools: LoyaltyDeliveryTools): Deliveries {
  return {
    [EARN]: earnPoints(tools),
    [TAKE_BACK]: takePointsBack(tools),
    [EXPIRE]: expireRedemption(tools),
    [SPEND]: spendPoints(tools),
    [GIVE_BACK]: giveSpentBack(tools),
  }
}
