import Big from 'big.js'
import type { Sku } from '../../../adapters/ids.ts'
import { type Money, sumMoney, type TaxedMoney } from '../../../adapters/money.ts'
import type { OrderLine } from '../../../adapters/ports/orders.ts'
import type { Context } from '../../context.ts'
import { badInput } from '../../graphql-error.ts'
import { mergeReturns } from '../../shared/returns/order-returns.ts'
import type { ReturnCase } from '../../shared/returns/return-case.ts'
import { type Disposition, isAtCounter } from '../../shared/returns/return-policy.ts'
import { refusalsFor } from '../order-rules.ts'
import { because, type Refusal, refused, refuseFor } from '../refused.ts'
import { atMost, paidPerLine, together, worthOf } from './amounts.ts'
import { ruleOf } from './facts.ts'
import type { WantedLine } from './input.ts'
import type { Prepared, ReturnWish } from './plan.ts'
import { type OpenTender, type PlannedRefund, planRefund } from './refund-plan.ts'
import { underWay } from './returned.ts'
import type { ReturnRule } from './rules.ts'
import { openTenders } from './tenders.ts'

/** A line as it comes back. */
export interface ReturningLine {
  readonly line: OrderLine
  readonly sku: Sku | null
  readonly quantity: string
  readonly reason: string
  readonly condition: string | null
  readonly disposition: Disposition | null
  readonly worth: TaxedMoney
}

/** A return that may be made as it was asked for. */
export interface Decided {
  readonly lines: readonly ReturningLine[]
  readonly worth: TaxedMoney
  readonly refunds: readonly PlannedRefund[]
}

type Rules = Pick<Context, 'services'>

/** Decides with the returns that are known now; throws `Refused` for all that is wrong. */
export function decideReturn(rules: Rules, prepared: Prepared, own: readonly ReturnCase[]): Decided {
  const { wish, facts, told } = prepared
  const returns = mergeReturns(told, own)
  const rule = ruleOf(rules, facts, returns)
  refuseChannel(rule, wish)
  const back = underWay(
    facts.lines.map(({ line }) => line),
    returns,
  )
  const order = wish.order.copies[0].found.value
  const paid = paidPerLine(order)
  const lines = matched(prepared, rule).map(({ wanted, line }): ReturningLine => {
    const { quantity, reason, condition, disposition } = wanted
    const before = (back.get(line) ?? new Big(0)).toFixed()
    const worth = worthOf(paid.get(line) ?? line.lineTotal, { line, before, quantity })
    return { line, sku: prepared.skus.get(line) ?? null, quantity, reason, condition, disposition, worth }
  })
  const worth = together(
    lines.map((line) => line.worth),
    { ...order.cost.total.gross, minor: 0 },
  )
  const place = { atCounter: isAtCounter(wish.channel), hasDesk: prepared.desk !== null }
  const tenders = openTenders(rules, prepared.tenders, { returns, ...place })
  return { lines, worth, refunds: refundsFor(rules, wish, { amount: worth.gross, tenders }) }
}

function refuseChannel({ allowed, channels }: ReturnRule, { channel }: ReturnWish): void {
  if (!allowed || channels.includes(channel)) return
  throw refused([
    because('NOT_ALLOWED', 'Nothing is taken back in this channel.', { field: ['input', 'channel'] }),
  ])
}

interface Matched {
  readonly wanted: WantedLine
  readonly line: OrderLine
}

/** The order's lines that are meant. Throws `Refused` for those that are none, or may not come back so. */
function matched({ wish, skus }: Prepared, rule: ReturnRule): readonly Matched[] {
  const { lines } = wish.order.copies[0].found.value
  const refusals: Refusal[] = []
  const found = wish.lines.flatMap((wanted, at): readonly Matched[] => {
    const line = lineFor(wanted, { lines, skus, rule })
    const why = whyNot(wanted, { line, rule, at })
    if (why) refusals.push(why)
    return line && !why ? [{ wanted, line }] : []
  })
  refuseFor(refusals)
  if (new Set(found.map(({ line }) => line)).size < found.length)
    throw badInput('expected each line of the order once in "lines"')
  return found
}

interface Among {
  readonly lines: readonly OrderLine[]
  readonly skus: Prepared['skus']
  readonly rule: ReturnRule
}

/** By its id; else, of the lines with the article, the one of which most may come back. */
function lineFor({ orderLineId, sku }: WantedLine, { lines, skus, rule }: Among): OrderLine | null {
  if (orderLineId !== null) return lines.find(({ lineId }) => lineId === orderLineId) ?? null
  const mayCome = (line: OrderLine) =>
    Number(rule.lines.find(({ lineId }) => lineId === line.lineId)?.quantity ?? 0)
  const own = lines.filter((line) => sku !== null && skus.get(line) === sku)
  return [...own].sort((left, right) => mayCome(right) - mayCome(left))[0] ?? null
}

interface Meant {
  readonly line: OrderLine | null
  readonly rule: ReturnRule
  readonly at: number
}

function whyNot({ quantity }: WantedLine, { line, rule, at }: Meant): Refusal | null {
  const field = ['input', 'lines', String(at)]
  if (!line) return because('NOT_FOUND', 'The order has no such line.', { field })
  const { lineId } = line
  const own = rule.lines.find((one) => one.lineId === lineId)
  const [reason] = own?.reasons ?? []
  // Of what is back there is nothing left: the same as too much.
  if (reason && reason !== 'ALREADY_RETURNED') return refusalsFor([reason], { field, lineId })[0] ?? null
  if (new Big(quantity).lte(own?.quantity ?? 0)) return null
  const message = `No more than ${own?.quantity} of it can come back.`
  return because('QUANTITY_EXCEEDED', message, { field: [...field, 'quantity'], lineId })
}

interface Due {
  readonly amount: Money
  readonly tenders: readonly OpenTender[]
}

function refundsFor(
  { services: { returns } }: Rules,
  wish: ReturnWish,
  { amount, tenders }: Due,
): readonly PlannedRefund[] {
  if (wish.isGift) return giftRefund(wish, { amount, tenders })
  const plan = planRefund(tenders, { amount, path: wish.path, cashLimit: returns.cashLimit })
  if ('refunds' in plan) return plan.refunds
  throw refused([wrongPath(plan.refused)])
}

/** Who was given it gets nothing that says how it was paid. */
function giftRefund({ path, channel }: ReturnWish, { amount, tenders }: Due): readonly PlannedRefund[] {
  const given = path ?? 'GIFT_CARD'
  if (!isAtCounter(channel) || (given !== 'GIFT_CARD' && given !== 'STORE_CREDIT'))
    throw refused([wrongPath('PATH')])
  const left = sumMoney(
    tenders.map(({ refundable }) => refundable),
    amount.currency,
  )
  const back = atMost(amount, left)
  return back.minor === 0 ? [] : [{ amount: back, path: given, by: 'TILL', paymentId: null, provider: null }]
}

/** What is said of a way on which the money cannot go back. */
export function wrongPath(why: 'PATH' | 'CASH_LIMIT'): Refusal {
  const message = {
    PATH: 'The money cannot go back this way here: see `Payment.refundPaths`.',
    CASH_LIMIT: 'This is more than one return may give in cash.',
  }[why]
  return because('REFUND_PATH_NOT_ALLOWED', message, { field: ['input', 'refundPath'] })
}
