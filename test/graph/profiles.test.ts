import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledgerPlace } from '../../gateway/ledger-place.ts'
import type { Headers, Role } from './people.ts'
import { filled } from './settled.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'

const UPDATE = `mutation ($input: CustomerUpdateInput!, $key: String!) { customerUpdate(input: $input, idempotencyKey: $key) {
  replayed customer { id version email phone preferredStore { code } } userErrors { code field system } writes { system outcome } } }`
const CONSENT = `mutation ($input: ConsentInput!, $key: String!) { consentSet(input: $input, idempotencyKey: $key) {
  customer { consents { purpose via state conflictsWith { recordId } } } userErrors { code } writes { system outcome } } }`
const SHOPPER = `query ($id: ID!) { customer(id: $id) { version email phone
  fieldSources(fields: ["email"]) { inConflict winner { instance } alternatives { value } } } }`
const FIND = `query ($email: String!) { customerLookup(type: EMAIL, value: $email) { best { customer { id } } } }`
const MINE = '{ me { email consents { purpose via state legalText } } }'

const isPatch = (route: string) => route.includes('PATCH')

describe('a shopper’s own record over the whole graph', () => {
  let whole: Whole
  let id: string
  beforeAll(async () => {
    whole = await startWhole({ timeoutMs: 10_000, budgetMs: 20_000 })
    const { file } = ledgerPlace(whole.config, () => new Date(whole.now())) as { readonly file: string }
    await filled({ ...whole.config, ledger: { ...whole.config.ledger, file } })
    id = whole.samples.omnichannelShopper.customerId
  })
  afterAll(() => whole?.close())

  const as = (role: Role, channel: string): Headers => ({ ...whole.as(role), 'x-channel': channel })
  const ask = async (query: string, variables: object, headers: Headers): Promise<Answer> => {
    // Nothing is asked in the very moment of a change: what was read then is read again.
    whole.advance(1_000)
    const answer = await whole.ask(query, { key: randomUUID(), ...variables }, headers)
    expect(answer.errors).toEqual([])
    return answer
  }

  it('changed on the web is what the call centre sees at once, and a second writer is told', async () => {
    const web = as('shopper', 'WEB')
    const agent = as('callCentre', 'CALL_CENTER')
    const before = (await ask(SHOPPER, { id }, agent)).data.customer
    const input = { id, expectedVersion: before.version, email: 'camille@nouveau.example.org' }
    const changed = await ask(UPDATE, { input }, web)
    const { customer, userErrors, writes } = changed.data.customerUpdate
    expect(userErrors).toEqual([])
    expect(customer).toMatchObject({ id, email: input.email, phone: before.phone })
    // The ERP keeps an e-mail of hers, too, which nobody can change there.
    expect(writes).toEqual([
      { system: 'CRM', outcome: 'OK' },
      { system: 'ERP', outcome: 'NOT_ASKED' },
    ])
    // What was read of her a second ago was enough to begin with. Then the CRM is told, and both systems are read anew.
    expect(changed.calls).toMatchObject({ crm: 2, erp: 1, pim: 0 })
    expect(changed.routes.filter(isPatch)).toHaveLength(1)

    const seen = await ask(SHOPPER, { id }, agent)
    expect(seen.data.customer).toMatchObject({ email: input.email, version: customer.version })
    // The ERP's, and the tills', which know her by her card.
    expect(seen.data.customer.fieldSources).toEqual([
      {
        inConflict: true,
        winner: { instance: 'crm' },
        alternatives: [{ value: before.email }, { value: null }],
      },
    ])
    const { customerLookup } = (await ask(FIND, { email: input.email }, agent)).data
    expect(customerLookup.best).toEqual({ customer: { id } })

    const late = { id, expectedVersion: before.version, phone: '+33612121212' }
    const second = (await ask(UPDATE, { input: late }, agent)).data.customerUpdate
    expect(second.userErrors).toEqual([
      { code: 'VERSION_CONFLICT', field: ['input', 'expectedVersion'], system: null },
    ])
    expect(second.customer).toMatchObject({ email: input.email, phone: before.phone })
    const again = { ...late, expectedVersion: second.customer.version }
    const third = (await ask(UPDATE, { input: again }, agent)).data.customerUpdate
    expect(third).toMatchObject({ userErrors: [], customer: { phone: late.phone, email: input.email } })
  })

  it('is done once for a key, by whoever asks again', async () => {
    const web = as('shopper', 'WEB')
    const store = whole.world.stores[1]?.code
    const { data } = await ask('query ($store: String!) { store(code: $store) { id } }', { store }, web)
    const all = { input: { id, preferredStoreId: data.store.id }, key: randomUUID() }
    const first = await ask(UPDATE, all, web)
    expect(first.data.customerUpdate).toMatchObject({
      replayed: false,
      customer: { preferredStore: { code: store } },
    })
    const again = await ask(UPDATE, all, web)
    expect(again.data.customerUpdate).toMatchObject({ replayed: true, userErrors: [] })
    expect(again.routes.filter(isPatch)).toEqual([])
  })

  it('says what no record may say, and leaves what it had', async () => {
    const web = as('shopper', 'WEB')
    const other = whole.world.customers.find(({ contactId, email, index }) => contactId && email && index > 0)
    const taken = await ask(UPDATE, { input: { id, email: other?.email, phone: '+33613131313' } }, web)
    expect(taken.data.customerUpdate.userErrors).toMatchObject([{ code: 'EMAIL_TAKEN', system: 'CRM' }])
    expect(taken.data.customerUpdate.customer).not.toMatchObject({ phone: '+33613131313' })
    const wrong = await ask(UPDATE, { input: { id, email: 'nobody', phone: '12' } }, web)
    expect(wrong.data.customerUpdate.userErrors).toMatchObject([
      { code: 'INVALID', field: ['input', 'email'] },
      { code: 'INVALID', field: ['input', 'phone'] },
    ])
    expect(wrong.routes.filter(isPatch)).toEqual([])
  })

  it('takes a consent in a store, which the web shows at once', async () => {
    const mail = ({ data }: Answer) =>
      data.me.consents.find(({ purpose, via }: Answer['data']) => purpose === 'MARKETING' && via === 'EMAIL')
    const web = as('shopper', 'WEB')
    // She had agreed on the web, and an agent ticked "no e-mail" later.
    expect(mail(await ask(MINE, {}, web))).toMatchObject({ state: 'DENIED' })
    const legalText = 'Je veux bien recevoir vos offres.'
    const input = { customerId: id, purpose: 'MARKETING', via: 'EMAIL', state: 'GRANTED', legalText }
    const given = await ask(CONSENT, { input }, as('associate', 'STORE_POS'))
    expect(given.data.consentSet).toMatchObject({
      userErrors: [],
      writes: [{ system: 'CRM', outcome: 'OK' }],
    })
    // Two looks, her consent and the tick; then both reads of what she said.
    expect(given.calls).toMatchObject({ crm: 6, erp: 0, pim: 0 })
    expect(mail(await ask(MINE, {}, web))).toEqual({
      purpose: 'MARKETING',
      via: 'EMAIL',
      state: 'GRANTED',
      legalText,
    })
    const back = { ...input, state: 'WITHDRAWN', legalText: null }
    await ask(CONSENT, { input: back }, web)
    expect(mail(await ask(MINE, {}, web))).toMatchObject({ state: 'DENIED' })
  })

  it('is nobody’s to change who only reads shoppers', async () => {
    const { errors } = await whole.ask(
      UPDATE,
      { input: { id, givenName: 'Eve' }, key: randomUUID() },
      whole.as('marketing'),
    )
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })
})
