import { describe, expect, it } from 'vitest'
import { isSourceError } from '../../../../adapters/error.ts'
import { isFound } from '../../../../adapters/read.ts'
import type { SandboxServer } from '../../../../sandbox/server.ts'
import { faultContract } from '../../../contracts/faults.ts'
import { idListContract } from '../../../contracts/id-lists.ts'
import { connectPsp, openPsp } from './open.ts'

type Opened = Awaited<ReturnType<typeof connectPsp>>

/** More than the provider takes in one question, and in one request target. */
const KEYS = 301

const payMany = ({ pay }: Pick<Opened, 'pay'>, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, n) => pay({ minor: 100 + n, method: 'CARD', merchantReference: null })),
  )

const without = 'no list of keys'
const others = {
  'payments.capabilities': without,
  'payments.settleMs': without,
  'payments.capture': 'one payment',
  'payments.void': 'one payment',
  'payments.refund': 'one payment',
}

describe('more keys than one question takes', () => {
  faultContract('payment/passerelle', import.meta.url, {
    'id lists over every limit': () =>
      idListContract(
        () => connectPsp(),
        {
          'payments.payments': (opened) => ({
            known: () => payMany(opened, 12),
            unknown: (n) => `pay_${String(n).padStart(22, '0')}`,
            keys: KEYS,
            calls: { payments: 4 },
            read: (keys) => opened.port.payments(keys as readonly string[]),
          }),
        },
        others,
      ),
  })
})

describe('a part of a batch that fails', () => {
  it('fails its own keys and no others', async () => {
    const opened = await openPsp({ options: { retries: 0 } })
    const paid = await payMany(opened, 150)
    await opened.served.misbehave({ path: '/v1/payments', nth: 2, refuse: 'throttled' })
    const reads = await opened.port.payments(paid)
    const failed = [...reads.values()].filter(isSourceError)
    expect(reads.size).toBe(150)
    expect([50, 100]).toContain(failed.length)
    expect(failed[0]).toMatchObject({ source: 'psp', code: 'RATE_LIMITED', retryAfterSeconds: 1 })
  })

  it('is one record where one cannot be read', async () => {
    const opened = await openPsp({
      between: (server) => rewriting(server, () => ['"status":"expired"', '"status":"lost"']),
    })
    const [first = '', second = ''] = await payMany(opened, 2)
    const odd = await opened.pay({ minor: 5, method: 'CARD', merchantReference: null, trouble: 'EXPIRED' })
    const reads = await opened.port.payments([first, odd, second])
    expect(reads.get(odd)).toMatchObject({ code: 'BAD_RESPONSE' })
    expect([first, second].map((key) => isFound(reads.get(key)))).toEqual([true, true])
  })

  it('is every key without an answer where a record does not say whose it is', async () => {
    let nameless = 'nobody'
    const opened = await openPsp({
      between: (server) => rewriting(server, () => [`"id":"${nameless}"`, '"ID":"?"']),
    })
    const [known = '', hidden = ''] = await payMany(opened, 2)
    const stranger = `pay_${'0'.repeat(22)}`
    expect((await opened.port.payments([known, hidden, stranger])).size).toBe(2)
    nameless = hidden
    const reads = await opened.port.payments([known, hidden, stranger])
    expect(isFound(reads.get(known))).toBe(true)
    expect([reads.get(hidden), reads.get(stranger)]).toMatchObject([
      { code: 'BAD_RESPONSE' },
      { code: 'BAD_RESPONSE' },
    ])
  })
})

/** A provider whose answers are changed on their way. */
function rewriting(server: SandboxServer, change: () => readonly [string, string]): SandboxServer {
  return {
    ...server,
    handle: async (request) => {
      const answer = await server.handle(request)
      if (request.method !== 'GET') return answer
      const body = (await answer.text()).replaceAll(...change())
      return new Response(body, { status: answer.status, headers: answer.headers })
    },
  }
}
