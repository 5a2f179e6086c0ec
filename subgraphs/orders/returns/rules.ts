import Big from 'big.js'
import type { ChannelKind } from '../../../adapters/channel.ts'
import { addDays, type Day } from '../../../adapters/time.ts'
import type { ReturnPolicy } from '../../shared/returns/return-policy.ts'

/** What decides whether goods of a line may come back. */
export interface LineFacts {
  readonly lineId: string
  /** What takes goods back, and what was cancelled, is nothing that could come back. */
  readonly isBought: boolean
  /** Decimal: how much the shopper has; null where nobody says. */
  readonly has: string | null
  /** Decimal: how much of that is back, or on its way back. */
  readonly back: string
  /** The day the last of it left or was handed over; null where no system says. */
  readonly leftOn: Day | null
  /** Whether it was sent; else it was handed over. */
  readonly wasSent: boolean
}

/** What decides whether goods of an order may come back. */
export interface OrderFacts {
  readonly placedOn: Day
  readonly lines: readonly LineFacts[]
}

/** Why goods may not come back, in a word. */
type WhyNoReturn =
  /** The retailer takes nothing back. */
  | 'NOT_OFFERED'
  /** It was cancelled, or takes goods back itself. */
  | 'NOTHING_BOUGHT'
  /** The shopper does not have it yet. */
  | 'NOT_RECEIVED_YET'
  /** All of it is back, or on its way back. */
  | 'ALREADY_RETURNED'
  /** The last day has passed. */
  | 'TOO_LATE'
  /** No system says how far it is. */
  | 'STATUS_UNKNOWN'

/** What may be done with one line. */
interface LineRule {
  readonly lineId: string
  /** Decimal: how much may come back now, 0 for none. */
  readonly quantity: string
  /** The last day; null while it has not reached the shopper. */
  readonly until: Day | null
  /** Why none of it may; empty when some may. */
  readonly reasons: readonly WhyNoReturn[]
}

/** What may be done with an order. */
export interface ReturnRule {
  readonly lines: readonly LineRule[]
  readonly allowed: boolean
  /** Why nothing of it may come back; empty when something may. */
  readonly reasons: readonly WhyNoReturn[]
  /** Where what may come back is taken; empty when nothing may. */
  readonly channels: readonly ChannelKind[]
  /** The last day on which something may, or might have, come back; null while nothing has reached the shopper. */
  readonly until: Day | null
}

/** Whether and why not each line of an order may come back on a day, by which channels, until when. */
export function returnRule(
  { placedOn, lines: facts }: OrderFacts,
  policy: Pick<ReturnPolicy, 'days' | 'parcelDays' | 'channels'>,
  today: Day,
): ReturnRule {
  const lines = facts.map((line) => lineRule(line, { placedOn, policy, today }))
  const open = lines.filter(({ reasons }) => reasons.length === 0)
  const allowed = open.length > 0
  const untils = (allowed ? open : lines).flatMap(({ until }) => until ?? [])
  return {
    lines,
    allowed,
    reasons: allowed ? [] : whyNone(lines),
    channels: allowed ? policy.channels : [],
    until: untils.sort().at(-1) ?? null,
  }
}

interface Terms {
  readonly placedOn: Day
  readonly policy: Pick<ReturnPolicy, 'days' | 'parcelDays' | 'channels'>
  readonly today: Day
}

function lineRule(line: LineFacts, { placedOn, policy, today }: Terms): LineRule {
  const { lineId, has, back, leftOn, wasSent } = line
  const isThere = has !== null && new Big(has).gt(0)
  const days = policy.days + (wasSent ? policy.parcelDays : 0)
  const until = isThere ? addDays(leftOn ?? placedOn, days) : null
  const left = new Big(has ?? 0).minus(back)
  const why = whyNot(line, { left, isOver: until !== null && today > until, policy })
  return { lineId, quantity: why ? '0' : left.toFixed(), until, reasons: why ? [why] : [] }
}

interface Standing {
  readonly left: Big
  readonly isOver: boolean
  readonly policy: Pick<ReturnPolicy, 'channels'>
}

function whyNot({ isBought, has }: LineFacts, { left, isOver, policy }: Standing): WhyNoReturn | null {
  if (!isBought) return 'NOTHING_BOUGHT'
  if (policy.channels.length === 0) return 'NOT_OFFERED'
  if (has === null) return 'STATUS_UNKNOWN'
  if (new Big(has).lte(0)) return 'NOT_RECEIVED_YET'
  if (left.lte(0)) return 'ALREADY_RETURNED'
  return isOver ? 'TOO_LATE' : null
}

/** Of what was bought; where nothing was, that. */
function whyNone(lines: readonly LineRule[]): readonly WhyNoReturn[] {
  const reasons = [...new Set(lines.flatMap((line) => line.reasons))]
  const bought = reasons.filter((reason) => reason !== 'NOTHING_BOUGHT')
  return bought.length > 0 ? bought : ['NOTHING_BOUGHT']
}
