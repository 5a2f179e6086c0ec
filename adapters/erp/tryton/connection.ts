import type { Answer, Caller } from '../../call/caller.ts'
import { parseShape } from '../../call/json.ts'
import type { Clock } from '../../time.ts'
import { isRefusedCredentials, refusedCredentials, resultOf, tooManySignIns } from './refusal.ts'
import { createSessions, heldBack, type Session } from './session.ts'
import { preferences, signedIn } from './wire.ts'

/** One call of a method on behalf of the signed-in user. */
interface Sent {
  /** `model.sale.sale.search_read`, `wizard.sale.return_sale.create`. */
  readonly method: string
  /** All but the context, which comes last. */
  readonly params: readonly unknown[]
  /** What is added to the user's preferences. */
  readonly context?: Readonly<Record<string, unknown>>
  /** What it is called in records. */
  readonly route: string
  /** How many keys it asks for. @default 1 */
  readonly keys?: number
  /** Whether it may be repeated after an outage. */
  readonly safe: boolean
  /** Longest time, where it is another than the system's. */
  readonly timeoutMs?: number
}

/** The signed-in way to one Tryton database. */
export interface Connection {
  /**
   * Answers with any status but 401: a session that has ended is opened anew, once, and the call sent again, which the server refused
   * before it did anything. Throws a `SourceError`.
   */
  send(sent: Sent): Promise<Answer>
  /** The user's own id. */
  user(): Promise<number>
  /** The groups the user is in; null where the server does not say. */
  groups(): Promise<readonly number[] | null>
  /** The server's version, and the time of its answer. */
  version(): Promise<{ readonly version: unknown; readonly date: string | null }>
  /** Signs in anew, as a session may outlive a changed password, and goes on with that; the user's company. */
  company(): Promise<number | null>
}

export interface ConnectionOptions {
  readonly source: string
  readonly caller: Caller
  readonly clock: Clock
  readonly database: string
  readonly user: string
  readonly password: string
  readonly language: string
}

/** How long refused credentials are not tried again. */
const REFUSED_MS = 10_000

/** A connection that has not signed in yet. */
export function createConnection(options: ConnectionOptions): Connection {
  const { source, clock } = options
  const post = poster(options)
  const refusals = { clock, ms: REFUSED_MS, isRefusal: isRefusedCredentials }
  const sessions = createSessions(heldBack(() => signIn(options, post), refusals))

  return {
    async send({ method, params, context, route, ...way }) {
      const attempt = (session: Session) =>
        post(method, [...params, { ...session.context, ...context }], { model: route, session, ...way })
      const session = await sessions.current()
      const answer = await attempt(session)
      if (answer.status !== 401) return answer
      sessions.drop(session)
      const again = await attempt(await sessions.current())
      if (again.status === 401) throw refusedCredentials(source)
      return again
    },
    user: async () => (await sessions.current()).user,
    groups: async () => {
      const { groups } = (await sessions.current()).context
      return Array.isArray(groups) ? groups.map(Number) : null
    },
    version: async () => {
      const model = 'common.server.version'
      const answer = await post(model, [], { model, root: true })
      const { date } = answer.headers
      return { version: resultOf(source, model, answer), date: typeof date === 'string' ? date : null }
    },
    company: async () => {
      const session = await signIn(options, post)
      sessions.take(session)
      const { context } = session
      return typeof context['company'] === 'number' ? context['company'] : null
    },
  }
}

/** How a call travels: what it is called in records, for how many keys, and on whose behalf. */
interface Way {
  readonly model: string
  readonly keys?: number
  readonly session?: Session
  /** Asks the server rather than a database. */
  readonly root?: boolean
  /** @default true */
  readonly safe?: boolean
  readonly timeoutMs?: number
}

type Post = (method: string, params: readonly unknown[], way: Way) => Promise<Answer>

function poster({ caller, database }: ConnectionOptions): Post {
  let id = 0
  return (method, params, { model, keys = 1, session, root = false, safe = true, timeoutMs }) => {
    id += 1
    return caller.call({
      method: 'POST',
      path: root ? '' : `${encodeURIComponent(database)}/`,
      route: model,
      batchSize: keys,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(session && { authorization: session.authorization }),
      },
      body: JSON.stringify({ id, method, params }),
      safe,
      ...(timeoutMs !== undefined && { timeoutMs }),
    })
  }
}

/** A session, and the preferences that belong to every call. */
async function signIn(options: ConnectionOptions, post: Post): Promise<Session> {
  const { source, user, password, language } = options
  const model = 'common.db.login'
  // A session that is opened twice is one too many.
  const login = await post(model, [user, { password }, language], { model, safe: false }).catch(
    tooManySignIns(source),
  )
  if (login.status === 401) throw refusedCredentials(source)
  const [userId, token] = parseShape(source, signedIn, resultOf(source, model, login))
  const authorization = `Session ${Buffer.from(`${user}:${userId}:${token}`).toString('base64')}`
  const bare: Session = { user: userId, authorization, context: {} }
  const answer = await post('model.res.user.get_preferences', [true, {}], {
    model: 'res.user',
    session: bare,
  })
  if (answer.status === 401) throw refusedCredentials(source)
  const context = parseShape(source, preferences, resultOf(source, 'res.user', answer))
  return { user: userId, authorization, context }
}
