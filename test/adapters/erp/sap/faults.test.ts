import { afterEach, describe, expect, it } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import { isFound, type Read } from '../../../../adapters/read.ts'
import type { SapServerOptions } from '../../../../sandbox/sap/server.ts'
import type { Misbehaviour } from '../../../../sandbox/server.ts'
import { freePort } from '../../../sandbox/free-port.ts'
import { now, type OpenSap, type Otherwise, openSap, openSource, world } from './open-sap.ts'

const ids = world.customers.flatMap(({ businessPartner }) => businessPartner ?? []) as RecordId[]
const [one = '' as RecordId] = ids

let sap: OpenSap | null = null
afterEach(async () => {
  await sap?.close()
  sap = null
})
const open = async (options: Readonly<Record<string, unknown>> = {}, otherwise: Otherwise = {}) => {
  sap = await openSap(options, otherwise)
  return sap
}
const readOne = async (port: OpenSap): Promise<Read<unknown> | undefined> =>
  (await port.ports.profiles.profiles([one])).get(one)

describe('a failing S/4HANA', () => {
  it.each<[string, Misbehaviour, object]>([
    ['429', { refuse: 'throttled' }, { code: 'RATE_LIMITED' }],
    ['503 with HTML', { refuse: 'unavailable' }, { code: 'SOURCE_UNAVAILABLE' }],
    ['garbage under 200', { garbage: true }, { code: 'BAD_RESPONSE' }],
    ['a body cut off', { truncate: true }, { code: 'SOURCE_UNAVAILABLE' }],
    ['no answer', { hang: true }, { code: 'SOURCE_TIMEOUT' }],
    ['a closed port', { down: true }, { code: 'SOURCE_UNAVAILABLE' }],
  ])('answering %s is the failure of the key, in the words of the one list', async (_, how, failure) => {
    const port = await open({ timeoutMs: 200 })
    await port.served.misbehave(how)
    expect(await readOne(port)).toMatchObject({ name: 'SourceError', source: 'erp', ...failure })
    await port.served.misbehave({})
    expect(isFound(await readOne(port))).toBe(true)
  })

  it.each<[string, (body: string) => string]>([
    ['another envelope', () => '{"value":[]}'],
    ['JSON that is cut off', (body) => body.slice(0, -5)],
    ['a list that is none', () => '{"d":{"results":{}}}'],
    ['records without their keys', () => '{"d":{"results":[{}]}}'],
    [
      'half of an expanded list',
      (body) => body.replace('"to_EmailAddress":{', '"to_EmailAddress":{"__next":"x",'),
    ],
  ])('answering %s is BAD_RESPONSE', async (_, tamper) => {
    expect(await readOne(await open({}, { tamper }))).toMatchObject({ code: 'BAD_RESPONSE' })
  })

  it('refusing our credentials is out of service, and says neither them nor where', async () => {
    const port = await open({ auth: { type: 'basic', user: 'COUTURE', password: 'wrong-secret' } })
    const read = await readOne(port)
    expect(read).toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: expect.stringContaining('credentials'),
    })
    expect(String(read)).not.toMatch(/wrong-secret|127\.0\.0\.1|html/i)
  })

  it('refusing a query keeps its words to itself', async () => {
    const port = await open({ customerFields: { YY1_Nope_bus: { source: 'crm', method: 'MANUAL' } } })
    const read = await readOne(port)
    expect(read).toMatchObject({ code: 'BAD_RESPONSE', message: expect.stringContaining('HTTP 400') })
    expect(String(read)).not.toContain('Nope')
  })

  it('pointing to a next page elsewhere is not followed there', async () => {
    const tamper = (body: string) =>
      body.replace(/"results":/, '"__next":"http://198.51.100.7/elsewhere","results":')
    expect(await readOne(await open({}, { tamper }))).toMatchObject({ code: 'BAD_RESPONSE' })
  })

  it('behind a proxy may name its own host in the next page', async () => {
    const tamper = (body: string) => body.replace(/http:\/\/127\.0\.0\.1:\d+/g, 'https://s4h.internal:44300')
    const port = await open({}, { server: { pageSize: 2 }, tamper })
    const some = ids.slice(0, 5)
    const reads = await port.ports.profiles.profiles(some)
    expect([...reads.values()].filter(isFound)).toHaveLength(5)
  })
})

describe('a failing $batch', () => {
  const failPart = (status: string) => (body: string, asked: string) => {
    let part = 0
    return asked.endsWith('$batch')
      ? body.replace(/HTTP\/1\.1 200 OK/g, (ok) => (++part === 2 ? status : ok))
      : body
  }

  it.each([
    ['HTTP/1.1 503 Service Unavailable', 'SOURCE_UNAVAILABLE'],
    ['HTTP/1.1 429 Too Many Requests', 'RATE_LIMITED'],
    ['HTTP/1.1 404 Not Found', 'BAD_RESPONSE'],
  ])('with a part of %s fails the keys of that part and no others', async (status, code) => {
    const port = await open({ chunk: 10 }, { tamper: failPart(status) })
    const reads = await port.ports.profiles.profiles(ids.slice(0, 30))
    const failed = ids.slice(0, 30).filter((id) => !isFound(reads.get(id)))
    expect(failed).toEqual(ids.slice(10, 20))
    expect(new Set(failed.map((id) => reads.get(id)))).toHaveProperty('size', 1)
    expect(reads.get(failed[0] as RecordId)).toMatchObject({ code })
  })

  it('that is cut off between parts keeps the parts that came', async () => {
    const tamper = (body: string, asked: string) =>
      asked.endsWith('$batch') ? body.slice(0, body.lastIndexOf('HTTP/1.1 200')) : body
    const port = await open({ chunk: 10 }, { tamper })
    const reads = await port.ports.profiles.profiles(ids.slice(0, 30))
    expect(ids.slice(0, 30).map((id) => isFound(reads.get(id)))).toEqual(
      ids.slice(0, 30).map((_, at) => at < 20),
    )
  })

  it('as a whole fails every key', async () => {
    const port = await open({ chunk: 10 })
    await port.served.misbehave({ refuse: 'unavailable', path: '$batch' })
    const reads = await port.ports.profiles.profiles(ids.slice(0, 30))
    expect([...reads.values()]).toMatchObject(ids.slice(0, 30).map(() => ({ code: 'SOURCE_UNAVAILABLE' })))
  })
})

describe('the CSRF token', () => {
  const ticking = () => {
    let at = now.getTime()
    const server: Partial<SapServerOptions> = { clock: () => new Date(at), csrfTtlMs: 60_000 }
    return { server, wait: (ms: number) => (at += ms) }
  }

  it('is fetched once for batches at the same time', async () => {
    const port = await open({ chunk: 10 })
    const parts = [ids.slice(0, 30), ids.slice(30, 60), ids.slice(5, 50)]
    await Promise.all(parts.map((part) => port.ports.profiles.profiles(part)))
    expect(port.calls().toSorted()).toEqual([
      'GET API_BUSINESS_PARTNER/',
      ...parts.map(() => 'POST API_BUSINESS_PARTNER/$batch'),
    ])
  })

  it('is fetched once more when it has expired, and the batch repeated', async () => {
    const { server, wait } = ticking()
    const port = await open({ chunk: 10 }, { server })
    await port.ports.profiles.profiles(ids.slice(0, 30))
    wait(61_000)
    port.calls()
    const reads = await port.ports.profiles.profiles(ids.slice(0, 30))
    expect([...reads.values()].every(isFound)).toBe(true)
    expect(port.calls()).toEqual([
      'POST API_BUSINESS_PARTNER/$batch',
      'GET API_BUSINESS_PARTNER/',
      'POST API_BUSINESS_PARTNER/$batch',
    ])
  })

  it('is not fetched for ever when the system never takes it', async () => {
    const port = await open({ chunk: 10 }, { server: { csrfTtlMs: 0 } })
    const reads = await port.ports.profiles.profiles(ids.slice(0, 30))
    expect([...reads.values()]).toMatchObject(ids.slice(0, 30).map(() => ({ code: 'SOURCE_UNAVAILABLE' })))
    expect(port.calls()).toHaveLength(4)
  })
})

describe('the diagnosis of S/4HANA', () => {
  it('tells its clock and that nothing is wrong', async () => {
    const port = await open()
    expect(await port.source.diagnose()).toEqual({
      version: null,
      clock: now.toISOString(),
      budget: null,
      warnings: [],
    })
  })

  it('names the service that is missing and what the graph lacks without it', async () => {
    const port = await open({ services: { returns: 'API_NOT_THERE_SRV' } })
    expect((await port.source.diagnose()).warnings).toEqual([
      expect.stringMatching(/^no returns: API_NOT_THERE_SRV is not there \(HTTP 404\)/),
    ])
  })

  it('throws what is wrong when nothing answers', async () => {
    const port = await open({ auth: { type: 'basic', user: 'COUTURE', password: 'wrong' } })
    await expect(port.source.diagnose()).rejects.toThrow('credentials were refused')
    const nowhere = openSource(`http://127.0.0.1:${await freePort()}`)
    await expect(nowhere.diagnose()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
    await nowhere.close()
  })
})
