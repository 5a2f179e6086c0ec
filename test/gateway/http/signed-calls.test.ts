import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { memoryCache } from '../../../cache/memory.ts'
import { callSigner } from '../../../gateway/execution/call-signer.ts'
import { SIGNATURE } from '../../../gateway/execution/signature.ts'
import { createLog } from '../../../gateway/log.ts'
import type { IncomingRequest } from '../../../gateway/request.ts'
import { type SubgraphServing, startSubgraphServer } from '../../../gateway/subgraph-server.ts'
import { keepLines } from '../harness.ts'
import { peopleSchema } from '../small-graph.ts'

const SPRING = { id: 'spring', secret: 'the secret of spring, which nobody else has' }
const SUMMER = { id: 'summer', secret: 'the secret of summer, which nobody else has' }

async function start() {
  const { stream, lines, text: logText } = keepLines()
  const believed: IncomingRequest[] = []
  const trusting = (...keys: readonly (typeof SPRING)[]): SubgraphServing => ({
    requestBudgetMs: 2_000,
    trust: { keys, shared: null },
    createContext: async (request: IncomingRequest) => {
      believed.push(request)
      return { viewer: 'somebody', asked: [], wait: async () => 'done' }
    },
    readiness: async () => ({ ready: true, checks: {} }),
    retire: async () => {},
    close: async () => {},
  })
  const clock = () => new Date()
  const log = createLog({ level: 'info', clock, stream })
  const where = {
    host: '127.0.0.1',
    port: 0,
    allowedHosts: [],
    heard: memoryCache({ maxEntries: 1, clock: () => new Date() }),
    stopGraceMs: 500,
  }
  const server = await startSubgraphServer(
    { name: 'people', schema: peopleSchema, ...where, clock, log },
    trusting(SPRING),
  )
  onTestFinished(() => server.stop())
  const send = async (headers: Readonly<Record<string, string>>, body: string) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    const { status } = response
    return { status, text: await response.text(), scheme: response.headers.get('www-authenticate') }
  }
  const signed = (body: string, key = SPRING, told: Readonly<Record<string, string>> = {}) =>
    callSigner({ key, clock })({ subgraph: 'people', headers: { 'accept-language': '*', ...told }, body })
  const reasons = () => lines.filter(({ event }) => event === 'call.refused').map(({ reason }) => reason)
  return { server, trusting, believed, send, signed, reasons, logText }
}

const ASKED = '{"query":"{ me }"}'
const REFUSED = {
  status: 401,
  scheme: 'Couture-Signature',
  text: '{"errors":[{"message":"expected a call signed by a gateway of this graph","extensions":{"code":"UNAUTHENTICATED"}}]}',
}

describe('a subgraph', () => {
  it.each([
    ['its SDL', '{ _service { sdl } }'],
    ['entities', '{ _entities(representations: [{ __typename: "Person", id: "1" }]) { __typename } }'],
    ['its schema', '{ __schema { types { name } } }'],
    ['its own name', '{ __typename }'],
    ['a field', '{ me }'],
    ['nonsense', '{ me'],
  ])('does not tell %s to who does not sign', async (_, query) => {
    const { send, believed, reasons } = await start()
    expect(await send({}, JSON.stringify({ query }))).toEqual(REFUSED)
    expect(believed).toEqual([])
    expect(reasons()).toEqual(['unsigned'])
  })

  it('answers no token and no viewer that come past the gateway', async () => {
    const { send, believed } = await start()
    const viewer = Buffer.from('{"kind":"STAFF"}').toString('base64url')
    const headers = { authorization: 'Bearer a.real.token', 'couture-viewer': viewer }
    expect(await send(headers, ASKED)).toEqual(REFUSED)
    expect(believed).toEqual([])
  })

  it('refuses all alike, and writes down why without what was sent', async () => {
    const { send, signed, reasons, logText } = await start()
    const good = signed(ASKED)
    const forged = (part: RegExp, by: string) => ({ [SIGNATURE]: (good[SIGNATURE] ?? '').replace(part, by) })
    const answers = [
      await send(good, ASKED.replace('me', 'id')),
      await send({ ...good, ...forged(/key=\w+/, 'key=autumn') }, ASKED),
      await send({ ...good, ...forged(/time=\d+/, 'time=1778407200000') }, ASKED),
      await send({ ...good, ...forged(/v1/, 'v0') }, ASKED),
      await send({ ...good, 'accept-language': 'fr' }, ASKED),
    ]
    expect(answers).toEqual(answers.map(() => REFUSED))
    const why = ['wrong-signature', 'unknown-key', 'wrong-time', 'malformed', 'wrong-signature']
    expect(reasons()).toEqual(why)
    expect(logText()).not.toMatch(/autumn|spring|mac=|nonce=|query/)
  })

  it('executes nothing of a signed call that is no JSON', async () => {
    const { send, signed, believed } = await start()
    const { status, text: answer } = await send(signed('{ me }'), '{ me }')
    expect([status, answer]).toEqual([400, expect.stringContaining('well-formed JSON')])
    expect(believed).toEqual([])
  })

  it('answers a call once', async () => {
    const { send, signed, reasons, believed } = await start()
    const headers = signed(ASKED)
    expect(await send(headers, ASKED)).toMatchObject({ status: 200, text: '{"data":{"me":"somebody"}}' })
    expect(await send(headers, ASKED)).toEqual(REFUSED)
    expect(reasons()).toEqual(['replayed'])
    expect(believed).toHaveLength(1)
  })

  it('believes the headers that are signed, and sees no others', async () => {
    const { send, signed, believed } = await start()
    const told = { 'couture-viewer': 'e30', 'x-request-id': '7d9f8e7a-1111-4222-8333-444455556666' }
    const sent = { authorization: 'Bearer a.real.token', 'x-forwarded-for': '10.0.0.7', 'x-store': 'PAR01' }
    await send({ ...sent, ...signed(ASKED, SPRING, told) }, ASKED)
    expect(believed[0]?.headers).toEqual({ ...told, 'accept-language': '*' })
  })

  it('does not wait for the body of who does not sign', async () => {
    const { server, reasons } = await start()
    const { port } = new URL(server.url)
    const socket = connect(Number(port), '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    socket.write(`POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n`)
    socket.write('content-length: 1000000\r\n\r\n{')
    const [first] = await new Promise<Buffer[]>((resolve) => socket.once('data', (data) => resolve([data])))
    expect(String(first)).toMatch(/^HTTP\/1\.1 401 /)
    expect(reasons()).toEqual(['unsigned'])
  })

  it('refuses a signature that is sent twice', async () => {
    const { server, signed } = await start()
    const { port } = new URL(server.url)
    const socket = connect(Number(port), '127.0.0.1')
    const [line = ''] = Object.values(signed(ASKED)).filter((value) => value.startsWith('v1'))
    const twice = `${SIGNATURE}: ${line}\r\n`.repeat(2)
    socket.end(
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n` +
        `accept-language: *\r\n${twice}content-length: ${ASKED.length}\r\n\r\n${ASKED}`,
    )
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 401 /)
  })

  it.each([
    ['', 400],
    ['{"query":', 400],
    ['{"query":"{ me }","variables":{"__proto__":{"a":1}}}', 400],
    ['[]', 400],
    ['{"query":"{ me }"}', 200],
  ])('reads the JSON of a signed call as strictly as ever: %s', async (body, status) => {
    const { send, signed } = await start()
    expect(await send(signed(body), body)).toMatchObject({ status })
  })

  it('says to everybody that it runs, and whether it should be asked', async () => {
    const { server } = await start()
    expect((await fetch(`${server.url}/live`)).status).toBe(200)
    expect((await fetch(`${server.url}/ready`)).status).toBe(200)
    for (const path of ['/', '/graphql', '/graphql?query={me}'])
      expect((await fetch(`${server.url}${path}`)).status).toBe(404)
  })

  it('remembers what it has heard when its configuration changes, and believes the new keys alone', async () => {
    const { server, trusting, send, signed } = await start()
    const old = signed(ASKED)
    expect(await send(old, ASKED)).toMatchObject({ status: 200 })
    server.replace(trusting(SPRING, SUMMER))
    expect(await send(old, ASKED)).toEqual(REFUSED)
    expect(await send(signed(ASKED), ASKED)).toMatchObject({ status: 200 })
    expect(await send(signed(ASKED, SUMMER), ASKED)).toMatchObject({ status: 200 })
    server.replace(trusting(SUMMER))
    expect(await send(signed(ASKED), ASKED)).toEqual(REFUSED)
    expect(await send(signed(ASKED, SUMMER), ASKED)).toMatchObject({ status: 200 })
  })
})
