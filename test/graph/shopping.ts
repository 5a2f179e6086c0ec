import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import type { World } from '../../sandbox/world/types.ts'
import type { Answer, Whole } from './whole.ts'

/** Asks one operation of the graph; its data. Rejects for an answer with errors, or none. */
export type Ask = (
  query: string,
  variables: object,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer['data']>

/** What a guest buys: one article is sent, the other collected in a store. */
export interface Goods {
  readonly store: string
  readonly shipped: string
  readonly collected: string
}

/** A checkout that is prepared to the last step, so that this can be asked again. */
export interface Prepared {
  readonly total: { readonly amount: string; readonly centAmount: number }
  readonly payment: string
  checkOut(ask: Ask): Promise<Answer['data']>
}

const CREATE = `mutation ($input: CartCreateInput!, $key: String!) { cartCreate(input: $input, idempotencyKey: $key) {
  token cart { id lines { id } } userErrors { code message } } }`
const FULFIL = `mutation ($id: ID!, $groups: [FulfillmentGroupInput!]!, $key: String!) {
  cartFulfillmentSet(cartId: $id, groups: $groups, idempotencyKey: $key) {
    cart { version cost { total { amount centAmount } isEstimate } } userErrors { code message } } }`
const CHECK_OUT = `mutation ($input: CartCheckoutInput!, $key: String!) { cartCheckout(input: $input, idempotencyKey: $key) {
  replayed orderId orderNumber orderToken userErrors { code message } } }`
const WEB = { 'x-channel': 'WEB' }

/** Who a guest is, and where they live. */
export const CONTACT = { email: 'guest@example.org', givenName: 'Guest', familyName: 'Ofours' }
export const ADDRESS = {
  streetLine1: '1 rue de la Paix',
  postalCode: '75002',
  city: 'Paris',
  countryCode: 'FR',
}

/** Asks the whole graph under a key of its own, and expects neither errors nor a refusal. */
export function asking(whole: Whole): Ask {
  return async (query, variables, headers) => {
    const { data, errors } = await whole.ask(query, { key: randomUUID(), ...variables }, headers)
    expect(errors).toEqual([])
    const payload = Object.values(data)[0] as Answer['data']
    expect(payload.userErrors ?? []).toEqual([])
    return payload
  }
}

/** A store's id by its code. */
export async function storeIdOf(
  ask: Ask,
  code: string,
  headers: Readonly<Record<string, string>> = WEB,
): Promise<string> {
  return (await ask('query ($code: String!) { store(code: $code) { id } }', { code }, headers)).id
}

/** The checkout of a cart as it was seen. */
export function seenCart({ id, version, cost }: Answer['data']) {
  return {
    cartId: id as string,
    expectedVersion: version as number,
    expectedTotal: { amount: cost.total.amount as string, currencyCode: 'EUR' },
  }
}

/** An article the warehouse has many of, and another one that a store with click and collect has. */
export function goodsOf(world: World, store: string): Goods {
  const variants = world.products.filter(({ weighed }) => !weighed).flatMap((product) => product.variants)
  const most = (code: string) =>
    variants.toSorted((left, right) => Number(right.stock[code] ?? 0) - Number(left.stock[code] ?? 0))
  const [shipped] = most(world.warehouse.code)
  const collected = most(store).find(({ sku }) => sku !== shipped?.sku)
  return { store, shipped: shipped?.sku ?? '', collected: collected?.sku ?? '' }
}

/** A guest fills a cart, says how each article comes, and pays. */
export async function prepare(
  ask: Ask,
  { goods, pspUrl, key }: { readonly goods: Goods; readonly pspUrl: string; readonly key: string },
): Promise<Prepared> {
  const lines = [goods.shipped, goods.collected].map((sku) => ({ sku, quantity: 1 }))
  const input = { channel: 'WEB', currencyCode: 'EUR', lines }
  const { cart, token } = await ask(CREATE, { input, key: `${key}-cart` }, WEB)
  const as = { ...WEB, 'x-cart-token': token }
  const storeId = await storeIdOf(ask, goods.store)
  const groups = [
    { lineIds: [cart.lines[0].id], mode: 'SHIP_FROM_WAREHOUSE' },
    { lineIds: [cart.lines[1].id], mode: 'PICKUP_IN_STORE', storeId },
  ]
  const decided = await ask(FULFIL, { id: cart.id, groups, key: `${key}-ways` }, as)
  const { cost } = decided.cart
  expect(cost.isEstimate).toBe(false)
  const payment = await pay(pspUrl, cart.id, cost.total.centAmount)
  const checkout = {
    ...seenCart({ ...decided.cart, id: cart.id }),
    contact: CONTACT,
    shippingAddress: { ...ADDRESS, streetLine1: `1 rue ${key}` },
    paymentReference: payment,
  }
  return {
    total: cost.total,
    payment,
    checkOut: (again) => again(CHECK_OUT, { input: checkout, key: `${key}-order` }, as),
  }
}

/** Tries until it comes to that. */
export async function until(check: () => Promise<boolean>, ms = 60_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await check())) {
    if (Date.now() > end) throw new Error('it did not come to that')
    await wait(100)
  }
}

/** What a shopper does on the provider's own page. */
export async function pay(url: string, cartId: string, amount: number): Promise<string> {
  const response = await fetch(`${url}/checkout/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      amount,
      currency: 'EUR',
      payment_method: { type: 'card', brand: 'visa', last4: '4242' },
      merchant_reference: cartId,
    }),
  })
  return ((await response.json()) as { readonly id: string }).id
}
