import { describe, expect, it } from 'vitest'
import { startGateway } from '../../gateway/server.ts'
import { readSupergraph } from '../../gateway/supergraph.ts'
import { smallGraphOptions } from './harness.ts'
import { composeSmallGraph } from './small-graph.ts'

describe('a supergraph', () => {
  it('is handed on without the SECURITY purpose of the authorisation directives, and kept with it', () => {
    const sdl = composeSmallGraph()
    expect(sdl).toMatch(/requiresScopes\/v0.1", for: SECURITY/)
    const { executableSdl, document } = readSupergraph(sdl)
    expect(executableSdl).not.toContain('for: SECURITY')
    expect(executableSdl).toContain('@requiresScopes(scopes: [["customer:read"]])')
    expect(executableSdl).toContain('for: EXECUTION')
    expect(document.loc?.source.body).toBe(sdl)
  })

  it('lists its subgraphs and where they listen', () => {
    expect(readSupergraph(composeSmallGraph('http://127.0.0.1:4101/graphql')).subgraphs).toEqual([
      { name: 'orders', url: 'http://127.0.0.1:4101/graphql' },
      { name: 'people', url: '' },
    ])
  })

  it.each([
    ['type Query {', 'expected a GraphQL document; found a syntax error at line 1, column 13'],
    [
      'type Query { a: Int }',
      'expected a composed Federation 2 supergraph; found a document without the join feature',
    ],
    [
      composeSmallGraph().replace(
        'schema\n',
        'schema\n  @link(url: "https://specs.apollo.dev/context/v0.1", for: SECURITY)\n',
      ),
      'the supergraph needs features this gateway cannot execute: https://specs.apollo.dev/context/v0.1 (for: SECURITY)',
    ],
    [
      composeSmallGraph().replace(
        'schema\n',
        'schema\n  @link(url: "https://law.example/escrow/v2.0", for: SECURITY)\n',
      ),
      'the supergraph needs features this gateway cannot execute: https://law.example/escrow/v2.0 (for: SECURITY)',
    ],
  ])('that cannot be executed is refused with the reason (%#)', (sdl, reason) => {
    expect(() => readSupergraph(sdl)).toThrow(reason)
  })

  it('with a subgraph that is nowhere is refused', async () => {
    const options = await smallGraphOptions({ subgraphs: new Map() })
    await expect(startGateway(options)).rejects.toThrow(
      'subgraph orders is not in this process: expected an http(s) URL for it; found none',
    )
  })

  it('that the executor stumbles over is refused with what it says', async () => {
    const supergraphSdl = composeSmallGraph().replace('type Order\n', 'type Order implements Missing\n')
    await expect(startGateway(await smallGraphOptions({ supergraphSdl }))).rejects.toThrow(
      /^the supergraph cannot be executed: /,
    )
  })
})
