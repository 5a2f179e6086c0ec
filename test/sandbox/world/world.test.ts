import { beforeAll, describe, expect, it } from 'vitest'
import { parseReceiptNumber, receiptNumber } from '../../../adapters/ids.ts'
import { dayIn } from '../../../adapters/time.ts'
import { CUSTOMER } from '../../../sandbox/world/landmarks.ts'
import type { WorldLine } from '../../../sandbox/world/sale-types.ts'
import type { World } from '../../../sandbox/world/types.ts'
import { createWorld } from '../../../sandbox/world/world.ts'

const now = new Date('2026-06-15T10:00:00Z')
const size = 300
const world = createWorld({ size, now })
const variants = new Map(
  world.products.flatMap((product) => product.variants.map((variant) => [variant.sku, { product, variant }])),
)

function repeated(values: readonly (string | null)[]): readonly string[] {
  const seen = new Set<string>()
  return values.filter((value): value is string => {
    if (value === null) return false
    const again = seen.has(value)
    seen.add(value)
    return again
  })
}

function sum(lines: readonly WorldLine[], of: 'total' | 'tax'): number {
  return lines.reduce((total, line) => total + line[of], 0)
}

/** What must not move when now or size do. */
function lastingIds(of: World) {
  return {
    stores: of.stores.map(({ code, plant, tillStore }) => [code, plant, tillStore]),
    products: of.products.map(({ code, variants }) => [
      code,
      variants.map(({ sku, gtin, uuid }) => [sku, gtin, uuid]),
    ]),
    customers: of.customers.map((one) => [
      one.contactId,
      one.businessPartner,
      one.erpCustomer,
      one.tillCustomer,
      one.card,
      one.webAccount,
      one.email,
    ]),
    orders: of.orders
      .filter(({ copyOfReceipt }) => copyOfReceipt === undefined)
      .map(({ number, salesOrder, customer }) => `${customer} ${number} ${salesOrder}`)
      .sort(),
  }
}

describe('the same options', () => {
  it('make the same world', () => {
    expect(createWorld({ size, now })).toEqual(world)
  })

  it('make another world with another seed', () => {
    expect(createWorld({ seed: 2, size, now }).products).not.toEqual(world.products)
  })
})

describe('another now', () => {
  const later = createWorld({ size, now: new Date('2027-01-03T22:59:00Z') })

  it('leaves the ids of stores, products, shoppers and their orders as they are', () => {
    expect(lastingIds(later)).toEqual(lastingIds(world))
  })

  it('moves the days, which stay the same distance away', () => {
    const newest = (of: World) => of.orders.at(-1)?.placedOn
    expect(newest(world)).toBe('2026-06-14')
    expect(newest(later)).toBe('2027-01-02')
  })
})

describe('another size', () => {
  const larger = lastingIds(createWorld({ size: size * 2, now }))
  const known = lastingIds(world)

  it('adds shoppers and products after the ones that are there', () => {
    expect(larger.customers.slice(0, size)).toEqual(known.customers)
    expect(larger.products.slice(0, known.products.length)).toEqual(known.products)
    expect(larger.products.length).toBeGreaterThan(known.products.length)
    expect(larger.orders.filter((order) => Number(order.split(' ')[0]) < size)).toEqual(known.orders)
  })

  it('is refused below the smallest world', () => {
    expect(() => createWorld({ size: 4, now })).toThrow('expected a world of at least 5 customers, found 4')
  })
})

describe('numbers', () => {
  it('are never given twice', () => {
    const { customers, products, orders, receipts, loyalty, cases } = world
    const all = products.flatMap((product) => product.variants)
    const lists = {
      codes: products.map(({ code }) => code),
      skus: all.map(({ sku }) => sku),
      gtins: all.map(({ gtin }) => gtin),
      uuids: all.map(({ uuid }) => uuid),
      contacts: customers.map(({ contactId }) => contactId),
      partners: customers.map(({ businessPartner }) => businessPartner),
      erpCustomers: customers.map(({ erpCustomer }) => erpCustomer),
      tillCustomers: customers.map(({ tillCustomer }) => tillCustomer),
      cards: customers.map(({ card }) => card),
      webAccounts: customers.map(({ webAccount }) => webAccount),
      numbers: orders.map(({ number }) => number),
      documents: orders.flatMap(({ salesOrder, returned }) => [salesOrder, returned?.number ?? null]),
      deliveries: orders.flatMap(({ deliveries }) => deliveries.map(({ number }) => number)),
      invoices: orders.map(({ invoice }) => invoice?.number ?? null),
      receipts: receipts.map(({ number }) => number),
      members: loyalty.map(({ memberId }) => memberId),
      movements: loyalty.flatMap(({ movements }) => movements.map(({ id }) => id)),
      cases: cases.map(({ id }) => id),
      caseNumbers: cases.map(({ number }) => number),
      comments: cases.flatMap(({ comments }) => comments.map(({ id }) => id)),
    }
    for (const [name, values] of Object.entries(lists)) expect([name, repeated(values)]).toEqual([name, []])
  })

  it('have the forms the systems give them', () => {
    for (const [sku, { variant }] of variants) {
      expect(sku).toMatch(/^[1-9]\d{7}$/)
      expect(variant.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
    expect([...variants.keys()]).toContain('10040132')
    for (const customer of world.customers) {
      expect(customer.contactId ?? '0035e0000000001AAA').toMatch(/^003[A-Za-z0-9]{15}$/)
      expect(customer.businessPartner ?? '17100001').toMatch(/^171\d{5}$/)
    }
    for (const { salesOrder } of world.orders) expect(salesOrder).toMatch(/^[1-9]\d{0,9}$/)
  })

  it('carry right check digits: GTIN-13 and Luhn', () => {
    for (const { variant } of variants.values()) {
      const weighted = [...variant.gtin].map((digit, index) => Number(digit) * (index % 2 === 0 ? 1 : 3))
      expect(weighted).toHaveLength(13)
      expect(weighted.reduce((left, right) => left + right, 0) % 10).toBe(0)
    }
    for (const { card } of world.customers) {
      if (card === null) continue
      expect(card).toMatch(/^95\d{11}$/)
      const digits = [...card]
        .reverse()
        .map((digit, index) => (index % 2 === 0 ? Number(digit) : Number(digit) * 2))
      expect(digits.reduce((left, digit) => left + (digit > 9 ? digit - 9 : digit), 0) % 10).toBe(0)
    }
  })

  it('end Salesforce ids with the letters that tell their capitals', () => {
    // The worked example of Salesforce's help page on 15 and 18 characters, computed by hand for our own ids.
    expect(world.customers[0]?.contactId).toBe('0035e0000000001AAA')
    expect(
      world.customers[10]?.contactId ?? world.loyalty.find(({ customer }) => customer === 10)?.memberId,
    ).toMatch(/000000B(AAQ|EAQ)$/)
  })

  it('spell receipts canonically, and copies in the ERP with padded till and sequence', () => {
    for (const { number, store, till, businessDay, sequence } of world.receipts) {
      const tillStore = world.stores.find(({ code }) => code === store)?.tillStore ?? ''
      expect(number).toBe(receiptNumber({ store: tillStore, till, businessDay, sequence: String(sequence) }))
    }
    const copies = world.orders.filter(({ copyOfReceipt }) => copyOfReceipt !== undefined)
    expect(copies.length).toBeGreaterThan(0)
    for (const { number, copyOfReceipt } of copies) {
      expect(number).toMatch(/^\d{4}-\d{2}-\d{8}-\d{6}$/)
      const key = parseReceiptNumber(number)
      expect(key && receiptNumber(key)).toBe(copyOfReceipt)
    }
  })
})

describe('amounts', () => {
  const halfUp = (value: number) => Math.sign(value) * Math.floor(Math.abs(value) + 0.5 + 1e-9)

  it('add up per line: quantity by price less discount, the VAT within it', () => {
    for (const { lines } of [...world.orders, ...world.receipts]) {
      for (const line of lines) {
        expect(line.total).toBe(halfUp(Number(line.quantity) * line.unitPrice) - line.discount)
        const rate = Number(line.taxRate)
        expect(line.tax).toBe(halfUp((line.total * rate) / (100 + rate)))
        expect(Object.is(line.tax, -0)).toBe(false)
      }
    }
  })

  it('are paid to the cent at the tills, rounded to five cents where cash is', () => {
    for (const { kind, lines, tenders, rounding } of world.receipts) {
      if (kind === 'voided' || kind === 'no-sale') {
        expect(tenders).toEqual([])
        continue
      }
      const paid = tenders.reduce((total, { amount, change }) => total + amount - change, 0)
      expect(paid).toBe(sum(lines, 'total') + rounding)
      expect(tenders.every(({ change }) => change >= 0)).toBe(true)
      if (rounding !== 0) expect(paid % 5).toBe(0)
    }
  })

  it('refund what came back', () => {
    const returns = world.orders.flatMap((order) =>
      order.returned ? [{ order, returned: order.returned }] : [],
    )
    expect(returns.length).toBeGreaterThan(0)
    for (const { order, returned } of returns) {
      const back = order.lines.filter(({ line }) => returned.lines.some((one) => one.line === line))
      expect(returned.refund).toBe(sum(back, 'total'))
      expect(back).toHaveLength(returned.lines.length)
    }
    for (const { kind, lines } of world.receipts) {
      if (kind === 'return')
        expect(lines.every(({ quantity, total }) => quantity.startsWith('-') && total < 0)).toBe(true)
    }
  })

  it('leave every loyalty account with the sum of its movements, never below zero', () => {
    for (const { movements, balance, pending } of world.loyalty) {
      expect(movements.reduce((total, { points }) => total + points, 0)).toBe(balance + pending)
      expect(Math.min(balance, pending)).toBeGreaterThanOrEqual(0)
      expect(movements.map(({ at }) => at)).toEqual(movements.map(({ at }) => at).sort())
    }
  })
})

describe('everything in the world', () => {
  it('sells articles that exist, under a name that fits the ERP', () => {
    const lines = [...world.orders, ...world.receipts].flatMap((sale) => sale.lines)
    expect(lines.filter(({ sku }) => !variants.has(sku))).toEqual([])
    expect(lines.filter(({ title }) => title === '' || title.length > 40)).toEqual([])
  })

  it('orders and complains under people the ERP and the CRM know', () => {
    const strangers = world.orders.filter(({ customer }) => !world.customers[customer]?.businessPartner)
    expect(strangers).toEqual([])
    expect(world.cases.filter(({ customer }) => !world.customers[customer]?.contactId)).toEqual([])
  })

  it('ships from and stocks in places that exist', () => {
    const codes = new Set([...world.stores, world.warehouse].map(({ code }) => code))
    const from = world.orders.flatMap(({ deliveries }) => deliveries.map((delivery) => delivery.from))
    const stocked = [...variants.values()].flatMap(({ variant }) => Object.keys(variant.stock))
    expect([...from, ...stocked].filter((code) => !codes.has(code))).toEqual([])
  })

  it('earns points on cards and orders that exist', () => {
    const numbers = new Set([...world.orders, ...world.receipts].map(({ number }) => number))
    for (const { movements, customer, card, registered } of world.loyalty) {
      expect(world.customers[customer]?.card).toBe(card)
      expect(registered).toBe(world.customers[customer]?.contactId !== null)
      expect(movements.filter(({ order }) => order !== null && !numbers.has(order))).toEqual([])
    }
  })

  it('is in the past, oldest first', () => {
    const placed = world.orders.map(({ placedAt }) => placedAt)
    const sold = world.receipts.map(({ at }) => at)
    for (const times of [placed, sold]) {
      expect(times).toEqual([...times].sort())
      expect(times.at(-1)?.localeCompare(now.toISOString())).toBe(-1)
    }
    for (const order of world.orders) {
      expect(dayIn('Europe/Paris', new Date(order.placedAt))).toBe(order.placedOn)
      const days = [
        ...order.deliveries.map(({ shippedOn }) => shippedOn),
        order.invoice?.on,
        order.returned?.on,
      ]
      for (const day of days) if (day) expect(day >= order.placedOn && day <= '2026-06-15').toBe(true)
    }
    const points = world.loyalty.flatMap(({ movements }) => movements.map(({ at }) => at))
    expect(points.every((at) => at < now.toISOString())).toBe(true)
  })

  it('is invoiced, shipped, returned and rejected as its order’s status says', () => {
    const shippedLines = (order: World['orders'][number]) =>
      order.deliveries.filter(({ shippedOn }) => shippedOn !== null).flatMap(({ lines }) => lines).length
    for (const order of world.orders.filter(({ copyOfReceipt }) => copyOfReceipt === undefined)) {
      const { lines } = order
      const facts = {
        OPEN: { invoiced: false, shipped: 0, rejected: false },
        PARTLY_SHIPPED: { invoiced: false, shipped: lines.length - 1, rejected: false },
        SHIPPED: { invoiced: false, shipped: lines.length, rejected: false },
        INVOICED: { invoiced: true, shipped: lines.length, rejected: false },
        CANCELLED: { invoiced: false, shipped: 0, rejected: true },
        RETURNED: { invoiced: true, shipped: lines.length, rejected: false },
      }
      expect({
        invoiced: order.invoice !== null,
        shipped: shippedLines(order),
        rejected: lines.every(({ rejected }) => rejected === true),
      }).toEqual(facts[order.status])
    }
    for (const { lines, returned } of world.orders.filter(({ status }) => status === 'RETURNED')) {
      expect(returned?.lines).toHaveLength(lines.length)
    }
  })

  it('takes goods back after they were sold', () => {
    const receipts = new Map(world.receipts.map((receipt) => [receipt.number, receipt]))
    const linked = world.receipts.filter(({ returnOf }) => returnOf !== null)
    expect(linked.length).toBeGreaterThan(0)
    for (const { returnOf, at, lines } of linked) {
      const origin = receipts.get(returnOf ?? '')
      expect(origin && origin.at < at).toBe(true)
      for (const { sku } of lines) expect(origin?.lines.some((line) => line.sku === sku)).toBe(true)
    }
  })

  it('covers weighed goods, both VAT rates, late-night sales and every kind of receipt', () => {
    const lines = world.receipts.flatMap((receipt) => receipt.lines)
    expect(new Set(lines.map(({ taxRate }) => taxRate))).toEqual(new Set(['20', '5.5']))
    expect(lines.some(({ quantity }) => /^0\.\d{3}$/.test(quantity))).toBe(true)
    expect(new Set(world.receipts.map(({ kind }) => kind)).size).toBe(5)
    const afterMidnight = createWorld({ now }).receipts.filter(
      ({ at, businessDay }) => dayIn('Europe/Paris', new Date(at)) !== businessDay,
    )
    expect(afterMidnight.length).toBeGreaterThan(0)
  })
})

describe.each([5, 20, 40])('the people with a part to play in a world of %i', (count) => {
  let small: World
  beforeAll(() => {
    small = createWorld({ size: count, now })
  })

  it('have the omnichannel shopper, known everywhere, with twenty orders of three lines in the newest', () => {
    const [shopper] = small.customers
    for (const key of [
      'contactId',
      'businessPartner',
      'tillCustomer',
      'card',
      'email',
      'webAccount',
    ] as const) {
      expect(shopper?.[key]).not.toBeNull()
    }
    const orders = small.orders.filter(
      ({ customer, copyOfReceipt }) => customer === 0 && copyOfReceipt === undefined,
    )
    const receipts = small.receipts.filter(({ customer }) => customer === 0)
    expect(orders.length + receipts.length).toBeGreaterThanOrEqual(20)
    expect([...orders, ...receipts].every(({ lines }) => lines.length === 3)).toBe(true)
    expect(new Set(orders.map(({ channel }) => channel))).toEqual(
      new Set(['WEB', 'MOBILE_APP', 'CALL_CENTER']),
    )
    expect(new Set(orders.map(({ status }) => status)).size).toBe(6)
    expect(receipts.some(({ kind }) => kind === 'return')).toBe(true)
    expect(small.orders.some(({ customer, copyOfReceipt }) => customer === 0 && copyOfReceipt)).toBe(true)
    expect(small.cases.filter(({ customer }) => customer === 0).length).toBeGreaterThan(1)
    const skus = new Set(
      small.products
        .flatMap((p) => p.variants)
        .filter(({ inPim }) => inPim)
        .map(({ sku }) => sku),
    )
    for (const { sku } of [...orders, ...receipts].flatMap(({ lines }) => lines)) expect(skus).toContain(sku)
  })

  it('have the till-only shopper, known by the card alone', () => {
    const shopper = small.customers[CUSTOMER.tillOnly]
    expect(shopper).toMatchObject({
      contactId: null,
      businessPartner: null,
      email: null,
      tillCustomer: null,
      webAccount: null,
    })
    const receipts = small.receipts.filter(({ customer }) => customer === CUSTOMER.tillOnly)
    expect(receipts.length).toBeGreaterThanOrEqual(5)
    expect(receipts.every(({ card, namesCustomer }) => card === shopper?.card && !namesCustomer)).toBe(true)
    expect(small.loyalty.find(({ card }) => card === shopper?.card)?.registered).toBe(false)
  })

  it('have the duplicate pair: one mailbox, two contacts', () => {
    const [first, second] = CUSTOMER.pair.map((index) => small.customers[index])
    expect(second?.email).toBe(first?.email)
    expect(first?.contactId).not.toBe(second?.contactId)
    expect([first?.contactId, second?.contactId, first?.email]).not.toContain(null)
    expect(second?.duplicateOf).toBe(CUSTOMER.pair[0])
  })
})

describe('points that expire', () => {
  it('are what is left of what was earned, never more than the balance, none of them past', () => {
    const { loyalty, now } = createWorld({ size: 60, now: new Date('2026-06-15T10:00:00Z') })
    for (const { balance, lots, movements } of loyalty) {
      const left = lots.map(({ points, spent }) => points - spent)
      expect(left.every((points) => points >= 0)).toBe(true)
      expect(left.reduce((sum, points) => sum + points, 0)).toBeLessThanOrEqual(balance)
      expect(lots.every(({ on }) => on >= now.toISOString().slice(0, 10))).toBe(true)
      expect(
        movements.every(({ reverses }) => reverses === null || movements.some(({ id }) => id === reverses)),
      ).toBe(true)
    }
    const undone = loyalty.flatMap(({ movements }) => movements).filter(({ reverses }) => reverses !== null)
    expect(undone.length).toBeGreaterThan(0)
  })
})
