import { setTimeout as wait } from 'node:timers/promises'
import type { Random } from '../../sandbox/world/random.ts'

/** Asks the graph as a client does that never gives up: the same operation, with the same key, until it is answered. */
export interface GraphClient {
  /**
   * The first root field's payload. A connection that is cut, by the client itself now and then, and an error that may pass are followed by
   * another try. Throws a `GaveUp` when there is no time left, or where the client is one who does, and an Error for what no client should see.
   */
  persist(operation: string, variables: object, how: Persistence): Promise<Payload>
  /** Cut connections and errors that were met, by what they were. */
  readonly met: Map<string, number>
}

interface Persistence {
  readonly headers: Readonly<Record<string, string>>
  readonly random: Random
  /** Leaves after the first try that got no answer. */
  readonly leaves?: boolean
  /** Told of each try that got no answer. */
  readonly failed?: () => void
}

/** What one mutation or query answered. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's
export type Payload = any

/** A client that has gone: it knows nothing of what came of its request. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp'
}

export interface GraphClientOptions {
  readonly urls: readonly string[]
  /** Whether there is no time left. */
  readonly isOver: () => boolean
  /** Of a hundred requests so many are cut by the client. */
  readonly cutPercent: () => number
}

/** What may be otherwise the next time. */
const PASSING = new Set([
  'INTERNAL',
  'SOURCE_TIMEOUT',
  'SOURCE_UNAVAILABLE',
  'CIRCUIT_OPEN',
  'RATE_LIMITED',
  'BAD_RESPONSE',
])

/** A client of several processes of one graph; it asks any of them. */
export function graphClient({ urls, isOver, cutPercent }: GraphClientOptions): GraphClient {
  const met = new Map<string, number>()
  const meet = (what: string) => void met.set(what, (met.get(what) ?? 0) + 1)
  return {
    met,
    async persist(operation, variables, { headers, random, leaves = false, failed }) {
      for (let pause = 50; ; pause = Math.min(pause * 2, 1_000)) {
        const cutAfter = random.chance(cutPercent() / 100) ? random.int(1, 150) : 30_000
        const url = random.pick(urls)
        const answer = await ask(url, { operation, variables, headers, cutAfter })
        if ('payload' in answer) return answer.payload
        meet(answer.failure)
        failed?.()
        endFor(answer.failure, leaves || isOver())
        await wait(random.int(0, pause))
      }
    },
  }
}

/** Throws where nobody asks again. */
function endFor(failure: string, goes: boolean): void {
  if (failure.startsWith('BUG')) throw new Error(failure)
  if (goes) throw new GaveUp(failure)
}

interface Asked {
  readonly operation: string
  readonly variables: object
  readonly headers: Readonly<Record<string, string>>
  readonly cutAfter: number
}

type Heard = { readonly payload: Payload } | { readonly failure: string }

async function ask(url: string, { operation, variables, headers, cutAfter }: Asked): Promise<Heard> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: operation, variables }),
      signal: AbortSignal.timeout(cutAfter),
    })
    if (response.status >= 500) return { failure: `HTTP ${response.status}` }
    const { data, errors = [] } = (await response.json()) as {
      readonly data?: Payload
      readonly errors?: readonly {
        readonly message: string
        readonly extensions?: { readonly code?: string }
      }[]
    }
    const payload = data ? Object.values(data)[0] : null
    if (payload !== null && payload !== undefined) return { payload }
    const [error] = errors
    const code = error?.extensions?.code ?? 'NOTHING'
    return { failure: PASSING.has(code) ? code : `BUG ${response.status} ${code}: ${error?.message}` }
  } catch (error) {
    return { failure: error instanceof Error ? error.name : 'unknown' }
  }
}
