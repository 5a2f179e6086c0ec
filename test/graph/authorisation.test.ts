import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blocksOf, textOf } from '../docs/blocks.ts'
import { type Answer, operation, startWhole, type Whole } from './whole.ts'

let whole: Whole
beforeAll(async () => {
  whole = await startWhole()
})
afterAll(() => whole.close())

const NOBODY = { erp: 0, crm: 0, pim: 0 }
const errorsOf = ({ errors }: Answer) =>
  errors.map(({ path, extensions, message }) => [path?.join('.'), extensions.code, message])

it('tells somebody without a token nothing of a shopper, and asks no system', async () => {
  const me = await whole.ask(
    '{ me { id email orders(first: 3) { edges { node { id } } } } }',
    {},
    whole.as('anonymous'),
  )
  expect(me).toMatchObject({ status: 200, data: { me: null }, calls: NOBODY })
  expect(errorsOf(me)).toEqual([['me', 'FORBIDDEN', 'needs a token with customer:self; found no token']])
})

it('tells a shopper about herself what is hers to see, and asks no system for the rest', async () => {
  const query = '{ me { id orderStats { count lifetimeValue { amount } } identities { system } } }'
  whole.forget()
  const { data, errors, calls } = await whole.ask(query, {}, whole.as('shopper'))
  expect(data).toEqual({
    me: { id: whole.samples.omnichannelShopper.customerId, orderStats: null, identities: null },
  })
  expect(errors).toMatchObject([
    {
      message: 'needs a token with customer:360; found none of them',
      path: ['me', 'orderStats'],
      extensions: { code: 'FORBIDDEN' },
    },
    {
      message: 'needs a token with customer:360 or data:steward; found none of them',
      path: ['me', 'identities'],
      extensions: { code: 'FORBIDDEN' },
    },
  ])
  expect(calls).toEqual({ ...NOBODY, crm: calls.crm })
})

it('answers as the guide shows', async () => {
  const shown = blocksOf('docs/frontend.md').find(({ info }) => info === 'refused')
  const query = '{ me { preferredLocale orderStats { count } } }'
  const { data, errors } = await whole.ask(query, {}, whole.as('shopper'))
  expect({ data, errors }).toEqual(JSON.parse(shown?.text ?? ''))
  expect(textOf('docs/frontend.md')).toContain(`\`${query}\``)
})

it('asks no system for a partner who asks for a shopper in every way there is', async () => {
  whole.forget()
  const id = whole.samples.omnichannelShopper.customerId
  const query = `query ($id: ID!) {
    me { id } customer(id: $id) { email } customerLookup(type: EMAIL, value: "a@example.org") { best { confidence } }
    order(id: "ord_x") { id } orderLookup(number: "1") { order { id } } loyaltyAccount(cardNumber: "1") { cardNumber }
    return(id: "ret_x") { channel { kind } } conversation(id: "x") { id } sourceSystems { errorRate }
    conversations(where: {}) { edges { node { id } } }
  }`
  const { data, errors, calls, status } = await whole.ask(query, { id }, whole.as('partner'))
  expect({ status, calls }).toEqual({ status: 200, calls: NOBODY })
  expect(new Set(Object.values(data))).toEqual(new Set([null]))
  expect(errors.map(({ path }) => path?.join('.'))).toEqual(Object.keys(data))
  expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['FORBIDDEN']))
})

it('shows what each may see of one operation to those who may see all of it and to those who may not, in turn', async () => {
  const query = operation('customer-360')
  const variables = {
    id: whole.samples.omnichannelShopper.customerId,
    near: { latitude: 48.85, longitude: 2.35 },
  }
  const refusedTo = async (role: 'everything' | 'shopper') => {
    const { data, errors } = await whole.ask(query, variables, whole.as(role))
    const refused = errors.filter(({ extensions }) => extensions.code === 'FORBIDDEN')
    return { isShown: data.customer !== null, refused: refused.map(({ path }) => path?.join('.')) }
  }
  for (let round = 0; round < 2; round++) {
    expect(await refusedTo('everything')).toEqual({ isShown: true, refused: [] })
    expect(await refusedTo('shopper')).toEqual({ isShown: false, refused: ['customer'] })
  }
})

it('lets everybody read what is on sale', async () => {
  const query =
    '{ store(code: "PAR01") { name } search(input: {}, first: 1) { edges { node { __typename } } } }'
  const { data, errors } = await whole.ask(query, {}, whole.as('anonymous'))
  expect(errors).toEqual([])
  expect(data).toMatchObject({ store: { name: expect.any(String) }, search: { edges: [{}] } })
})

it('tells the sandbox’s schema to everybody, as its configuration says', async () => {
  const { data } = await whole.ask('{ __schema { queryType { name } } }', {}, whole.as('anonymous'))
  expect(data).toEqual({ __schema: { queryType: { name: 'Query' } } })
  expect((await fetch(`${whole.url}/operations.json`)).status).toBe(200)
})

describe('a stricter configuration', () => {
  let strict: Whole
  beforeAll(async () => {
    strict = await startWhole({
      edit: (yaml) =>
        yaml
          .replace(
            /^authorisation:\n.*\n/m,
            'authorisation: { refused: OPERATION, introspection: [PARTNER] }\n',
          )
          .replace(/^server:\n/m, 'server:\n  explorer: false\n'),
    })
  })
  afterAll(() => strict.close())

  it('refuses the whole operation', async () => {
    const query = '{ me { preferredLocale orderStats { count } } }'
    const { status, data, errors, calls } = await strict.ask(query, {}, strict.as('shopper'))
    expect({ status, data, calls }).toEqual({ status: 403, data: null, calls: NOBODY })
    expect(errors).toEqual([
      {
        message: 'me.orderStats needs a token with customer:360; found none of them',
        extensions: { code: 'FORBIDDEN' },
      },
    ])
  })

  it('tells the schema to others', async () => {
    const query = '{ __schema { queryType { name } } }'
    expect((await strict.ask(query, {}, strict.as('associate'))).status).toBe(403)
    expect((await strict.ask(query, {}, strict.as('partner'))).status).toBe(200)
  })

  it('serves no explorer', async () => {
    expect((await fetch(`${strict.url}/`)).status).toBe(404)
    expect((await fetch(`${strict.url}/operations.json`)).status).toBe(404)
  })
})
