import { addDays, type Day, dayIn, type Instant, instant, weekdayOf } from '../../../adapters/time.ts'
import type { MoneyFields } from '../prices/money.ts'
import { moneyFields } from '../prices/money.ts'
import type { LeadTime } from './fulfilment.ts'
import { afterOpenMinutes, momentOf } from './opening-hours.ts'
import type { Place } from './store-directory.ts'

/** The schema's `DeliveryPromise`. */
export interface Promised {
  readonly earliest: Instant
  /** Null for what waits for the shopper in a store. */
  readonly latest: Instant | null
  /** Ordered before this instant the promise holds; null when no time of day matters. */
  readonly cutOff: Instant | null
  readonly timeZone: string
  readonly cost: MoneyFields | null
}

type Where = Pick<Place, 'timeZone' | 'hours' | 'specialHours'>

/** Later than any cut-off. */
const FAR = '9999-12-31'
/** How many days are looked ahead for a day of work: longer than any works or summer break. */
const HORIZON = 60

/**
 * When an item that is in a store can be collected there: after so many minutes of opening hours, at the earliest at the next
 * opening. What is ordered after the cut-off is begun with on the next day. Null when nobody has the store's hours, or it
 * does not open within 60 days.
 */
export function collection(place: Where, lead: LeadTime, now: Date): Promised | null {
  const { timeZone } = place
  const today = dayIn(timeZone, now)
  const cutOffOn = (day: Day) => (lead.cutOff === null ? null : momentOf(timeZone, day, lead.cutOff))
  const cutOff = cutOffOn(today)
  const isLate = cutOff !== null && cutOff <= instant(now)
  const tomorrow = addDays(today, 1)
  const since = isLate ? new Date(momentOf(timeZone, tomorrow, '00:00')) : now
  const earliest = afterOpenMinutes(place, since, lead.preparationMinutes)
  if (!earliest) return null
  const holds = isLate ? cutOffOn(tomorrow) : cutOff
  return { earliest, latest: null, cutOff: holds, timeZone, cost: lead.cost && moneyFields(lead.cost) }
}

/**
 * When an item that is in a place and sent from there arrives: prepared on the day of work whose cut-off is ahead, sent on
 * the day of work on which it is ready, delivered so many days of work later. Days on which the place is closed by date
 * (holidays) are no days of work, neither its own nor the carrier's. Null when there is none within 60 days.
 */
export function shipment(place: Where, lead: LeadTime, now: Date): Promised | null {
  const { timeZone } = place
  const asked = instant(now)
  const cutOffOf = (day: Day) => (lead.cutOff === null ? null : momentOf(timeZone, day, lead.cutOff))
  const prepared = workday(place, lead, dayIn(timeZone, now), (day) => (cutOffOf(day) ?? FAR) > asked)
  if (!prepared) return null
  const begins = Math.max(now.getTime(), Date.parse(momentOf(timeZone, prepared, '00:00')))
  const ready = new Date(begins + lead.preparationMinutes * 60_000)
  const arrival = (sent: Day, days: number) => daysOfWorkAfter(place, lead, sent, days)
  const { from, until } = lead.deliveryHours
  const inTime = (sent: Day) => {
    const last = arrival(sent, lead.carrierDays.latest)
    return last !== null && momentOf(timeZone, last, until) > instant(ready)
  }
  const sent = workday(place, lead, dayIn(timeZone, ready), inTime)
  const first = sent && arrival(sent, lead.carrierDays.earliest)
  const last = sent && arrival(sent, lead.carrierDays.latest)
  if (!first || !last) return null
  const begin = Math.max(ready.getTime(), Date.parse(momentOf(timeZone, first, from)))
  return {
    earliest: instant(new Date(begin)),
    latest: momentOf(timeZone, last, until),
    cutOff: cutOffOf(prepared),
    timeZone,
    cost: lead.cost && moneyFields(lead.cost),
  }
}

/** The first day of work from a day on that fits; null when there is none within 60 days. */
function workday(place: Where, lead: LeadTime, from: Day, fits: (day: Day) => boolean = () => true) {
  for (let ahead = 0; ahead <= HORIZON; ahead++) {
    const day = addDays(from, ahead)
    if (isWorkday(place, lead, day) && fits(day)) return day
  }
  return null
}

function daysOfWorkAfter(place: Where, lead: LeadTime, day: Day, days: number): Day | null {
  let reached: Day | null = day
  for (let left = days; left > 0 && reached; left--) reached = workday(place, lead, addDays(reached, 1))
  return reached
}

function isWorkday({ specialHours }: Where, { workingDays }: LeadTime, day: Day): boolean {
  const isClosed = specialHours.some(({ date, opens }) => date === day && opens === null)
  return workingDays.includes(weekdayOf(day)) && !isClosed
}
