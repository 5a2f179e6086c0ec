import { beforeEach, describe, expect, it } from 'vitest'
import { createCartSweep } from '../../../subgraphs/cart/expiry.ts'
import { shopper } from '../../memory/viewers.ts'
import { ADD, aCart, openShop, READ, type Shop } from './shop.ts'

let shop: Shop
let told: (readonly [string, object])[]
beforeEach(async () => {
  shop = await openShop()
  told = []
})

const DAY = 86_400
const sweep = () =>
  createCartSweep({
    writes: shop.writes,
    estate: shop.request().context.services.estate,
    clock: shop.at,
    everySeconds: 60,
    log: (event, values) => void told.push([event, values]),
  })
const bodyOf = async (id: string) => JSON.parse((await shop.writes.carts.byIds([id])).get(id)?.body ?? '{}')

describe('a cart whose time is over', () => {
  it('is given up once, by however many sweep at once, and says when', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    shop.pass(30 * DAY)
    const rounds = await Promise.all([sweep().once(), sweep().once(), sweep().once()])
    expect(rounds.reduce((sum, carts) => sum + carts, 0)).toBe(1)
    expect(told).toEqual([['carts.abandoned', { carts: 1 }]])
    const at = shop.at().toISOString()
    expect((await bodyOf(id)).abandonedAt).toBe(at)
    shop.pass(DAY)
    expect(await sweep().once()).toBe(0)
    expect((await bodyOf(id)).abandonedAt).toBe(at)
    const { data } = await shop.ask(READ, { id }, { token })
    expect(data.cart).toMatchObject({ state: 'ABANDONED', version: 2 })
  })

  it('may be changed no more though nobody has swept yet, and is nobody’s cart', async () => {
    const viewer = shopper(shop.anne)
    const { id } = await aCart(shop, { COAT: 1 }, { viewer })
    shop.pass(90 * DAY)
    expect((await shop.ask('{ myCart { id } }', {}, { viewer })).data).toEqual({ myCart: null })
    const lines = [{ sku: 'COAT', quantity: 1 }]
    const { data } = await shop.ask(ADD, { id, lines, key: shop.key() }, { viewer })
    expect(data.done).toMatchObject({ cart: { state: 'ABANDONED' }, userErrors: [{ code: 'NOT_ACTIVE' }] })
    expect((await aCart(shop, { COAT: 1 }, { viewer })).id).not.toBe(id)
  })

  it('is none that has all the time there is', async () => {
    const { id, token } = await aCart(shop, { COAT: 1 })
    await shop.become(id, { expiresAt: null })
    shop.pass(1_000 * DAY)
    expect(await sweep().once()).toBe(0)
    const lines = [{ sku: 'COAT', quantity: 1 }]
    const { data } = await shop.ask(ADD, { id, lines, key: shop.key() }, { token })
    expect(data.done).toMatchObject({ cart: { state: 'ACTIVE', version: 3 }, userErrors: [] })
  })

  it('begins its time anew with each change, a guest’s shorter than a shopper’s', async () => {
    const guest = await aCart(shop, { COAT: 1 })
    const own = await aCart(shop, { COAT: 1 }, { viewer: shopper(shop.anne) })
    shop.pass(29 * DAY)
    const lines = [{ sku: 'COAT', quantity: 1 }]
    await shop.ask(ADD, { id: guest.id, lines, key: shop.key() }, { token: guest.token })
    shop.pass(29 * DAY)
    expect(await sweep().once()).toBe(0)
    shop.pass(2 * DAY)
    expect(await sweep().once()).toBe(1)
    expect((await bodyOf(own.id)).abandonedAt).toBeNull()
  })

  it('is given up with all others, however many', async () => {
    for (let n = 0; n < 101; n++) await aCart(shop, {})
    shop.pass(30 * DAY)
    expect(await sweep().once()).toBe(101)
  })
})
