import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { world } from '../contracts/small-world.ts'
import { type Following, following } from '../gateway/live/following.ts'
import { missingForRedis, type RunningRedis, startRedis } from '../services/redis.ts'
import { hasServices } from '../services/shared.ts'
import { type BothWays, type Many, startBothWays, type Way } from './both-ways.ts'
import { sent } from './people.ts'

const CART = 'id lines { sku addedFrom { kind } }'
const MINE = `{ myCart { ${CART} } }`
const CREATE = `mutation ($input: CartCreateInput!, $key: String!) { cartCreate(input: $input, idempotencyKey: $key) {
  cart { id } userErrors { code } } }`
const ADD = `mutation ($id: ID!, $lines: [CartLineInput!]!, $key: String!) {
  cartLinesAdd(cartId: $id, lines: $lines, idempotencyKey: $key) { cart { id } userErrors { code } } }`

const here = hasServices(process.env['COUTURE_REQUIRE_SERVICES'] === '1', missingForRedis())

describe.skipIf(!here)('live answers of processes that share a ledger and a Redis', () => {
  let folder: string
  let redis: RunningRedis
  let both: BothWays
  let one: Way
  let many: Many
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couture-live-'))
    redis = await startRedis(folder)
    // Nobody looks anew by themselves: what comes was told.
    const more = `\ncache: { url: "${redis.url}" }\n`
    both = await startBothWays(world, { more, live: 'live: { refreshSeconds: 3600 }', timePasses: true })
    many = await both.startMany('live')
    one = await both.startOne('live')
  })
  afterAll(async () => {
    await Promise.all([one?.stop(), many?.stop()])
    await both?.close()
    await redis?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const sku = (style: number) => world.products[style]?.variants[0]?.sku ?? ''
  const shopper = (channel: string) => ({ ...both.as('shopper'), 'x-channel': channel })
  const change = async (way: Way, query: string, variables: object, channel: string) => {
    const { text } = await way.ask(query, { ...variables, key: randomUUID() }, shopper(channel))
    const { data, errors } = JSON.parse(text)
    const [payload] = Object.values(data) as [{ cart: { id: string }; userErrors: unknown }]
    expect([errors, payload.userErrors]).toEqual([undefined, []])
    return payload.cart.id
  }
  const follow = (way: Way) => following(way.url, { query: MINE }, sent(shopper('MOBILE_APP')))
  /** Reads on until somebody's cart has these articles, each added in that channel. */
  const untilThere = async (live: Following, lines: readonly (readonly [number, string])[]) => {
    const wanted = lines.map(([style, kind]) => ({ sku: sku(style), addedFrom: { kind } }))
    for (;;) {
      const { data } = await live.next()
      const { myCart } = data as { myCart: { lines: readonly object[] } | null }
      if (JSON.stringify(myCart?.lines) === JSON.stringify(wanted)) return
    }
  }

  it('show at each what was done at the other, through a gateway and through one process', async () => {
    const followers = [follow(many), follow(one)]
    for (const live of followers) expect(await live.next()).toEqual({ data: { myCart: null } })
    const input = { channel: 'WEB', currencyCode: 'EUR', lines: [{ sku: sku(0) }] }
    const id = await change(one, CREATE, { input }, 'WEB')
    await Promise.all(followers.map((live) => untilThere(live, [[0, 'WEB']])))
    await change(many, ADD, { id, lines: [{ sku: sku(1) }] }, 'STORE_POS')
    const both = [
      [0, 'WEB'],
      [1, 'STORE_POS'],
    ] as const
    await Promise.all(followers.map((live) => untilThere(live, both)))
  })

  it('are there again after Redis was, and answers go on meanwhile', async () => {
    const live = follow(many)
    await live.next()
    await redis.stop()
    expect((await one.ask(MINE, {}, shopper('WEB'))).status).toBe(200)
    await redis.start()
    const { text } = await one.ask(MINE, {}, shopper('WEB'))
    const { id } = JSON.parse(text).data.myCart
    // Until both processes are connected again a change may not be told.
    const changing = { on: true }
    const changes = (async () => {
      while (changing.on) await change(one, ADD, { id, lines: [{ sku: sku(2) }] }, 'WEB')
    })()
    const lines = [
      [0, 'WEB'],
      [1, 'STORE_POS'],
      [2, 'WEB'],
    ] as const
    await untilThere(live, lines)
    changing.on = false
    await changes
  })
})
