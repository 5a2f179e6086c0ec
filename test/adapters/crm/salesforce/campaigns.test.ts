import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import {
  type CampaignOptions,
  campaignOptions,
  salesforceCampaigns,
} from '../../../../adapters/crm/salesforce/campaigns.ts'
import type { Dml } from '../../../../adapters/crm/salesforce/dml.ts'
import type { RecordId, Sku } from '../../../../adapters/ids.ts'
import type { AbandonedCart } from '../../../../adapters/ports/campaigns.ts'
import type { Instant } from '../../../../adapters/time.ts'
import type { Misbehaviour } from '../../../../sandbox/server.ts'
import { campaignsContract } from '../../../contracts/campaigns.ts'
import { clock, world } from '../../../contracts/small-world.ts'
import { connectCrm, failure } from './open.ts'

const tokenShape = z.object({ access_token: z.string() })
const tasksShape = z.object({
  records: z.array(
    z.object({ WhoId: z.string(), Subject: z.string(), Status: z.string(), Description: z.string() }),
  ),
})
const customer = (world.customers.find(({ contactId }) => contactId !== null)?.contactId ?? '') as RecordId

async function connect(options: object = {}) {
  const crm = await connectCrm({
    world,
    server: { clock },
    options: { campaigns: { externalId: 'Couture_Key__c' }, ...options },
  })
  const { campaigns: port } = crm.source.ports
  if (!port) throw new Error('expected a source that is told of abandoned carts')
  const tasks = async () => {
    const form = { grant_type: 'client_credentials', client_id: 'couture', client_secret: 'sandbox-crm' }
    const url = `${crm.served.url}/services`
    const login = await fetch(`${url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) })
    const { access_token: token } = tokenShape.parse(await login.json())
    const query = encodeURIComponent('SELECT WhoId, Subject, Status, Description FROM Task ORDER BY Id')
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(`${url}/data/v60.0/query?q=${query}`, { headers })
    return tasksShape.parse(await answer.json()).records
  }
  return { ...crm, port, tasks }
}

describe('Salesforce, told of abandoned carts', () => {
  campaignsContract(async () => {
    const { port, tasks, close } = await connect()
    const told = async () =>
      (await tasks()).map(({ WhoId, Description }) => ({ customer: WhoId, text: Description }))
    return { port, source: 'crm', customer, told, close }
  })
})

const left: AbandonedCart = {
  key: 'crt_1/abandoned',
  cartId: 'crt_1',
  customer,
  channel: 'MOBILE_APP',
  at: '2026-06-15T09:30:00.000Z' as Instant,
  lines: [{ sku: '10000001' as Sku, quantity: 3 }],
}

describe('a task for an abandoned cart', () => {
  const opened = async (options: object = {}) => {
    const crm = await connect(options)
    onTestFinished(crm.close)
    return crm
  }

  it.each<[string, Misbehaviour]>([
    ['whose reply is lost', { loseReply: true }],
    ['that an outage refuses', { refuse: 'unavailable' }],
    ['that finds its session ended', { refuse: 'expired' }],
  ])('%s is sent again, and made once', async (_, how) => {
    const { port, tasks, served } = await opened()
    await served.misbehave({ path: '/sobjects/Task', times: 1, ...how })
    await port.cartAbandoned(left)
    expect(await tasks()).toEqual([
      {
        WhoId: customer,
        Subject: 'Abandoned cart',
        Status: 'Not Started',
        Description: 'crt_1\nMOBILE_APP\n2026-06-15T09:30:00.000Z\n3 × 10000001',
      },
    ])
  })

  it('bears the subject and status that the org’s automation begins at', async () => {
    const { port, tasks } = await opened({
      campaigns: { externalId: 'Couture_Key__c', subject: 'Panier abandonné', status: 'Waiting' },
    })
    await port.cartAbandoned(left)
    expect(await tasks()).toMatchObject([{ Subject: 'Panier abandonné', Status: 'Waiting' }])
  })

  it.each([
    ['is for nobody whom the org knows', 'ENTITY_IS_DELETED', 'CONFLICT'],
    ['is not as the org wants its tasks', 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'UNSUPPORTED'],
  ])('that %s is refused so that an operator hears of it where they can help', async (_, refused, code) => {
    const dml = { create: async () => ({ refused, fields: [] }) } as unknown as Dml
    const options = campaignOptions.parse({ externalId: 'Couture_Key__c' }) as CampaignOptions
    const told = salesforceCampaigns(dml, 'crm', options).cartAbandoned(left)
    await expect(told).rejects.toEqual(failure(code))
  })

  it('is warned of where its key is not unique', async () => {
    const { source } = await opened({ campaigns: { externalId: 'Description' } })
    expect((await source.diagnose()).warnings).toEqual([
      'Task.Description is no unique external id: a repeated call may be done twice; make it one, or leave out campaigns',
    ])
  })

  it('is made nowhere unless it is configured', async () => {
    const crm = await connectCrm({ world, server: { clock } })
    onTestFinished(crm.close)
    expect(crm.source.ports.campaigns).toBeUndefined()
  })
})
