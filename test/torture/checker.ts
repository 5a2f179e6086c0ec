import type { Attempt } from './attempt.ts'
import type { BookedOrder, BookedPayment } from './books.ts'
import type { Shelf } from './goods.ts'

/** What the systems hold when everything has come to rest, and what shoppers were told. */
export interface Evidence {
  readonly attempts: readonly Attempt[]
  readonly orders: readonly BookedOrder[]
  readonly payments: readonly BookedPayment[]
  /** What there was of each article that may be sold. */
  readonly shelves: readonly Shelf[]
}

/** What must be nothing. */
export interface Losses {
  /** Acknowledged, and not in the ERP as it was ordered, or not paid. */
  readonly lost: number
  /** Not acknowledged, and half there: an order without its money, or one that a shopper was told there is not. */
  readonly ghost: number
  /** Twice in the ERP, or paid twice. */
  readonly duplicated: number
  /** Money taken, and no order. */
  readonly missing: number
  /** Units promised beyond those there were. */
  readonly oversold: number
}

/** Compares what shoppers were told with what the systems hold. `tell` gets a sentence for each loss. */
export function check(evidence: Evidence, tell: (sentence: string) => void): Losses {
  const live = new Map<string, BookedOrder[]>()
  for (const order of evidence.orders) {
    if (!order.isCancelled) live.set(order.mark, [...(live.get(order.mark) ?? []), order])
  }
  const paid = new Map(evidence.payments.map((payment) => [payment.id, payment]))
  const losses = { lost: 0, ghost: 0, duplicated: 0, missing: 0, oversold: 0 }
  const count = (what: keyof Losses, sentence: string, by = 1) => {
    losses[what] += by
    tell(`${what}: ${sentence}`)
  }
  const marks = new Set(evidence.attempts.map(({ mark }) => mark))
  for (const order of evidence.orders) {
    if (!marks.has(order.mark)) count('ghost', `nobody ordered ${order.salesOrder}`)
  }
  for (const attempt of evidence.attempts) {
    const orders = live.get(attempt.mark) ?? []
    const payment = attempt.payment === null ? undefined : paid.get(attempt.payment)
    judge({ attempt, orders, payment }, count)
  }
  for (const { sentence, units } of oversold(evidence)) count('oversold', sentence, units)
  return losses
}

interface Case {
  readonly attempt: Attempt
  /** What is not cancelled of it in the ERP. */
  readonly orders: readonly BookedOrder[]
  readonly payment: BookedPayment | undefined
}

type Count = (what: keyof Losses, sentence: string) => void

function judge(one: Case, count: Count): void {
  const { attempt, orders, payment } = one
  const { fate, mark, total } = attempt
  const captured = payment?.captured ?? 0
  const [order] = orders
  if (orders.length > 1) {
    const numbers = orders.map(({ salesOrder }) => salesOrder)
    count('duplicated', `${mark} is ${numbers.join(' and ')}`)
  }
  if (captured > total || (payment?.captures ?? 0) > 1) count('duplicated', `${mark} was paid twice`)
  if (!order && captured > 0) count('missing', `${mark} was paid and is no order`)
  if (fate.told === 'ACKNOWLEDGED') judgeTold(one, fate.number, count)
  else if (fate.told === 'REFUSED' && order)
    count(
      'ghost',
      `${mark} was refused (${fate.codes}) and is ${order.number}; ${attempt.unanswered} tries got no answer`,
    )
  else if (order && whyHalf(one, order)) count('ghost', `${mark} ${whyHalf(one, order)}`)
}

/** What somebody was told of is in the ERP, whole and paid. */
function judgeTold(one: Case, number: string, count: Count): void {
  const { mark } = one.attempt
  const [order] = one.orders
  const half = order && whyHalf(one, order)
  if (!order) count('lost', `${mark} was told ${number} and is not in the ERP`)
  else if (order.number !== number) count('ghost', `${mark} was told ${number} and is ${order.number}`)
  else if (half) count('lost', `${mark} ${half}`)
}

/** What an order lacks; null for a whole one. */
function whyHalf({ attempt, payment }: Case, order: BookedOrder): string | null {
  if (!isWhole(attempt, order)) return `is in the ERP as ${order.number} with other lines`
  const captured = payment?.captured ?? 0
  return captured === attempt.total
    ? null
    : `is in the ERP as ${order.number} with ${captured} of ${attempt.total} taken`
}

function isWhole({ wishes }: Attempt, { lines }: BookedOrder): boolean {
  return (
    lines.length === wishes.length &&
    wishes.every(({ shelf: { sku, plant }, quantity }) =>
      lines.some((line) => line.sku === sku && line.plant === plant && line.units === quantity),
    )
  )
}

function oversold({ orders, shelves }: Evidence) {
  const sold = new Map<string, number>()
  for (const { isCancelled, lines } of orders) {
    for (const { sku, plant, units } of isCancelled ? [] : lines) {
      const place = `${sku} in ${plant}`
      sold.set(place, (sold.get(place) ?? 0) + units)
    }
  }
  return shelves.flatMap(({ sku, plant, units: there }) => {
    const units = (sold.get(`${sku} in ${plant}`) ?? 0) - there
    return units > 0
      ? [{ sentence: `${sku} in ${plant}: ${there} were there, ${units + there} were sold`, units }]
      : []
  })
}
