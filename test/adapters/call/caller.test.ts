import { setTimeout as pass } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { freePort } from '../../sandbox/free-port.ts'
import { failureOf, type Handler, openWay, request } from './plain-server.ts'

const answer: Handler = (_, response) => response.end('fine')
const hang: Handler = () => {}
const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Handler =>
  (_, response) =>
    response.writeHead(code, headers).end(body)

describe('a call', () => {
  it('goes below the base URL with its method, headers and body, and brings back status, headers and body', async () => {
    const seen: string[] = []
    const { caller, records } = await openWay((message, response) => {
      seen.push(`${message.method} ${message.url} ${message.headers['x-key']}`)
      message.setEncoding('utf8').on('data', (text: string) => seen.push(text))
      message.on('end', () => response.writeHead(201, { 'Content-Type': 'text/plain' }).end('élan'))
    })
    const call = {
      method: 'POST',
      path: 'things?$top=1',
      route: 'things',
      batchSize: 7,
      headers: { 'x-key': 'k' },
      body: '{"a":1}',
    } as const
    const got = await caller.call(call)
    expect(seen).toEqual(['POST /api/things?$top=1 k', '{"a":1}'])
    expect(got).toMatchObject({ status: 201, body: 'élan', headers: { 'content-type': 'text/plain' } })
    expect(records).toMatchObject([
      { source: 'erp', verb: 'POST', route: 'things', batchSize: 7, status: 201, bytes: 5, failure: null },
    ])
  })

  it('is told to the recorder of its own request and of no other', async () => {
    const { get } = await openWay(answer)
    const [one, other] = [request(1_000), request(1_000)]
    await Promise.all([one.run(() => get()), other.run(() => Promise.all([get(), get()]))])
    expect([one.records.length, other.records.length]).toEqual([1, 2])
  })

  it.each([302, 404, 403, 412])('leaves HTTP %i to its adapter, and follows no redirect', async (code) => {
    let asked = 0
    const { get } = await openWay((_, response) => {
      asked += 1
      response.writeHead(code, { location: '/api/elsewhere' }).end('x')
    })
    expect(await get()).toMatchObject({ status: code, body: 'x' })
    expect(asked).toBe(1)
  })

  it('takes an absolute URL of the same host and refuses one of another, unasked', async () => {
    const { get, url, records } = await openWay(answer)
    expect(await get(`${url}/next?page=2`)).toMatchObject({ body: 'fine' })
    const failure = await failureOf(get('http://169.254.169.254/latest'))
    expect(failure.code).toBe('BAD_RESPONSE')
    expect(failure.message).not.toContain('169.254')
    expect(records[1]).toMatchObject({ status: null, failure: 'BAD_RESPONSE' })
  })

  it('cuts off an answer that is larger than allowed', async () => {
    const { get, records } = await openWay((_, response) => response.end('x'.repeat(50_000)), {
      maxBytes: 1_024,
    })
    expect((await failureOf(get())).code).toBe('BAD_RESPONSE')
    expect(records[0]).toMatchObject({ status: 200, failure: 'BAD_RESPONSE' })
  })

  it('takes an answer of exactly the allowed size', async () => {
    const { get } = await openWay((_, response) => response.end('x'.repeat(1_024)), { maxBytes: 1_024 })
    expect((await get()).body).toHaveLength(1_024)
  })
})

describe('an outage', () => {
  it.each([
    [500, 'SOURCE_UNAVAILABLE'],
    [503, 'SOURCE_UNAVAILABLE'],
    [429, 'RATE_LIMITED'],
  ] as const)(
    'of HTTP %i is %s, with the status in the record and nothing of the page in the message',
    async (code, expected) => {
      const { get, records } = await openWay(status(code, {}, 'secret-host is down'))
      const failure = await failureOf(get())
      expect(failure).toMatchObject({
        code: expected,
        source: 'erp',
        retryable: true,
        retryAfterSeconds: null,
      })
      expect(failure.message).not.toContain('secret-host')
      expect(records[0]).toMatchObject({ status: code, failure: expected })
    },
  )

  it('is told at once, though its page never ends', async () => {
    const { get } = await openWay((_, response) => {
      response.writeHead(503).write('x'.repeat(3_000_000))
    })
    expect((await failureOf(get())).message).toContain('HTTP 503')
  })

  it.each([
    ['120', 120],
    ['Mon, 15 Jun 2026 10:00:30 GMT', 30],
    ['Mon, 15 Jun 2026 09:00:00 GMT', 0],
    ['99999999999', 86_400],
    ['Mon, 15 Jun 2099 09:00:00 GMT', 86_400],
    ['-5', null],
    ['soon', null],
  ])('with Retry-After %j asks for %j seconds of patience', async (header, seconds) => {
    const date = 'Mon, 15 Jun 2026 10:00:00 GMT'
    const { get } = await openWay(status(429, { 'retry-after': header, date }), {
      // The system's clock counts, not ours, which may be hours away.
      clock: () => new Date('2026-06-15T13:00:00Z'),
    })
    expect((await failureOf(get())).retryAfterSeconds).toBe(seconds)
  })

  it('of the connection is SOURCE_UNAVAILABLE without the address in the message', async () => {
    const port = await freePort()
    const { get, records } = await openWay(answer, { baseUrl: `http://127.0.0.1:${port}` })
    const failure = await failureOf(get())
    expect(failure.code).toBe('SOURCE_UNAVAILABLE')
    expect(failure.message).not.toMatch(/127|ECONN/)
    expect(records[0]).toMatchObject({ status: null, failure: 'SOURCE_UNAVAILABLE' })
  })

  it('in the middle of an answer is SOURCE_UNAVAILABLE', async () => {
    const { get } = await openWay((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half')
      setTimeout(() => response.destroy(), 20)
    })
    expect((await failureOf(get())).code).toBe('SOURCE_UNAVAILABLE')
  })
})

describe('the time limit', () => {
  it('is the system’s own where the request has more time', async () => {
    const { get } = await openWay(hang, { limits: { timeoutMs: 60 } })
    const failure = await failureOf(request(10_000).run(() => get()))
    expect(failure).toMatchObject({ code: 'SOURCE_TIMEOUT', message: 'erp: no answer within 60 ms' })
  })

  it('is the call’s where it states one', async () => {
    const { caller } = await openWay(hang, { limits: { timeoutMs: 60_000 } })
    const write = { method: 'POST', path: 'things', route: 'things', timeoutMs: 70 } as const
    expect((await failureOf(caller.call(write))).message).toBe('erp: no answer within 70 ms')
  })

  it('holds outside a request', async () => {
    const { get } = await openWay(hang, { limits: { timeoutMs: 60 } })
    expect((await failureOf(get())).message).toContain('no answer within 60 ms')
  })

  it('is the rest of the request’s budget where that is less', async () => {
    const { get } = await openWay(hang, { limits: { timeoutMs: 60_000 } })
    const failure = await failureOf(request(60).run(() => get()))
    expect(failure).toMatchObject({ code: 'SOURCE_TIMEOUT', message: 'erp: the request ended first' })
  })

  it.each([Number.POSITIVE_INFINITY, 2 ** 40, 5_000.5])(
    'is the system’s own for work with %d ms to spare',
    async (left) => {
      const { get } = await openWay(answer)
      expect(await request(left).run(() => get())).toMatchObject({ body: 'fine' })
    },
  )

  it('holds for an answer that dribbles', async () => {
    const { get } = await openWay((_, response) => response.writeHead(200).write('a'), {
      limits: { timeoutMs: 80 },
    })
    expect((await failureOf(get())).code).toBe('SOURCE_TIMEOUT')
  })

  it('asks nobody when the request has no time left, and records that', async () => {
    let asked = 0
    const { get } = await openWay(() => {
      asked += 1
    })
    const late = request(0)
    expect((await failureOf(late.run(() => get()))).code).toBe('SOURCE_TIMEOUT')
    expect(asked).toBe(0)
    expect(late.records).toMatchObject([{ status: null, failure: 'SOURCE_TIMEOUT' }])
  })

  it('ends the call when the caller goes, and the system sees its socket close', async () => {
    let closed: () => void = () => {}
    const socketClosed = new Promise<void>((resolve) => {
      closed = resolve
    })
    const one = request(10_000)
    const { get } = await openWay((message) => {
      message.socket.once('close', closed)
      one.gone.abort()
    })
    expect((await failureOf(one.run(() => get()))).code).toBe('SOURCE_TIMEOUT')
    await socketClosed
  })

  it('holds while the call waits for its turn', async () => {
    const { get } = await openWay(hang, { limits: { concurrency: 1, timeoutMs: 800 } })
    const waiting = request(60)
    const ended: string[] = []
    const first = failureOf(get()).then(() => ended.push('first'))
    const second = failureOf(waiting.run(() => get())).then((failure) => ended.push(failure.message))
    await Promise.all([first, second])
    expect(ended).toEqual(['erp: the request ended first', 'first'])
    expect(waiting.records).toHaveLength(1)
  })

  it('of a call that waited is its own request’s, not that of the call before it', async () => {
    const held: (() => void)[] = []
    const { get } = await openWay((_, response) => void held.push(() => response.end('fine')), {
      limits: { concurrency: 1 },
    })
    const [early, patient] = [request(10_000), request(10_000)]
    const first = early.run(() => get())
    const second = patient.run(() => get())
    while (held.length < 1) await pass(2)
    early.gone.abort()
    await failureOf(first)
    while (held.length < 2) await pass(2)
    held[1]?.()
    expect(await second).toMatchObject({ body: 'fine' })
    expect(patient.records).toMatchObject([{ failure: null }])
  })
})

describe('the concurrency limit', () => {
  it('lets no more calls under way at once than configured', async () => {
    let [now, most] = [0, 0]
    const { get } = await openWay(
      (_, response) => {
        now += 1
        most = Math.max(most, now)
        setTimeout(() => {
          now -= 1
          response.end('fine')
        }, 5)
      },
      { limits: { concurrency: 3 } },
    )
    await Promise.all(Array.from({ length: 12 }, () => get()))
    expect(most).toBe(3)
  })

  it('refuses at once a call that finds no place to wait', async () => {
    const { get } = await openWay(hang, { limits: { concurrency: 1, queue: 1, timeoutMs: 150 } })
    const [under, waiting, refused] = [get(), get(), get()].map(failureOf)
    expect(await refused).toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: 'erp: too many calls wait for it',
    })
    expect((await under)?.code).toBe('SOURCE_TIMEOUT')
    expect((await waiting)?.code).toBe('SOURCE_TIMEOUT')
  })
})

describe('the breaker', () => {
  const ailing = async (handler: Handler, breakMs = 60_000) => {
    let [asked, now] = [0, handler]
    const way = await openWay(
      (message, response) => {
        asked += 1
        now(message, response)
      },
      { limits: { breakAfter: 3, breakMs, timeoutMs: 80, retries: 0 } },
    )
    const become = (next: Handler) => {
      now = next
    }
    return { ...way, become, asked: () => asked }
  }
  const failTimes = async (get: () => Promise<unknown>, times: number) => {
    for (let round = 0; round < times; round += 1) await failureOf(get())
  }

  it('opens after failures in a row, and asks the system no more', async () => {
    const { get, asked, records } = await ailing(status(503))
    await failTimes(get, 3)
    const failure = await failureOf(get())
    expect(failure).toMatchObject({ code: 'CIRCUIT_OPEN', retryAfterSeconds: 60 })
    expect(asked()).toBe(3)
    expect(records.map(({ circuit }) => circuit)).toEqual(['CLOSED', 'CLOSED', 'OPEN', 'OPEN'])
  })

  it('opens for a system that hangs', async () => {
    const { get } = await ailing(hang)
    await failTimes(get, 3)
    expect((await failureOf(get())).code).toBe('CIRCUIT_OPEN')
  })

  it('counts only failures in a row', async () => {
    const { get, become } = await ailing(status(503))
    await failTimes(get, 2)
    become(answer)
    await get()
    become(status(503))
    await failTimes(get, 2)
    become(answer)
    expect(await get()).toMatchObject({ body: 'fine' })
  })

  it.each([429, 404])('stays closed for answers of HTTP %i', async (code) => {
    const { get, asked } = await ailing(status(code))
    for (let round = 0; round < 5; round += 1) await get().catch(() => null)
    expect(asked()).toBe(5)
  })

  it('stays closed when requests end first', async () => {
    const { get, become } = await ailing(hang)
    for (let round = 0; round < 5; round += 1) await failureOf(request(15).run(() => get()))
    become(answer)
    expect(await get()).toMatchObject({ body: 'fine' })
  })

  it('closes after one call that succeeds when its time is over', async () => {
    const { get, become, records } = await ailing(status(503), 60)
    await failTimes(get, 3)
    become(answer)
    await pass(80)
    expect(await get()).toMatchObject({ body: 'fine' })
    expect(records.at(-1)?.circuit).toBe('CLOSED')
  })

  it('opens again after one call that fails when its time is over', async () => {
    const { get, asked } = await ailing(status(503), 60)
    await failTimes(get, 3)
    await pass(80)
    expect((await failureOf(get())).message).toContain('HTTP 503')
    expect((await failureOf(get())).code).toBe('CIRCUIT_OPEN')
    expect(asked()).toBe(4)
  })

  it('is not closed by a trial that its own request cut short', async () => {
    const { get } = await ailing(hang, 60)
    await failTimes(get, 3)
    await pass(80)
    await failureOf(request(20).run(() => get()))
    expect((await failureOf(get())).code).toBe('CIRCUIT_OPEN')
  })
})
