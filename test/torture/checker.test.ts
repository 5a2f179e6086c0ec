import { describe, expect, it } from 'vitest'
import type { Attempt } from './attempt.ts'
import type { BookedOrder, BookedPayment } from './books.ts'
import { check, type Evidence, type Losses } from './checker.ts'
import type { Shelf } from './goods.ts'

const shelf: Shelf = { sku: '10040132', code: 'DEP01', plant: '1000', units: 3 }
const attempt: Attempt = {
  mark: '1 rue torture',
  wishes: [{ shelf, quantity: 2, isCollected: false }],
  cartId: 'crt_1',
  payment: 'pay_1',
  total: 9_980,
  fate: { told: 'ACKNOWLEDGED', number: 'C1' },
  unanswered: 0,
}
const order: BookedOrder = {
  salesOrder: '4000000001',
  number: 'C1',
  mark: attempt.mark,
  isCancelled: false,
  lines: [{ sku: shelf.sku, plant: shelf.plant, units: 2 }],
}
const payment: BookedPayment = {
  id: 'pay_1',
  cartId: 'crt_1',
  isVoided: false,
  authorized: 9_980,
  captured: 9_980,
  captures: 1,
}
const NOTHING: Losses = { lost: 0, ghost: 0, duplicated: 0, missing: 0, oversold: 0 }
const unknown: Attempt = { ...attempt, fate: { told: 'UNKNOWN' } }
const refused: Attempt = { ...attempt, fate: { told: 'REFUSED', codes: ['INSUFFICIENT_STOCK'] } }
const unpaid = { ...payment, captured: 0, captures: 0 }
const twin = { ...order, salesOrder: '4000000002' }
const other: Attempt = { ...attempt, mark: '2 rue torture', payment: 'pay_2' }

/** One order, whole, but for what a case says. */
const judge = (evidence: Partial<Evidence>) => {
  const told: string[] = []
  const whole = { attempts: [attempt], orders: [order], payments: [payment], shelves: [shelf] }
  const losses = check({ ...whole, ...evidence }, (sentence) => told.push(sentence))
  const sum = Object.values(losses).reduce((all, loss) => all + loss, 0)
  expect(told.length === 0).toBe(sum === 0)
  return losses
}

describe('the checker of the torture', () => {
  it.each<readonly [string, Partial<Evidence>]>([
    ['an order that was told of, is in the ERP once and was paid once', {}],
    ['one that nobody was told of, and is whole', { attempts: [unknown] }],
    ['one that nobody was told of, and is nowhere', { attempts: [unknown], orders: [], payments: [unpaid] }],
    ['one that was refused', { attempts: [refused], orders: [], payments: [unpaid] }],
    ['a twin that was cancelled', { orders: [order, { ...twin, isCancelled: true, lines: [] }] }],
  ])('finds nothing wrong with %s', (_, evidence) => {
    expect(judge(evidence)).toEqual(NOTHING)
  })

  it.each<readonly [keyof Losses, string, Partial<Evidence>]>([
    ['lost', 'one that was told of and is not there', { orders: [], payments: [unpaid] }],
    [
      'lost',
      'one that was told of and is cancelled',
      { orders: [{ ...order, isCancelled: true }], payments: [unpaid] },
    ],
    ['lost', 'one that was told of and not paid', { payments: [unpaid] }],
    ['lost', 'one without a line', { orders: [{ ...order, lines: [] }] }],
    ['ghost', 'one that nobody was told of and is not paid', { attempts: [unknown], payments: [unpaid] }],
    ['ghost', 'one that was refused and is there', { attempts: [refused] }],
    ['ghost', 'one of another number', { orders: [{ ...order, number: 'C2' }] }],
    ['ghost', 'one that nobody made', { orders: [order, { ...twin, mark: '', lines: [] }] }],
    ['missing', 'money for nothing', { attempts: [unknown], orders: [] }],
    ['duplicated', 'money taken twice', { payments: [{ ...payment, captures: 2 }] }],
  ])('counts as %s %s', (loss, _, evidence) => {
    expect(judge(evidence)).toEqual({ ...NOTHING, [loss]: 1 })
  })

  it('counts as duplicated a twin, and as oversold every unit that was not there', () => {
    expect(judge({ orders: [order, twin] })).toEqual({ ...NOTHING, duplicated: 1, oversold: 1 })
    const second = { ...twin, mark: other.mark, number: 'C1' }
    expect(
      judge({
        attempts: [attempt, other],
        orders: [order, second],
        payments: [payment, { ...payment, id: 'pay_2' }],
      }),
    ).toEqual({ ...NOTHING, oversold: 1 })
  })
})
