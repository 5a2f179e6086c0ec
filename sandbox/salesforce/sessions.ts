import type { Clock } from '../../adapters/time.ts'
import { ApiError, type Reply } from './api-error.ts'
import { numberedId } from './record-id.ts'

/** The connected app's credentials, and how long a session lives without use. */
export interface SessionOptions {
  readonly clientId: string
  readonly clientSecret: string
  readonly clock: Clock
  /** Idle time after which a session has expired, ms. No answer tells it. */
  readonly sessionMs: number
}

/** Who is let in. */
export interface Sessions {
  /** Answers `services/oauth2/token`; `origin` becomes the instance's URL. */
  issue(request: Request, origin: string): Promise<Reply>
  /** Answers `services/oauth2/revoke`. */
  revoke(request: Request): Promise<Reply>
  /** Throws 401 INVALID_SESSION_ID unless the request carries a session that is still good; keeps it alive. */
  check(request: Request): void
  /** Ends every session at once. */
  expireAll(): void
}

const ORG = numberedId('00D', 1)
const USER = numberedId('005', 9)

/** Sessions over the client credentials flow; refusals of the token endpoint are objects, not arrays. */
export function createSessions({ clientId, clientSecret, clock, sessionMs }: SessionOptions): Sessions {
  const usedAt = new Map<string, number>()
  let issued = 0

  const form = async (request: Request): Promise<URLSearchParams> => {
    const type = request.headers.get('content-type') ?? ''
    return new URLSearchParams(/x-www-form-urlencoded/.test(type) ? await request.text() : '')
  }

  return {
    async issue(request, origin) {
      const wanted = await form(request)
      const basic = basicCredentials(request)
      const id = wanted.get('client_id') ?? basic?.id
      const secret = wanted.get('client_secret') ?? basic?.secret
      if (wanted.get('grant_type') !== 'client_credentials') {
        return refusal('unsupported_grant_type', 'grant type not supported')
      }
      if (id !== clientId) return refusal('invalid_client_id', 'client identifier invalid')
      if (secret !== clientSecret) return refusal('invalid_client', 'invalid client credentials')
      issued += 1
      const token = `${ORG.slice(0, 15)}!AQ${String(issued).padStart(6, '0')}.sandbox`
      const now = clock().getTime()
      usedAt.set(token, now)
      return { status: 200, body: tokenBody(token, origin, now) }
    },
    async revoke(request) {
      const known = usedAt.delete((await form(request)).get('token') ?? '')
      return known
        ? { status: 200, body: null }
        : refusal('unsupported_token_type', 'this token type is not supported')
    },
    check(request) {
      const [, token = ''] = /^(?:Bearer|OAuth) (\S+)$/.exec(request.headers.get('authorization') ?? '') ?? []
      const last = usedAt.get(token)
      const now = clock().getTime()
      if (last === undefined || now - last > sessionMs) {
        usedAt.delete(token)
        throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid')
      }
      usedAt.set(token, now)
    },
    expireAll: () => usedAt.clear(),
  }
}

// No expires_in: the vendor does not say how long a session lives.
function tokenBody(token: string, origin: string, now: number) {
  return {
    access_token: token,
    signature: Buffer.from(`signature of ${now}`).toString('base64'),
    scope: 'api id',
    instance_url: origin,
    id: `${origin}/id/${ORG}/${USER}`,
    token_type: 'Bearer',
    issued_at: String(now),
  }
}

function basicCredentials(request: Request): { readonly id: string; readonly secret: string } | null {
  const [, encoded] = /^Basic (\S+)$/.exec(request.headers.get('authorization') ?? '') ?? []
  if (!encoded) return null
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return { id, secret }
}

function refusal(error: string, description: string): Reply {
  return { status: 400, body: { error, error_description: description } }
}
