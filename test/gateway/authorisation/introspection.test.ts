import { getIntrospectionQuery } from 'graphql'
import { describe, expect, it } from 'vitest'
import { ANONYMOUS, VIEWER_KINDS, type ViewerKind } from '../../../subgraphs/shared/access/viewer.ts'
import { holding, startRights } from './rights-graph.ts'

const QUERIES = [
  getIntrospectionQuery(),
  '{ __type(name: "Person") { name } }',
  '{ people { id } ... { s: __schema { types { name } } } }',
]

describe.each<{ readonly introspection: readonly ViewerKind[] }>([
  { introspection: ['STAFF', 'PARTNER'] },
  { introspection: VIEWER_KINDS },
  { introspection: [] },
])('the schema', ({ introspection }) => {
  const { ask } = startRights({ introspection })
  const told = VIEWER_KINDS.filter((kind) => introspection.includes(kind))
  const refused = VIEWER_KINDS.filter((kind) => !introspection.includes(kind))

  it(`is told to ${told.join(', ') || 'nobody'}`, async () => {
    for (const kind of told) {
      for (const query of QUERIES) {
        const { data, errors } = await ask({ ...holding(), kind }, query)
        expect(errors).toEqual([])
        expect(JSON.stringify(data)).toContain('Person')
      }
    }
  })

  it(`is not told to ${refused.join(', ') || 'nobody'}, and nothing is asked`, async () => {
    for (const kind of refused) {
      for (const query of QUERIES) {
        const { data, errors, asked } = await ask({ ...holding(), kind }, query)
        expect(data).toBeNull()
        expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
        expect(asked).toEqual([])
      }
    }
  })
})

describe('whom the schema is told', () => {
  const { ask } = startRights({ introspection: ['STAFF', 'PARTNER'] })

  it('is said to whom it is not', async () => {
    const { errors } = await ask(ANONYMOUS, '{ __schema { description } }')
    expect(errors).toEqual([
      {
        message: 'is told to STAFF, PARTNER; found ANONYMOUS',
        path: ['__schema'],
        extensions: { code: 'FORBIDDEN' },
      },
    ])
  })

  it('does not matter to a type’s name, nor to what is skipped', async () => {
    const query = `query ($tell: Boolean = false) {
      __typename people { __typename } __schema @include(if: $tell) { description }
    }`
    const { data, errors } = await ask(ANONYMOUS, query)
    expect(errors).toEqual([])
    expect(data).toMatchObject({ __typename: 'Query', people: [{ __typename: 'Person' }, {}, {}, null] })
  })
})
