import { expect, it } from 'vitest'
import { findDirectives } from './find-directives.ts'

const RULE = '@requiresScopes(scopes: [["a", "b"], ["c"]])'
const SDL = `type A @authenticated {\n  b(c: Int): Int ${RULE} @cost(weight: 1)\n}`

it('finds every rule of a schema, its alternatives and their scopes', () => {
  expect(
    findDirectives('s.graphql', SDL).map(({ line, within, what, text }) => [line, within, what, text]),
  ).toEqual([
    [1, 'A', 'left out', '@authenticated'],
    [2, 'A.b', 'left out', RULE],
    [2, 'A.b', 'no alternative ["a", "b"]', RULE],
    [2, 'A.b', 'no alternative ["c"]', RULE],
    [2, 'A.b', 'does not ask for "a"', RULE],
    [2, 'A.b', 'does not ask for "b"', RULE],
  ])
})

it('gives the schema without it', () => {
  const [known, whole, alternative, , scope] = findDirectives('s.graphql', SDL)
  expect(known?.without).toBe(SDL.replace('@authenticated', ''))
  expect(whole?.without).toBe(SDL.replace(RULE, ''))
  expect(alternative?.without).toBe(SDL.replace('["a", "b"]', ''))
  expect(scope?.without).toBe(SDL.replace('"a"', ''))
})
