import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId, type RecordId } from '../../adapters/ids.ts'
import type { WorldCustomer } from '../../sandbox/world/shopper-types.ts'
import { expectedConsents } from '../contracts/consents.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

const PROFILE = `id version
  addresses { streetLine1 streetLine2 postalCode city countryCode }
  firstTouch { channel { kind } at campaign }
  consents { purpose via state capturedAt legalText source { instance } conflictsWith { instance recordId } }`

describe('shoppers', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole()
  })
  afterAll(() => whole.close())

  const customerId = ({ contactId }: Pick<WorldCustomer, 'contactId'>) =>
    mintId(whole.idKey, 'customer', { source: 'crm', id: contactId as RecordId })
  const customer = (index: number) => whole.world.customers[index] as WorldCustomer

  it('show addresses, consents, channel of entry and version, for a fixed number of calls', async () => {
    const known = whole.world.customers.filter(({ contactId }) => contactId).slice(0, 20)
    expect(known).toHaveLength(20)
    const many = `{ ${known.map((one, i) => `c${i}: customer(id: "${customerId(one)}") { ${PROFILE} }`).join(' ')} }`
    const one = `{ c0: customer(id: "${customerId(customer(0))}") { ${PROFILE} } }`
    const [single, twenty] = [await whole.ask(one), await whole.ask(many)]
    expect([twenty.errors, single.errors]).toEqual([[], []])
    // Profiles, contacts with their ticks, consents.
    expect(single.calls.crm).toBe(3)
    expect(twenty.calls.crm).toBe(3)
    expect(twenty.calls.erp).toBe(single.calls.erp)
    for (const [i, expected] of known.entries()) {
      const shown = twenty.data[`c${i}`]
      expect(shown.version).toMatch(/^[\w-]{22}$/)
      const refused = expectedConsents(whole.world, expected).filter(({ state }) => state === 'DENIED')
      const denied = shown.consents.filter(({ state }: Answer['data']) => state === 'DENIED')
      expect(new Set(denied.map(({ purpose, via }: Answer['data']) => `${purpose} ${via}`))).toEqual(
        new Set(refused.map(({ purpose, via }) => `${purpose} ${via}`)),
      )
      if (expected.address) expect(shown.addresses[0].streetLine1).toBe(expected.address.streetLine1)
    }
  })

  it('show a refusal and the record that grants what it refuses', async () => {
    const { data } = await whole.ask(`{ customer(id: "${customerId(customer(0))}") { ${PROFILE} } }`)
    const email = data.customer.consents.find(({ via }: Answer['data']) => via === 'EMAIL')
    expect(email).toMatchObject({ purpose: 'MARKETING', state: 'DENIED', source: { instance: 'crm' } })
    expect(email.conflictsWith).toEqual([{ instance: 'crm', recordId: expect.stringMatching(/^0ZY/) }])
    const web = data.customer.consents.find(({ via }: Answer['data']) => via === 'WEB')
    expect(web).toMatchObject({ purpose: 'PERSONALISATION', state: 'GRANTED', conflictsWith: [] })
    expect(web.legalText).toContain('Maison Couture')
  })

  it('have one address where two systems agree, and two where they contradict each other', async () => {
    const query = (index: number) =>
      `{ customer(id: "${customerId(customer(index))}") { addresses { city } } }`
    const same = await whole.ask(query(0))
    expect(same.data.customer.addresses).toEqual([{ city: customer(0).address?.city }])
    const disagreeing = await whole.ask(query(4))
    expect(disagreeing.data.customer.addresses).toEqual([
      { city: customer(4).address?.city },
      { city: customer(4).erpDiffers?.city },
    ])
  })

  it('are found by a system’s own key', async () => {
    const query = `query ($crm: String!, $pos: String!) {
      crm: customerLookup(type: CRM_ID, value: $crm) { best { customer { id } confidence } sources { instance } }
      pos: customerLookup(type: POS_ID, value: $pos) { best { customer { id } confidence } sources { instance } }
      none: customerLookup(type: CRM_ID, value: "0035e0000099999AAA") { best { confidence } candidates { confidence } } }`
    const { contactId, tillCustomer } = customer(0)
    const { data, errors } = await whole.ask(query, { crm: contactId?.slice(0, 15), pos: tillCustomer })
    expect(errors).toEqual([])
    const { customerId: id } = whole.samples.omnichannelShopper
    expect(data.crm).toEqual({ best: { customer: { id }, confidence: 1 }, sources: [{ instance: 'crm' }] })
    expect(data.pos).toEqual({ best: { customer: { id }, confidence: 1 }, sources: [{ instance: 'tills' }] })
    expect(data.none).toEqual({ best: null, candidates: [] })
  })

  it('have unknown consents, not none, when the CRM is down', async () => {
    // One whose profile nobody has asked for yet: what is kept of the others may still be shown.
    const unasked = whole.world.customers.filter(({ contactId }) => contactId)[20] as WorldCustomer
    await whole.served.crm.misbehave({ down: true })
    try {
      const { data, errors } = await whole.ask(`{ customer(id: "${customerId(unasked)}") { id ${PROFILE} } }`)
      expect(data.customer.consents).toBeNull()
      expect(data.customer.addresses).toBeNull()
      expect(data.customer.firstTouch).toBeNull()
      const failed = errors.map(({ path = [] }) => path.at(-1))
      expect(failed).toEqual(expect.arrayContaining(['consents', 'addresses', 'firstTouch', 'version']))
    } finally {
      await whole.served.crm.misbehave({})
    }
  })
})
