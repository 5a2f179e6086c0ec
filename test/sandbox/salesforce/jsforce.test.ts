import { Connection, type ConnectionConfig, SfDate } from 'jsforce'
import { afterEach, describe, expect, it } from 'vitest'
import { type SalesforceServer, salesforceServer } from '../../../sandbox/salesforce/server.ts'
import { serve } from '../../../sandbox/serve.ts'
import type { Served } from '../../../sandbox/server.ts'
import { createWorld } from '../../../sandbox/world/world.ts'

const now = new Date('2026-05-20T10:00:00.000Z')
const world = createWorld({ seed: 7, size: 60, now })
const contacts = world.customers.filter(({ contactId }) => contactId !== null)
const credentials = { grant_type: 'client_credentials', client_id: 'couture', client_secret: 'sandbox-crm' }

const opened: Served[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((served) => served.close()))
})

/** Serves the org on a free port; the vendor's client is told its address and nothing else. */
async function openOrg(pageSize?: number) {
  const server = salesforceServer(world, { clock: () => now, ...(pageSize && { pageSize }) })
  const served = await serveSomewhere(server)
  opened.push(served)
  return { server, served }
}

async function serveSomewhere(server: SalesforceServer, tries = 20): Promise<Served> {
  try {
    return await serve(server, { port: 20_000 + Math.floor(Math.random() * 11_000) })
  } catch (error) {
    if (tries === 0) throw error
    return serveSomewhere(server, tries - 1)
  }
}

async function connect({ url }: Served, config: ConnectionConfig = {}) {
  const connection = new Connection({
    version: '60.0',
    maxRequest: 2,
    oauth2: { loginUrl: url, clientId: credentials.client_id, clientSecret: credentials.client_secret },
    ...config,
  })
  await connection.authorize(credentials)
  return connection
}

describe('jsforce', () => {
  it('logs in with client credentials and takes the instance’s address from the answer', async () => {
    const { served } = await openOrg()
    const connection = await connect(served)
    expect(connection.instanceUrl).toBe(new URL(served.url).origin)
    const refused = new Connection({
      oauth2: { loginUrl: served.url, clientId: 'couture', clientSecret: 'no' },
    })
    await expect(refused.authorize({ ...credentials, client_secret: 'no' })).rejects.toThrow(
      'invalid client credentials',
    )
  })

  it('follows a query to its end over several pages', async () => {
    const { served } = await openOrg(10)
    const connection = await connect(served)
    served.forgetCalls()
    const found = await connection.query('SELECT Id, Email FROM Contact ORDER BY Id', { autoFetch: true })
    const expected = contacts.map(({ contactId, email }) => ({ Id: contactId, Email: email }))
    expect(found.records.map(({ Id, Email }) => ({ Id, Email }))).toEqual(expected)
    expect(served.calls()).toHaveLength(Math.ceil(contacts.length / 10))
  })

  it('builds its own queries with conditions, dates and subqueries', async () => {
    const { served } = await openOrg()
    const connection = await connect(served)
    const [, someone] = contacts
    const since = SfDate.toDateTimeLiteral(new Date(someone?.createdAt ?? ''))
    const found = await connection
      .sobject('Contact')
      .find({ Id: someone?.contactId ?? '', CreatedDate: { $gte: since }, Email: { $ne: "it's@nobody.fr" } })
      .select('Id, LastName')
      .include('LoyaltyProgramMembers')
      .select('MembershipNumber')
      .end()
      .sort({ LastName: 1 })
      .limit(5)
    expect(found).toMatchObject([{ Id: someone?.contactId, LastName: someone?.familyName }])
    expect(await connection.sobject('Contact').count({})).toBe(contacts.length)
  })

  it('retrieves records by id in the ids’ order, and describes objects', async () => {
    const { served } = await openOrg()
    const connection = await connect(served)
    const [first, second] = contacts.map(({ contactId }) => contactId ?? '')
    const ids = [second ?? '', first ?? '']
    const records = await connection.retrieve('Contact', ids)
    expect(records.map(({ Id }) => Id)).toEqual(ids)
    const { fields, childRelationships } = await connection.describe('LoyaltyProgramMember')
    expect(fields.find(({ name }) => name === 'ContactId')?.referenceTo).toEqual(['Contact'])
    expect(childRelationships.map(({ relationshipName }) => relationshipName)).toContain(
      'Loyalty_Member_Tier',
    )
    expect((await connection.describeGlobal()).sobjects.map(({ name }) => name)).toContain(
      'TransactionJournal',
    )
  })

  it('opens a new session when the old one has expired, and reads the limits', async () => {
    const { server, served } = await openOrg()
    const connection = await connect(served, {
      refreshFn: async (stale, done) => {
        const { access_token: token } = await stale.oauth2.requestToken(credentials)
        done(null, token)
      },
    })
    server.expireSessions()
    const [someone] = contacts
    const record = await connection.sobject('Contact').retrieve(someone?.contactId ?? '')
    expect(record).toMatchObject({ ERP_Customer__c: someone?.businessPartner })
    await connection.limits()
    expect(connection.limitInfo?.apiUsage).toEqual({ used: 2, limit: 100_000 })
  })

  it('is told the vendor’s error codes', async () => {
    const { served } = await openOrg()
    const connection = await connect(served)
    const code = async (work: PromiseLike<unknown>) =>
      work.then(
        () => 'none',
        (error: { errorCode?: string }) => error.errorCode,
      )
    expect(await code(connection.query('SELECT Nope FROM Contact'))).toBe('INVALID_FIELD')
    expect(await code(connection.query('SELECT Id FROM'))).toBe('MALFORMED_QUERY')
    expect(await code(connection.sobject('Contact').retrieve('003000000009999AAA'))).toBe('NOT_FOUND')
    await served.misbehave({ refuse: 'throttled' })
    expect(await code(connection.query('SELECT Id FROM Contact'))).toBe('REQUEST_LIMIT_EXCEEDED')
  })
})
