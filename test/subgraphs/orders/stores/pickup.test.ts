import { beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '../../../../subgraphs/shared/access/viewer.ts'
import { twiceAtOnce } from '../../twice-at-once.ts'
import { agent, associate, depot, type House, lille, lyon, openHouse, paris, shopper } from '../desk-house.ts'

const SHOWN = `id status lines { id fulfillmentStatus } fulfillments { id kind status collectBy store { id } lines { orderLineId } tracking { number } }
  timeline { kind note source { system } }`
const PAYLOAD = `replayed order { ${SHOWN} } userErrors { code lineId message } writes { system outcome }`
const READY = `mutation ($order: ID!, $part: ID!, $missing: [ID!], $key: String!) {
  done: pickupMarkReady(orderId: $order, fulfillmentId: $part, missing: $missing, idempotencyKey: $key) { ${PAYLOAD} } }`
const HAND_OVER = `mutation ($order: ID!, $part: ID!, $proof: HandOverProofInput!, $key: String!) {
  done: pickupHandOver(orderId: $order, fulfillmentId: $part, proof: $proof, idempotencyKey: $key) { ${PAYLOAD} } }`
const NO_SHOW = `mutation ($order: ID!, $part: ID!, $key: String!) {
  done: pickupMarkNoShow(orderId: $order, fulfillmentId: $part, idempotencyKey: $key) { ${PAYLOAD} } }`
const REROUTE = `mutation ($order: ID!, $part: ID!, $to: ID!, $key: String!) {
  done: fulfillmentReroute(orderId: $order, fulfillmentId: $part, toLocationId: $to, idempotencyKey: $key) { ${PAYLOAD} } }`
const READ = `query ($id: ID!) { order(id: $id) { ${SHOWN} } }`
const CODES = `query ($id: ID!) { order(id: $id) { pickupCodes { fulfillmentId code } } }`
const QUEUE = `query ($where: StoreOrderFilter, $first: Int! = 20, $after: String) { orders(where: $where, first: $first, after: $after) {
  edges { node { id status } } pageInfo { hasNextPage endCursor } complete } }`

const COLLECTED = [{ sku: 'COAT', quantity: 1, fulfilment: 'PICKUP', from: paris }] as const
const BOTH = [
  { sku: 'COAT', quantity: 1, fulfilment: 'PICKUP', from: paris },
  { sku: 'SOCKS', quantity: 2, fulfilment: 'PICKUP', from: paris },
] as const

describe('what a store has to do for an order', () => {
  let house: House
  let anne: Viewer
  const clerk = associate(paris)
  beforeEach(async () => {
    house = await openHouse()
    anne = shopper(house.anne)
  })
  const taken = async (lines: Parameters<House['takeParts']>[0] = { lines: COLLECTED }) => {
    const { id, parts } = await house.takeParts(lines)
    await house.settle()
    return { order: id, part: parts[0] ?? '' }
  }
  type Taken = Awaited<ReturnType<typeof taken>>
  const does = async (query: string, one: Taken, more: object = {}, viewer = clerk) =>
    (await house.ask(query, { key: house.key(), ...one, ...more }, viewer)).done
  const read = async (id: string) => (await house.ask(READ, { id }, agent)).order
  const codes = (done: { readonly userErrors: readonly { readonly code: string }[] }) =>
    done.userErrors.map(({ code }) => code)
  const kinds = (order: { readonly timeline: readonly { readonly kind: string }[] }) =>
    order.timeline.map(({ kind }) => kind)
  const queue = async (viewer = clerk, more: object = {}) => (await house.ask(QUEUE, more, viewer)).orders
  const queued = async (viewer = clerk, more: object = {}) =>
    (await queue(viewer, more)).edges.map(({ node }: { readonly node: { readonly id: string } }) => node.id)
  const codeOf = async ({ order }: Taken, viewer = anne): Promise<string> =>
    (await house.ask(CODES, { id: order }, viewer)).order.pickupCodes[0]?.code
  const payment = () => [...house.paid.values()][0]?.payment

  it('is in its own queue, oldest first, page by page, until it is done', async () => {
    const first = await taken()
    house.pass(60)
    const second = await taken()
    await taken({ lines: [{ sku: 'COAT', quantity: 1 }] })
    expect(await queued()).toEqual([first.order, second.order])
    expect(await queued(associate(lyon))).toEqual([])
    const page = await queue(clerk, { first: 1 })
    expect([page.edges[0].node.id, page.pageInfo.hasNextPage]).toEqual([first.order, true])
    const rest = await queue(clerk, { first: 1, after: page.pageInfo.endCursor })
    expect([rest.edges[0].node.id, rest.pageInfo.hasNextPage]).toEqual([second.order, false])
    await does(READY, first)
    expect(await queued(clerk, { where: { status: ['READY_FOR_PICKUP'] } })).toEqual([first.order])
    expect(await queued(clerk, { where: { status: ['CONFIRMED'] } })).toEqual([second.order])
    await does(HAND_OVER, first, { proof: { code: await codeOf(first) } })
    expect(await queued()).toEqual([second.order])
  })

  it.each([
    ['another store’s queue', { where: { storeId: lyon.id } }, clerk, 'BAD_INPUT'],
    ['the queue of a store that is none', { where: { storeId: 'none' } }, clerk, 'BAD_INPUT'],
    ['a queue to who works in no store', {}, { ...clerk, store: null }, 'FORBIDDEN'],
  ])('refuses %s', async (_, variables, viewer, code) => {
    await expect(house.ask(QUEUE, variables, viewer)).rejects.toThrow(code)
  })

  it('is ready, then collected with the code, as the shopper sees at once and whatever the desk says', async () => {
    const one = await taken()
    const ready = await does(READY, one)
    expect([codes(ready), ready.order.status]).toEqual([[], 'READY_FOR_PICKUP'])
    expect(ready.order.fulfillments).toEqual([
      {
        id: one.part,
        kind: 'PICKUP',
        status: 'READY_FOR_PICKUP',
        collectBy: '2026-06-22T10:00:00.000Z',
        store: { id: paris.id },
        lines: [{ orderLineId: '1' }],
        tracking: [],
      },
    ])
    const code = await codeOf(one)
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    const typed = code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    const done = await does(HAND_OVER, one, { proof: { code: typed } })
    expect([codes(done), done.order.status, done.order.lines[0].fulfillmentStatus]).toEqual([
      [],
      'COLLECTED',
      'COLLECTED',
    ])
    expect(kinds(done.order)).toEqual(['PLACED', 'ACCEPTED', 'PAID', 'READY', 'COLLECTED'])
    expect(done.order.timeline.at(-1)).toEqual({
      kind: 'COLLECTED',
      note: 'CODE',
      source: { system: 'GRAPH' },
    })
    // The desk has not heard of it, and still takes it for confirmed.
    expect(house.asked).toEqual(['place'])
    expect(await codeOf(one)).toBeUndefined()
  })

  it('goes to who shows a document, and to nobody with another code', async () => {
    const [one, other] = [await taken(), await taken()]
    await does(READY, one)
    const wrong = await codeOf(other)
    for (const code of [wrong, 'AAAA', '']) {
      const refused = await does(HAND_OVER, one, { proof: { code } })
      expect([codes(refused), refused.order.status]).toEqual([['PROOF_REJECTED'], 'READY_FOR_PICKUP'])
    }
    const done = await does(HAND_OVER, one, { proof: { document: 'PASSPORT' } })
    expect([done.order.status, done.order.timeline.at(-1).note]).toEqual(['COLLECTED', 'PASSPORT'])
  })

  it('shows its code to the shopper and the call centre, not to who hands over', async () => {
    const one = await taken()
    expect(await codeOf(one, agent)).toBe(await codeOf(one))
    await expect(codeOf(one, clerk)).rejects.toThrow('FORBIDDEN')
    await expect(codeOf(one, shopper(house.bob))).rejects.toThrow('FORBIDDEN')
  })

  it.each([
    ['none of them', {}],
    ['two of them', { code: 'AAAA-AAAA', document: 'PASSPORT' }],
    ['a parcel without a number', { parcel: '  ' }],
  ])('takes one proof: %s is BAD_INPUT', async (_, proof) => {
    const one = await taken()
    await does(READY, one)
    await expect(does(HAND_OVER, one, { proof })).rejects.toThrow('BAD_INPUT')
  })

  it('is sent from the store: packed, then given to the carrier with a parcel’s number', async () => {
    const one = await taken({ lines: [{ sku: 'COAT', quantity: 1, from: paris }] })
    expect((await does(READY, one)).order.status).toBe('IN_PREPARATION')
    expect(codes(await does(HAND_OVER, one, { proof: { document: 'PASSPORT' } }))).toEqual(['NOT_ALLOWED'])
    const done = await does(HAND_OVER, one, { proof: { parcel: '6A123' } })
    expect([done.order.status, done.order.fulfillments[0].tracking]).toEqual([
      'SHIPPED',
      [{ number: '6A123' }],
    ])
    expect(kinds(done.order).at(-1)).toBe('SHIPPED')
  })

  it('is not handed over before it is ready, twice, or while its desk may yet refuse the order', async () => {
    const { id: order, parts } = await house.takeParts({ lines: COLLECTED })
    const one = { order, part: parts[0] ?? '' }
    const proof = { document: 'PASSPORT' }
    expect(codes(await does(HAND_OVER, one, { proof }))).toEqual(['NOT_ALLOWED'])
    await does(READY, one)
    expect(codes(await does(READY, one))).toEqual(['NOT_ALLOWED'])
    expect(codes(await does(HAND_OVER, one, { proof }))).toEqual(['SYSTEM_UNAVAILABLE'])
    await house.settle()
    expect(codes(await does(HAND_OVER, one, { proof }))).toEqual([])
    expect(codes(await does(HAND_OVER, one, { proof }))).toEqual(['NOT_ALLOWED'])
  })

  it('is done once per key', async () => {
    const one = await taken()
    const key = house.key()
    const all = await Promise.all([does(READY, one, { key }), does(READY, one, { key })])
    expect(all.map((done) => [done.replayed, done.order.status]).sort()).toEqual([
      [false, 'READY_FOR_PICKUP'],
      [true, 'READY_FOR_PICKUP'],
    ])
    expect(kinds(await read(one.order)).filter((kind) => kind === 'READY')).toHaveLength(1)
  })

  it('is not refused to who sent it twice at once for what the other of both has done', async () => {
    const one = await taken()
    const key = house.key()
    const done = await twiceAtOnce(house.writes, () => does(READY, one, { key }))
    expect([done.replayed, codes(done), done.order.status]).toEqual([true, [], 'READY_FOR_PICKUP'])
  })

  it.each([
    ['pickupMarkReady', READY, {}],
    ['pickupHandOver', HAND_OVER, { proof: { document: 'PASSPORT' } }],
    ['pickupMarkNoShow', NO_SHOW, {}],
    ['fulfillmentReroute', REROUTE, { to: lyon.id }],
  ])(
    'is for its own store alone: %s finds nothing in another, as where there is none',
    async (_, query, more) => {
      const one = await taken()
      const other = await taken()
      const foreign = await does(query, one, more, associate(lyon))
      expect([codes(foreign), foreign.order]).toEqual([['NOT_FOUND'], null])
      const mixed = await does(query, { ...one, part: other.part }, more)
      const missing = await does(query, { ...one, order: house.unknown }, more)
      expect([mixed, missing]).toEqual([foreign, foreign])
    },
  )

  describe('of which something is missing', () => {
    it('is ready without it: the line is cancelled, its money goes back and the shopper is told', async () => {
      const one = await taken({ lines: BOTH })
      const done = await does(READY, one, { missing: ['2'] })
      expect(done.order.fulfillments[0].lines).toEqual([{ orderLineId: '1' }])
      await house.settle()
      expect(house.asked).toEqual(['place', 'cancel 2'])
      const order = await read(one.order)
      expect([order.status, order.lines]).toEqual([
        'READY_FOR_PICKUP',
        [
          { id: '1', fulfillmentStatus: 'READY_FOR_PICKUP' },
          { id: '2', fulfillmentStatus: 'CANCELLED' },
        ],
      ])
      expect(payment()).toMatchObject({ state: 'PARTIALLY_REFUNDED', refunded: { minor: 1_000 } })
      expect(kinds(order)).toEqual(expect.arrayContaining(['SHORT', 'READY', 'CANCELLED', 'REFUNDED']))
      expect(await house.held(one.order)).toEqual({ COAT: 1 })
    })

    it('is nothing at all where all of it is: the order is cancelled and leaves the queue', async () => {
      const one = await taken({ lines: BOTH })
      await does(READY, one, { missing: ['1', '2'] })
      expect(await queued()).toEqual([])
      await house.settle()
      expect([(await read(one.order)).status, payment()?.state]).toEqual(['CANCELLED', 'REFUNDED'])
    })

    it('refuses lines that are not its own', async () => {
      const one = await taken({ lines: [...COLLECTED, { sku: 'SOCKS', quantity: 1 }] })
      const done = await does(READY, one, { missing: ['2'] })
      expect(done.userErrors).toMatchObject([{ code: 'NOT_FOUND', lineId: '2' }])
      expect(done.order.fulfillments[0].status).toBe('CONFIRMED')
    })
  })

  describe('that nobody comes for', () => {
    it('is given back when the time is over, and not before', async () => {
      const one = await taken({ lines: [...COLLECTED, { sku: 'SOCKS', quantity: 1 }] })
      expect(codes(await does(NO_SHOW, one))).toEqual(['NOT_ALLOWED'])
      await does(READY, one)
      house.pass(7 * 86_400 - 1)
      expect(codes(await does(NO_SHOW, one))).toEqual(['NOT_ALLOWED'])
      house.pass(1)
      expect(codes(await does(NO_SHOW, one))).toEqual([])
      expect(await queued()).toEqual([])
      await house.settle()
      const order = await read(one.order)
      expect([order.status, kinds(order).includes('NOT_COLLECTED')]).toEqual(['CONFIRMED', true])
      expect(order.lines.map((line: { fulfillmentStatus: string }) => line.fulfillmentStatus)).toEqual([
        'CANCELLED',
        'CONFIRMED',
      ])
      expect([payment()?.refunded.minor, await house.held(one.order)]).toEqual([10_000, { SOCKS: 1 }])
    })
  })

  describe('that it refuses', () => {
    it('CAP-26 goes to another store, with what is put aside, and both are told', async () => {
      const one = await taken()
      const done = await does(REROUTE, one, { to: lyon.id })
      expect([codes(done), done.order.fulfillments[0].store]).toEqual([[], { id: lyon.id }])
      expect(done.order.timeline.slice(-2)).toEqual([
        { kind: 'STORE_REFUSED', note: 'PAR01', source: { system: 'GRAPH' } },
        { kind: 'REROUTED', note: 'LYO01', source: { system: 'GRAPH' } },
      ])
      expect([await house.held(one.order, paris), await house.held(one.order, lyon)]).toEqual([
        {},
        { COAT: 1 },
      ])
      expect([await queued(), await queued(associate(lyon))]).toEqual([[], [one.order]])
      expect(codes(await does(READY, one))).toEqual(['NOT_FOUND'])
      expect(codes(await does(READY, one, {}, associate(lyon)))).toEqual([])
    })

    it('tells the desk the new place with the order, while it does not have it', async () => {
      const { id: order, parts } = await house.takeParts({ lines: COLLECTED })
      await does(REROUTE, { order, part: parts[0] ?? '' }, { to: lyon.id }, agent)
      expect((await house.order(order)).order.lines[0]?.location).toBe('lyo01')
    })

    it('goes to as many as there are, and nowhere that cannot do it', async () => {
      const all = [await taken(), await taken(), await taken()]
      for (const [one, expected] of [
        [all[0], []],
        [all[1], []],
        [all[2], ['OUT_OF_STOCK']],
      ] as const)
        expect(codes(await does(REROUTE, one as Taken, { to: lyon.id }))).toEqual(expected)
      const last = all[2] as Taken
      for (const place of [lille, depot, paris])
        expect(codes(await does(REROUTE, last, { to: place.id }))).toEqual(['NOT_ALLOWED'])
      await does(READY, last)
      expect(codes(await does(REROUTE, last, { to: lyon.id }))).toEqual(['NOT_ALLOWED'])
    })

    it('goes to a warehouse where it is sent, and is no store’s any more', async () => {
      const one = await taken({ lines: [{ sku: 'COAT', quantity: 1, from: paris }] })
      const done = await does(REROUTE, one, { to: depot.id })
      expect([codes(done), done.order.fulfillments[0].store]).toEqual([[], null])
      expect([await queued(), await house.held(one.order, depot)]).toEqual([[], { COAT: 1 }])
    })
  })

  it('is over when its order is cancelled, or refused by its desk', async () => {
    const one = await taken()
    const cancel = `mutation ($input: OrderCancelInput!, $key: String!) {
      orderCancel(input: $input, idempotencyKey: $key) { userErrors { code } } }`
    await house.ask(cancel, { input: { orderId: one.order, reason: 'CHANGED_MIND' }, key: 'k' }, anne)
    await house.settle()
    expect([await queued(), codes(await does(READY, one))]).toEqual([[], ['TOO_LATE']])
    const { id: order, parts } = await house.takeParts({ lines: COLLECTED, customerId: house.carol })
    await house.settle()
    expect([(await read(order)).status, await queued()]).toEqual(['CANCELLED', []])
    expect(codes(await does(READY, { order, part: parts[0] ?? '' }))).toEqual(['TOO_LATE'])
  })
})
