import fc from 'fast-check'
import { parse, validate } from 'graphql'
import { expect, it } from 'vitest'
import type { Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { drawQuery } from './random-operation.ts'
import { AUDIT, plainSchema, startReference, TOKEN } from './reference.ts'
import { holding, RIGHTS, type RightsAnswer, startRights } from './rights-graph.ts'

type Path = readonly (string | number)[]

const EVERYTHING = [...RIGHTS, TOKEN, AUDIT]

const { ask } = startRights({ policies: (name, { scopes }) => name === 'audit' && scopes.includes(AUDIT) })

const drawn = fc.record({
  choices: fc.array(fc.nat(10_000), { minLength: 60, maxLength: 60 }),
  lacking: fc.subarray(EVERYTHING),
  // Without this one an operation that asks for the host is refused whole.
  isHost: fc.nat(9).map((number) => number > 0),
  variables: fc.record({ x: fc.boolean(), y: fc.boolean(), z: fc.boolean() }),
})

it('answers random operations of random viewers as GraphQL itself would, were each refusal an error of a resolver', async () => {
  const reference = startReference()
  const schema = plainSchema()
  let compared = 0
  await fc.assert(
    fc.asyncProperty(drawn, async ({ choices, lacking, isHost, variables: all }) => {
      let next = 0
      // What is needed beyond the choices ends small.
      const query = drawQuery(schema, (below) => (choices[next++] ?? 9) % below)
      const document = parse(query)
      expect(validate(schema, document), query).toEqual([])
      const variables = Object.fromEntries(Object.entries(all).filter(([name]) => query.includes(`$${name}`)))
      const whole = await ask(viewer(EVERYTHING), query, variables)
      // Conditions within conditions are not always executed right, whoever asks: that is not for here.
      if (!isEqual(whole.data, (await reference(document, variables, EVERYTHING)).data)) return
      compared += 1
      const scopes = EVERYTHING.filter((scope) => !lacking.includes(scope) || (scope === 'host' && isHost))
      const expected = await reference(document, variables, scopes)
      const answer = await ask(viewer(scopes), query, variables)
      expectAlike(answer.data, expected.data, [], { ...answer, query })
      expectReported(answer, expected.paths, query)
    }),
    { numRuns: RUNS, seed: 4 },
  )
  expect(compared).toBeGreaterThan(RUNS * 0.8)
})

const RUNS = 80

function viewer(scopes: readonly string[]): Viewer {
  return { ...holding(...scopes), kind: scopes.includes(TOKEN) ? 'STAFF' : 'ANONYMOUS' }
}

function isEqual(left: unknown, right: unknown): boolean {
  try {
    expect(left).toEqual(right)
    return true
  } catch {
    return false
  }
}

/** A list that may be null is not asked for at all when all its objects are refused: it is null, as they are. */
function expectAlike(
  given: unknown,
  expected: unknown,
  path: Path,
  answer: RightsAnswer & { query: string },
): void {
  const where = `${path.join('.')} of ${answer.query}`
  if (given === null && Array.isArray(expected) && isEmpty(expected)) {
    expect(answer.paths, where).toContain(path.join('.'))
    return
  }
  if (given === null || expected === null || typeof given !== 'object' || typeof expected !== 'object') {
    expect(given, where).toEqual(expected)
    return
  }
  // In what is answered whole the order is the gateway's own.
  expect(Object.keys(given).toSorted(), where).toEqual(Object.keys(expected).toSorted())
  for (const [key, value] of Object.entries(given)) {
    expectAlike(value, (expected as Record<string, unknown>)[key], [...path, key], answer)
  }
}

function isEmpty(list: readonly unknown[]): boolean {
  return list.every((item) => item === null || (Array.isArray(item) && isEmpty(item)))
}

/** Every refusal of the reference is reported where it was noticed or above, where the null is. */
function expectReported(
  { data, paths, errors }: RightsAnswer,
  expected: readonly Path[],
  query: string,
): void {
  expect(errors.every(({ extensions }) => extensions?.code === 'FORBIDDEN')).toBe(true)
  if (expected.length > 0) expect(paths, query).not.toEqual([])
  // Of a null answer only the root fields are told, and of very many places only the first.
  if (data === null || paths.length > 100) return
  const reported = new Set(paths)
  for (const path of expected) {
    const isReported = path.some((_, index) => reported.has(path.slice(0, index + 1).join('.')))
    expect(isReported, `${query}\n${path.join('.')}`).toBe(true)
  }
}
