import { readOperations } from '../../gateway/example-operations.ts'
import { type Ask, storeIdOf } from './shopping.ts'

const FULFIL = `mutation ($id: ID!, $groups: [FulfillmentGroupInput!]!, $key: String!) {
  cartFulfillmentSet(cartId: $id, groups: $groups, idempotencyKey: $key) {
    cart { fulfillmentGroups { mode } } userErrors { code message } } }`

/** Sends the example `begin-cart`, and says that its first article is collected in PAR01 and that the others are sent. */
export async function fillExampleCart(ask: Ask): Promise<void> {
  const examples = readOperations(new URL('../../schema/operations/', import.meta.url))
  const begin = examples.find(({ name }) => name === 'begin-cart')
  if (!begin) throw new Error('expected an example operation begin-cart')
  const { cart } = await ask(begin.query, begin.variables)
  const [first, ...others] = cart.lines.map(({ id }: { readonly id: string }) => id)
  const groups = [
    { lineIds: [first], mode: 'PICKUP_IN_STORE', storeId: await storeIdOf(ask, 'PAR01') },
    { lineIds: others, mode: 'SHIP_FROM_WAREHOUSE' },
  ]
  await ask(FULFIL, { id: cart.id, groups })
}
