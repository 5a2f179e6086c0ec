import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryCache } from '../../../cache/memory.ts'
import { ManifestError } from '../../../gateway/persisted/manifest.ts'
import { sha256 } from '../../../gateway/persisted/take.ts'
import type { GatewayOptions } from '../../../gateway/server.ts'
import { startGateway } from '../../../gateway/server.ts'
import { ANONYMOUS } from '../../../subgraphs/shared/access/viewer.ts'
import { everything } from '../../memory/viewers.ts'
import { type Started, smallGraphOptions, start } from '../harness.ts'

const ME = 'query Me { me }'
const PERSON = 'query Person { person(id: "1") { name } }'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'couture-documents-'))
  file = join(folder, 'manifest.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Writes a manifest in one step. */
const register = (...texts: readonly string[]) => {
  const entries = texts.map((text) => [sha256(text), text])
  writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(entries)))
  renameSync(`${file}.new`, file)
}

const mandatory: readonly string[] = ['ANONYMOUS']
const serve = (rules: object = {}, more: Partial<GatewayOptions> = {}) =>
  start({
    documents: {
      manifests: [file],
      rules: { mandatory, logOnly: false, ...rules },
      pace: { lookMs: 20, settleMs: 5 },
    },
    automaticQueries: { cache: memoryCache({ maxEntries: 10, clock: () => new Date() }), ttlSeconds: 60 },
    identify: async ({ headers }) => (headers['x-test-staff'] ? everything() : ANONYMOUS),
    ...more,
  })

async function send(
  { gateway }: Pick<Started, 'gateway'>,
  body: object,
  headers: Readonly<Record<string, string>> = {},
) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const { data, errors } = (await response.json()) as {
    data?: unknown
    errors?: readonly { message: string; extensions: { code: string } }[]
  }
  return {
    status: response.status,
    data,
    code: errors?.[0]?.extensions.code ?? null,
    message: errors?.[0]?.message,
  }
}
const staff = { 'x-test-staff': '1' }
const hash = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } })

describe('a client that must register', () => {
  it('gets registered documents by id, in a body and in a URL, and nothing by text', async () => {
    register(ME, PERSON)
    const started = await serve()
    const { gateway } = started
    expect(await send(started, { documentId: sha256(ME) })).toMatchObject({
      status: 200,
      data: { me: 'nobody' },
    })
    expect(await send(started, { extensions: hash(PERSON) })).toMatchObject({
      status: 200,
      data: { person: { name: 'Ada' } },
    })
    const url = `${gateway.url}/graphql?documentId=sha256:${sha256(ME)}`
    const got = await fetch(url, { headers: { 'apollo-require-preflight': '1' } })
    expect([got.status, await got.json()]).toEqual([200, { data: { me: 'nobody' } }])
    expect(await send(started, { query: ME })).toMatchObject({
      status: 403,
      data: undefined,
      code: 'FORBIDDEN',
      message: expect.stringMatching(/^expected the id of a registered document \(documentId\)/),
    })
    expect(await send(started, { documentId: 'unknown' })).toMatchObject({
      status: 400,
      code: 'PERSISTED_QUERY_NOT_FOUND',
    })
  })

  it('is told nothing of its text, which is not even parsed; the operator is told its hash', async () => {
    register(ME)
    const started = await serve()
    const text = '{ not graphql'
    expect(await send(started, { query: text, operationName: 'Me' })).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    })
    await send(started, { query: text, operationName: 'ada@example.org' })
    const lines = started.lines.filter(({ event }) => event === 'document.refused')
    const line = { level: 'warn', hash: sha256(text), viewer: 'ANONYMOUS', issuer: null }
    expect(lines).toMatchObject([
      { ...line, operation: 'Me' },
      { ...line, operation: null },
    ])
    expect(JSON.stringify(lines)).not.toContain(text)
  })

  it('never registers one by sending it, also while that is only logged', async () => {
    register(ME)
    const started = await serve({ logOnly: true })
    const body = { query: PERSON, extensions: hash(PERSON) }
    expect(await send(started, body)).toMatchObject({ status: 200, data: { person: { name: 'Ada' } } })
    expect(await send(started, { extensions: hash(PERSON) }, staff)).toMatchObject({
      status: 200,
      code: 'PERSISTED_QUERY_NOT_FOUND',
    })
  })

  it('is served and logged by name and hash while that is rolled out', async () => {
    register(ME)
    const started = await serve({ logOnly: true })
    expect(await send(started, { query: PERSON })).toMatchObject({ data: { person: { name: 'Ada' } } })
    expect(await send(started, { documentId: sha256(ME) })).toMatchObject({ status: 200 })
    expect(await send(started, { query: PERSON }, staff)).toMatchObject({ status: 200 })
    const lines = started.lines.filter(({ event }) => event === 'document.would-refuse')
    expect(lines).toMatchObject([
      { level: 'warn', operation: 'Person', hash: sha256(PERSON), viewer: 'ANONYMOUS', issuer: null },
    ])
    expect(JSON.stringify(lines)).not.toContain('person(id')
  })

  it('names operation and variables as with a text', async () => {
    const two = 'query A($id: ID!) { person(id: $id) { name } } query B { me }'
    register(two)
    const started = await serve()
    const asked = { documentId: sha256(two), operationName: 'A', variables: { id: '2' } }
    expect(await send(started, asked)).toMatchObject({ data: { person: { name: 'Grace' } } })
    expect(await send(started, { ...asked, operationName: 'C' })).toMatchObject({ code: 'BAD_INPUT' })
  })
})

describe('everybody else', () => {
  it('may send texts, and ask for them by hash once they were sent', async () => {
    register(ME)
    const started = await serve()
    const asked = () => send(started, { extensions: hash(PERSON) }, staff)
    expect(await asked()).toMatchObject({ status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' })
    const body = { query: PERSON, extensions: hash(PERSON) }
    expect(await send(started, body, staff)).toMatchObject({ status: 200, data: { person: { name: 'Ada' } } })
    expect(await asked()).toMatchObject({ status: 200, data: { person: { name: 'Ada' } } })
    expect(await send(started, { query: PERSON }, staff)).toMatchObject({ status: 200 })
  })

  it('cannot keep what does not parse, does not fit the schema or is refused, nor under a wrong hash', async () => {
    const started = await serve(
      {},
      { documents: { manifests: [], rules: { mandatory: [], logOnly: false } } },
    )
    const wrong = ['{ me', '{ you }', 'subscription { me }']
    for (const text of wrong) {
      const refused = await send(started, { query: text, extensions: hash(text) })
      expect(refused.status).toBe(400)
      expect(await send(started, { extensions: hash(text) })).toMatchObject({
        code: 'PERSISTED_QUERY_NOT_FOUND',
      })
    }
    expect(await send(started, { query: ME, extensions: hash(PERSON) })).toMatchObject({
      status: 400,
      code: 'BAD_INPUT',
    })
    expect(await send(started, { extensions: hash(PERSON) })).toMatchObject({
      code: 'PERSISTED_QUERY_NOT_FOUND',
    })
    expect(await send(started, { query: ME, extensions: { persistedQuery: { version: 2 } } })).toMatchObject({
      status: 400,
      code: 'BAD_INPUT',
    })
  })

  it('has texts kept nowhere when that is switched off', async () => {
    const off = {
      documents: { manifests: [], rules: { mandatory: [], logOnly: false } },
      automaticQueries: undefined,
    }
    const started = await serve({}, off)
    expect(await send(started, { extensions: hash(ME) })).toMatchObject({
      status: 200,
      code: 'PERSISTED_QUERY_NOT_SUPPORTED',
    })
    expect(await send(started, { query: ME, extensions: hash(ME) })).toMatchObject({ data: { me: 'nobody' } })
    expect(await send(started, { extensions: hash(ME) })).toMatchObject({
      code: 'PERSISTED_QUERY_NOT_SUPPORTED',
    })
  })
})

describe('a manifest', () => {
  const ask = async (started: Started, text: string) =>
    (await send(started, { documentId: sha256(text) })).code

  it('that changes is taken while requests go on', async () => {
    register(ME)
    const started = await serve()
    expect([await ask(started, ME), await ask(started, PERSON)]).toEqual([null, 'PERSISTED_QUERY_NOT_FOUND'])
    register(PERSON)
    await vi.waitFor(async () => expect(await ask(started, PERSON)).toBe(null), 5_000)
    expect(await ask(started, ME)).toBe('PERSISTED_QUERY_NOT_FOUND')
    expect(started.lines).toContainEqual(
      expect.objectContaining({ event: 'manifests.reload.done', level: 'info' }),
    )
  })

  it('that is bad leaves the one before in service, and says so until it is good', async () => {
    register(ME)
    const started = await serve()
    const documents = async () => {
      const ready = await fetch(`${started.gateway.url}/ready`)
      const { checks } = (await ready.json()) as { checks: Record<string, boolean> }
      return [ready.status, checks['documents']]
    }
    expect(await documents()).toEqual([200, true])
    writeFileSync(file, '{ "half":')
    await vi.waitFor(async () => expect(await documents()).toEqual([200, false]), 5_000)
    expect(await ask(started, ME)).toBe(null)
    expect(started.lines.filter(({ event }) => event === 'manifests.reload.refused')).toMatchObject([
      { level: 'error', reason: `${file}: expected JSON; found another text` },
    ])
    register(PERSON)
    await vi.waitFor(async () => expect(await documents()).toEqual([200, true]), 5_000)
    expect(await ask(started, PERSON)).toBe(null)
  })

  it('serves what is good in it, and names what is not', async () => {
    writeFileSync(file, JSON.stringify({ good: ME, gone: '{ gone }' }))
    const started = await serve()
    expect(await send(started, { documentId: 'good' })).toMatchObject({ data: { me: 'nobody' } })
    expect(await send(started, { documentId: 'gone' })).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' })
    expect(started.lines.filter(({ event }) => event.startsWith('manifests.'))).toMatchObject([
      { event: 'manifests.read', documents: 1, quarantined: 1 },
      {
        event: 'manifests.quarantined',
        level: 'warn',
        file,
        id: 'gone',
        reason: 'does not fit the schema: Cannot query field "gone" on type "Query".',
      },
    ])
  })

  it('that is not there at the start keeps the graph from starting', async () => {
    const rules = { mandatory: [], logOnly: false }
    const options = await smallGraphOptions({ documents: { manifests: [file], rules } })
    await expect(startGateway(options)).rejects.toThrow(
      new ManifestError(`${file}: expected a manifest of registered operations; found none that can be read`),
    )
  })
})
