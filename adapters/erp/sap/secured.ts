import type { Answer } from '../../call/caller.ts'
import { SourceError } from '../../error.ts'
import { refuse } from './refusal.ts'
import { createSession, readToken, type Token } from './session.ts'

/** Sends what needs a CSRF token, with the one at hand; once more with a new one when the system says that it has expired. */
type Secured<Service> = (service: Service, send: (token: Token) => Promise<Answer>) => Promise<Answer>

/** What tokens come from. */
interface TokenSource<Service extends string> {
  readonly source: string
  readonly services: Readonly<Record<Service, string>>
  /** Where the first token comes from, before anything is sent. */
  readonly first: Service
  /** The root of a service, asked for a token. */
  fetch(service: Service): Promise<Answer>
}

/** Fetches a token when first needed. */
export function createSecured<Service extends string>(from: TokenSource<Service>): Secured<Service> {
  const { source, services, fetch } = from
  // A token is good for the whole session, whatever service it was fetched from.
  let tokenFrom = from.first
  const session = createSession(async () => {
    const answer = await fetch(tokenFrom)
    refuse(source, services[tokenFrom], answer)
    const token = readToken(answer.headers)
    if (token) return token
    const message = `${services[tokenFrom]} gave no CSRF token; $batch and writes need one`
    throw new SourceError(source, 'BAD_RESPONSE', message)
  })
  return async (service, send) => {
    tokenFrom = service
    const token = await session.token()
    const answer = await send(token)
    if (!wantsToken(answer)) return answer
    session.drop(token)
    return send(await session.token())
  }
}

/** SAP refuses a missing or expired token with 403 and this header; a 403 without it is a missing authorisation. */
function wantsToken({ status, headers }: Answer): boolean {
  return status === 403 && /^required$/i.test(String(headers['x-csrf-token'] ?? ''))
}
