import type { Answer, Caller } from '../../call/caller.ts'
import { readJson } from '../../call/json.ts'
import { SourceError } from '../../error.ts'
import { problemShape } from './wire.ts'

/** The wire to one merchant's account. */
export interface PasserelleClient {
  /** What a path below `v1/` shows. Throws BAD_RESPONSE where there is nothing. */
  read(call: { readonly path: string; readonly route: string; readonly batchSize?: number }): Promise<Answer>
  /**
   * Changes something once under a key: `refused` is the provider's code where it does not allow it, and then nothing was done. The
   * provider answers a key that it knows as it did the first time, and so the pipeline may repeat the call after an outage, like a read: a
   * first call whose reply was lost is found done, not done again.
   */
  change(call: ChangeCall): Promise<{ readonly answer: Answer } | { readonly refused: string }>
}

interface ChangeCall {
  readonly path: string
  readonly route: string
  readonly idempotencyKey: string
  readonly body: Readonly<Record<string, unknown>>
}

/** Refusals that are about the payment and the change asked for, not about how it was asked. */
const REFUSALS: ReadonlySet<number> = new Set([404, 409, 422])

/** A client that has asked for nothing yet. */
export function createPasserelleClient(source: string, caller: Caller, secretKey: string): PasserelleClient {
  const headers = { authorization: `Bearer ${secretKey}`, accept: 'application/json' }
  return {
    async read({ path, route, batchSize = 1 }) {
      const answer = await caller.call({ method: 'GET', path: `v1/${path}`, route, batchSize, headers })
      if (answer.status === 200) return answer
      throw unexpected(source, route, answer)
    },
    async change({ path, route, idempotencyKey, body }) {
      const answer = await caller.call({
        method: 'POST',
        path: `v1/${path}`,
        route,
        // A structured field string, as the IETF's draft has it; the key is a hash, and needs no escapes.
        headers: {
          ...headers,
          'content-type': 'application/json',
          'idempotency-key': `"${idempotencyKey}"`,
        },
        body: JSON.stringify(body),
        safe: true,
      })
      if (answer.status === 200 || answer.status === 201) return { answer }
      const code = REFUSALS.has(answer.status) ? codeOf(source, answer) : null
      if (code === null) throw unexpected(source, route, answer)
      return { refused: code }
    },
  }
}

/**
 * Another call with the same key is being worked on, this process's or another's. The pipeline asks again and gets what came of that one; it
 * is no outage, so that the breaker does not count it.
 */
export function keyInUse(source: string): (answer: Answer) => SourceError | null {
  return (answer) =>
    answer.status === 409 && codeOf(source, answer) === 'idempotency_key_in_use'
      ? new SourceError(source, 'RATE_LIMITED', 'another call with this key is under way', {
          retryAfterSeconds: 0,
        })
      : null
}

/** The provider's code; null where the answer is none of its problems: a proxy's page, say. */
function codeOf(source: string, answer: Answer): string | null {
  const type = String(answer.headers['content-type'] ?? '')
  if (!/\bproblem\+json\b/.test(type)) return null
  const problem = problemShape.safeParse(readJson(source, answer))
  return problem.success ? problem.data.code : null
}

function unexpected(source: string, route: string, answer: Answer): SourceError {
  const { status } = answer
  // The provider's support asks for the request's id; its words may hold what the caller sent.
  const id = /^req_\w{1,40}$/.exec(String(answer.headers['request-id'] ?? ''))?.[0] ?? 'none'
  const cause = new Error(`HTTP ${status}, request ${id}`)
  if (status === 401 || status === 403) {
    const message = `the provider refuses the key (HTTP ${status}); check secretKey`
    return new SourceError(source, 'SOURCE_UNAVAILABLE', message, { cause })
  }
  const message = `the provider refuses the call on ${route} (HTTP ${status})`
  return new SourceError(source, 'BAD_RESPONSE', message, { cause })
}
