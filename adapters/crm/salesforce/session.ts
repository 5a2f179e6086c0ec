import type { Answer, Call, Caller } from '../../call/caller.ts'
import { parseShape, readJson } from '../../call/json.ts'
import { SourceError } from '../../error.ts'
import { errorsShape, tokenShape } from './wire.ts'

export interface SessionOptions {
  readonly source: string
  readonly clientId: string
  readonly clientSecret: string
  /** The way to the token endpoint. */
  readonly login: Caller
  /** The way to the instance: the same, unless the retailer's instance has a host of its own. */
  readonly instance: Caller
  /** Where `instance` goes; a token for any other origin is refused. */
  readonly instanceUrl: string
}

/** Calls with a session: one for all, opened when first needed and again when Salesforce says it has ended. */
export interface Session {
  call(request: Call): Promise<Answer>
}

/**
 * Client credentials flow. Many calls at once open one session; when a call is told INVALID_SESSION_ID a new one is
 * opened and the call repeated once.
 */
export function createSession(options: SessionOptions): Session {
  let current: Promise<string> | null = null

  const open = (): Promise<string> => {
    const opened = requestToken(options)
    current = opened
    opened.catch(() => {
      if (current === opened) current = null
    })
    return opened
  }
  const token = async (): Promise<string> => {
    if (current === null) return open()
    // Another request opened it: when that one's budget ended first, this one still has its own.
    return current.catch(() => current ?? open())
  }
  const renewed = async (ended: string): Promise<string> => {
    const before = current
    const now = before === null ? ended : await before.catch(() => ended)
    if (now !== ended) return now
    // Many calls are told at once that the session has ended: the first of them opens the next one for all.
    return current === null || current === before ? open() : current
  }
  const send = (request: Call, accessToken: string): Promise<Answer> =>
    options.instance.call({
      ...request,
      headers: { accept: 'application/json', ...request.headers, authorization: `Bearer ${accessToken}` },
    })

  return {
    async call(request) {
      const first = await token()
      const answer = await send(request, first)
      if (!isSessionEnded(options.source, answer)) return answer
      const repeated = await send(request, await renewed(first))
      if (!isSessionEnded(options.source, repeated)) return repeated
      throw new SourceError(
        options.source,
        'SOURCE_UNAVAILABLE',
        'it refuses a session it has just opened; check the connected app’s policies',
      )
    },
  }
}

async function requestToken(options: SessionOptions): Promise<string> {
  const { source, login, clientId, clientSecret } = options
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  })
  const answer = await login.call({
    method: 'POST',
    path: 'services/oauth2/token',
    route: 'token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
  })
  if (answer.status !== 200) {
    throw new SourceError(
      source,
      'SOURCE_UNAVAILABLE',
      `it refuses the credentials (HTTP ${answer.status}); check clientId, clientSecret and that the connected app allows the client credentials flow`,
    )
  }
  const token = parseShape(source, tokenShape, readJson(source, answer))
  if (new URL(token.instance_url).origin !== new URL(options.instanceUrl).origin) {
    throw new SourceError(
      source,
      'BAD_RESPONSE',
      'the token is for another host than the configured one; set instanceUrl to the instance of this org',
    )
  }
  return token.access_token
}

function isSessionEnded(source: string, answer: Answer): boolean {
  if (answer.status !== 401) return false
  const errors = errorsShape.safeParse(readJson(source, answer))
  return errors.success && errors.data.some(({ errorCode }) => errorCode === 'INVALID_SESSION_ID')
}
