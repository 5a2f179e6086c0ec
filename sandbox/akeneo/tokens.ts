import type { Clock } from '../../adapters/time.ts'
import { Problem, unprocessable } from './problem.ts'
import { hashOf } from './text.ts'

/** Who may come in. */
export interface Credentials {
  readonly clientId: string
  readonly secret: string
  readonly username: string
  readonly password: string
}

/** The vendor's figures: an access token lives an hour, a refresh token 14 days. */
const ACCESS_SECONDS = 3_600
const REFRESH_SECONDS = 14 * 86_400

/** Gives tokens out and knows them again. */
export interface Tokens {
  /** Answers a token request. Throws a `Problem`, 422 also for wrong credentials, as the vendor does. */
  issue(
    authorization: string | null,
    form: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, unknown>>
  /** Throws a `Problem` (401) unless the header carries a token that is good now. */
  check(authorization: string | null): void
}

/** A token store with a clock of its own. */
export function createTokens(credentials: Credentials, clock: Clock): Tokens {
  const access = new Map<string, number>()
  const refresh = new Map<string, number>()
  let issued = 0

  function grant(): Readonly<Record<string, unknown>> {
    issued += 1
    const [accessToken, refreshToken] = ['access', 'refresh'].map((kind) =>
      Buffer.from(hashOf(`${kind} ${issued} ${credentials.secret} ${credentials.password}`)).toString(
        'base64url',
      ),
    ) as [string, string]
    const now = clock().getTime()
    access.set(accessToken, now + ACCESS_SECONDS * 1000)
    refresh.set(refreshToken, now + REFRESH_SECONDS * 1000)
    return {
      access_token: accessToken,
      expires_in: ACCESS_SECONDS,
      token_type: 'bearer',
      scope: null,
      refresh_token: refreshToken,
    }
  }

  return {
    issue(authorization, form) {
      checkClient(credentials, authorization)
      const { grant_type: type, refresh_token: token = '' } = form
      if (type === 'password') {
        checkUser(credentials, form)
        return grant()
      }
      if (type === 'refresh_token') {
        const until = refresh.get(String(token))
        if (until === undefined || until <= clock().getTime()) {
          throw unprocessable('Refresh token is invalid or has expired')
        }
        refresh.delete(String(token))
        return grant()
      }
      throw unprocessable('Parameter "grant_type", "username" or "password" is missing, empty or invalid')
    },

    check(authorization) {
      const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
      if (token === undefined) throw new Problem(401, 'Authentication is required')
      const until = access.get(token)
      if (until === undefined) throw new Problem(401, 'The access token provided is invalid.')
      if (until <= clock().getTime()) throw new Problem(401, 'The access token provided has expired.')
    },
  }
}

function checkClient({ clientId, secret }: Credentials, authorization: string | null): void {
  const basic = /^Basic (\S+)$/.exec(authorization ?? '')?.[1]
  if (basic !== undefined && Buffer.from(basic, 'base64').toString() === `${clientId}:${secret}`) return
  throw unprocessable('Parameter "client_id" is missing or does not match any client, or secret is invalid')
}

function checkUser(credentials: Credentials, form: Readonly<Record<string, unknown>>): void {
  const { username, password } = form
  if (!username || !password) {
    throw unprocessable('Parameter "grant_type", "username" or "password" is missing, empty or invalid')
  }
  if (username !== credentials.username || password !== credentials.password) {
    throw unprocessable('No user found for the given username and password')
  }
}
