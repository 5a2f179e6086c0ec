import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/** A whole answer, ready for the socket. */
export interface Answer {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
}

/** The largest request body a sandbox takes, bytes. */
const MOST_BYTES = 20_000_000

/** What arrived on the socket, as a web request with its whole body; null when it is no request a handler can read. */
export async function readRequest(message: IncomingMessage): Promise<Request | null> {
  const method = message.method ?? 'GET'
  const body = await readBody(message)
  if (body === null) return null
  const headers = new Headers()
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const bare = method === 'GET' || method === 'HEAD'
  try {
    const url = new URL(`http://${message.headers.host ?? 'sandbox'}${message.url ?? '/'}`)
    return new Request(url, { method, headers, ...(bare ? {} : { body: new Uint8Array(body) }) })
  } catch {
    return null
  }
}

async function readBody(message: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message) {
    size += chunk.length
    if (size > MOST_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Reads a web response to its end. */
export async function toAnswer(response: Response): Promise<Answer> {
  const headers = [...response.headers].filter(([name]) => name !== 'set-cookie' && name !== 'content-length')
  const cookies = response.headers.getSetCookie().map((value) => ['set-cookie', value] as const)
  return {
    status: response.status,
    headers: [...headers, ...cookies],
    body: Buffer.from(await response.arrayBuffer()),
  }
}

/** An answer of plain text. */
export function textAnswer(status: number, text: string): Answer {
  return { status, headers: [['content-type', 'text/plain; charset=utf-8']], body: Buffer.from(text) }
}

/** Sends the whole answer. */
export function send(to: ServerResponse, answer: Answer): void {
  head(to, answer)
  to.end(answer.body)
}

/** Promises the whole answer, sends half of its body and closes the socket. */
export function sendHalf(to: ServerResponse, answer: Answer): void {
  head(to, answer)
  to.flushHeaders()
  const half = answer.body.subarray(0, Math.floor(answer.body.length / 2))
  to.write(half, () => to.socket?.destroySoon())
}

/** Sends the whole answer, its body a byte at a time, until the caller goes. */
export async function drip(
  to: ServerResponse,
  answer: Answer,
  { ms, signal }: { readonly ms: number; readonly signal: AbortSignal },
): Promise<void> {
  head(to, answer)
  to.flushHeaders()
  for (const byte of answer.body) {
    if (to.destroyed) return
    to.write(Buffer.of(byte))
    await wait(ms, undefined, { signal })
  }
  to.end()
}

function head(to: ServerResponse, { status, headers, body }: Answer): void {
  const bodiless = status === 204 || status === 304
  to.writeHead(status, [...headers.flat(), ...(bodiless ? [] : ['content-length', String(body.length)])])
}
