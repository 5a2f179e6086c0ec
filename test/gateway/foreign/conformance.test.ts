import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ApolloGateway } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startForeignGateway } from '../../../gateway/foreign-gateway.ts'
import { keepLines } from '../harness.ts'
import { type Asked, examples } from './graphs.ts'
import { composeSmall, type Served, type Small, serveSmall } from './servers.ts'

const outside = {
  env: {},
  io: { out: () => {}, tell: () => {} },
  clock: () => new Date(),
  stopAsked: new Promise<void>(() => {}),
  logTo: keepLines().stream,
}

const folder = mkdtempSync(join(tmpdir(), 'couture-foreign-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Serves a supergraph with our gateway. */
async function serve(supergraphSdl: string) {
  const file = join(folder, `${Math.random()}.graphql`)
  writeFileSync(file, supergraphSdl)
  return startForeignGateway(file, { outside, insecure: true, flags: { port: '0' } })
}

/** Serves it with nothing but the packages. */
async function serveVanilla(supergraphSdl: string) {
  const quiet = { debug() {}, info() {}, warn() {}, error() {} }
  const gateway = new ApolloGateway({ supergraphSdl, logger: quiet })
  const server = new ApolloServer({
    gateway,
    logger: quiet,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  })
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } })
  return { url: url.replace(/\/$/, ''), stop: () => server.stop() }
}

const json = { 'content-type': 'application/json' }
const post = (body: unknown, headers = {}): RequestInit => ({
  method: 'POST',
  headers: { ...json, ...headers },
  body: JSON.stringify(body),
})

/** What a client sees of an answer. */
async function answerOf(url: string, request: RequestInit) {
  const response = await fetch(url, request)
  const { status, headers } = response
  return {
    status,
    text: await response.text(),
    type: headers.get('content-type'),
    cache: headers.get('cache-control'),
  }
}

describe.each(Object.entries(examples))(
  'somebody else’s supergraph: %s',
  (_, { subgraphs, down, operations }) => {
    let served: Served
    let ours: { readonly url: string; stop(): Promise<void> }
    let vanilla: { readonly url: string; stop(): Promise<void> }
    beforeAll(async () => {
      vi.stubEnv('APOLLO_TELEMETRY_DISABLED', '1')
      served = await serveSmall(subgraphs, down)
      ours = await serve(served.supergraphSdl)
      vanilla = await serveVanilla(served.supergraphSdl)
    })
    afterAll(async () => {
      await ours?.stop()
      await vanilla?.stop()
      await served?.close()
    })

    /** Both answers, and what each cost the subgraphs. */
    const askBoth = async (path: string, request: RequestInit) => {
      const before = served.asked.length
      const one = await answerOf(`${vanilla.url}${path}`, request)
      const between = served.asked.length
      const other = await answerOf(`${ours.url}${path}`, request)
      return {
        vanilla: { ...one, asked: served.asked.slice(before, between).sort() },
        ours: { ...other, asked: served.asked.slice(between).sort() },
      }
    }

    it.each(operations.map((operation) => [operation.query.slice(0, 90), operation] as const))(
      'is answered as by the packages alone: %s',
      async (_, operation: Asked) => {
        const answers = await askBoth('/graphql', post(operation))
        expect(answers.ours).toEqual(answers.vanilla)
        expect(answers.vanilla.text.length).toBeGreaterThan(10)
      },
    )

    it('is answered alike over GET, with and without what prevents forged requests', async () => {
      for (const { query, variables = {} } of operations.filter(({ query }) => query.length < 1_500)) {
        const path = `/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`
        for (const headers of [{}, { 'apollo-require-preflight': '1' }]) {
          const answers = await askBoth(path, { headers })
          expect(answers.ours).toEqual(answers.vanilla)
        }
      }
    })

    it('is answered alike for batches, persisted queries, other types and what is no request', async () => {
      const [first] = operations
      const hash = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } }
      const wrong: RequestInit[] = [
        post([first, first]),
        post({ extensions: hash }),
        post({ ...first, extensions: hash }),
        post({}),
        post({ query: 1 }),
        post({ query: '{ __typename }', variables: 'text' }),
        post(first, { accept: 'application/graphql-response+json' }),
        post({ query: '{ nothing }' }, { accept: 'application/graphql-response+json' }),
        post(first, { accept: 'text/html' }),
      ]
      for (const request of wrong) {
        const answers = await askBoth('/graphql', request)
        expect(answers.ours).toEqual(answers.vanilla)
      }
    })
  },
)

describe('a supergraph that is refused', () => {
  const one = (sdl: string): Readonly<Record<string, Small>> => ({ one: { sdl } })
  it.each([
    [
      '@context',
      composeSmall({
        ...one(`type Query { t: T } type T @key(fields: "id") @context(name: "c") { id: ID! currency: String! u: U }
          type U @key(fields: "id") { id: ID! f(x: String @fromContext(field: "$c { currency }")): Int }`),
        two: { sdl: 'type T @key(fields: "id") { id: ID! y: Int }' },
      }),
      /context\/v0\.1, which passes values .*@context, @fromContext.*@apollo\/gateway cannot plan that/,
    ],
    [
      '@cacheTag',
      composeSmall(one('type Query { t: T @cacheTag(format: "t") } type T @key(fields: "id") { id: ID! }')),
      /cacheTag\/v0\.1, which names .*@cacheTag.*no such cache/,
    ],
    [
      '@authenticated',
      composeSmall(one('type Query { t: Int @authenticated }')),
      /says who may see what .*authenticated\/v0\.1.*nobody here enforces it/,
    ],
    [
      'Federation 1',
      `schema @core(feature: "https://specs.apollo.dev/core/v0.2") @core(feature: "https://specs.apollo.dev/join/v0.1", for: EXECUTION) { query: Query }
       type Query { t: Int }`,
      /expected a Federation 2 supergraph; found one of Federation 1/,
    ],
    ['no composition', 'type Query { t: Int }', /found a document without the join feature/],
    [
      'a feature nobody knows',
      composeSmall(one('type Query { t: Int }')).replace(
        'schema\n',
        'schema\n  @link(url: "https://law.example/escrow/v2.0", for: EXECUTION)\n',
      ),
      /escrow\/v2\.0 \(for: EXECUTION\)/,
    ],
  ])('for %s, with the reason', async (_, sdl, reason) => {
    await expect(serve(sdl)).rejects.toThrow(reason)
  })

  it.each(['@context', '@cacheTag'])('for %s is one that the packages alone refuse, too', async (name) => {
    const sdl =
      name === '@cacheTag'
        ? composeSmall(
            one('type Query { t: T @cacheTag(format: "t") } type T @key(fields: "id") { id: ID! }'),
          )
        : composeSmall({
            ...one(`type Query { t: T } type T @key(fields: "id") @context(name: "c") { id: ID! currency: String! u: U }
              type U @key(fields: "id") { id: ID! f(x: String @fromContext(field: "$c { currency }")): Int }`),
            two: { sdl: 'type T @key(fields: "id") { id: ID! y: Int }' },
          })
    await expect(serveVanilla(sdl)).rejects.toThrow(/unsupported/)
  })

  it('is not served openly, nor beyond this machine', async () => {
    const file = join(folder, 'fine.graphql')
    writeFileSync(file, composeSmall(one('type Query { t: Int }')))
    const start = (insecure: boolean, host: string) =>
      startForeignGateway(file, { outside, insecure, flags: { port: '0', host } })
    await expect(start(false, '127.0.0.1')).rejects.toThrow('expected --insecure')
    await expect(start(true, '0.0.0.0')).rejects.toThrow('expected a loopback host')
    await expect(
      startForeignGateway(join(folder, 'none.graphql'), { outside, insecure: true, flags: { port: '0' } }),
    ).rejects.toThrow(/expected a supergraph at .*none.graphql/)
  })
})
