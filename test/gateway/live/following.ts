import { createClient, type ExecutionResult } from 'graphql-sse'
import { onTestFinished } from 'vitest'

/** What is asked for, as a client sends it; `graphql-sse` sends whatever it is handed. */
interface Asked {
  readonly query?: string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly extensions?: Readonly<Record<string, unknown>>
  readonly documentId?: string
}

/** A live answer as a client reads it. */
export interface Following {
  /** The next answer, without what it cost; waits for it. Throws when there comes none any more. */
  next(): Promise<ExecutionResult>
  /** Resolves when the answers are over; rejects when the connection was cut before that. */
  over(): Promise<void>
  leave(): Promise<void>
}

/** Follows a query by the usual client. It leaves when the test ends. */
export function following(
  url: string,
  asked: Asked,
  headers: Readonly<Record<string, string>> = {},
): Following {
  const client = createClient({ url: `${url}/graphql/stream`, headers: { ...headers }, retryAttempts: 0 })
  const answers = client.iterate(asked as Parameters<typeof client.iterate>[0])
  const leave = async () => {
    await answers.return?.()
    client.dispose()
  }
  onTestFinished(leave)
  return {
    async next() {
      const { done, value } = await answers.next()
      if (done) throw new Error('expected another answer; found the end')
      const { extensions: _, ...answer } = value
      return answer
    },
    async over() {
      const { done, value } = await answers.next()
      if (!done) throw new Error(`expected the end; found ${JSON.stringify(value)}`)
    },
    leave,
  }
}

/** Asks as a client does, and gives back what came before any stream. */
export async function refusedAt(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly type: string | null; readonly code: unknown }> {
  const response = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const { errors } = (await response.json()) as { errors: readonly { extensions: { code: string } }[] }
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    code: errors[0]?.extensions.code,
  }
}
