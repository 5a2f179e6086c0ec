import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect } from 'vitest'
import { ERROR_CODES } from '../../adapters/error.ts'

/** One answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A connection to a gateway, for bytes that no HTTP client sends. */
export function dial(url: string): Socket {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => {})
  return socket
}

/** Sends bytes as they are and gives back every answer that arrives until the other side closes. */
export async function sendRaw(
  url: string,
  ...parts: readonly (string | Buffer)[]
): Promise<readonly WireAnswer[]> {
  const socket = dial(url)
  const received: Buffer[] = []
  socket.on('data', (chunk: Buffer) => void received.push(chunk))
  for (const part of parts) socket.write(part)
  try {
    if (!socket.closed) await once(socket, 'close')
  } finally {
    socket.destroy()
  }
  return split(Buffer.concat(received).toString('latin1'))
}

/** A POST of a body with exactly these headers, `Host` but for one that is among them. */
export function posted(body: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = {
    host: 'localhost',
    connection: 'close',
    'content-type': 'application/json',
    'content-length': `${Buffer.byteLength(body)}`,
    ...headers,
  }
  return `${head('POST /graphql HTTP/1.1', all)}${body}`
}

/** The head of a request; a header whose value is empty is left out. */
export function head(line: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).filter(([, value]) => value !== '')
  return `${line}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
}

/** Every answer of the edge, whatever was asked, in whatever state: GraphQL's form, a code of the list, safe headers. */
export function expectRefusal(answer: WireAnswer | undefined, status: number, code = 'BAD_INPUT'): void {
  expect(answer?.status, answer?.body).toBe(status)
  expect(answer?.headers).toMatchObject({
    'content-type': expect.stringMatching(/^application\/(json|graphql-response\+json); charset=utf-8$/),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  })
  for (const name of ['server', 'x-powered-by', 'access-control-allow-origin', 'x-evil']) {
    expect(answer?.headers).not.toHaveProperty(name)
  }
  const body: unknown = JSON.parse(answer?.body ?? '')
  expect(body).toEqual({
    errors: [
      expect.objectContaining({ message: expect.any(String), extensions: expect.objectContaining({ code }) }),
    ],
  })
  expect([...ERROR_CODES, 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']).toContain(code)
}

/** What `fetch` answered, in the same form. */
export async function wireAnswer(response: Response): Promise<WireAnswer> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  }
}

/** Answers with a content length one after another, or one that ends with the connection. */
function split(text: string): readonly WireAnswer[] {
  const answers: WireAnswer[] = []
  let rest = text
  while (rest.startsWith('HTTP/1.1')) {
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) break
    const [line = '', ...lines] = rest.slice(0, end).split('\r\n')
    const headers = Object.fromEntries(
      lines.map((one) => [
        one.slice(0, one.indexOf(':')).toLowerCase(),
        one.slice(one.indexOf(':') + 1).trim(),
      ]),
    )
    rest = rest.slice(end + 4)
    const length = Number(headers['content-length'] ?? rest.length)
    const body = Buffer.from(rest.slice(0, length), 'latin1').toString()
    rest = rest.slice(length)
    const status = Number(line.split(' ')[1])
    if (status >= 200) answers.push({ status, headers, body })
  }
  return answers
}
