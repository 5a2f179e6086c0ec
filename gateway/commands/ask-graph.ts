import { CommandError } from './io.ts'
import type { AskGraph } from './outbox.ts'

export interface AskGraphOptions {
  /** `http://127.0.0.1:4000/graphql`. */
  readonly url: string
  /** A bearer token; null asks without one. */
  readonly token: string | null
  readonly fetch: typeof fetch
  /** @default 15000 */
  readonly timeoutMs?: number
}

/** Asks a running graph over HTTP. What it refuses is said in its own words, which are safe to show. */
export function askGraph({ url, token, fetch, timeoutMs = 15_000 }: AskGraphOptions): AskGraph {
  return async (query, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      throw new CommandError(`expected the graph to answer at ${url}; nobody does. Give another with --url`, {
        cause,
      })
    })
    const answer = await response.json().catch(() => null)
    const { data = null, errors = [] } = (answer ?? {}) as Answer
    const [error] = errors
    if (error)
      throw new CommandError(
        `the graph refused (${error.extensions?.code ?? response.status}): ${error.message}`,
      )
    if (data === null)
      throw new CommandError(`expected an answer in GraphQL of ${url}; found HTTP ${response.status}`)
    return data
  }
}

interface Answer {
  readonly data?: unknown
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
}
