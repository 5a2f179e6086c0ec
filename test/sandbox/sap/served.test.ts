import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sapServer } from '../../../sandbox/sap/server.ts'
import { serve } from '../../../sandbox/serve.ts'
import type { Served } from '../../../sandbox/server.ts'
import { freePort } from '../free-port.ts'
import { basic, batchBody, now, V2, world } from './client.ts'

describe('the SAP sandbox over HTTP', () => {
  let served: Served
  beforeAll(async () => {
    served = await serve(sapServer(world, { clock: () => now }), { port: await freePort() })
  })
  afterAll(() => served.close())

  it('gives a token by HEAD with cookies of its own, and takes a batch with them', async () => {
    const root = `${served.url}${V2}API_PRODUCT_SRV/`
    const authorization = basic('COUTURE', 'sandbox-sap')
    const fetched = await fetch(root, {
      method: 'HEAD',
      headers: { authorization, 'x-csrf-token': 'Fetch', accept: 'application/json' },
    })
    expect([fetched.status, await fetched.text()]).toEqual([200, ''])
    const cookies = fetched.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    expect(cookies).toHaveLength(3)
    const headers = {
      authorization,
      'x-csrf-token': fetched.headers.get('x-csrf-token') ?? '',
      cookie: cookies.join('; '),
      'content-type': 'multipart/mixed; boundary=batch_1',
    }
    const answer = await fetch(`${root}$batch`, {
      method: 'POST',
      headers,
      body: batchBody(['A_Product?$top=1']),
    })
    expect(answer.status).toBe(202)
    expect(await answer.text()).toContain(`${served.url}${V2}API_PRODUCT_SRV/A_Product('`)
  })

  it('refuses as SAP does when told to', async () => {
    await served.misbehave({ refuse: 'throttled', times: 1 })
    const path = `${served.url}${V2}API_PLANT_SRV/A_Plant`
    const headers = { authorization: basic('COUTURE', 'sandbox-sap'), accept: 'application/json' }
    const throttled = await fetch(path, { headers })
    expect([throttled.status, throttled.headers.get('content-type')]).toEqual([
      429,
      'text/html; charset=utf-8',
    ])
    expect((await fetch(path, { headers })).status).toBe(200)
  })

  it('has its people move an order on over the admin API, and says what is wrong with an instruction', async () => {
    const order = world.orders.find(({ status, deliveries }) => status === 'OPEN' && deliveries.length === 0)
    const advance = async (instruction: unknown) => {
      const body = typeof instruction === 'string' ? instruction : JSON.stringify(instruction)
      const answer = await fetch(new URL('advance', served.adminUrl), { method: 'POST', body })
      return [answer.status, await answer.text()]
    }
    expect(await advance({ order: order?.salesOrder, to: 'DELIVERED' })).toEqual([204, ''])
    const headers = { authorization: basic('COUTURE', 'sandbox-sap'), accept: 'application/json' }
    const path = `${served.url}${V2}API_SALES_ORDER_SRV/A_SalesOrder('${order?.salesOrder}')`
    expect(await (await fetch(path, { headers })).json()).toMatchObject({ d: { OverallDeliveryStatus: 'C' } })
    expect(await advance({ order: '1', to: 'DELIVERED' })).toEqual([
      400,
      'expected an order of this system, found none numbered 1',
    ])
    expect((await advance('{'))[0]).toBe(400)
  })

  it('has none where nothing moves on', async () => {
    const { advance: _, ...still } = sapServer(world, { clock: () => now })
    const other = await serve(still, { port: await freePort() })
    const answer = await fetch(new URL('advance', other.adminUrl), { method: 'POST', body: '{}' })
    expect(answer.status).toBe(404)
    expect(() => other.advance({})).toThrow('no record of sap moves on')
    await other.close()
  })
})
