import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isUnionType,
} from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Rule, scopeRules } from '../../../../schema/scope-rules.ts'
import { subgraphs } from '../../../../subgraphs/all.ts'
import type { Subgraph } from '../../../../subgraphs/define-subgraph.ts'
import { isForOwn, standing } from '../../../../subgraphs/shared/access/may.ts'
import { ANONYMOUS, type Viewer } from '../../../../subgraphs/shared/access/viewer.ts'
import { ask } from '../../../memory/services.ts'
import { type House, twoShoppers } from '../../two-shoppers.ts'

let house: House
beforeAll(async () => {
  house = await twoShoppers()
})

const unconditional = ({ scopes }: Rule) => (scopes ?? []).filter((all) => !all.some(isForOwn)).flat()
const asksForOwn = ({ scopes }: Rule) => (scopes ?? []).flat().some(isForOwn)
const staff = (scopes: readonly string[]): Viewer => ({
  ...ANONYMOUS,
  kind: 'STAFF',
  subject: 'staff/1',
  scopes,
})
const anne = (scopes: readonly string[] = []): Viewer => ({
  ...ANONYMOUS,
  kind: 'SHOPPER',
  subject: 'accounts/anne',
  scopes: ['customer:self', ...scopes],
  customerId: house.ids.anne,
})

/** A guarded type that a subgraph looks up, and its rule. */
interface Entity {
  readonly subgraph: Subgraph
  readonly type: string
  readonly rule: Rule
}

/** A field with a rule of its own, or that answers objects with one. */
interface Guarded {
  readonly subgraph: Subgraph
  readonly coordinate: string
  readonly field: GraphQLField<unknown, unknown>
  /** Null where only what it answers has one. */
  readonly rule: Rule | null
}

function lookedUp(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  const union = schema.getType('_Entity')
  return isUnionType(union) ? union.getTypes() : []
}

const entities = subgraphs.flatMap((subgraph): Entity[] => {
  const { types } = scopeRules(subgraph.name)
  return lookedUp(subgraph.schema).flatMap(({ name }) => {
    const rule = types.get(name)
    return rule ? [{ subgraph, type: name, rule }] : []
  })
})

const fields = subgraphs.flatMap((subgraph): Guarded[] => {
  const { types, fields: own } = scopeRules(subgraph.name)
  return Object.values(subgraph.schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('_'))
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) => {
        const coordinate = `${type.name}.${field.name}`
        const rule = own.get(coordinate) ?? null
        return rule || types.has(getNamedType(field.type).name) ? [{ subgraph, coordinate, field, rule }] : []
      }),
    )
})

/** Fields of entities whose rule has a scope for one's own. */
const ownFields = fields.filter(
  ({ rule, coordinate }) => rule && asksForOwn(rule) && !/^(Query|Mutation)\./.test(coordinate),
)

/** Root fields that look one thing up by its id, where what they answer is somebody's. */
const lookUps = fields.filter(
  ({ subgraph, coordinate, field }) =>
    coordinate.startsWith('Query.') &&
    field.args.some(({ name }) => name === 'id') &&
    scopeRules(subgraph.name).types.has(getNamedType(field.type).name),
)

const named = <T extends { readonly subgraph: Subgraph }>(all: readonly T[], name: (one: T) => string) =>
  all.map((one): [string, T] => [`${one.subgraph.name}: ${name(one)}`, one])

const entity = async (
  { subgraph, type }: Pick<Entity, 'subgraph' | 'type'>,
  key: object,
  viewer: Viewer,
  selection = '__typename',
) => {
  const { context, asked, noted } = house.request(viewer)
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${selection} } } }`
  const { data, errors } = await ask(subgraph, query, context, { of: [{ __typename: type, ...key }] })
  return { entity: data?._entities[0] ?? null, errors, ...asked(), noted }
}

const select = ({ name, type }: GraphQLField<unknown, unknown>) =>
  isLeafType(getNamedType(type)) ? name : `${name} { __typename }`

describe('what is guarded', () => {
  it('is all that the schema gives a rule', () => {
    expect(entities.map(({ subgraph, type }) => `${subgraph.name} ${type}`).sort()).toEqual([
      'cart Customer',
      'cart Order',
      'customers Customer',
      'engagement Conversation',
      'engagement Customer',
      'engagement Order',
      'inventory Reservation',
      'loyalty Customer',
      'loyalty LoyaltyAccount',
      'loyalty Order',
      'loyalty Redemption',
      'orders Customer',
      'orders Order',
      'orders Return',
    ])
    expect(fields.length).toBeGreaterThan(35)
    expect(ownFields.length).toBeGreaterThan(6)
    expect(lookUps.map(({ coordinate }) => coordinate).sort()).toEqual([
      'Query.conversation',
      'Query.customer',
      'Query.order',
      'Query.return',
    ])
  })
})

describe('a guarded field, asked by nobody', () => {
  it.each(named(fields, ({ coordinate }) => coordinate))(
    '%s is refused before it is resolved',
    (_, { field }) => {
      const touched: string[] = []
      const untouchable = new Proxy(
        {},
        {
          get: (_target, property) => {
            touched.push(String(property))
            return undefined
          },
        },
      )
      const { context, asked } = house.request(ANONYMOUS)
      // A resolver is called as the executor calls it; of the information only the path is looked at.
      const call = () => field.resolve?.(untouchable, {}, context, { path: { key: field.name } } as never)
      expect(call).toThrow(expect.objectContaining({ extensions: { code: 'FORBIDDEN' } }))
      expect(touched).toEqual([])
      expect(asked()).toEqual({ ledger: {}, systems: {} })
    },
  )
})

describe.each(named(entities, ({ type }) => type))('an entity, %s', (_, guarded) => {
  const keys = () => house.keys(guarded.type)

  it('is refused to who has no scope, and nobody is asked', async () => {
    for (const key of Object.values(keys())) {
      const { entity: found, errors, ledger, systems } = await entity(guarded, key, ANONYMOUS)
      expect([found, ledger, systems]).toEqual([null, {}, {}])
      expect(errors).toMatchObject([{ path: '_entities.0', code: 'FORBIDDEN' }])
    }
  })

  it('is the shopper’s own', async () => {
    const { entity: found, errors, noted } = await entity(guarded, keys().own, anne())
    expect(errors).toEqual([])
    expect(found).toEqual({ __typename: guarded.type })
    expect(noted).toEqual([])
  })

  it('is refused to another shopper as if there were none, at the same calls', async () => {
    const other = await entity(guarded, keys().other, anne())
    const unknown = await entity(guarded, keys().unknown, anne())
    expect(other.errors).toMatchObject([{ path: '_entities.0', code: 'FORBIDDEN' }])
    expect([other.entity, other.errors, other.systems]).toEqual([null, unknown.errors, unknown.systems])
    expect(unknown.entity).toBeNull()
  })

  it('is refused to a shopper whom the token names no customer for', async () => {
    const { errors, systems } = await entity(guarded, keys().own, { ...anne(), customerId: null })
    expect(errors).toMatchObject([{ path: '_entities.0', code: 'FORBIDDEN' }])
    expect(systems).toEqual({})
  })

  it('is anybody’s to who may see any, and noted', async () => {
    const viewer = staff(unconditional(guarded.rule))
    const { entity: found, errors, noted } = await entity(guarded, keys().other, viewer)
    expect([found, errors]).toEqual([{ __typename: guarded.type }, []])
    expect(noted.map(({ coordinate }) => coordinate)).toEqual([guarded.type])
    const [note] = noted
    expect(note?.path).toMatchObject({ key: 0, prev: { key: '_entities' } })
    expect(note?.owner.customerId ?? note?.owner.orderId).toBeTruthy()
    const ordered = ['Order', 'Return'].includes(guarded.type)
    expect(note?.owner.orderId ?? null).toBe(ordered ? house.order('bob') : null)
  })

  it('is null to who may see any, when there is none', async () => {
    const viewer = staff(unconditional(guarded.rule))
    const { entity: found, errors } = await entity(guarded, keys().unknown, viewer)
    expect(errors).toEqual([])
    // Some subgraphs know an entity by its id alone, and add nothing to one that is not there.
    expect([null, guarded.type]).toContain(found?.__typename ?? null)
  })

  it('is BAD_INPUT for who may see some, when the id is none', async () => {
    const { errors } = await entity(guarded, keys().malformed, anne())
    expect(errors).toMatchObject([{ path: '_entities.0', code: 'BAD_INPUT' }])
  })
})

describe.each(named(ownFields, ({ coordinate }) => coordinate))('a field for one’s own, %s', (_, guarded) => {
  const [type = ''] = guarded.coordinate.split('.')
  const rule = () => guarded.rule as Rule
  const isLookedUp = entities.some((one) => one.subgraph === guarded.subgraph && one.type === type)

  it('belongs to a type that is looked up', () => {
    expect(isLookedUp).toBe(true)
  })

  it('is the shopper’s own', async () => {
    const { errors } = await entity({ ...guarded, type }, house.keys(type).own, anne(), select(guarded.field))
    expect(errors.filter(({ code }) => code === 'FORBIDDEN')).toEqual([])
  })

  it('is refused of another’s to who may see that, but this only of their own', async () => {
    const types = scopeRules(guarded.subgraph.name).types
    const open = unconditional(types.get(type) as Rule).filter(
      (scope) => !unconditional(rule()).includes(scope),
    )
    expect(open.length).toBeGreaterThan(0)
    const employee: Viewer = { ...anne(open), kind: 'STAFF' }
    const {
      entity: found,
      errors,
      systems,
    } = await entity({ ...guarded, type }, house.keys(type).other, employee, select(guarded.field))
    const at = `_entities.0.${guarded.field.name}`
    expect(errors).toMatchObject([{ path: at, code: 'FORBIDDEN' }])
    expect(found).toEqual({ [guarded.field.name]: null })
    // Whose an order is, its system says; nothing else was asked.
    expect(systems).toEqual(type === 'Order' ? { orders: 1 } : {})
    const own = await entity({ ...guarded, type }, house.keys(type).own, employee, select(guarded.field))
    expect(own.errors.filter(({ code }) => code === 'FORBIDDEN')).toEqual([])
  })

  it('is anybody’s to who may see any, and noted where somebody owns it', async () => {
    const types = scopeRules(guarded.subgraph.name).types
    const viewer = staff([...unconditional(types.get(type) as Rule), ...unconditional(rule())])
    const { errors, noted } = await entity(
      { ...guarded, type },
      house.keys(type).other,
      viewer,
      select(guarded.field),
    )
    expect(errors.filter(({ code }) => code === 'FORBIDDEN')).toEqual([])
    expect(noted.map(({ coordinate }) => coordinate)).toEqual(
      expect.arrayContaining([type, guarded.coordinate]),
    )
    const note = noted.find(({ coordinate }) => coordinate === guarded.coordinate)
    expect(note?.path).toMatchObject({ key: guarded.field.name, prev: { key: 0 } })
    expect(note?.scopes.every((scope) => viewer.scopes.includes(scope))).toBe(true)
  })
})

describe.each(named(lookUps, ({ coordinate }) => coordinate))('a look-up by id, %s', (_, guarded) => {
  const type = getNamedType(guarded.field.type).name
  const look = async (id: string, viewer: Viewer) => {
    const { context, asked, noted } = house.request(viewer)
    const query = `query ($id: ID!) { ${guarded.field.name}(id: $id) { __typename } }`
    const answer = await ask(guarded.subgraph, query, context, { id })
    return { found: answer.data?.[guarded.field.name], errors: answer.errors, ...asked(), noted }
  }
  const key = (which: 'own' | 'other' | 'unknown' | 'malformed') => String(house.keys(type)[which]['id'])
  const rule = guarded.rule as Rule

  it('answers a shopper about another’s as about none, at the same calls', async () => {
    const [other, unknown] = [await look(key('other'), anne()), await look(key('unknown'), anne())]
    expect(other.errors).toMatchObject([{ path: guarded.field.name, code: 'FORBIDDEN' }])
    expect([other.found, other.errors, other.systems]).toEqual([null, unknown.errors, unknown.systems])
  })

  it('answers null for none to who may see any', async () => {
    const viewer = staff([
      ...unconditional(rule),
      ...unconditional(scopeRules(guarded.subgraph.name).types.get(type) as Rule),
    ])
    expect(await look(key('unknown'), viewer)).toMatchObject({ found: null, errors: [], noted: [] })
    expect(await look(key('other'), viewer)).toMatchObject({ found: { __typename: type }, errors: [] })
  })

  it('is BAD_INPUT for everybody who may look, when the id is none', async () => {
    for (const viewer of [staff(unconditional(rule)), anne()]) {
      if (standing(viewer, rule).of === 'NOBODY') continue
      const { errors } = await look(key('malformed'), viewer)
      expect(errors).toMatchObject([{ path: guarded.field.name, code: 'BAD_INPUT' }])
    }
  })

  it('answers a shopper their own, where they may look at all', async () => {
    const { found, errors } = await look(key('own'), anne())
    if (asksForOwn(rule)) expect([found, errors]).toEqual([{ __typename: type }, []])
    else expect(errors).toMatchObject([{ code: 'FORBIDDEN' }])
  })
})
