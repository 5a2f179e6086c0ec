import { describe, expect, it } from 'vitest'
import { fullId } from '../../../sandbox/salesforce/record-id.ts'
import { openOrg } from './ask.ts'
import { customer, now, smallWorld } from './small-world.ts'

const world = smallWorld([
  customer(0, { card: '2990000000017', tillCustomer: 'T-9', contactId: fullId('0035e00000aBcDE') }),
  customer(1, { card: '2990000000024', tillCustomer: 'T-9', contactId: fullId('0035e00000abcde') }),
  customer(2, { contactId: null }),
])
const [anne = '', second = ''] = world.customers.map(({ contactId }) => contactId ?? '')
const base = '/services/data/v60.0'

describe('sessions', () => {
  it('start with a token that names the instance and no end', async () => {
    const { session } = await openOrg(world)
    expect(session.status).toBe(200)
    expect(session.body).toMatchObject({ instance_url: 'http://127.0.0.1:1', token_type: 'Bearer' })
    expect(session.body).not.toHaveProperty('expires_in')
    expect(session.body.issued_at).toBe(String(now.getTime()))
  })

  it('are refused with an object for wrong credentials and unknown grants', async () => {
    const { token, login } = await openOrg(world)
    const refused = async (form: Record<string, string>) => {
      const { status, body } = await token({ ...login, ...form })
      return [status, body.error]
    }
    expect(await refused({ client_secret: 'wrong' })).toEqual([400, 'invalid_client'])
    expect(await refused({ client_id: 'wrong' })).toEqual([400, 'invalid_client_id'])
    expect(await refused({ grant_type: 'magic' })).toEqual([400, 'unsupported_grant_type'])
  })

  it('expire without use, and by an administrator’s hand, with 401 INVALID_SESSION_ID', async () => {
    let minutes = 0
    const clock = () => new Date(now.getTime() + minutes * 60_000)
    const { get, server } = await openOrg(world, { clock, sessionMs: 3_600_000 })
    minutes = 59
    expect((await get(`${base}/limits`)).status).toBe(200)
    minutes = 118
    expect((await get(`${base}/limits`)).status).toBe(200)
    server.expireSessions()
    const { status, body } = await get(`${base}/limits`)
    expect([status, body]).toEqual([
      401,
      [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }],
    ])
  })
})

describe('the call limit', () => {
  it('is told with every answer and refused as 403, until a day has passed', async () => {
    let hours = 0
    const clock = () => new Date(now.getTime() + hours * 3_600_000)
    const { get, token, login, told } = await openOrg(world, { clock, dailyLimit: 2, sessionMs: 1e9 })
    expect((await get(`${base}/sobjects`)).headers.get('Sforce-Limit-Info')).toBe('api-usage=1/2')
    expect((await get(`${base}/limits`)).body).toEqual({ DailyApiRequests: { Max: 2, Remaining: 0 } })
    const refused = await get(`${base}/limits`)
    expect([refused.status, refused.body[0].errorCode]).toEqual([403, 'REQUEST_LIMIT_EXCEEDED'])
    expect(refused.headers.get('Retry-After')).toBeNull()
    expect((await token(login)).status).toBe(200)
    expect((await told(new Request('http://127.0.0.1:1/services/data/'))).status).toBe(200)
    hours = 24
    expect((await get(`${base}/limits`)).status).toBe(200)
  })
})

describe('records', () => {
  it('come by collection aligned with the ids, null for what is not there', async () => {
    const { post } = await openOrg(world)
    const missing = '003000000009999AAA'
    const ids = [second, missing, anne.slice(0, 15), second]
    const { body } = await post(`${base}/composite/sobjects/Contact`, { ids, fields: ['LastName'] })
    expect(body.map((record: { LastName: string } | null) => record?.LastName)).toEqual([
      'Nom1',
      undefined,
      'Nom0',
      'Nom1',
    ])
    expect(body[1]).toBeNull()
  })

  it('are refused altogether for one unknown field, one bad id or more than 2000 ids', async () => {
    const { post } = await openOrg(world, { hiddenFields: ['Contact.Email'] })
    const code = async (ids: readonly string[], fields: readonly string[]) => {
      const { status, body } = await post(`${base}/composite/sobjects/Contact`, { ids, fields })
      return [status, body[0].errorCode]
    }
    expect(await code([anne], ['LastName', 'Email'])).toEqual([400, 'INVALID_FIELD'])
    expect(await code([anne, '17100001'], ['LastName'])).toEqual([400, 'MALFORMED_ID'])
    const many = Array.from({ length: 2_001 }, () => anne)
    expect(await code(many, ['Id'])).toEqual([400, 'EXCEEDED_ID_LIMIT'])
  })

  it('come by id in both lengths, and by an external id unless several have it', async () => {
    const { get } = await openOrg(world)
    expect((await get(`${base}/sobjects/Contact/${anne.slice(0, 15)}`)).body.Id).toBe(anne)
    expect((await get(`${base}/sobjects/Contact/${anne}?fields=LastName`)).body).toEqual({
      attributes: expect.anything(),
      LastName: 'Nom0',
    })
    expect((await get(`${base}/sobjects/Contact/Loyalty_Card__c/2990000000017`)).body.Id).toBe(anne)
    const several = await get(`${base}/sobjects/Contact/Till_Customer__c/T-9`)
    expect(several.status).toBe(300)
    expect(several.body).toEqual([`${base}/sobjects/Contact/${anne}`, `${base}/sobjects/Contact/${second}`])
    for (const path of [
      'Contact/003000000009999AAA',
      'Contact/ERP_Customer__c/1',
      'Contact/LastName/Nom0',
      'Foo',
    ]) {
      expect([path, (await get(`${base}/sobjects/${path}`)).status]).toEqual([path, 404])
    }
  })
})

describe('a composite', () => {
  const part = (url: string, referenceId: string) => ({ method: 'GET', url, referenceId })
  const find = (soql: string) => `${base}/query?q=${encodeURIComponent(soql)}`

  it('counts as one call, keeps each part’s status, and lets parts point at earlier answers', async () => {
    const { post } = await openOrg(world)
    const { body, headers } = await post(`${base}/composite`, {
      allOrNone: false,
      compositeRequest: [
        part(find(`SELECT ContactId FROM Case WHERE ContactId = '${anne}'`), 'cases'),
        part(`${base}/sobjects/Contact/@{cases.records[0].ContactId}`, 'who'),
        part(find('SELECT Nope FROM Contact'), 'wrong'),
        part(`${base}/sobjects/Contact/@{wrong.records[0].Id}`, 'lost'),
      ],
    })
    expect(headers.get('Sforce-Limit-Info')).toBe('api-usage=1/100000')
    const parts = body.compositeResponse
    expect(
      parts.map((one: { referenceId: string; httpStatusCode: number }) => [
        one.referenceId,
        one.httpStatusCode,
      ]),
    ).toEqual([
      ['cases', 200],
      ['who', 200],
      ['wrong', 400],
      ['lost', 400],
    ])
    expect(parts[1].body.Id).toBe(anne)
    expect(parts[2].body[0].errorCode).toBe('INVALID_FIELD')
  })

  it('holds 25 parts, of which 5 queries or collections', async () => {
    const { post } = await openOrg(world)
    const status = async (parts: number, url: string) =>
      (
        await post(`${base}/composite`, {
          compositeRequest: Array.from({ length: parts }, (_, i) => part(url, `r${i}`)),
        })
      ).status
    expect(await status(25, `${base}/sobjects/Contact/${anne}`)).toBe(200)
    expect(await status(26, `${base}/sobjects/Contact/${anne}`)).toBe(400)
    expect(await status(5, find('SELECT Id FROM Contact'))).toBe(200)
    expect(await status(6, find('SELECT Id FROM Contact'))).toBe(400)
  })

  it('takes a query that is too long for a URI', async () => {
    const { post, query } = await openOrg(world)
    const emails = Array.from({ length: 800 }, (_, i) => `'client${i}@exemple.fr'`).join(',')
    const soql = `SELECT Id FROM Contact WHERE Email IN (${emails})`
    const direct = await query(soql)
    expect(direct.status).toBe(414)
    expect(direct.headers.get('content-type')).toContain('text/html')
    const { body } = await post(`${base}/composite`, { compositeRequest: [part(find(soql), 'all')] })
    expect(body.compositeResponse[0].body.totalSize).toBe(2)
  })

  it('as a batch counts every part', async () => {
    const { post } = await openOrg(world)
    const { body, headers } = await post(`${base}/composite/batch`, {
      batchRequests: [
        { method: 'GET', url: `v60.0/sobjects/Contact/${anne}` },
        { method: 'GET', url: 'v60.0/sobjects/Nope/describe' },
      ],
    })
    expect(body.hasErrors).toBe(true)
    expect(body.results.map(({ statusCode }: { statusCode: number }) => statusCode)).toEqual([200, 404])
    expect(headers.get('Sforce-Limit-Info')).toBe('api-usage=2/100000')
  })
})

describe('the wire', () => {
  it('refuses what the vendor refuses: versions, methods, bodies, writes', async () => {
    const { get, post } = await openOrg(world)
    const code = async (call: ReturnType<typeof get>) => {
      const { status, body } = await call
      return [status, body[0]?.errorCode]
    }
    expect(await code(get('/services/data/v69.0/limits'))).toEqual([404, 'NOT_FOUND'])
    expect(await code(get(`${base}/nope`))).toEqual([404, 'NOT_FOUND'])
    expect(await code(get(`${base}/query`))).toEqual([400, 'MALFORMED_QUERY'])
    expect(await code(get(`${base}/composite`))).toEqual([405, 'METHOD_NOT_ALLOWED'])
    expect(await code(post(`${base}/composite`, '{'))).toEqual([400, 'JSON_PARSER_ERROR'])
    expect(await code(post(`${base}/composite`, '{}', { 'Content-Type': 'text/plain' }))).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ])
    expect(await code(post(`${base}/sobjects/Contact`, { LastName: 'x' }))).toEqual([
      403,
      'INSUFFICIENT_ACCESS_OR_READONLY',
    ])
  })

  it('says in the vendor’s words that it is overloaded or out of service', async () => {
    const { server } = await openOrg(world)
    const throttled = server.refuse('throttled')
    expect([throttled.status, await throttled.json()]).toEqual([
      403,
      [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: expect.any(String) }],
    ])
    const unavailable = server.refuse('unavailable')
    expect([unavailable.status, await unavailable.json()]).toEqual([
      503,
      [{ errorCode: 'SERVER_UNAVAILABLE', message: expect.any(String) }],
    ])
  })

  it('tells 15 characters apart by case, and 18 by their suffix', async () => {
    const { get } = await openOrg(world)
    const found = async (id: string) => (await get(`${base}/sobjects/Contact/${id}`)).body.Id
    expect(anne.toLowerCase().slice(0, 15)).toBe(second.slice(0, 15))
    expect(await found(anne.slice(0, 15))).toBe(anne)
    expect(await found(second.slice(0, 15))).toBe(second)
    expect(await found(anne.toLowerCase())).toBe(anne)
    expect(await found(`${anne.slice(0, 15)}${second.slice(15)}`)).toBe(second)
  })
})
