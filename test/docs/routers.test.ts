import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as callSigner from '../../gateway/execution/call-signer.ts'
import * as passedOn from '../../gateway/execution/passed-on.ts'
import { readSignature, SIGNATURE } from '../../gateway/execution/signature.ts'
import { readSupergraph } from '../../gateway/supergraph.ts'
import { subgraphNames } from '../../schema/sdl.ts'
import { KEY, startSignedSubgraph } from '../gateway/signer/stage.ts'
import { peopleSchema } from '../gateway/small-graph.ts'
import { blocksOf, root } from './blocks.ts'

const block = (info: string) => {
  const found = blocksOf('docs/routers.md').find((one) => one.info === info)
  if (!found) throw new Error(`expected a block ${info} in docs/routers.md`)
  return found.text
}
const signed = Object.fromEntries(subgraphNames().map((name) => [name, `http://127.0.0.1:4110/${name}`]))
const FORWARDED = [
  'authorization',
  'accept-language',
  'x-channel',
  'x-order-token',
  'x-cart-token',
  'x-request-id',
  'x-access-reason',
  'apollographql-client-name',
  'apollographql-client-version',
]

/** Runs a configuration of the page as the gateway would load it, which here only gives back what it is told. */
function load(info: string) {
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true }
  const { outputText } = ts.transpileModule(block(info), { compilerOptions: options })
  const node = createRequire(import.meta.url)
  const modules: Readonly<Record<string, unknown>> = {
    'node:fs': { readFileSync: (path: string) => readFileSync(path.replace('/srv/couture', root), 'utf8') },
    '@graphql-hive/gateway': {
      defineConfig: (config: unknown) => config,
      createRemoteJwksSigningKeyProvider: () => null,
      extractFromHeader: () => null,
    },
    '/srv/couture/dist/gateway/execution/call-signer.js': callSigner,
    '/srv/couture/dist/gateway/execution/passed-on.js': passedOn,
  }
  const exported: Record<string, unknown> = {}
  const process = { env: { COUTURE_CALL_SECRET: KEY.secret } }
  const run = new Function('require', 'exports', 'process', outputText.replace("'2026-11'", `'${KEY.id}'`))
  run((name: string) => modules[name] ?? node(name), exported, process)
  return exported['gatewayConfig']
}

describe('the page for other routers', () => {
  it('sends Apollo Router and Cosmo to the signer for every subgraph, with what the signer reads', () => {
    const apollo = parse(block('router.yaml'))
    expect(apollo.override_subgraph_url).toEqual(signed)
    expect(apollo.headers.all.request).toEqual(FORWARDED.map((named) => ({ propagate: { named } })))
    expect(apollo.traffic_shaping.all.deduplicate_query).toBe(false)
    const cosmo = parse(block('config.yaml'))
    expect(cosmo.override_routing_url.subgraphs).toEqual(signed)
    expect(cosmo.headers.all.request).toEqual(FORWARDED.map((named) => ({ op: 'propagate', named })))
    expect(cosmo.engine.enable_single_flight).toBe(false)
  })

  it('sends Hive Gateway to the signer for every subgraph, with what the signer reads', () => {
    const config = load('gateway.config.ts with the signer') as {
      supergraph(): string
      propagateHeaders: { fromClientToSubgraphs(of: { request: Request }): Record<string, string> }
    }
    const { subgraphs } = readSupergraph(config.supergraph())
    expect(Object.fromEntries(subgraphs.map(({ name, url }) => [name, url]))).toEqual(signed)
    const headers = { authorization: 'Bearer good', 'x-channel': 'WEB', 'couture-viewer': 'e30' }
    const request = new Request('http://localhost/', { headers })
    expect(config.propagateHeaders.fromClientToSubgraphs({ request })).toEqual({
      authorization: 'Bearer good',
      'x-channel': 'WEB',
    })
  })

  it.each([
    [{ payload: { sub: 'ada' } }, 'SHOPPER accounts/ada'],
    [undefined, 'ANONYMOUS null'],
  ])('gives Hive Gateway a plugin whose calls subgraphs believe: %o', async (jwt, me) => {
    const { plugins } = load('gateway.config.ts with a plugin') as {
      plugins(): { onFetch(payload: object): void }[]
    }
    const people = await startSignedSubgraph('people', peopleSchema)
    let options = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ me }"}',
    }
    const setOptions = (next: typeof options) => {
      options = next
    }
    plugins()[0]?.onFetch({ options, setOptions })
    expect(options.headers).toEqual({ 'content-type': 'application/json' })
    const executionRequest = { subgraphName: 'PEOPLE', context: { jwt } }
    plugins()[0]?.onFetch({ executionRequest, options, setOptions })
    expect(await (await fetch(people.url, options)).json()).toEqual({ data: { me } })
  })

  it('says what is signed, so that other languages can', () => {
    const body = '{"query":"{ me }"}'
    const told = {
      'couture-viewer': 'e30',
      'couture-access': 'e31',
      'couture-budget-ms': '10',
      'accept-language': '*',
    }
    const headers = { ...told, 'x-channel': 'WEB', 'x-request-id': 'a-request' }
    const sign = callSigner.callSigner({ key: KEY, clock: () => new Date() })
    const value = sign({ subgraph: 'orders', headers, body })[SIGNATURE] ?? ''
    const { time = 0, nonce = '', mac } = readSignature(value) ?? {}
    const [header = '', text = ''] = block('signature').split('\n\n')
    const filled = text
      .replace('key:ID', `key:${KEY.id}`)
      .replace('MILLISECONDS', String(time))
      .replace('NONCE', nonce)
      .replace('NAME', 'orders')
      .replace(
        /^(couture-\w[\w-]*|accept-language|x-[\w-]+):\.\.\.$/gm,
        (_, name: keyof typeof headers) => `${name}:${headers[name]}`,
      )
      .replace(/SHA-256 .*$/m, '5d16dd4b3f21c3c06441a15a23c5b909d4dd854ec8fb55aa6b2c11c9657d19b1')
    expect(createHmac('sha256', KEY.secret).update(filled).digest('base64url')).toBe(mac)
    expect(
      header
        .replace('ID', KEY.id)
        .replace('MILLISECONDS', String(time))
        .replace('NONCE', nonce)
        .replace('MAC', mac ?? ''),
    ).toBe(`${SIGNATURE}: ${value}`)
  })
})
