import { beforeEach, describe, expect, it } from 'vitest'
import { SourceError } from '../../../adapters/error.ts'
import type { CustomerId } from '../../../adapters/ids.ts'
import type { Context } from '../../../subgraphs/context.ts'
import { expireReservations } from '../../../subgraphs/inventory/expiry.ts'
import { inventory } from '../../../subgraphs/inventory/index.ts'
import { ANONYMOUS, type Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { createStoreDirectory } from '../../../subgraphs/shared/stock/store-directory.ts'
import { ask, contextWith, NOW, place } from '../../memory/services.ts'
import { counted } from '../../memory/spy.ts'
import { memoryStock } from '../../memory/stock.ts'
import { memoryWrites } from '../../memory/writes.ts'

const store = place('PAR01')
const MINUTE = 60_000
const associate: Viewer = {
  ...ANONYMOUS,
  kind: 'STAFF',
  subject: 'staff/1',
  scopes: ['inventory:reserve', 'inventory:read'],
}
const shopper = (n: number): Viewer => ({
  ...ANONYMOUS,
  kind: 'SHOPPER',
  subject: `accounts/${n}`,
  scopes: ['customer:self'],
  customerId: `cus_${String(n).padStart(26, '0')}` as CustomerId,
})

const RESERVATION =
  'id state expiresAt lines { sku requested held } location { id } source { system recordId }'
const PAYLOAD = `replayed reservation { ${RESERVATION} } userErrors { code message field retryable sku availableNow }`
const RESERVE = `mutation ($input: StockReserveInput!, $key: String!) { stockReserve(input: $input, idempotencyKey: $key) { ${PAYLOAD} } }`
const change = (name: string) =>
  `mutation ($id: ID!, $key: String!) { ${name}(id: $id, idempotencyKey: $key) { ${PAYLOAD} } }`
const STOCK = `query ($sku: String!) { _entities(representations: [{ __typename: "ProductVariant", sku: $sku }]) {
  ... on ProductVariant { storeAvailability(first: 1) { edges { node { availableToSell level { onHand reserved held available } } } } } } }`

/** A store that counts ten jeans and two shirts, and a clock that goes on when told. */
function shop() {
  let now = NOW.getTime()
  const clock = () => new Date(now)
  const stock = memoryStock({
    source: 'erp',
    clock,
    stock: {
      par01: {
        jean: { onHand: 12, reserved: 2, inbound: null },
        shirt: { onHand: 2, reserved: null, inbound: null },
      },
    },
  })
  const spy = counted(stock)
  let failure: SourceError | null = null
  const port = {
    levels: async (keys: Parameters<typeof stock.levels>[0]) => {
      if (failure === null) return spy.port.levels(keys)
      return new Map(keys.map((key) => [key, failure as SourceError] as const))
    },
  }
  const writes = memoryWrites()
  let keys = 0
  const as = (viewer: Viewer): Context =>
    contextWith({
      answers: { stock: [{ name: 'erp', kind: 'ERP', port }] },
      services: { writes, clock, stores: createStoreDirectory([store]) },
      request: { viewer },
    })
  const mutate = async (viewer: Viewer, source: string, variables: object) => {
    const { data, errors } = await ask(inventory, source, as(viewer), { key: `key ${++keys}`, ...variables })
    return errors.length > 0 ? { errors } : Object.values(data)[0]
  }
  return {
    writes,
    sweep: () => expireReservations(writes, clock),
    calls: spy.calls,
    // biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's
    reserve: (lines: object[], more: object = {}, viewer = associate): Promise<any> => {
      const { key, ...input } = more as { readonly key?: string }
      const wanted = { lines, locationId: store.id, ...input }
      return mutate(viewer, RESERVE, { input: wanted, ...(key && { key }) })
    },
    // biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's
    change: (name: string, id: string, viewer = associate, key?: string): Promise<any> =>
      mutate(viewer, change(name), { id, ...(key && { key }) }),
    available: async (sku: string) => {
      const { data } = await ask(inventory, STOCK, as(associate), { sku })
      return data._entities[0].storeAvailability.edges[0].node
    },
    pass: (ms: number) => {
      now += ms
    },
    fails: (code: 'SOURCE_TIMEOUT' | null) => {
      failure = code && new SourceError('erp', code, 'no answer')
    },
  }
}

describe('reserving stock', () => {
  let here: ReturnType<typeof shop>
  beforeEach(() => {
    here = shop()
  })

  it('puts units aside: they are nobody else’s, and the owner’s own count stays what it is', async () => {
    const { replayed, reservation, userErrors } = await here.reserve([
      { sku: 'jean', quantity: 4 },
      { sku: 'shirt', quantity: 1 },
    ])
    expect([replayed, userErrors]).toEqual([false, []])
    expect(reservation).toEqual({
      id: expect.stringMatching(/^rsv_1/),
      state: 'HELD',
      expiresAt: new Date(NOW.getTime() + 15 * MINUTE).toISOString(),
      lines: [
        { sku: 'jean', requested: 4, held: 4 },
        { sku: 'shirt', requested: 1, held: 1 },
      ],
      location: { id: store.id },
      source: { system: 'GRAPH', recordId: reservation.id },
    })
    expect(await here.available('jean')).toEqual({
      availableToSell: 6,
      level: { onHand: 12, reserved: 2, held: 4, available: 6 },
    })
    expect(here.calls).toEqual({ levels: 2 })
  })

  it('refuses what there is too little of, says how many there are, and puts nothing aside', async () => {
    await here.reserve([{ sku: 'jean', quantity: 7 }])
    const { reservation, userErrors } = await here.reserve([
      { sku: 'jean', quantity: 4 },
      { sku: 'shirt', quantity: 1 },
    ])
    expect(reservation).toBeNull()
    expect(userErrors).toEqual([
      {
        code: 'INSUFFICIENT_STOCK',
        message: 'There are fewer units than were wanted.',
        field: ['input', 'lines', '0'],
        retryable: true,
        sku: 'jean',
        availableNow: 3,
      },
    ])
    expect((await here.available('shirt')).availableToSell).toBe(2)
  })

  it('puts aside what there is where less will do, and nothing where there is none', async () => {
    const lines = [
      { sku: 'shirt', quantity: 5 },
      { sku: 'none', quantity: 1 },
    ]
    const { reservation } = await here.reserve(lines, { allowPartial: true })
    expect(reservation.lines).toEqual([{ sku: 'shirt', requested: 5, held: 2 }])
    const { userErrors } = await here.reserve(lines, { allowPartial: true })
    expect(
      userErrors.map(({ sku, availableNow }: { sku: string; availableNow: number }) => [sku, availableNow]),
    ).toEqual([
      ['shirt', 0],
      ['none', 0],
    ])
  })

  it('gives the last units to exactly as many as there are, whoever asks at the same time', async () => {
    const wanted = Array.from({ length: 40 }, () => here.reserve([{ sku: 'jean', quantity: 1 }]))
    const all = await Promise.all(wanted)
    expect(all.filter(({ reservation }) => reservation !== null)).toHaveLength(10)
    expect((await here.available('jean')).availableToSell).toBe(0)
  })

  it('is done once per key, and asks nobody when it is repeated', async () => {
    const line = [{ sku: 'jean', quantity: 4 }]
    const first = await here.reserve(line, { key: 'once' })
    const again = await here.reserve(line, { key: 'once' })
    expect(again).toEqual({ ...first, replayed: true })
    expect(here.calls).toEqual({ levels: 1 })
    expect(await here.reserve([{ sku: 'jean', quantity: 5 }], { key: 'once' })).toMatchObject({
      errors: [{ code: 'BAD_INPUT' }],
    })
    expect((await here.available('jean')).availableToSell).toBe(6)
  })

  it('is over when its time is, unless it is extended, in all four hours', async () => {
    const { reservation } = await here.reserve([{ sku: 'shirt', quantity: 2 }], { minutes: 60 })
    for (let hour = 1; hour <= 3; hour++) {
      here.pass(59 * MINUTE)
      const extended = await here.change('stockReservationExtend', reservation.id)
      expect([extended.userErrors, extended.reservation.state]).toEqual([[], 'HELD'])
    }
    here.pass(59 * MINUTE)
    const last = await here.change('stockReservationExtend', reservation.id)
    expect(last.reservation.expiresAt).toBe(new Date(NOW.getTime() + 240 * MINUTE).toISOString())
    here.pass(4 * MINUTE)
    expect((await here.available('shirt')).availableToSell).toBe(2)
    expect(await here.change('stockReservationExtend', reservation.id)).toMatchObject({
      reservation: null,
      userErrors: [{ code: 'EXPIRED', retryable: false }],
    })
  })

  it('is never shortened by being extended', async () => {
    const { reservation } = await here.reserve([{ sku: 'shirt', quantity: 1 }], { minutes: 30 })
    here.pass(1)
    const { reservation: extended } = await here.change('stockReservationExtend', reservation.id)
    expect(extended.expiresAt > reservation.expiresAt).toBe(true)
    const again = await here.change('stockReservationExtend', reservation.id)
    expect(again.reservation.expiresAt >= extended.expiresAt).toBe(true)
  })

  it('is given back at once, and once', async () => {
    const { reservation } = await here.reserve([{ sku: 'shirt', quantity: 2 }])
    const released = await here.change('stockReservationRelease', reservation.id)
    expect([released.reservation.state, (await here.available('shirt')).availableToSell]).toEqual([
      'RELEASED',
      2,
    ])
    expect((await here.change('stockReservationRelease', reservation.id)).reservation.state).toBe('RELEASED')
    expect((await here.change('stockReservationExtend', reservation.id)).userErrors).toMatchObject([
      { code: 'EXPIRED' },
    ])
  })

  it('is said to be over by the sweep, which leaves alone what holds', async () => {
    const { reservation: short } = await here.reserve([{ sku: 'jean', quantity: 1 }], { minutes: 5 })
    const { reservation: long } = await here.reserve([{ sku: 'jean', quantity: 1 }], { minutes: 10 })
    here.pass(5 * MINUTE)
    expect([await here.sweep(), await here.sweep()]).toEqual([1, 0])
    const kept = await here.writes.holds.byIds([short.id, long.id])
    expect([kept.get(short.id)?.state, kept.get(long.id)?.state]).toEqual(['EXPIRED', 'HELD'])
  })

  it('promises nothing on a count that failed or is too old', async () => {
    here.fails('SOURCE_TIMEOUT')
    expect((await here.reserve([{ sku: 'jean', quantity: 1 }])).userErrors).toMatchObject([
      { code: 'SYSTEM_UNAVAILABLE', retryable: true, sku: 'jean', availableNow: null },
    ])
  })

  it('knows no place of another id', async () => {
    const { userErrors } = await here.reserve([{ sku: 'jean', quantity: 1 }], {
      locationId: place('XXX01').id,
    })
    expect(userErrors).toMatchObject([{ code: 'UNKNOWN_LOCATION', field: ['input', 'locationId'] }])
    expect(here.calls).toEqual({ levels: 0 })
  })

  it.each([
    ['no line', { lines: [] }],
    ['no unit', { lines: [{ sku: 'jean', quantity: 0 }] }],
    ['too many units', { lines: [{ sku: 'jean', quantity: 1_000 }] }],
    ['an article twice', { lines: [{ sku: 'jean' }, { sku: 'jean' }] }],
    ['no time', { lines: [{ sku: 'jean' }], minutes: 0 }],
    ['too long a time', { lines: [{ sku: 'jean' }], minutes: 61 }],
  ])('refuses %s', async (_, { lines, ...more }) => {
    expect(await here.reserve(lines, more)).toMatchObject({ errors: [{ code: 'BAD_INPUT' }] })
    expect(here.calls).toEqual({ levels: 0 })
  })
})

describe('a reservation', () => {
  const mine = shopper(1)
  let here: ReturnType<typeof shop>
  let id: string
  beforeEach(async () => {
    here = shop()
    const { reservation } = await here.reserve([{ sku: 'jean', quantity: 1 }], {}, mine)
    id = reservation.id
  })

  it('of a shopper is theirs, and staff’s', async () => {
    expect((await here.change('stockReservationExtend', id, mine)).userErrors).toEqual([])
    expect((await here.change('stockReservationRelease', id)).userErrors).toEqual([])
  })

  it('of another looks like one that is not there', async () => {
    const none = (await here.reserve([{ sku: 'jean', quantity: 1 }], {}, shopper(3))).reservation.id
    for (const other of [id, none]) {
      const { reservation, userErrors } = await here.change('stockReservationRelease', other, shopper(2))
      expect([reservation, userErrors]).toMatchObject([null, [{ code: 'NOT_HELD', field: ['id'] }]])
    }
    expect((await here.available('jean')).level.held).toBe(2)
  })

  it('cannot be made for another, or by somebody who is no shopper', async () => {
    const line = [{ sku: 'jean', quantity: 1 }]
    const forAnother = await here.reserve(line, { customerId: shopper(2).customerId }, mine)
    expect(forAnother).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] })
    const stranger = { ...mine, customerId: null }
    expect(await here.reserve(line, {}, stranger)).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] })
    expect(await here.reserve(line, {}, ANONYMOUS)).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] })
  })

  it('is bounded for shoppers, in units and in how many there are at once; not for staff', async () => {
    const { userErrors } = await here.reserve([{ sku: 'jean', quantity: 11 }], {}, mine)
    expect(userErrors).toMatchObject([{ code: 'TOO_MUCH', sku: 'jean', field: ['input', 'lines', '0'] }])
    const one = [{ sku: 'jean', quantity: 1 }]
    for (let more = 0; more < 4; more++) expect((await here.reserve(one, {}, mine)).userErrors).toEqual([])
    expect((await here.reserve(one, {}, mine)).userErrors).toMatchObject([
      { code: 'TOO_MUCH', retryable: false },
    ])
    expect((await here.reserve(one)).userErrors).toEqual([])
    await here.change('stockReservationRelease', id, mine)
    expect((await here.reserve(one, {}, mine)).userErrors).toEqual([])
  })

  it('has an id that cannot be made up', async () => {
    expect(await here.change('stockReservationRelease', 'rsv_1abc')).toMatchObject({
      errors: [{ code: 'BAD_INPUT' }],
    })
  })
})
