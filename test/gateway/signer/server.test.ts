import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { toldIn } from '../../../gateway/access/passed-on.ts'
import { peopleSchema } from '../small-graph.ts'
import { KEY, type SignerStage, startSignedSubgraph, startSignerBefore } from './stage.ts'

const ASKED = '{"query":"{ me }"}'

async function start(stage: Partial<SignerStage> = {}) {
  const people = await startSignedSubgraph('people', peopleSchema)
  const { signer, lines, logText } = await startSignerBefore({ urls: { people: people.url }, ...stage })
  const ask = async (headers: Readonly<Record<string, string>> = {}, body = ASKED, name = 'people') => {
    const response = await fetch(`${signer.url}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return { signer, people, ask, lines, logText }
}

/** Something else where a subgraph should be. */
async function standIn(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
}

const refused = (code: string, message: unknown = expect.any(String)) => ({
  errors: [expect.objectContaining({ message, extensions: expect.objectContaining({ code }) })],
})

describe('the signer', () => {
  it('says to the subgraph whose token it is, and nothing that it has not checked', async () => {
    const { ask, people } = await start()
    const { status, text } = await ask({
      authorization: 'Bearer good',
      'couture-viewer': Buffer.from('{"kind":"STAFF"}').toString('base64url'),
      'couture-signature': 'v1 key=spring',
      'couture-budget-ms': '999999999',
      'x-forwarded-for': '10.0.0.7',
      'x-request-id': '7d9f8e7a-1111-4222-8333-444455556666',
      'accept-language': 'fr;q=0.5, en',
      'x-channel': 'WEB',
      'x-access-reason': 'Retour en boutique',
      'apollographql-client-name': 'till',
    })
    expect([status, text]).toEqual([200, '{"data":{"me":"SHOPPER accounts/ada"}}'])
    expect(people.calls[0]?.headers).toEqual({
      'couture-viewer': expect.any(String),
      'couture-access': expect.any(String),
      'couture-budget-ms': '2000',
      'accept-language': 'en, fr',
      'x-channel': 'WEB',
      'x-request-id': '7d9f8e7a-1111-4222-8333-444455556666',
    })
    expect(toldIn(people.calls[0]?.headers ?? {})).toEqual({
      origin: { client: 'till', clientVersion: null, address: null, reason: 'Retour en boutique' },
      operation: null,
      reached: [],
    })
  })

  it('says that nobody asks where there is no token', async () => {
    const { ask } = await start()
    expect((await ask()).text).toBe('{"data":{"me":"ANONYMOUS null"}}')
  })

  it('asks nobody for a wrong token, and for a channel nobody knows', async () => {
    const { ask, people, signer } = await start()
    const wrong = await ask({ authorization: 'Bearer bad' })
    expect(wrong.status).toBe(401)
    expect(wrong.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
    expect(JSON.parse(wrong.text)).toEqual(refused('UNAUTHENTICATED'))
    const channel = await ask({ 'x-channel': 'NOWHERE' })
    expect([channel.status, JSON.parse(channel.text)]).toEqual([400, refused('BAD_INPUT')])
    const socket = connect(Number(new URL(signer.url).port), '127.0.0.1')
    socket.end(
      'POST /people HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n' +
        `authorization: Bearer good\r\nauthorization: Bearer bad\r\ncontent-length: ${ASKED.length}\r\n\r\n${ASKED}`,
    )
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 401 /)
    expect(people.calls).toEqual([])
  })

  it('hands body and answer on as they are', async () => {
    const { ask } = await start()
    const { status, text } = await ask({}, '{"query":"{ é }" }')
    expect([status, JSON.parse(text)]).toEqual([400, refused('GRAPHQL_PARSE_FAILED')])
    const broken = await ask({}, '{"query":')
    expect([broken.status, JSON.parse(broken.text)]).toEqual([400, refused('BAD_INPUT')])
  })

  it('sends nothing to a subgraph it does not know, nor by another way', async () => {
    const { ask, signer } = await start()
    for (const name of ['nobody', '__proto__', 'people/more', '']) {
      const { status, text } = await ask({}, ASKED, name)
      expect([name, status, JSON.parse(text)]).toEqual([name, 404, refused('BAD_INPUT')])
    }
    expect((await fetch(`${signer.url}/people`)).status).toBe(404)
    expect((await ask({ 'content-type': 'text/plain' })).status).toBe(415)
  })

  it('answers whom it is told to, and otherwise refuses before it reads', async () => {
    const asking: string[] = []
    const isAllowed = (address: string) => {
      asking.push(address)
      return false
    }
    const { ask, signer } = await start({ options: { isAllowed } })
    const { status, text } = await ask({ authorization: 'Bearer good' })
    expect([status, JSON.parse(text)]).toEqual([403, refused('FORBIDDEN')])
    expect(asking).toEqual(['127.0.0.1'])
    expect((await fetch(`${signer.url}/live`)).status).toBe(200)
    expect(await (await fetch(`${signer.url}/ready`)).json()).toEqual({ status: 'ready', checks: {} })
  })

  it('blames itself when the subgraph does not believe it', async () => {
    const { ask } = await start({ key: { ...KEY, secret: 'another secret, which nobody believes' } })
    const { status, headers, text } = await ask({ authorization: 'Bearer good' })
    expect([status, JSON.parse(text)]).toEqual([
      502,
      refused('SOURCE_UNAVAILABLE', 'the subgraph does not believe the signer'),
    ])
    expect(headers.get('www-authenticate')).toBeNull()
  })

  it('says that a subgraph is away, or late, and nothing of where it is', async () => {
    const hanging = await standIn(() => {})
    const { ask } = await start({
      urls: { away: 'http://127.0.0.1:1/graphql', late: hanging },
      requestBudgetMs: 50,
    })
    const away = await ask({}, ASKED, 'away')
    expect([away.status, JSON.parse(away.text)]).toEqual([502, refused('SOURCE_UNAVAILABLE')])
    const late = await ask({}, ASKED, 'late')
    expect([late.status, JSON.parse(late.text)]).toEqual([504, refused('SOURCE_TIMEOUT')])
    expect(away.text + late.text).not.toMatch(/127\.0\.0\.1|ECONN/)
  })

  it('hands on what has come before the whole has, and hangs up below when the router does', async () => {
    let gone = false
    const dripping = await standIn((request, response) => {
      request.resume()
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":')
      response.once('close', () => {
        gone = true
      })
    })
    const { signer } = await start({ urls: { people: dripping } })
    const leave = new AbortController()
    const response = await fetch(`${signer.url}/people`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: ASKED,
      signal: leave.signal,
    })
    const { value } = (await response.body?.getReader().read()) ?? {}
    expect(Buffer.from(value ?? []).toString()).toBe('{"data":')
    expect(gone).toBe(false)
    leave.abort()
    await vi.waitFor(() => expect(gone).toBe(true))
  })

  it('hangs up below when the router does not wait for an answer', async () => {
    const seen: string[] = []
    const hanging = await standIn((_, response) => {
      seen.push('asked')
      response.once('close', () => void seen.push('gone'))
    })
    const { signer } = await start({ urls: { people: hanging }, requestBudgetMs: 60_000 })
    const leave = new AbortController()
    const asking = fetch(`${signer.url}/people`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: ASKED,
      signal: leave.signal,
    }).catch(() => null)
    await vi.waitFor(() => expect(seen).toEqual(['asked']), 10_000)
    leave.abort()
    await asking
    await vi.waitFor(() => expect(seen).toEqual(['asked', 'gone']), 10_000)
  })

  it('writes neither tokens nor bodies into its log', async () => {
    const { ask, lines, logText } = await start()
    await ask({ authorization: 'Bearer good' })
    await ask({ authorization: 'Bearer wrong' })
    await vi.waitFor(() => expect(lines.filter(({ event }) => event === 'request')).toHaveLength(2))
    expect(logText()).not.toMatch(/Bearer|good|wrong|query|mac=/)
  })
})
