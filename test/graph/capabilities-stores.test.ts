import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChannelKind } from '../../adapters/channel.ts'
import { mintId, type RecordId } from '../../adapters/ids.ts'
import { OUT_OF_STOCK } from '../../sandbox/world/landmarks.ts'
import type { WorldReward } from '../../sandbox/world/programme-types.ts'
import type { WorldReceipt } from '../../sandbox/world/sale-types.ts'
import type { World } from '../../sandbox/world/types.ts'
import { world as smallWorld } from '../contracts/small-world.ts'
import { nearest, unitsIn, variantOf } from './expected.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

/** Known at the tills and in the CRM. */
const JEANS_WEARER = 10
const JEANS = 'slim-jean-1004'

/** The small world in which a shopper bought two jeans in 32, and the store nearest to Châtelet is out of one of them. */
function jeansWearersWorld(): World {
  const jeans = smallWorld.products.find(({ code }) => code === JEANS)
  const [pair, other] = jeans?.variants.filter(({ size }) => size === '32') ?? []
  const sale = smallWorld.receipts.find(
    ({ kind, customer, lines, dialect }) =>
      kind === 'sale' && customer !== null && lines.length === 1 && dialect === 'poslog6',
  )
  const [line] = sale?.lines ?? []
  if (!jeans || !pair || !other || !sale || !line)
    throw new Error('the world must have jeans and a till sale')
  const bought = [pair, other].map((variant, index): WorldReceipt => {
    const { sku, tillPrice: total } = variant
    const businessDay = `2026-05-1${index}`
    return {
      ...sale,
      number: `0104-1-${businessDay.replaceAll('-', '')}-${8800 + index}`,
      businessDay,
      sequence: 8800 + index,
      at: `${businessDay}T10:00:00.000Z`,
      customer: JEANS_WEARER,
      card: smallWorld.customers[JEANS_WEARER]?.card ?? null,
      lines: [
        { ...line, sku, quantity: '1', unitPrice: total, total, tax: Math.round(total / 6), discount: 0 },
      ],
      tenders: [{ type: 'CreditDebit', amount: total, change: 0, brand: 'CB', last4: '4242' }],
      rounding: 0,
    }
  })
  const [nearestStore] = nearest(smallWorld, OUT_OF_STOCK.near, 1)
  const soldOut = { ...pair, stock: { ...pair.stock, [nearestStore?.code ?? '']: '0' } }
  const variants = jeans.variants.map((variant) => (variant === pair ? soldOut : variant))
  return {
    ...smallWorld,
    products: smallWorld.products.map((product) => (product === jeans ? { ...jeans, variants } : product)),
    orders: smallWorld.orders.filter(({ customer }) => customer !== JEANS_WEARER),
    receipts: [...smallWorld.receipts.filter(({ customer }) => customer !== JEANS_WEARER), ...bought].sort(
      (left, right) => (left.at < right.at ? -1 : 1),
    ),
  }
}

/** The world's present is a Monday at noon in Paris. */
describe('what the graph must answer of stores and stock', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole({ world: jeansWearersWorld() })
  })
  afterAll(() => whole.close())

  it('CAP-28: a SKU in the warehouse and in each store, each with when and by whom it was counted', async () => {
    const query = `query ($sku: String!) { variant(sku: $sku) {
      availability { availableToSell levels { location { kind name } onHand asOf source { system instance fetchedAt } } }
      storeAvailability(first: 50) { edges { node {
        store { code } availableToSell asOf level { onHand location { kind store { code } } source { system instance } }
      } } sources { instance outcome asOf } }
    } }`
    const { world } = whole
    const { sku } = whole.samples.outOfStockNearby
    const { variant } = variantOf(world, sku)
    const { data, errors, calls } = await whole.ask(query, { sku })
    expect(errors).toEqual([])
    const source = { system: 'ERP', instance: 'erp' }
    const { availability, storeAvailability } = data.variant
    expect(availability).toMatchObject({
      availableToSell: unitsIn(world.warehouse, variant),
      levels: [
        {
          location: { kind: 'WAREHOUSE', name: world.warehouse.name },
          onHand: Math.floor(Number(variant.stock[world.warehouse.code])),
          asOf: expect.stringMatching(/^2026-06-15T10:/),
          source,
        },
      ],
    })
    expect(storeAvailability.edges.map(({ node }: Answer['data']) => node.store.code)).toEqual(
      world.stores.map(({ code }) => code).sort(),
    )
    for (const { node } of storeAvailability.edges) {
      const { code } = node.store
      expect(node.availableToSell).toBe(
        unitsIn(world.stores.find((store) => store.code === code) ?? world.warehouse, variant),
      )
      expect(node.asOf).toMatch(/^2026-06-15T10:/)
      const counted = variant.stock[code]
      if (counted === undefined) expect(node.level).toBeNull()
      else
        expect(node.level).toMatchObject({
          onHand: Math.floor(Number(counted)),
          location: { kind: 'STORE', store: { code } },
          source,
        })
    }
    expect(storeAvailability.edges.filter(({ node }: Answer['data']) => node.level).length).toBeGreaterThan(5)
    expect(storeAvailability.sources).toMatchObject([{ instance: 'erp', outcome: 'OK' }])
    // Stock of all places together, and the list of places for the warehouse's name.
    expect(calls).toMatchObject({ erp: 2, crm: 0 })
  })

  it('CAP-37: the three nearest stores with their distance and their hours in their own zone', async () => {
    const query = `query ($near: GeoPointInput!) { stores(near: $near, first: 3) {
      edges { distanceMeters node {
        code timeZone openNow opensNext hours { day opens closes } specialHours { date day opens }
      } } sources { instance outcome }
    } }`
    const { near } = whole.samples.outOfStockNearby
    const { data, errors } = await whole.ask(query, { near })
    expect(errors).toEqual([])
    const { edges, sources } = data.stores
    expect(edges.map(({ node }: Answer['data']) => node.code)).toEqual(
      nearest(whole.world, near, 3).map(({ code }) => code),
    )
    const distances = edges.map(({ distanceMeters }: Answer['data']) => distanceMeters)
    expect(distances).toEqual([...distances].sort((left, right) => left - right))
    for (const { node } of edges) {
      expect(node).toMatchObject({ timeZone: 'Europe/Paris', openNow: true })
      expect(node.opensNext).toMatch(/^2026-06-15T10:/)
      expect(node.hours).toContainEqual({ day: 'MONDAY', opens: '10:00', closes: '19:30' })
      expect(node.hours).toContainEqual({ day: 'SUNDAY', opens: null, closes: null })
      expect(node.specialHours[0]).toEqual({ date: '2026-07-14', day: 'TUESDAY', opens: null })
    }
    expect(sources).toEqual([{ instance: 'erp', outcome: 'OK' }])
  })

  it('asks for the stock of 50 items in 13 places with as many calls as for one', async () => {
    const query = `query ($items: [AvailabilityItemInput!]!, $near: GeoPointInput!) {
      availability(items: $items, near: $near) {
        summary { status options { kind available promise { earliest } } } bestStore { store { code } pickup { earliest } }
      }
    }`
    const skus = whole.world.products.slice(2).flatMap(({ variants }) => variants.map(({ sku }) => sku))
    const { near } = whole.samples.outOfStockNearby
    const ask = (some: readonly string[]) => whole.ask(query, { items: some.map((sku) => ({ sku })), near })
    // The first `$batch` of a session asks for its token as well.
    await ask(skus.slice(51, 101))
    const one = await ask(skus.slice(0, 1))
    const fifty = await ask(skus.slice(1, 51))
    expect([...one.errors, ...fifty.errors]).toEqual([])
    expect(fifty.data.availability).toHaveLength(50)
    expect(one.calls).toEqual({ erp: 1, crm: 0, pim: 0 })
    expect(fifty.calls).toEqual(one.calls)
    // What was asked just now is known still.
    expect((await ask(skus.slice(1, 51))).calls.erp).toBe(0)
    const best = (sku: string) =>
      nearest(whole.world, near, 12).find((store) => unitsIn(store, variantOf(whole.world, sku).variant) > 0)
    expect(fifty.data.availability.map(({ bestStore }: Answer['data']) => bestStore?.store.code)).toEqual(
      skus.slice(1, 51).map((sku) => best(sku)?.code),
    )
  })

  it('CAP-50: points about to expire by date, the tier, and the way to the next', async () => {
    const query = `query ($card: String!) { loyaltyAccount(cardNumber: $card) {
      balance { available expiring { points on } } tier { name rank benefits }
      tierProgress { next { name rank benefits } needed metric } program { pointValue { amount currencyCode } channels }
    } }`
    const { loyalty, tiers } = whole.world
    for (const account of loyalty) {
      const { data, errors, calls } = await whole.ask(query, { card: account.card })
      expect(errors).toEqual([])
      const { balance, tier, tierProgress, program } = data.loyaltyAccount
      const left = account.lots.map(({ on, points, spent }) => ({ points: points - spent, on }))
      expect(balance.expiring).toEqual(left.filter(({ points }) => points > 0))
      expect(balance.expiring).toEqual(
        [...balance.expiring].sort((one, other) => (one.on < other.on ? -1 : 1)),
      )
      const termsOf = (name?: string) => tiers.find((one) => one.name === name)
      const next = tiers.find(({ from }) => from > account.earned)
      expect(tier).toEqual({
        name: account.tier,
        rank: tiers.findIndex(({ name }) => name === account.tier) + 1,
        benefits: termsOf(account.tier)?.benefits,
      })
      expect(tierProgress).toEqual({
        next: next ? { name: next.name, rank: tiers.indexOf(next) + 1, benefits: next.benefits } : null,
        needed: next ? next.from - account.earned : 0,
        metric: 'Points statut',
      })
      expect(program).toEqual({
        pointValue: { amount: '0.05', currencyCode: 'EUR' },
        channels: ['WEB', 'MOBILE_APP', 'CALL_CENTER', 'STORE_POS'],
      })
      // The account; then its standing and its expiries at once.
      expect(calls).toEqual({ erp: 0, crm: 3, pim: 0 })
    }
    expect(loyalty.some(({ tier }) => tier === 'Or') && loyalty.some(({ tier }) => tier === 'Bronze')).toBe(
      true,
    )
  })

  it('asks the CRM for the points of 20 orders as often as for one', async () => {
    const query = `query ($id: ID!, $first: Int!) { customer(id: $id) { orders(first: $first) { edges { node {
      number loyaltyEntries { points kind reverses }
    } } } } }`
    const id = whole.samples.omnichannelShopper.customerId
    const one = await whole.ask(query, { id, first: 1 })
    const twenty = await whole.ask(query, { id, first: 20 })
    expect([...one.errors, ...twenty.errors]).toEqual([])
    expect([one.calls.crm, twenty.calls.crm]).toEqual([1, 1])
    const moved = whole.world.loyalty.find(({ customer }) => customer === 0)?.movements ?? []
    for (const { node } of twenty.data.customer.orders.edges) {
      expect(node.loyaltyEntries.map(({ points }: Answer['data']) => points)).toEqual(
        moved.filter(({ order }) => order === node.number).map(({ points }) => points),
      )
    }
    expect(twenty.data.customer.orders.edges.some(({ node }: Answer['data']) => node.loyaltyEntries[0])).toBe(
      true,
    )
  })

  it('shows rewards with what stands between them and the member', async () => {
    const query = `query ($card: String!, $available: Boolean!) { loyaltyAccount(cardNumber: $card) {
      tier { rank } balance { available }
      rewards(available: $available, first: 50) { edges { node { name cost eligible reasons channels } } }
    } }`
    const { loyalty, rewards, tiers } = whole.world
    const account = loyalty.find(({ customer }) => customer === 0)
    const rank = (name?: string | null) => tiers.findIndex((tier) => tier.name === name)
    const against = (reward: WorldReward, channel: ChannelKind | null) => {
      const { cost, channels, minimumTier, from, until } = reward
      const elsewhere = channel !== null && channels.length > 0 && !channels.includes(channel)
      const found: readonly (readonly [boolean, string])[] = [
        [(account?.balance ?? 0) < cost, 'POINTS_MISSING'],
        [rank(account?.tier) < rank(minimumTier), 'TIER'],
        [elsewhere, 'CHANNEL'],
        [from > '2026-06-15', 'NOT_YET'],
        [until !== null && until < '2026-06-15', 'EXPIRED'],
      ]
      return found.filter(([stands]) => stands).map(([, reason]) => reason)
    }
    const wanted = (channel: ChannelKind | null) =>
      [...rewards]
        .filter(({ active }) => active)
        .sort((left, right) => left.cost - right.cost)
        .map((reward) => ({ name: reward.name, reasons: against(reward, channel) }))
    const listed = async (available: boolean, headers = {}) => {
      const { data, errors } = await whole.ask(query, { card: account?.card, available }, headers)
      expect(errors).toEqual([])
      return data.loyaltyAccount.rewards.edges.map(({ node }: Answer['data']) => {
        expect(node.eligible).toBe(node.reasons.length === 0)
        return { name: node.name, reasons: node.reasons }
      })
    }
    expect(await listed(false)).toEqual(wanted(null))
    expect(await listed(false, { 'x-channel': 'WEB' })).toEqual(wanted('WEB'))
    const isOver = ({ reasons }: { readonly reasons: readonly string[] }) =>
      reasons.includes('EXPIRED') || reasons.includes('NOT_YET')
    expect(await listed(true)).toEqual(wanted(null).filter((one) => !isOver(one)))
    expect(wanted('WEB').flatMap(({ reasons }) => reasons)).toEqual(
      expect.arrayContaining(['CHANNEL', 'NOT_YET', 'EXPIRED']),
    )
  })

  it('CAP-38: the nearest store that has the jeans in the shopper’s size, in one query', async () => {
    const query = `query ($id: ID!, $handle: String!, $size: String!, $near: GeoPointInput!) {
      customer(id: $id) { preferences { sizes { category size basis } } }
      product(handle: $handle) { variants(first: 20, where: { size: $size }) { edges { node {
        sku size
        storeAvailability(near: $near, first: 3, inStockOnly: true) { edges { distanceMeters node {
          availableToSell pickup { earliest } store { code openNow }
        } } }
      } } } }
    }`
    const { world, samples } = whole
    const { near } = samples.outOfStockNearby
    const contact = world.customers[JEANS_WEARER]?.contactId as RecordId
    const id = mintId(whole.idKey, 'customer', { source: 'crm', id: contact })
    const { data, errors } = await whole.ask(query, { id, handle: JEANS, size: '32', near })
    expect(errors).toEqual([])
    expect(data.customer.preferences.sizes).toContainEqual({
      category: expect.stringMatching(/^jeans$/i),
      size: '32',
      basis: 'PURCHASES',
    })
    const jeans = world.products
      .find(({ code }) => code === JEANS)
      ?.variants.filter(({ size }) => size === '32')
    const { edges } = data.product.variants
    expect(edges.map(({ node }: Answer['data']) => node.sku).sort()).toEqual(
      jeans?.map(({ sku }) => sku).sort(),
    )
    for (const { node } of edges) {
      const { variant } = variantOf(world, node.sku)
      const having = nearest(world, near, 12).filter((store) => unitsIn(store, variant) > 0)
      const rows = node.storeAvailability.edges.map((edge: Answer['data']) => edge.node)
      expect(rows.map(({ store }: Answer['data']) => store.code)).toEqual(
        having.slice(0, 3).map(({ code }) => code),
      )
      expect(rows[0].availableToSell).toBe(unitsIn(having[0] ?? world.warehouse, variant))
      expect(rows[0]).toMatchObject({ store: { openNow: true }, pickup: { earliest: expect.any(String) } })
    }
    // The nearest store of all has none of the first, so "nearest" alone would send the shopper in vain.
    const first = jeans?.[0]
    const [door] = nearest(world, near, 1)
    expect(first && door && unitsIn(door, first)).toBe(0)
  })
})
