import type { Caller } from '../../call/caller.ts'
import { parseShape, readJson } from '../../call/json.ts'
import { SourceError } from '../../error.ts'
import type { Clock } from '../../time.ts'
import { awaitShared, beginShared } from './shared.ts'
import { tokenShape } from './wire.ts'

/** What a connection logs in with. */
export interface Credentials {
  readonly clientId: string
  readonly secret: string
  readonly username: string
  readonly password: string
}

/** Access tokens, one at a time. */
export interface Tokens {
  /** A token that is good as far as we know; got once, however many ask. SOURCE_UNAVAILABLE when refused. */
  current(): Promise<string>
  /** The PIM did not take this token: the next `current` gets another. */
  refused(token: string): void
}

interface Token {
  readonly access: string
  readonly refresh: string
  /** Milliseconds since the epoch. */
  readonly until: number
}

/** A token is renewed this long before it ends, ms: a call under way must not outlive it. */
const MARGIN = 30_000

/** Tokens by the password grant, renewed with the refresh token as long as the PIM takes it. */
export function createTokens(
  source: string,
  caller: Caller,
  { credentials, clock }: { readonly credentials: Credentials; readonly clock: Clock },
): Tokens {
  let token: Token | null = null
  let pending: Promise<Token> | null = null
  const { clientId, secret, username, password } = credentials
  const headers = {
    authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
    'content-type': 'application/json',
    accept: 'application/json',
  }

  async function ask(form: Readonly<Record<string, string>>): Promise<Token | null> {
    const path = 'api/oauth/v1/token'
    const body = JSON.stringify(form)
    const answer = await caller.call({ method: 'POST', path, route: 'token', headers, body })
    // The vendor refuses credentials and worn-out refresh tokens with 422, some versions with 400 or 401.
    if (answer.status >= 400 && answer.status < 500) return null
    const granted = parseShape(source, tokenShape, readJson(source, answer))
    return {
      access: granted.access_token,
      refresh: granted.refresh_token,
      until: clock().getTime() + granted.expires_in * 1000,
    }
  }

  async function renew(): Promise<Token> {
    const refreshed = token && (await ask({ grant_type: 'refresh_token', refresh_token: token.refresh }))
    const granted = refreshed ?? (await ask({ grant_type: 'password', username, password }))
    if (granted) return granted
    throw new SourceError(
      source,
      'SOURCE_UNAVAILABLE',
      'the PIM refuses the credentials; check clientId, secret, username and password',
    )
  }

  function begin(): Promise<Token> {
    pending ??= beginShared(async () => {
      try {
        token = await renew()
        return token
      } finally {
        pending = null
      }
    })
    return pending
  }

  return {
    async current() {
      if (token && token.until - MARGIN > clock().getTime()) return token.access
      return (await awaitShared(source, clock, begin())).access
    },
    refused(access) {
      if (token?.access === access) token = { ...token, until: 0 }
    },
  }
}
