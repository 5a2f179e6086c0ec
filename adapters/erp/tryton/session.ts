import type { Clock } from '../../time.ts'

/** What a signed-in user sends with every call. */
export interface Session {
  /** The user's own id. */
  readonly user: number
  /** For the `Authorization` header. */
  readonly authorization: string
  /** The user's preferences: company-bound models misbehave without them. */
  readonly context: Readonly<Record<string, unknown>>
}

/** Holds the one session of a client. */
export interface Sessions {
  /** The session at hand, or a new one; callers at the same time share one sign-in. */
  current(): Promise<Session>
  /** Goes on with a session opened elsewhere. */
  take(session: Session): void
  /** Forgets a session the system has refused, unless somebody has renewed it meanwhile. */
  drop(refused: Session): void
}

/** Signs in when a session is first needed, and keeps it until it is dropped. */
export function createSessions(signIn: () => Promise<Session>): Sessions {
  let flight: Promise<Session> | null = null
  let held: Session | null = null

  const start = (): Promise<Session> => {
    const started = signIn().then(
      (session) => {
        held = session
        return session
      },
      (error: unknown) => {
        flight = null
        throw error
      },
    )
    flight = started
    return started
  }

  return {
    current: () => {
      if (flight === null) return start()
      if (held !== null) return flight
      // Another request's sign-in may fail by that request's deadline; ours has time of its own.
      return flight.catch(() => flight ?? start())
    },
    take(session) {
      held = session
      flight = Promise.resolve(session)
    },
    drop(refused) {
      if (held !== refused) return
      held = null
      flight = null
    },
  }
}

export interface HoldBackOptions {
  readonly clock: Clock
  /** How long a refusal is good. */
  readonly ms: number
  /** Whether a failed sign-in was refused for good, rather than by an outage. */
  isRefusal(error: unknown): boolean
}

/**
 * The same sign-in, but one that was refused is not tried again soon: it fails as it did. Each wrong try makes Tryton
 * answer later, and after five it refuses right ones, too.
 */
export function heldBack(signIn: () => Promise<Session>, options: HoldBackOptions): () => Promise<Session> {
  const { clock, ms, isRefusal } = options
  let refused: { readonly error: unknown; readonly until: number } | null = null
  return async () => {
    if (refused !== null && clock().getTime() < refused.until) throw refused.error
    refused = null
    try {
      return await signIn()
    } catch (error) {
      if (isRefusal(error)) refused = { error, until: clock().getTime() + ms }
      throw error
    }
  }
}
