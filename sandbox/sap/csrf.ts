import type { Clock } from '../../adapters/time.ts'

/** What a client must bring to write or to send a `$batch`: the token and the cookies it came with. */
export interface Csrf {
  /** Headers that answer `x-csrf-token: Fetch`; a session that is still good keeps its token. */
  fetch(request: Headers): readonly (readonly [string, string])[]
  /** Whether the request carries a token of a living session together with that session's cookies. */
  accepts(request: Headers): boolean
}

export interface CsrfOptions {
  readonly clock: Clock
  /** How long a token is good for, ms. */
  readonly ttlMs: number
  /** A new unguessable text. */
  readonly secret: () => string
}

interface Session {
  readonly token: string
  readonly xsrf: string
  readonly until: number
}

const SESSION_COOKIE = 'SAP_SESSIONID_S4H_100'
const XSRF_COOKIE = 'sap-XSRF_S4H_100'
/** Older sessions are dropped, as a full session table does. */
const MAX_SESSIONS = 1000

/** Sessions and their tokens (WIRE.md section 1, Headers). */
export function csrf({ clock, ttlMs, secret }: CsrfOptions): Csrf {
  const sessions = new Map<string, Session>()

  function living(request: Headers): Session | null {
    const cookies = cookiesOf(request)
    const id = cookies.get(SESSION_COOKIE)
    const session = id === undefined ? undefined : sessions.get(id)
    if (!session || session.until <= clock().getTime()) return null
    return cookies.get(XSRF_COOKIE) === session.xsrf ? session : null
  }

  function open(): readonly [string, Session] {
    const session = { token: secret(), xsrf: secret(), until: clock().getTime() + ttlMs }
    const id = secret()
    sessions.set(id, session)
    const [oldest] = sessions.keys()
    if (sessions.size > MAX_SESSIONS && oldest !== undefined) sessions.delete(oldest)
    return [id, session]
  }

  return {
    fetch(request) {
      const known = living(request)
      if (known) return [['x-csrf-token', known.token]]
      const [id, session] = open()
      return [
        ['x-csrf-token', session.token],
        ['set-cookie', `${SESSION_COOKIE}=${id}; path=/; HttpOnly`],
        ['set-cookie', `${XSRF_COOKIE}=${session.xsrf}; path=/; HttpOnly`],
        ['set-cookie', 'sap-usercontext=sap-client=100; path=/'],
      ]
    },
    accepts: (request) => {
      const session = living(request)
      return session !== null && request.get('x-csrf-token') === session.token
    },
  }
}

function cookiesOf(request: Headers): ReadonlyMap<string, string> {
  const pairs = (request.get('cookie') ?? '').split(';').map((part) => {
    const [name = '', ...value] = part.trim().split('=')
    return [name, value.join('=')] as const
  })
  return new Map(pairs)
}
