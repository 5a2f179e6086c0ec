import { inspect } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { isSourceError } from '../../../../adapters/error.ts'
import type { Currency } from '../../../../adapters/money.ts'
import type { PaymentChange } from '../../../../adapters/ports/payments.ts'
import type { Misbehaviour, SandboxServer } from '../../../../sandbox/server.ts'
import { found } from '../../../contracts/found.ts'
import { openPsp } from './open.ts'

type Options = Parameters<typeof openPsp>[0]

/** A payment of ten euro, of which the change takes four, on a provider that tells when it has worked on a change. */
async function opened(options: Options = {}) {
  let worked = 0
  const between = (server: SandboxServer): SandboxServer => ({
    ...server,
    handle: async (request) => {
      const answer = await server.handle(request)
      if (request.headers.has('idempotency-key')) worked += 1
      return answer
    },
  })
  const psp = await openPsp({ between, ...options })
  const reference = await psp.pay({ minor: 1_000, method: 'CARD', merchantReference: null })
  const capture: PaymentChange = {
    reference,
    key: 'order/7/capture',
    amount: { minor: 400, currency: 'EUR' as Currency },
  }
  return {
    ...psp,
    capture,
    worked: () => worked,
    captured: async () => found((await psp.port.payments([reference])).get(reference)).value.captured.minor,
  }
}

const onCaptures = (how: Misbehaviour): Misbehaviour => ({ path: '/captures', times: 1, ...how })

describe('a change', () => {
  it.each<[string, Misbehaviour]>([
    ['whose reply is lost', { loseReply: true }],
    ['whose reply is cut off', { truncate: true }],
    ['on a connection that is reset', { reset: true }],
    ['that is refused by an outage', { refuse: 'unavailable' }],
  ])('%s is repeated under its key, done once, and answered as the first time', async (_how, how) => {
    const { port, served, capture, captured, records } = await opened({ options: { timeoutMs: 5_000 } })
    await served.misbehave(onCaptures(how))
    const answer = await port.capture(capture)
    expect(answer).toMatchObject({ state: 'CAPTURED', captured: { minor: 400 } })
    expect(records()).toMatchObject([
      { verb: 'POST', route: 'payments/captures', attempts: 2, failure: null },
    ])
    expect(await port.capture(capture)).toEqual(answer)
    expect(await captured()).toBe(400)
  })

  it('whose reply is lost and that nobody repeated is found done when its key comes again', async () => {
    const { port, served, capture, captured } = await opened({ options: { retries: 0 } })
    await served.misbehave(onCaptures({ loseReply: true }))
    await expect(port.capture(capture)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
    await port.capture({ ...capture, key: 'order/7/more' })
    expect(await port.capture(capture)).toMatchObject({ captured: { minor: 400 } })
    expect(await captured()).toBe(800)
  })

  it('that the provider carries out late is one with its repeat', async () => {
    const { port, served, capture, captured, worked } = await opened({ options: { timeoutMs: 250 } })
    await served.misbehave(onCaptures({ lateCommitMs: 600 }))
    await expect(port.capture(capture)).rejects.toMatchObject({ code: 'SOURCE_TIMEOUT' })
    const answer = await port.capture(capture)
    expect(answer.captured.minor).toBe(400)
    await vi.waitFor(() => expect(worked()).toBe(2), { timeout: 10_000 })
    expect(await captured()).toBe(400)
  })

  it('that the provider carried out late is found done when its key comes again', async () => {
    const { port, served, capture, captured, worked } = await opened({ options: { timeoutMs: 250 } })
    await served.misbehave(onCaptures({ lateCommitMs: 300 }))
    await expect(port.capture(capture)).rejects.toMatchObject({ code: 'SOURCE_TIMEOUT' })
    await vi.waitFor(() => expect(worked()).toBe(1), { timeout: 10_000 })
    expect(await port.capture(capture)).toMatchObject({ captured: { minor: 400 } })
    expect(await captured()).toBe(400)
  })

  it('that another process is making just now is waited for, and answered alike', async () => {
    const { port, capture, captured } = await opened({ server: { holdMs: 5 } })
    const [first, second] = await Promise.all([port.capture(capture), port.capture(capture)])
    expect(second).toEqual(first)
    expect(await captured()).toBe(400)
  })

  it('is not asked for under a reference that cannot be one, which would lead elsewhere in the provider’s API', async () => {
    const { port, served, capture } = await opened()
    served.forgetCalls()
    for (const reference of ['..', '../account', `${capture.reference}/refunds?`, 'pay_%2e%2e']) {
      await expect(port.capture({ ...capture, reference })).rejects.toMatchObject({ code: 'CONFLICT' })
    }
    expect(served.calls()).toEqual([])
  })
})

describe('a refusal', () => {
  it('says why in our words, and carries neither the key nor what the provider said', async () => {
    const { port, capture } = await opened()
    const error = await port
      .capture({ ...capture, amount: { ...capture.amount, minor: 1_001 } })
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ message: 'psp: the amount is more than is left of the payment' })
    expect(isSourceError(error) && error.retryable).toBe(false)
    const refused = await opened({ options: { secretKey: 'sandbox-wrong' } })
    for (const work of [
      () => refused.port.capture(refused.capture),
      () => refused.port.payments([refused.capture.reference]),
      () => refused.source.diagnose(),
    ]) {
      const told = await work().catch((thrown: unknown) => thrown)
      expect(inspect(told, { depth: 10 })).toContain(
        'the provider refuses the key (HTTP 401); check secretKey',
      )
      expect(inspect(told, { depth: 10 })).not.toMatch(/sandbox-|Bearer|127\.0\.0\.1|Expected Authorization/)
    }
  })

  it('that is none of the provider’s is an answer that cannot be read, not a refusal', async () => {
    const { port, capture } = await opened({
      between: (server) => ({
        ...server,
        handle: async (request) =>
          request.headers.has('idempotency-key')
            ? new Response('<h1>Conflict</h1>', { status: 409, headers: { 'content-type': 'text/html' } })
            : server.handle(request),
      }),
    })
    await expect(port.capture(capture)).rejects.toMatchObject({ code: 'BAD_RESPONSE' })
  })
})

describe('the diagnosis', () => {
  it('tells the API’s version, that no money moves, and the provider’s time', async () => {
    const { source } = await opened()
    const diagnosis = await source.diagnose()
    expect(diagnosis).toMatchObject({ version: '2026-03-01 (test mode)', budget: null, warnings: [] })
    expect(diagnosis.clock).toMatch(/^\d{4}-\d{2}-\d{2}T/)
  })
})
