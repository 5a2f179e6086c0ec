/** A CSRF token and the session cookies it belongs to; SAP wants both with every POST. */
export interface Token {
  readonly token: string
  /** For the `Cookie` header; empty when the system set none. */
  readonly cookie: string
}

/** Holds the one token of a client. */
export interface Session {
  /** The token at hand, or a new one; callers at the same time share one fetch. */
  token(): Promise<Token>
  /** Forgets a token the system has refused, unless somebody has renewed it meanwhile. */
  drop(refused: Token): void
}

/** A session that fetches its token when it is first needed and keeps it until it is dropped. */
export function createSession(fetchToken: () => Promise<Token>): Session {
  let current: Promise<Token> | null = null
  let held: Token | null = null

  const start = (): Promise<Token> => {
    const flight = fetchToken().then(
      (token) => {
        held = token
        return token
      },
      (error: unknown) => {
        current = null
        throw error
      },
    )
    current = flight
    return flight
  }

  return {
    token: () => {
      if (current === null) return start()
      // Another request's fetch may fail by that request's deadline; ours has time of its own.
      return current.catch(() => current ?? start())
    },
    drop(refused) {
      if (held !== refused) return
      held = null
      current = null
    },
  }
}

/** The token and cookies of an answer to `x-csrf-token: Fetch`; null when it carries no token. */
export function readToken(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Token | null {
  const token = headers['x-csrf-token']
  if (typeof token !== 'string' || token === '' || /^required$/i.test(token)) return null
  const cookies = [headers['set-cookie'] ?? []].flat()
  return { token, cookie: cookies.map((cookie) => cookie.split(';', 1)[0]?.trim()).join('; ') }
}
