import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { type CallerOptions, createCaller } from '../../../adapters/call/caller.ts'
import { type CallRecord, type Scope, withScope } from '../../../adapters/call/scope.ts'
import { isSourceError, type SourceError } from '../../../adapters/error.ts'
import { freePort } from '../../sandbox/free-port.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A server that answers as told, and a way to it: the pipeline without any vendor. Ends with the test. */
export async function openWay(handler: Handler, options: Partial<CallerOptions> = {}) {
  const port = await freePort()
  const server = createServer(handler)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const records: CallRecord[] = []
  const caller = createCaller({
    source: 'erp',
    baseUrl: `http://127.0.0.1:${port}/api`,
    clock: () => new Date(),
    observe: (record) => records.push(record),
    ...options,
  })
  const shut = async () => {
    server.closeAllConnections()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
  onTestFinished(async () => {
    await shut()
    await caller.close()
  })
  const get = (path = 'things') => caller.call({ method: 'GET', path, route: 'things' })
  return { caller, records, shut, get, url: `http://127.0.0.1:${port}` }
}

/** A request with `ms` left to answer, whose caller is still there. */
export function request(ms: number, clock = () => new Date()) {
  const gone = new AbortController()
  const records: CallRecord[] = []
  const scope: Scope = {
    deadline: clock().getTime() + ms,
    signal: gone.signal,
    record: (call) => records.push(call),
  }
  return { gone, records, run: <T>(work: () => T) => withScope(scope, work) }
}

/** The failure a call ends with; a call that succeeds fails the test. */
export async function failureOf(work: Promise<unknown>): Promise<SourceError> {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error,
  )
  if (isSourceError(outcome)) return outcome
  throw new Error('expected the call to fail with a SourceError')
}
