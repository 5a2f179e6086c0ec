import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { loadConfig } from '../../gateway/config/load.ts'
import { startGatewayProcess } from '../../gateway/gateway-process.ts'
import { sha256 } from '../../gateway/persisted/take.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import { freePort } from '../sandbox/free-port.ts'
import { type Headers, sent } from './people.ts'
import { startWhole, type Whole } from './whole.ts'

const ME = 'query Me { me { id } }'
const OTHER = 'query Other { __typename }'

const folder = mkdtempSync(join(tmpdir(), 'couture-registered-'))
const manifest = join(folder, 'manifest.json')
writeFileSync(manifest, JSON.stringify({ [sha256(ME)]: ME }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const section = `\ndocuments: { manifests: ['${manifest}'], mandatory: [SHOPPER, partners] }\n`

interface Body {
  readonly data?: unknown
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[]
}

async function send(url: string, body: object, headers: Headers = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...sent(headers) },
    body: JSON.stringify(body),
  })
  // The tests say by their expectations what it is.
  const { data, errors } = (await response.json()) as Body
  return { status: response.status, data, codes: (errors ?? []).map(({ extensions }) => extensions.code) }
}

const byHash = (text: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } },
})

describe('documents that clients of the whole graph have registered', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole({ edit: (yaml) => yaml + section })
  })
  afterAll(() => whole?.close())

  it('are all that a client may ask whose token says so, and no system hears of anything else', async () => {
    const id = whole.samples.omnichannelShopper.customerId
    const shopper = whole.as('shopper')
    expect(await send(whole.url, { documentId: sha256(ME) }, shopper)).toEqual({
      status: 200,
      data: { me: { id } },
      codes: [],
    })
    for (const role of ['shopper', 'partner'] as const) {
      const { status, errors, calls } = await whole.ask(ME, {}, whole.as(role))
      expect([status, errors.map(({ extensions }) => extensions.code)]).toEqual([403, ['FORBIDDEN']])
      expect(calls).toEqual({ erp: 0, crm: 0, pim: 0 })
    }
  })

  it('leave everybody else free to ask by text, and by hash what was sent once', async () => {
    const associate = whole.as('associate')
    expect(await send(whole.url, byHash(OTHER), associate)).toMatchObject({
      codes: ['PERSISTED_QUERY_NOT_FOUND'],
    })
    const answer = { status: 200, data: { __typename: 'Query' }, codes: [] }
    expect(await send(whole.url, { query: OTHER, ...byHash(OTHER) }, associate)).toEqual(answer)
    expect(await send(whole.url, byHash(OTHER), associate)).toEqual(answer)
    expect(await send(whole.url, byHash(OTHER))).toEqual(answer)
    expect(await send(whole.url, byHash(OTHER), whole.as('shopper'))).toMatchObject({
      codes: ['PERSISTED_QUERY_NOT_FOUND'],
    })
  })

  it('open no way past a token that does not count', async () => {
    const authorization = `${whole.as('shopper')['authorization']}x`
    expect(await send(whole.url, { documentId: sha256(ME) }, { authorization })).toMatchObject({
      status: 401,
      codes: ['UNAUTHENTICATED'],
    })
  })
})

it('documents are registered with a gateway that is a process of its own, too', async () => {
  const text = readFileSync(new URL('../../couture.sandbox.yaml', import.meta.url), 'utf8')
    .concat(section.replace('SHOPPER', 'ANONYMOUS'))
    .concat(`server: { port: ${await freePort()} }\nlog: { level: silent }\n`)
  const config = loadConfig({ file: 'couture.yaml', text, env: {}, adapters: thisBuild.adapters })
  const io = { out: () => {}, tell: () => {} }
  const outside = { env: {}, io, clock: () => new Date(), stopAsked: new Promise<void>(() => {}) }
  writeFileSync(manifest, JSON.stringify({ [sha256(ME)]: ME, name: '{ __typename }' }))
  const gateway = await startGatewayProcess(config, { parts: thisBuild, outside })
  onTestFinished(() => gateway.stop())
  expect(await send(gateway.url, { documentId: 'name' })).toEqual({
    status: 200,
    data: { __typename: 'Query' },
    codes: [],
  })
  expect(await send(gateway.url, { query: OTHER })).toMatchObject({ status: 403, codes: ['FORBIDDEN'] })
})
