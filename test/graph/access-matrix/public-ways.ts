import { PROMOTED } from '../../../sandbox/world/landmarks.ts'
import type { World } from '../../../sandbox/world/types.ts'
import { euros, unitPriceOf } from '../expected.ts'
import { nodes, type Seen, type Way } from './way.ts'

/** What is for members alone, and its article. */
const MEMBERS = 'Prix Club −5 %'
const members = (labels: readonly Seen[]) => labels.filter((label) => label === MEMBERS)

/** The article, and how many there are: what says whether it can be had. */
const STOCK = ['pim search', 'erp A_MatlStkInAcctMod']

/** How what is on sale is asked for. `world` gives the articles. */
export function publicWays(world: World): Readonly<Record<string, Way>> {
  const product = found(world.products[0])
  const sku = found(product.variants[0]).sku
  const store = found(world.stores[0])
  const forMembers = found(world.products[PROMOTED.members[0]]?.variants[0]).sku
  const warehouse = found(product.variants[0]).stock[world.warehouse.code]
  return {
    'Query.availability': {
      query: `{ availability(items: [{ sku: "${sku}" }]) { sku } }`,
      path: 'availability.*',
      see: (all) => all.map((one: Seen) => one.sku),
      is: () => [sku],
    },
    'Query.category': {
      query: `{ category(handle: "${found(product.categories.at(-1))}") { handle } }`,
      path: 'category',
      see: ({ handle }) => handle,
      is: () => product.categories.at(-1),
    },
    'Query.priceQuote': {
      query: `{ priceQuote(input: { channel: WEB, lines: [{ sku: "${sku}", quantity: 1 }] }) {
        lines { unitPrice { gross { amount } } } } }`,
      path: 'priceQuote',
      see: ({ lines }) => lines.map(({ unitPrice }: Seen) => unitPrice.gross.amount),
      is: () => [euros(unitPriceOf(world, sku))],
    },
    'Query.product': {
      query: `{ product(handle: "${product.code}") { handle } }`,
      path: 'product',
      see: ({ handle }) => handle,
      is: () => product.code,
    },
    'Query.promotions': {
      query: '{ promotions(where: { code: "WEB15" }) { edges { node { name } } } }',
      path: 'promotions',
      see: (list) => nodes(list).map(({ name }) => name),
      is: () => ['Web −15 %'],
    },
    'Query.search': {
      query: `{ search(input: { text: "${sku}" }) { edges { node { handle } } } }`,
      path: 'search',
      see: (list) => nodes(list).map(({ handle }) => handle),
      is: () => [product.code],
    },
    'Query.store': {
      query: `{ store(code: "${store.code}") { name } }`,
      path: 'store',
      see: ({ name }) => name,
      is: () => store.name,
    },
    'Query.stores': {
      query: '{ stores(first: 100) { edges { node { code } } } }',
      path: 'stores',
      see: (list) => nodes(list).map(({ code }) => code),
      is: () => world.stores.map(({ code }) => code).toSorted(),
    },
    'Query.variant': {
      query: `{ variant(sku: "${sku}") { sku } }`,
      path: 'variant',
      see: (variant) => variant.sku,
      is: () => sku,
    },
    'Query.sourceSystems': {
      query: '{ sourceSystems { instance } }',
      path: 'sourceSystems',
      see: (all) => all.map(({ instance }: Seen) => instance).toSorted(),
      is: () => ['crm', 'erp', 'pim', 'psp', 'search', 'tills'],
    },
    'AvailabilitySummary.levels': {
      query: `{ variant(sku: "${sku}") { availability { status levels { onHand } } } }`,
      path: 'variant.availability.levels',
      reads: STOCK,
      see: (levels) => levels.map(({ onHand }: Seen) => onHand),
      is: () => [Number(warehouse)],
    },
    'StoreAvailability.level': {
      query: `{ variant(sku: "${sku}") { storeAvailability(near: { latitude: ${store.geo.latitude}, longitude: ${store.geo.longitude} }, first: 1) {
        edges { node { status level { onHand } } } } } }`,
      path: 'variant.storeAvailability.edges.*.node.level',
      reads: STOCK,
      see: (levels) => levels.map(({ onHand }: Seen) => onHand),
      is: () => [Number(product.variants[0]?.stock[store.code])],
    },
    'Promotion.codes': {
      query: '{ promotions(where: { code: "WEB15" }) { edges { node { codes } } } }',
      path: 'promotions.edges.*.node.codes',
      reads: ['crm query'],
      is: () => ['WEB15'],
    },
    'Query.promotions by customerId': {
      query: 'query ($v: ID!) { promotions(where: { customerId: $v }) { edges { node { name } } } }',
      variables: ({ id }) => ({ v: id }),
      path: 'promotions',
      see: (list) => members(nodes(list).map(({ name }) => name)),
      is: () => [MEMBERS],
    },
    'Query.priceQuote by customerId': {
      query: `query ($v: ID!) { priceQuote(input: { channel: WEB, customerId: $v, lines: [{ sku: "${forMembers}", quantity: 1 }] }) {
        promotions { label } } }`,
      variables: ({ id }) => ({ v: id }),
      path: 'priceQuote',
      see: ({ promotions }) => members(promotions.map(({ label }: Seen) => label)),
      is: () => [MEMBERS],
    },
  }
}

function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined)
    throw new RangeError('expected the small world to have this, found none')
  return value
}
