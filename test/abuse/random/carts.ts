import { randomUUID } from 'node:crypto'
import { instant } from '../../../adapters/time.ts'
import { ledgerPlace } from '../../../gateway/ledger-place.ts'
import { thisBuild } from '../../../gateway/this-build.ts'
import type { Whole } from '../../graph/whole.ts'
import type { Asker } from './askers.ts'
import { customerIdOf } from './private-values.ts'

/** A cart, and the index of the shopper whose it is. */
export interface MadeCart {
  readonly id: string
  readonly line: string
  readonly owner: number
}

/** What waits for a system that nobody can deliver it to. */
export const ENTRY = 'random/entry'

const CREATE = `mutation ($input: CartCreateInput!, $key: String!) { cartCreate(input: $input, idempotencyKey: $key) {
  cart { id lines { id } } userErrors { code } } }`
const DECIDE = `mutation ($id: ID!, $line: ID!, $code: String!, $one: String!, $other: String!) {
  cartFulfillmentSet(cartId: $id, groups: [{ lineIds: [$line], mode: SHIP_FROM_WAREHOUSE }], idempotencyKey: $one) { userErrors { code } }
  cartDiscountCodesUpdate(cartId: $id, codes: [$code], idempotencyKey: $other) { cart { discountCodes { code } } userErrors { code } } }`

/** Has an agent begin a cart for every shopper who asks, and queues something for operators to see. */
export async function makeCarts(whole: Whole, askers: readonly Asker[]): Promise<readonly MadeCart[]> {
  const { world, idKey } = whole
  const variants = world.products.flatMap((product) => product.variants)
  const lines = variants.slice(0, 2).map(({ sku }) => ({ sku, quantity: 1 }))
  const code = world.promotions.find((promotion) => promotion.code !== null)?.code ?? ''
  const owners = [...new Set(askers.flatMap(({ self }) => self ?? []))]
  const carts: MadeCart[] = []
  const agent = { ...whole.as('callCentre'), 'x-channel': 'CALL_CENTER' }
  for (const owner of owners) {
    const customer = world.customers[owner]
    if (!customer) throw new RangeError('expected the world to have whoever asks')
    const customerId = customerIdOf(customer, idKey)
    const input = { channel: 'CALL_CENTER', currencyCode: 'EUR', lines, customerId }
    const { data } = await whole.ask(CREATE, { input, key: randomUUID() }, agent)
    const cart = data?.cartCreate.cart
    if (!cart) throw new Error('expected the agent to begin a cart')
    carts.push({ id: cart.id, line: cart.lines[0].id, owner })
    const keys = { one: randomUUID(), other: randomUUID() }
    const decided = await whole.ask(DECIDE, { id: cart.id, line: cart.lines[0].id, code, ...keys }, agent)
    if (decided.data?.cartDiscountCodesUpdate.cart.discountCodes[0]?.code !== code)
      throw new Error('expected the agent to give a code')
  }
  await queue(whole)
  return carts
}

async function queue(whole: Whole): Promise<void> {
  const at = instant(new Date(whole.now()))
  const place = ledgerPlace(whole.config, () => new Date(whole.now()))
  const ledger = await thisBuild.openLedger({ ...place, idKey: whole.idKey })
  await ledger.writes.transact([], (unit) =>
    unit.send({ id: ENTRY, stream: ENTRY, system: 'erp', kind: 'random.none', body: '{}', at }),
  )
  await ledger.close()
}
