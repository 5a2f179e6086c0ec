import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { refusalBody } from './refusals.ts'

/** What Node itself refuses, before there is a request: by the parser's and the timeouts' error codes. */
const REFUSED: Readonly<Record<string, readonly [status: number, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request did not arrive in time'],
  HPE_HEADER_OVERFLOW: [431, 'the headers are too large: expected at most 16 KiB'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'the request body is too large'],
}

const MALFORMED = [400, 'expected a well-formed HTTP request'] as const

/**
 * Refuses in GraphQL's form what never becomes a request: bytes that are no HTTP, headers that are too large, contradicting
 * lengths, a client that takes too long. The connection ends with it.
 */
export function refuseSocket(safe: Readonly<Record<string, string>>) {
  return (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return
    const [status, message] = REFUSED[error.code ?? ''] ?? MALFORMED
    if (socket.writable && !hasBegunToAnswer(socket)) {
      const body = refusalBody('BAD_INPUT', message)
      const head = { ...safe, ...headersFor(body), connection: 'close' }
      const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`)
      socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`)
    }
    socket.destroySoon()
  }
}

/** Refuses `Expect` with anything but `100-continue`, which Node would answer without a body. */
export function refuseExpectations(server: Server, safe: Readonly<Record<string, string>>): void {
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const body = refusalBody('BAD_INPUT', 'expected no Expect header but 100-continue')
    response.writeHead(417, { ...safe, ...headersFor(body), connection: 'close' }).end(body)
  })
}

function headersFor(body: string) {
  return {
    'content-type': 'application/json; charset=utf-8',
    'content-length': `${Buffer.byteLength(body)}`,
    'cache-control': 'no-store',
  }
}

/** Half an answer is on its way to an earlier request of this connection: what is written now would become part of it. */
function hasBegunToAnswer(socket: Socket): boolean {
  // Node keeps it there and looks at it for the same reason (lib/_http_server.js, socketOnError).
  const message: unknown = Reflect.get(socket, '_httpMessage')
  return typeof message === 'object' && message !== null && Reflect.get(message, 'headersSent') === true
}
