import { execute, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { defineSubgraph } from '../../subgraphs/define-subgraph.ts'
import { contextWith } from '../memory/services.ts'

const run = (resolvers: object, query: string) =>
  execute({
    schema: defineSubgraph('platform', resolvers).schema,
    document: parse(query),
    contextValue: contextWith({}),
  })

describe('a subgraph', () => {
  it('answers a field from its model’s property', async () => {
    const { data } = await run(
      { Query: { sourceSystems: () => [{ instance: 'erp', errorRate: null }] } },
      '{ sourceSystems { instance errorRate } }',
    )
    expect(data?.['sourceSystems']).toEqual([{ instance: 'erp', errorRate: null }])
  })

  it('takes a property that is missing for the bug it is, and never answers null in silence', async () => {
    const { errors } = await run({ Query: { sourceSystems: () => [{}] } }, '{ sourceSystems { instance } }')
    expect(errors?.[0]?.message).toBe(
      'expected SourceSystemHealth.instance to have a resolver or a model property',
    )
  })

  it('gives its SDL to any router', async () => {
    const { data } = await run({}, '{ _service { sdl } }')
    expect(data).toEqual({ _service: { sdl: expect.stringContaining('type SourceSystemHealth') } })
  })

  it.each([
    ['DateTime', 'price(at: "yesterday")', 'an RFC 3339 instant'],
    ['DateTime', 'price(at: "2026-02-30T10:00:00Z")', 'an RFC 3339 instant'],
  ])('refuses a %s in %s before any resolver', async (scalar, field, expected) => {
    const { schema } = defineSubgraph('pricing', {})
    const query = `{ _entities(representations: []) { ... on ProductVariant { ${field} { channel { code } } } } }`
    const [error] = validate(schema, parse(query))
    expect(error?.message).toContain(`${scalar}: expected ${expected}`)
    expect(validate(schema, parse(query.replace(/at: "[^"]+"/, 'at: "2026-02-28T10:00:00Z"')))).toEqual([])
  })
})
