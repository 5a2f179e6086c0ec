import { randomUUID } from 'node:crypto'
import type { Headers } from '../people.ts'
import type { Answer, Whole } from '../whole.ts'

/** A cart as it is asked for. */
export interface BegunCart {
  readonly id: string
  readonly line: string
}

/** The carts of a matrix. */
export interface BegunCarts {
  readonly own: BegunCart
  readonly other: BegunCart
  /** Two guests', and the token of the first. */
  readonly guests: readonly [string, string]
  readonly token: string
}

const CREATE = `mutation ($input: CartCreateInput!, $key: String!) { cartCreate(input: $input, idempotencyKey: $key) {
  token cart { id lines { id } } userErrors { code } } }`

/** Has an associate begin a cart for each of two shoppers, and two guests one each. */
export async function beginCarts(
  whole: Whole,
  { sku, own, other }: { readonly sku: string; readonly own: string; readonly other: string },
): Promise<BegunCarts> {
  const begin = async (headers: Headers, customerId?: string): Promise<Answer['data']> => {
    const lines = [{ sku, quantity: 1 }]
    const input = { channel: 'ASSOCIATE_APP', currencyCode: 'EUR', lines, customerId }
    const { data, errors } = await whole.ask(CREATE, { input, key: randomUUID() }, headers)
    if (errors.length > 0 || data.cartCreate.userErrors.length > 0)
      throw new Error(JSON.stringify([errors, data]))
    return data.cartCreate
  }
  const forShopper = async (customerId: string) => {
    const { cart } = await begin(whole.as('associate'), customerId)
    return { id: cart.id, line: cart.lines[0].id }
  }
  const [one, another] = [await begin(whole.as('anonymous')), await begin(whole.as('anonymous'))]
  return {
    own: await forShopper(own),
    other: await forShopper(other),
    guests: [one.cart.id, another.cart.id],
    token: one.token,
  }
}
