import { describe, expect, it } from 'vitest'
import { batchBody, client, inside, partsOf, V2 } from './client.ts'

const ROOT = `${V2}API_PRODUCT_SRV/`
const content = { 'content-type': 'multipart/mixed; boundary=batch_1' }
const post = (headers: Record<string, string>, body: string) => ({
  method: 'POST',
  headers: { ...content, ...headers },
  body,
})

describe('CSRF tokens', () => {
  it('are needed with their cookies, for a batch that only reads too', async () => {
    const { send, secured } = client()
    const good = await secured(ROOT)
    const other = await secured(ROOT)
    const body = batchBody(['A_Product?$top=1'])
    const wrong: readonly Record<string, string>[] = [
      {},
      { 'x-csrf-token': good['x-csrf-token'] },
      { cookie: good.cookie },
      { 'x-csrf-token': good['x-csrf-token'], cookie: other.cookie },
      { 'x-csrf-token': good['x-csrf-token'], cookie: good.cookie.replace(/sap-XSRF[^;]*;/, '') },
      { 'x-csrf-token': good['x-csrf-token'], cookie: good.cookie.replace(/SAP_SESSIONID[^;]*;/, '') },
    ]
    for (const headers of wrong) {
      const reply = await send(`${ROOT}$batch`, post(headers, body))
      expect(reply.status).toBe(403)
      expect(reply.headers.get('x-csrf-token')).toBe('Required')
      expect(reply.headers.get('content-type')).toMatch(/^text\/plain/)
    }
    expect((await send(`${ROOT}$batch`, post(good, body))).status).toBe(202)
  })

  it('expire by the clock', async () => {
    let at = new Date('2026-05-20T10:00:00Z')
    const { send, secured } = client({ clock: () => at, csrfTtlMs: 60_000 })
    const headers = await secured(ROOT)
    const body = batchBody(['A_Product?$top=1'])
    at = new Date('2026-05-20T10:00:59Z')
    expect((await send(`${ROOT}$batch`, post(headers, body))).status).toBe(202)
    at = new Date('2026-05-20T10:01:00Z')
    expect((await send(`${ROOT}$batch`, post(headers, body))).status).toBe(403)
    expect((await send(`${ROOT}$batch`, post(await secured(ROOT), body))).status).toBe(202)
  })

  it('stay the same for a session that fetches again', async () => {
    const { send, secured } = client()
    const { 'x-csrf-token': token, cookie } = await secured(ROOT)
    const again = await send(ROOT, { headers: { 'x-csrf-token': 'fetch', cookie } })
    expect(again.headers.get('x-csrf-token')).toBe(token)
    expect(again.headers.getSetCookie()).toEqual([])
  })

  it('are given with session cookies, and only when asked for', async () => {
    const { send } = client()
    const asked = await send(ROOT, { headers: { 'x-csrf-token': 'Fetch' } })
    const names = asked.headers.getSetCookie().map((cookie) => cookie.split('=')[0])
    expect(names).toEqual(['SAP_SESSIONID_S4H_100', 'sap-XSRF_S4H_100', 'sap-usercontext'])
    expect((await send(ROOT)).headers.get('x-csrf-token')).toBeNull()
  })
})

describe('$batch', () => {
  it('answers 202 with every part on its own, in order', async () => {
    const { send, secured } = client()
    const urls = [
      "A_ProductDescription?$filter=substringof('é',ProductDescription)&$top=1".replace('é', '%C3%A9'),
      "A_Product('99999999')",
      'A_Product?$filter=Nothing%20eq%20%27x%27',
      `${ROOT}A_Product/$count`,
    ]
    const reply = await send(`${ROOT}$batch`, post(await secured(ROOT), batchBody(urls)))
    expect(reply.status).toBe(202)
    const parts = partsOf(reply)
    expect(parts.map(({ status }) => status)).toEqual([200, 404, 400, 200])
    expect(inside(JSON.parse(parts[0]?.body ?? ''), 'd', 'results', 0, 'ProductDescription')).toMatch(/é/)
    expect(inside(JSON.parse(parts[1]?.body ?? ''), 'error', 'message', 'lang')).toBe('en')
    expect(Number(parts[3]?.body)).toBeGreaterThan(100)
  })

  it('refuses more parts than it takes, and takes that many', async () => {
    const { send, secured } = client({ maxBatchParts: 3 })
    const headers = await secured(ROOT)
    const of = (count: number) => post(headers, batchBody(Array(count).fill('A_Product?$top=1')))
    expect((await send(`${ROOT}$batch`, of(3))).status).toBe(202)
    const refused = await send(`${ROOT}$batch`, of(4))
    expect([refused.status, inside(refused.json, 'error', 'code')]).toEqual([400, '/IWBEP/CM_MGW_RT/023'])
  })

  it('refuses bodies that are no batch', async () => {
    const { send, secured } = client()
    const headers = await secured(ROOT)
    const good = batchBody(['A_Product?$top=1'])
    const bad = [
      good.replaceAll('\r\n', '\n'),
      good.replace('--batch_1--', ''),
      good.replace('GET A_Product?$top=1 HTTP/1.1', 'GET A_Product?$filter=a b HTTP/1.1'),
      good.replace('Accept: application/json\r\n\r\n\r\n', 'Accept: application/json'),
      '',
    ]
    for (const body of bad) expect((await send(`${ROOT}$batch`, post(headers, body))).status).toBe(400)
    const json = { ...headers, 'content-type': 'application/json' }
    expect((await send(`${ROOT}$batch`, { method: 'POST', headers: json, body: '{}' })).status).toBe(400)
  })

  it('refuses a part outside the service and a changeset, each as its own part', async () => {
    const { send, secured } = client()
    const changeset = '--batch_1\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c--\r\n'
    const body = changeset + batchBody([`${V2}API_PLANT_SRV/A_Plant`, 'A_Product?$top=1'])
    const reply = await send(`${ROOT}$batch`, post(await secured(ROOT), body))
    expect(partsOf(reply).map(({ status }) => status)).toEqual([405, 404, 200])
  })

  it('refuses writes with 405 once the token is right, and with 403 before', async () => {
    const { send, secured } = client()
    const headers = await secured(ROOT)
    const write = { method: 'POST', body: '{}' }
    expect((await send(`${ROOT}A_Product`, write)).status).toBe(403)
    expect((await send(`${ROOT}A_Product`, { ...write, headers })).status).toBe(405)
    expect((await send(`${ROOT}A_Product('1')`, { method: 'DELETE', headers })).status).toBe(405)
  })
})
