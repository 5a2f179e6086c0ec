import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import type { CustomerId } from '../../../../adapters/ids.ts'
import { rulesIn } from '../../../../schema/scope-rules.ts'
import type { Access } from '../../../../subgraphs/shared/access/access.ts'
import { guard } from '../../../../subgraphs/shared/access/guards.ts'
import type { Owners } from '../../../../subgraphs/shared/access/owners.ts'
import { ANONYMOUS, type Viewer } from '../../../../subgraphs/shared/access/viewer.ts'
import { ask, contextWith } from '../../../memory/services.ts'

// What the schemas of the subgraphs do not have today, and might tomorrow.
const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@requiresScopes"])
  type Query { thing(of: String): Thing things: [Thing] notes: [Note!] }
  type Mutation { change(of: String): Thing @requiresScopes(scopes: [["customer:self"], ["order:read"]]) }
  type Thing @requiresScopes(scopes: [["customer:self"], ["order:read"]]) {
    of: String
    secret: String @requiresScopes(scopes: [["order:payments"]])
    nearest(of: String): Thing @requiresScopes(scopes: [["customer:self"]])
    looked(id: ID): Thing
  }
  type Note @requiresScopes(scopes: [["order:read"]]) { text: String }`

interface Thing {
  readonly of: string
}

const thing = (of: string | undefined) => (of === undefined ? null : { of, secret: `the secret of ${of}` })
const resolvers = {
  Query: {
    thing: (_: unknown, { of }: Partial<Thing>) => thing(of),
    things: () => [null, new Error('this one is broken'), thing('anne'), thing('bob')],
    notes: () => [{ text: 'of nobody' }],
  },
  Mutation: { change: (_: unknown, { of }: Partial<Thing>) => thing(of) },
  Thing: { nearest: (_: unknown, { of }: Partial<Thing>) => thing(of), looked: () => null },
}
const idOf = (of: string) => `cus_${(of === 'anne' ? '1' : '2').repeat(26)}` as CustomerId
const owners: Owners = { Thing: { of: ({ of }: Thing) => ({ customerId: idOf(of) }) } }

const schema = buildSubgraphSchema({ typeDefs: parse(SDL), resolvers: resolvers as never })
guard(schema, rulesIn(parse(SDL)), owners)

const viewer = (scopes: readonly string[], customerId: CustomerId | null): Viewer => ({
  ...ANONYMOUS,
  kind: 'SHOPPER',
  subject: 'accounts/anne',
  scopes,
  customerId,
})
const anne = viewer(['customer:self'], idOf('anne'))
/** An employee who is a shopper, too. */
const employee = viewer(['customer:self', 'order:read'], idOf('anne'))
const staff = viewer(['order:read'], null)

const asked = async (query: string, who: Viewer) => {
  const noted: Access[] = []
  const context = contextWith({
    request: { viewer: who, access: { note: (access) => void noted.push(access) } },
  })
  const { data, errors } = await ask({ name: 'things', schema }, query, context)
  return { data, codes: errors.map(({ path, code }) => [path, code]), noted: noted.length }
}

describe('a mutation', () => {
  it('answers a shopper their own, and not another’s', async () => {
    expect(await asked('mutation { change(of: "anne") { of } }', anne)).toMatchObject({
      data: { change: { of: 'anne' } },
      codes: [],
    })
    expect(await asked('mutation { change(of: "bob") { of } }', anne)).toMatchObject({
      data: { change: null },
      codes: [['change', 'FORBIDDEN']],
    })
  })
})

describe('a field', () => {
  it('without a resolver of its own is guarded as the others are', async () => {
    const query = '{ thing(of: "anne") { of secret } }'
    expect(await asked(query, anne)).toMatchObject({
      data: { thing: { of: 'anne', secret: null } },
      codes: [['thing.secret', 'FORBIDDEN']],
    })
    const { data } = await asked(query, viewer(['order:read', 'order:payments'], null))
    expect(data.thing).toEqual({ of: 'anne', secret: 'the secret of anne' })
  })

  it('for one’s own is so by its parent; what it answers, by itself', async () => {
    const query = '{ thing(of: "anne") { nearest(of: "bob") { of } } }'
    expect(await asked(query, employee)).toMatchObject({
      data: { thing: { nearest: { of: 'bob' } } },
      codes: [],
    })
    expect(await asked(query, anne)).toMatchObject({ codes: [['thing.nearest', 'FORBIDDEN']] })
  })

  it('that looks nothing up by its id answers null where there is none', async () => {
    expect(await asked('{ thing { of } }', anne)).toEqual({ data: { thing: null }, codes: [], noted: 0 })
    expect(await asked('{ thing(of: "anne") { looked(id: "1") { of } } }', anne)).toMatchObject({
      data: { thing: { looked: null } },
      codes: [],
    })
  })
})

describe('a list', () => {
  it('keeps what is missing in it, and what failed, apart from what is refused', async () => {
    const { data, codes } = await asked('{ things { of } }', anne)
    expect(data.things).toEqual([null, null, { of: 'anne' }, null])
    expect(codes).toEqual([
      ['things.1', undefined],
      ['things.3', 'FORBIDDEN'],
    ])
  })
})

describe('what belongs to nobody', () => {
  it('is shown by its scope, and not noted', async () => {
    expect(await asked('{ notes { text } }', staff)).toEqual({
      data: { notes: [{ text: 'of nobody' }] },
      codes: [],
      noted: 0,
    })
    expect(await asked('{ notes { text } }', anne)).toMatchObject({ codes: [['notes', 'FORBIDDEN']] })
  })
})
