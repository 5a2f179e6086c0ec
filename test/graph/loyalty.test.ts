import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OrderNumber, RecordId } from '../../adapters/ids.ts'
import type { LoyaltyDesk } from '../../adapters/ports/loyalty-desk.ts'
import { registry } from '../../adapters/registry.ts'
import { instant } from '../../adapters/time.ts'
import { ledgerPlace } from '../../gateway/ledger-place.ts'
import { POINT_VALUE } from '../../sandbox/world/rewards.ts'
import type { Headers } from './people.ts'
import { filled } from './settled.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

const ACCOUNT = `{ me { loyalty { id balance { available pending reserved }
  ledger(first: 3) { edges { node { kind points channel { kind } order { number } } } } } } }`
const REDEEM = `mutation ($input: RedeemInput!, $key: String!) { loyaltyRedeem(input: $input, idempotencyKey: $key) {
  redemption { id state code points value { centAmount } } account { balance { available reserved } } userErrors { code } } }`
const CANCEL = `mutation ($id: ID!, $key: String!) { loyaltyRedemptionCancel(id: $id, idempotencyKey: $key) {
  redemption { state } userErrors { code } } }`
const CREATE = `mutation ($input: CartCreateInput!, $key: String!) { cartCreate(input: $input, idempotencyKey: $key) {
  token cart { id lines { id } } userErrors { code } } }`
const FULFIL = `mutation ($id: ID!, $groups: [FulfillmentGroupInput!]!, $key: String!) {
  cartFulfillmentSet(cartId: $id, groups: $groups, idempotencyKey: $key) { cart { version
    cost { total { amount centAmount } } pointsPreview { toEarn redeemable redeemableValue { centAmount } basis { centAmount } }
  } userErrors { code } } }`
const CHECK_OUT = `mutation ($input: CartCheckoutInput!, $key: String!) { cartCheckout(input: $input, idempotencyKey: $key) {
  orderId orderNumber userErrors { code } } }`
const PAYMENTS = 'query ($id: ID!) { order(id: $id) { payments { method state amount { centAmount } } } }'
const CANCEL_ORDER = `mutation ($input: OrderCancelInput!, $key: String!) { orderCancel(input: $input, idempotencyKey: $key) { userErrors { code } } }`
const POINTS = 'query ($id: ID!) { order(id: $id) { loyaltyEntries { kind points channel { kind } } } }'

/** How old what is shown of points may be. */
const MAX_AGE_MS = 15_000

describe('points over the whole graph', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole({ timeoutMs: 10_000, budgetMs: 20_000 })
    const { file } = ledgerPlace(whole.config, () => new Date(whole.now())) as { readonly file: string }
    await filled({ ...whole.config, ledger: { ...whole.config.ledger, file } })
  })
  afterAll(() => whole?.close())

  const web = () => ({ ...whole.as('shopper'), 'x-channel': 'WEB' })
  const ask = async (query: string, variables: object = {}, headers: Headers = web()) => {
    const { data, errors } = await whole.ask(query, { key: randomUUID(), ...variables }, headers)
    expect(errors).toEqual([])
    const payload = Object.values(data)[0] as Answer['data']
    expect(payload.userErrors ?? []).toEqual([])
    return payload
  }
  const account = async () => (await ask(ACCOUNT)).loyalty
  const newest = ({ ledger }: Answer['data']) =>
    ledger.edges.map(({ node }: Answer['data']) => [node.kind, node.points, node.channel.kind])
  /** The tills' own way to the loyalty engine. */
  const till = (): LoyaltyDesk => {
    const { options } = whole.config.systems['crm'] ?? {}
    const tools = { clock: () => new Date(whole.now()), observe: () => {}, log: () => {} }
    // The configuration has checked the options, and this adapter needs no ledger.
    const { ports } = registry['crm/salesforce'].create('till', options as never, tools as never)
    if (!ports.loyaltyDesk) throw new Error('expected a loyalty desk')
    return ports.loyaltyDesk
  }
  const until = async <T>(look: () => Promise<T | null>): Promise<T> => {
    for (let tries = 0; tries < 200; tries++) {
      const seen = await look()
      if (seen !== null) return seen
      await wait(50)
    }
    throw new Error('it did not come to that')
  }

  it('CAP-49 are earned at the till and redeemed on the web within the max age, and one ledger shows both', async () => {
    const before = await account()
    const member = whole.world.loyalty.find(({ customer }) => customer === 0)
    expect(before.balance).toMatchObject({ available: member?.balance, pending: member?.pending })
    const sale = whole.world.receipts.find(({ customer, kind }) => customer === 0 && kind === 'sale')
    const receipt = (sale?.number ?? '') as OrderNumber
    const program = { id: whole.config.loyalty.program ?? '', name: '' }
    await till().earn({
      key: randomUUID(),
      account: { recordId: (member?.memberId ?? '') as RecordId, program },
      at: instant(new Date(whole.now())),
      channel: 'STORE_POS',
      points: 45,
      order: { channel: 'STORE_POS', number: receipt },
    })
    whole.advance(MAX_AGE_MS)
    const earned = await account()
    // The programme lets new points be spent after two weeks: until then they are pending.
    expect(earned.balance.pending).toBe(before.balance.pending + 45)
    expect(newest(earned)[0]).toEqual(['EARN', 45, 'STORE_POS'])
    whole.advance(1_000)
    const input = { accountId: earned.id, points: 20, channel: 'WEB' }
    const { redemption, account: left } = await ask(REDEEM, { input })
    expect(redemption).toMatchObject({ state: 'HELD', points: 20, value: { centAmount: 20 * POINT_VALUE } })
    const available = before.balance.available - 20
    expect(left.balance).toEqual({ available, reserved: 20 })
    // At once: what was read a second ago is not shown again.
    whole.advance(1_000)
    const now = await account()
    expect(now.balance).toEqual({ available, pending: before.balance.pending + 45, reserved: 20 })
    expect(newest(now).slice(0, 2)).toEqual([
      ['REDEEM', -20, 'WEB'],
      ['EARN', 45, 'STORE_POS'],
    ])
    expect(now.ledger.edges[1].node.order.number).toBe(receipt)
    whole.advance(1_000)
    expect((await ask(CANCEL, { id: redemption.id })).redemption.state).toBe('CANCELLED')
    whole.advance(1_000)
    expect((await account()).balance).toMatchObject({ available: before.balance.available, reserved: 0 })
  })

  /** A cart of two of what the warehouse has most of. */
  const decidedCart = async () => {
    const variants = whole.world.products.flatMap((product) => product.variants)
    const units = (stock: Readonly<Record<string, string>>) => Number(stock[whole.world.warehouse.code] ?? 0)
    const [most] = variants.toSorted((left, right) => units(right.stock) - units(left.stock))
    const input = { channel: 'WEB', currencyCode: 'EUR', lines: [{ sku: most?.sku, quantity: 2 }] }
    const { cart } = await ask(CREATE, { input })
    const groups = [{ lineIds: [cart.lines[0].id], mode: 'SHIP_FROM_WAREHOUSE' }]
    return { cart, decided: (await ask(FULFIL, { id: cart.id, groups })).cart }
  }
  /** What the shopper does on the provider's page. */
  const pay = async (cartId: string, centAmount: number): Promise<string> => {
    const response = await fetch(`${whole.served.psp?.url}/checkout/payments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        amount: centAmount,
        currency: 'EUR',
        payment_method: { type: 'card', brand: 'visa', last4: '4242' },
        merchant_reference: cartId,
      }),
    })
    const { id } = (await response.json()) as { readonly id: string }
    return id
  }

  it('are previewed in a cart, and given when its order is accepted', async () => {
    const { cart, decided } = await decidedCart()
    const { centAmount, amount } = decided.cost.total
    const toEarn = Math.floor(centAmount / 100)
    const { available } = (await account()).balance
    const redeemable = Math.min(available, Math.floor(centAmount / POINT_VALUE))
    expect(decided.pointsPreview).toEqual({
      toEarn,
      redeemable,
      redeemableValue: { centAmount: redeemable * POINT_VALUE },
      basis: { centAmount },
    })
    const paymentReference = await pay(cart.id, centAmount)
    const { orderId } = await ask(CHECK_OUT, {
      input: {
        cartId: cart.id,
        expectedVersion: decided.version,
        expectedTotal: { amount, currencyCode: 'EUR' },
        paymentReference,
      },
    })
    const entries = await until(async () => {
      const { loyaltyEntries } = await ask(POINTS, { id: orderId })
      return loyaltyEntries.length > 0 ? loyaltyEntries : null
    })
    expect(entries).toEqual([{ kind: 'EARN', points: toEarn, channel: { kind: 'WEB' } }])
  })

  it('pay a part of an order, and come back as points when it is cancelled', async () => {
    whole.advance(MAX_AGE_MS)
    const { id: accountId, balance } = await account()
    const { available } = balance
    const held = { accountId, points: 20, channel: 'WEB' }
    const { redemption } = await ask(REDEEM, { input: held })
    const byPoints = redemption.value.centAmount
    expect(byPoints).toBe(redemption.points * POINT_VALUE)
    const { cart, decided } = await decidedCart()
    const { centAmount, amount } = decided.cost.total
    const { orderId } = await ask(CHECK_OUT, {
      input: {
        cartId: cart.id,
        expectedVersion: decided.version,
        expectedTotal: { amount, currencyCode: 'EUR' },
        paymentReference: await pay(cart.id, centAmount - byPoints),
        loyaltyRedemptionId: redemption.id,
      },
    })
    const paid = async () =>
      (
        await until(async () => {
          const { payments } = await ask(PAYMENTS, { id: orderId })
          return payments.every((one: Answer['data']) => one.state === 'CAPTURED') ? payments : null
        })
      ).map(({ method, amount: part }: Answer['data']) => [method, part.centAmount])
    expect(await paid()).toEqual([
      ['CARD', centAmount - byPoints],
      ['LOYALTY_POINTS', byPoints],
    ])
    expect((await account()).balance).toMatchObject({
      available: available - redemption.points,
      reserved: 0,
    })
    await ask(CANCEL_ORDER, { input: { orderId, reason: 'CHANGED_MIND' } })
    const back = await until(async () => {
      const { payments } = await ask(PAYMENTS, { id: orderId })
      const refunds = payments.filter((one: Answer['data']) => one.amount.centAmount < 0)
      return refunds.length === 2 ? refunds : null
    })
    expect(back.map(({ method, amount: part }: Answer['data']) => [method, part.centAmount])).toEqual([
      ['CARD', byPoints - centAmount],
      ['LOYALTY_POINTS', -byPoints],
    ])
    whole.advance(MAX_AGE_MS)
    // What it had earned is pending, and taken back from what can be spent: the programme's own arithmetic.
    const earned = Math.floor(centAmount / 100)
    expect((await account()).balance).toMatchObject({ available: available - earned, reserved: 0 })
  })

  it('in a guest’s cart are those of a member', async () => {
    const sku = whole.world.products[0]?.variants[0]?.sku
    const input = { channel: 'WEB', currencyCode: 'EUR', lines: [{ sku, quantity: 1 }] }
    const guest = whole.as('anonymous')
    const { cart, token } = await ask(CREATE, { input }, guest)
    const query = `query ($id: ID!) { cart(id: $id) { cost { total { centAmount } } pointsPreview { toEarn redeemable } } }`
    const mine = await ask(query, { id: cart.id }, whole.as('anonymous', { cartToken: token }))
    const toEarn = Math.floor(mine.cost.total.centAmount / 100)
    expect(mine.pointsPreview).toEqual({ toEarn, redeemable: 0 })
  })
})
