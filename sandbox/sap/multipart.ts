import { Refusal } from './refusal.ts'

/** One operation of a `$batch`. */
export interface BatchPart {
  readonly method: string
  /** As written: relative to the service root, or a path from the host's root. */
  readonly url: string
  readonly headers: Headers
}

/** What a `$batch` part was answered. */
export interface BatchAnswer {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
}

/**
 * The operations of a multipart/mixed body, in order. Changesets come as one part with method `CHANGESET`. Throws the 400 of a
 * malformed body: lines must end in CRLF and each part needs the blank line behind its request's headers.
 */
export function parseMultipart(body: string, contentType: string): readonly BatchPart[] {
  const boundary = /boundary="?([^";\s]+)"?/i.exec(contentType)?.[1]
  if (!/^multipart\/mixed\b/i.test(contentType) || boundary === undefined)
    throw broken('expected content type multipart/mixed with a boundary')
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`)
  const last = pieces.pop()
  if (!last?.startsWith('--') || pieces.length === 0) throw broken('the closing boundary is missing')
  return pieces.slice(1).map(parsePart)
}

/** The body of the 202 answer: one application/http part for each answer, in the same order. */
export function writeMultipart(answers: readonly BatchAnswer[], boundary: string): string {
  const parts = answers.map(({ status, headers, body }) => {
    const lines = [
      `HTTP/1.1 ${status} ${REASONS[status] ?? 'Unknown'}`,
      ...headers.map(([name, value]) => `${name}: ${value}`),
      `content-length: ${Buffer.byteLength(body)}`,
    ]
    const http = `${lines.join('\r\n')}\r\n\r\n${body}`
    const outer = [
      'Content-Type: application/http',
      `Content-Length: ${Buffer.byteLength(http)}`,
      'content-transfer-encoding: binary',
    ]
    return `--${boundary}\r\n${outer.join('\r\n')}\r\n\r\n${http}\r\n`
  })
  return `${parts.join('')}--${boundary}--\r\n`
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  414: 'URI Too Long',
  500: 'Internal Server Error',
  501: 'Not Implemented',
}

function parsePart(piece: string): BatchPart {
  const [outer, http] = halves(
    piece.replace(/^[ \t]*\r\n/, ''),
    'a part has no blank line behind its headers',
  )
  const type = headersOf(outer.split('\r\n')).get('content-type') ?? ''
  if (/^multipart\/mixed\b/i.test(type)) return { method: 'CHANGESET', url: '', headers: new Headers() }
  if (!/^application\/http\b/i.test(type)) throw broken('a part is neither application/http nor a changeset')
  const [head] = halves(http, 'a request in a part has no blank line behind its headers')
  const [line = '', ...headers] = head.split('\r\n')
  const match = /^([A-Z]+) (\S+) HTTP\/1\.[01]$/.exec(line)
  if (!match) throw broken('a part does not start with a request line')
  return { method: match[1] ?? '', url: match[2] ?? '', headers: headersOf(headers) }
}

function halves(text: string, complaint: string): readonly [string, string] {
  // A request without headers or body ends in two line ends, the second of which may be the boundary's own.
  const whole = text.endsWith('\r\n') ? `${text}\r\n` : text
  const at = whole.indexOf('\r\n\r\n')
  if (at < 0) throw broken(complaint)
  return [whole.slice(0, at), whole.slice(at + 4)]
}

function headersOf(lines: readonly string[]): Headers {
  const headers = new Headers()
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon < 1) throw broken('a header has no colon')
    headers.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim())
  }
  return headers
}

function broken(why: string): Refusal {
  return new Refusal(400, '/IWBEP/CM_MGW_RT/022', `The batch request is malformed: ${why}.`)
}
