import { beforeEach, expect } from 'vitest'
import {
  type Asking,
  type Counter,
  CREATE,
  openCounter,
  paris,
  QUOTE,
  RECEIVE,
  RETURNS,
  shopper,
} from '../counter.ts'

/** What three jeans for 99.99 are worth one by one: no cent more or less in all. */
export const [ONE, TWO, THREE] = ['33.33', '66.66', '99.99'] as const

/** Why something was refused. */
export const codes = ({ userErrors }: { userErrors: readonly { code: string }[] }) =>
  userErrors.map(({ code }) => code)

/** Opens a counter before each test: three jeans and a pair of socks have reached their shopper; and what is asked of it. */
export function comingBack() {
  let counter: Counter
  let jean: string
  let socks: string
  beforeEach(async () => {
    counter = await openCounter()
    const { data } = await counter.ask(RETURNS, { id: counter.orderId })
    ;[jean, socks] = data.order.lines.map(({ id }: { id: string }) => id)
    counter.deliver()
  })
  const mine = () => ({ viewer: shopper(counter.anne) })
  const run = async (query: string, input: object, as: Asking = {}, key = counter.key()) => {
    const { data, errors } = await counter.ask(query, { input, key }, as)
    expect(errors).toEqual([])
    return data.done
  }
  return {
    counter: () => counter,
    /** The lines of the order. */
    jean: () => jean,
    socks: () => socks,
    /** Has the goods be under way still. */
    undelivered: async () => {
      counter = await openCounter()
    },
    line: (quantity: string, more: object = {}) => ({
      orderLineId: jean,
      quantity,
      reason: 'TOO_SMALL',
      ...more,
    }),
    mine,
    run,
    quote: (lines: readonly object[], more: object = {}, as: Asking = {}) =>
      run(QUOTE, { orderId: counter.orderId, lines, channel: 'STORE_POS', storeId: paris.id, ...more }, as),
    create: (lines: readonly object[], more: object = {}, as?: Asking, key?: string) =>
      run(CREATE, { orderId: counter.orderId, lines, channel: 'WEB', ...more }, as ?? mine(), key),
    receive: (lines: readonly object[], more: object = {}, as?: Asking, key?: string) =>
      run(RECEIVE, { orderId: counter.orderId, storeId: paris.id, lines, ...more }, as, key),
    order: async (as: Asking = {}) => {
      const { data, errors } = await counter.ask(RETURNS, { id: counter.orderId }, as)
      expect(errors).toEqual([])
      return data.order
    },
  }
}
