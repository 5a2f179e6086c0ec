import { Pool } from 'undici'
import { withoutCost } from './answer.ts'

export interface LoadOptions {
  /** `http://127.0.0.1:4000`; asked at `/graphql`. */
  readonly url: string
  /** The request's body. */
  readonly body: string
  /** The Authorization header. */
  readonly authorization?: string
  /** The answer's body but for its cost; any other is a failure. */
  readonly expected: string
  /** As many requests are on their way at once. */
  readonly connections: number
  readonly seconds: number
}

/** What a load came to. */
export interface Load {
  /** Answers that came; every request that was sent got one. */
  readonly requests: number
  /** From the first request to the last answer. */
  readonly seconds: number
}

/**
 * Asks the same again and again over a fixed number of connections, each asking as soon as it was answered. When the time is over no
 * more are sent, but those on their way are waited for and counted: what they cost is in the CPU time, so they belong into the requests.
 * Throws at the first answer that is not the expected one, byte for byte but for its cost.
 */
export async function load(options: LoadOptions): Promise<Load> {
  const { url, body, authorization, expected, connections, seconds } = options
  const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) }
  const pool = new Pool(url, { connections })
  const wanted = Buffer.from(expected.slice(0, -1))
  const last = expected.slice(-1)
  const from = performance.now()
  const over = () => performance.now() - from >= seconds * 1_000
  let requests = 0
  const askOn = async () => {
    do {
      const { statusCode, body: answer } = await pool.request({
        method: 'POST',
        path: '/graphql',
        headers,
        body,
      })
      const found = Buffer.from(await answer.arrayBuffer())
      // Only the end is made a text: the rest of a large answer is compared as it came.
      const end = withoutCost(found.subarray(wanted.length).toString())
      if (statusCode !== 200 || end !== last || !found.subarray(0, wanted.length).equals(wanted))
        throw new UnexpectedAnswer(statusCode, found.toString())
      requests += 1
    } while (!over())
  }
  try {
    await Promise.all(Array.from({ length: connections }, askOn))
    return { requests, seconds: (performance.now() - from) / 1_000 }
  } finally {
    await pool.destroy()
  }
}

/** An answer other than the expected one, which nothing may be measured by. */
class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer'
  constructor(status: number, body: string) {
    super(`expected the answer that was agreed on, found HTTP ${status}: ${body.slice(0, 500)}`)
  }
}
