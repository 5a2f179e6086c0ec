import { createHash } from 'node:crypto'
import {
  type GraphQLError,
  Kind,
  GraphQLError as makeError,
  type OperationDefinitionNode,
  parse,
  print,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import {
  type AuthorisationOptions,
  authorise,
  type Executor,
} from '../../../gateway/authorisation/authorise.ts'
import type { Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { plainSchema } from './reference.ts'
import { composeRights, holding, RIGHTS } from './rights-graph.ts'

type Request = Parameters<Executor>[0]
type Result = Awaited<ReturnType<Executor>>

const supergraph = parse(composeRights())
const schema = plainSchema()

/** The rewrite in front of an executor that notes what it gets, and answers what it is told to. */
function inFrontOf(answer: (request: Request) => Result, options: Partial<AuthorisationOptions> = {}) {
  const got: Request[] = []
  const execute: Executor = async (request) => {
    got.push(request)
    return answer(request)
  }
  const authorised = authorise(execute, schema, supergraph, {
    refused: 'NULL',
    introspection: [],
    ...options,
  })
  const ask = (
    viewer: Viewer,
    query: string,
    variables: Record<string, unknown> = {},
    operationName?: string,
  ) => authorised(requestOf(viewer, query, variables, operationName))
  return { ask, got, texts: () => got.map(({ document }) => print(document)) }
}

function requestOf(
  viewer: Viewer,
  query: string,
  variables: object,
  operationName: string | undefined,
): Request {
  const document = parse(query)
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode =>
      node.kind === Kind.OPERATION_DEFINITION &&
      (operationName === undefined || node.name?.value === operationName),
  )
  const queryHash = createHash('sha256').update(query).digest('hex')
  const request = { query, variables, ...(operationName !== undefined && { operationName }) }
  // As much of a request as anybody before the gateway reads.
  return { request, document, queryHash, operation, context: { viewer } } as unknown as Request
}

const nothing = (): Result => ({ data: null })

describe('what is executed', () => {
  it('is the very request where nothing of it is refused', async () => {
    const { ask, got } = inFrontOf(nothing)
    const query = 'query ($unused: Int, $id: ID!) { person(id: $id) { ...F } } fragment F on Person { email }'
    await ask(holding('email'), query, { id: '1' })
    expect(print(got[0]?.document as Request['document'])).toBe(print(parse(query)))
    expect(got[0]?.queryHash).toBe(createHash('sha256').update(query).digest('hex'))
  })

  it('has lost the selections, variables and fragments that only the refused part needed', async () => {
    const { ask, texts } = inFrontOf(nothing)
    await ask(
      holding(),
      `query Q($id: ID!, $text: String = "ha", $with: Boolean = true, $no: Boolean = false) {
         person(id: $id) { ...Kept name @include(if: $with) ...Lost }
         echo(text: $text) @skip(if: $no)
       }
       query Other { club }
       fragment Kept on Person { friend { ...Deep } }
       fragment Deep on Person { name @include(if: $with) }
       fragment Lost on Person { email }`,
      { id: '1' },
      'Q',
    )
    expect(texts()[0]?.replaceAll(/\s+/g, ' ')).toBe(
      'query Q($id: ID!, $with: Boolean = true) { person(id: $id) { friend { ...Deep } name } } ' +
        'fragment Deep on Person { name @include(if: $with) }',
    )
  })

  it('asks an object for its type where nothing of it may be seen, and one of several types for which it is', async () => {
    const { ask, texts } = inFrontOf(nothing)
    await ask(
      holding('dog'),
      '{ people { email } animals { type_: name sound } herd { ... on Cat { sound } } }',
    )
    expect(texts()[0]?.replaceAll(/\s+/g, ' ')).toBe(
      '{ people { type__: __typename } ' +
        'animals { type__: __typename ... on Cat { type_: name } ... on Dog { type_: name sound } ... on Fish { type_: name sound } } ' +
        'herd { type__: __typename } }',
    )
  })

  it('never has a refused field in it, not even one that is skipped', async () => {
    const { ask, texts } = inFrontOf(nothing)
    const query =
      'query ($with: Boolean!) { person(id: "1") { name friend { email @include(if: $with) name } } }'
    await ask(holding(), query, { with: false })
    await ask(holding(), query, { with: true })
    expect(texts().map((text) => text.includes('email'))).toEqual([false, false])
  })

  it('has a hash of its own for each text, the same for the same', async () => {
    const { ask, got } = inFrontOf(nothing)
    const query =
      'query ($with: Boolean!) { person(id: "1") { name email either points @include(if: $with) } }'
    for (const scopes of [[], ['email'], ['c'], ['email', 'c'], [], ['salary']]) {
      await ask(holding(...scopes), query, { with: true })
    }
    await ask(holding(), `${query} `, { with: true })
    const hashes = got.map(({ queryHash }) => queryHash)
    expect(new Set(hashes.slice(0, 4)).size).toBe(4)
    expect(hashes[4]).toBe(hashes[0])
    expect(hashes[5]).toBe(hashes[0])
    expect(hashes[6]).not.toBe(hashes[0])
    expect(got.every(({ document, operation }) => document.definitions.includes(operation as never))).toBe(
      true,
    )
  })
})

describe('what is answered', () => {
  it('keeps the extensions and errors of the execution, and its failure as a whole', async () => {
    const failure: GraphQLError = new makeError('down', {
      path: ['person'],
      extensions: { code: 'SOURCE_TIMEOUT' },
    })
    const query = '{ person(id: "1") { name email } }'
    const partly = inFrontOf(() => ({
      data: { person: null },
      errors: [failure],
      extensions: { valueCompletion: [1] },
    }))
    expect(await partly.ask(holding(), query)).toEqual({
      data: { person: null },
      errors: [failure],
      extensions: { valueCompletion: [1] },
    })
    const whole = inFrontOf(() => ({ errors: [failure] }))
    expect(await whole.ask(holding(), query)).toEqual({ errors: [failure] })
  })

  it('says of an object that could not be asked for its type that it failed', async () => {
    const failure = new makeError('down', {
      path: ['people', 0, 'type_'],
      extensions: { code: 'SOURCE_TIMEOUT' },
    })
    const { ask } = inFrontOf(() => ({ data: { people: [null] }, errors: [failure] }))
    const { errors } = await ask(holding(), '{ people { email } }')
    expect(errors).toMatchObject([
      { message: 'down', path: ['people', 0], extensions: { code: 'SOURCE_TIMEOUT' } },
    ])
  })

  it('is nothing of an object that does not say its type', async () => {
    const { ask } = inFrontOf(() => ({ data: { animals: [{ name: 'Rex' }] } }))
    await expect(ask(holding(), '{ animals { name } }')).rejects.toThrow(
      'does not say which of its possible types',
    )
  })
})

describe('an operation that grows as it is written out', () => {
  const tooLarge = {
    message: 'expected at most 10000 selections with all fragments written out; found more',
    extensions: { code: 'COST_EXCEEDED', http: { status: 400 } },
  }

  it('is refused for its fragments, whoever asks', async () => {
    const { ask, got } = inFrontOf(nothing)
    const doubling = Array.from(
      { length: 40 },
      (_, at) => `fragment F${at} on Person { a: friend { ...F${at + 1} } b: friend { ...F${at + 1} } }`,
    )
    const query = `{ person(id: "1") { ...F0 } } ${doubling.join(' ')} fragment F40 on Person { name }`
    await expect(ask(holding(...RIGHTS), query)).rejects.toMatchObject(tooLarge)
    expect(got).toEqual([])
  })

  it('is refused for its types', async () => {
    const { ask, got } = inFrontOf(nothing)
    const nested = (depth: number): string =>
      depth === 0 ? 'sound' : `keeper { favourite { ${nested(depth - 1)} } }`
    await expect(ask(holding('dog'), `{ animals { ${nested(12)} } }`)).rejects.toMatchObject(tooLarge)
    expect(got).toEqual([])
    await ask(holding('dog', 'cat'), `{ animals { ${nested(12)} } }`)
    expect(got).toHaveLength(1)
  })

  it('is refused before all the ways through its types are tried', async () => {
    const { ask, got } = inFrontOf(nothing)
    const deepest = 26
    const next = (selections: string) => `keeper { favourite { ${selections} } }`
    const chain = (at: number, name: string): string =>
      at === deepest ? 'sound' : `${name}: name ${next(chain(at + 1, name))}`
    const all = (at: number): string =>
      at === deepest ? 'sound' : `${next(all(at + 1))} ... on Cat { ${next(chain(at + 1, `n${at}`))} }`
    await expect(ask(holding('dog'), `{ animals { ${all(0)} } }`)).rejects.toMatchObject(tooLarge)
    expect(got).toEqual([])
  })
})
