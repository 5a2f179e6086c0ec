import { randomUUID } from 'node:crypto'
import { mintId, type OrderNumber, type RecordId } from '../../../adapters/ids.ts'
import type { World } from '../../../sandbox/world/types.ts'
import { createCartKeys } from '../../../subgraphs/cart-keys.ts'
import { createSealer } from '../../../subgraphs/sealed-id.ts'
import { orderId } from '../../../subgraphs/shared/orders/order-id.ts'
import type { Headers } from '../../graph/people.ts'
import type { Answer, Whole } from '../../graph/whole.ts'
import { customerIdOf } from './private-values.ts'

/** An order that somebody placed through the graph, to be collected in a store and paid there. */
export interface MadeOrder {
  readonly id: string
  readonly number: string
  /** Index of the shopper; null for a guest's. */
  readonly owner: number | null
  readonly cartId: string
  readonly fulfilmentId: string
  /** What is shown at the counter. */
  readonly pickupCode: string
  /** What is put aside for it. */
  readonly reservationId: string
  readonly said: Said
  /** What opens the cart and the order of a guest; null for a shopper's. */
  readonly tokens: { readonly cart: string; readonly order: string } | null
}

/** What was said at checkout, unlike anything that anybody else said. */
interface Said {
  readonly email: string
  readonly phone: string
  readonly familyName: string
  readonly street: string
}

const CREATE = `mutation ($input: CartCreateInput!, $key: String!) { done: cartCreate(input: $input, idempotencyKey: $key) {
  token cart { id lines { id } } userErrors { code message } } }`
const COLLECT = `mutation ($id: ID!, $groups: [FulfillmentGroupInput!]!, $key: String!) {
  done: cartFulfillmentSet(cartId: $id, groups: $groups, idempotencyKey: $key) {
    cart { version cost { total { amount } } } userErrors { code message } } }`
const CHECK_OUT = `mutation ($input: CartCheckoutInput!, $key: String!) { done: cartCheckout(input: $input, idempotencyKey: $key) {
  orderNumber orderToken userErrors { code message } } }`

/** The store in which it all is to be collected. */
const STORE = 'PAR01'

/** Has each of these shoppers order an article, and two guests. Which article, and what they say, is nobody else's. */
export async function placeOrders(whole: Whole, owners: readonly number[]): Promise<readonly MadeOrder[]> {
  const skus = plenty(whole.world)
  return Promise.all(
    [...owners, null, null].map((owner, at) =>
      placeOne(whole, { owner, at, sku: skus[at % skus.length] ?? '' }),
    ),
  )
}

/** Articles of which the store has most. */
function plenty({ products }: World): readonly string[] {
  return products
    .filter(({ weighed }) => !weighed)
    .flatMap(({ variants }) => variants)
    .toSorted((left, right) => Number(right.stock[STORE] ?? 0) - Number(left.stock[STORE] ?? 0))
    .slice(0, 10)
    .map(({ sku }) => sku)
}

interface Buying {
  readonly owner: number | null
  /** Their place among those who order. */
  readonly at: number
  readonly sku: string
}

async function placeOne(whole: Whole, { owner, at, sku }: Buying): Promise<MadeOrder> {
  const { idKey } = whole
  const change = (query: string, variables: object, headers: Headers) =>
    changed(whole, query, { variables, headers })
  const buyer = { ...buyerOf(whole, owner), 'x-channel': 'WEB' }
  const input = { channel: 'WEB', currencyCode: 'EUR', lines: [{ sku, quantity: 1 }] }
  const { token, cart } = await change(CREATE, { input }, buyer)
  const headers = token === null ? buyer : { ...buyer, 'x-cart-token': token }
  const groups = [{ lineIds: [cart.lines[0].id], mode: 'PICKUP_IN_STORE', storeId: storeIdOf(whole, STORE) }]
  const { cart: decided } = await change(COLLECT, { id: cart.id, groups }, headers)
  const said = saidBy(at)
  const { email, phone, familyName } = said
  const placed = await change(
    CHECK_OUT,
    {
      input: {
        cartId: cart.id,
        expectedVersion: decided.version,
        expectedTotal: { amount: decided.cost.total.amount, currencyCode: 'EUR' },
        contact: { email, phone, familyName, givenName: 'Camille' },
        billingAddress: {
          streetLine1: said.street,
          postalCode: '75002',
          city: 'Paris',
          countryCode: 'FR',
        },
      },
    },
    headers,
  )
  const number = placed.orderNumber as string
  const id = orderId(createSealer(idKey), { channel: 'WEB', number: number as OrderNumber })
  return {
    id,
    number,
    owner,
    cartId: cart.id,
    ...keysOf(whole, id),
    said,
    tokens: token === null ? null : { cart: token, order: placed.orderToken },
  }
}

/** What belongs to an order of one part, as the graph seals and makes it. */
function keysOf(whole: Whole, id: string) {
  const sealer = createSealer(whole.idKey)
  const fulfilmentId = sealer.seal('fulfilment', [id, '1'])
  return {
    fulfilmentId,
    pickupCode: createCartKeys(whole.idKey).pickupCode(fulfilmentId).text,
    reservationId: sealer.seal('reservation', [id, storeIdOf(whole, STORE)]),
  }
}

function buyerOf(whole: Whole, owner: number | null): Headers {
  if (owner === null) return whole.as('anonymous')
  const customer = whole.world.customers[owner]
  const customerId = customer && customerIdOf(customer, whole.idKey)
  if (!customerId) throw new RangeError(`expected shopper ${owner} to be known to the graph`)
  return whole.as('shopper', { customerId })
}

function saidBy(at: number): Said {
  const mark = String(at).padStart(2, '0')
  return {
    email: `commande-${mark}@example.org`,
    phone: `+336399877${mark}`,
    familyName: `Delacommande-${mark}.`,
    street: `${mark} rue de la Commande`,
  }
}

/** The id of a store. */
export function storeIdOf({ world, idKey }: Whole, code: string): string {
  const store = world.stores.find((one) => one.code === code)
  if (!store) throw new RangeError(`expected the world to have the store ${code}`)
  return mintId(idKey, 'store', { source: 'erp', id: store.plant as RecordId })
}

/** Changes something by an operation whose one field is called `done`, under a key of its own; throws where it was not done. */
export async function changed(
  whole: Whole,
  query: string,
  { variables, headers }: { readonly variables: object; readonly headers: Headers },
): Promise<Answer['data']> {
  const { data, errors } = await whole.ask(query, { ...variables, key: randomUUID() }, headers)
  if (errors.length > 0 || data.done.userErrors.length > 0) throw new Error(JSON.stringify([errors, data]))
  return data.done
}
