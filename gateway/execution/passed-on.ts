import { z } from 'zod'
import type { CustomerId } from '../../adapters/ids.ts'
import { ANONYMOUS, VIEWER_KINDS, type Viewer } from '../../subgraphs/shared/access/viewer.ts'
import { refusal } from '../errors.ts'
import type { IncomingRequest } from '../request.ts'

/**
 * What a gateway tells a subgraph in another process besides the fetch itself. `Accept-Language` and `X-Channel` mean to a
 * subgraph what they mean to the gateway, so that any router may pass them on. All of it is signed with the fetch (`signature.ts`);
 * a subgraph believes no other header.
 */
const BUDGET = 'couture-budget-ms'
const VIEWER = 'couture-viewer'
/** How the request came to what it asks for, for the log of access to personal data. @see passOnAccess */
export const ACCESS = 'couture-access'

/** Every header that a subgraph believes, in the order in which they are signed. */
export const BELIEVED = [VIEWER, ACCESS, BUDGET, 'accept-language', 'x-channel', 'x-request-id'] as const
export type BelievedHeaders = Readonly<Partial<Record<(typeof BELIEVED)[number], string>>>

/** Who asks, as the gateway knows it. */
export interface PassedOn {
  readonly viewer: Viewer
  /** BCP 47, best first, as the client asked for them. */
  readonly languages: readonly string[]
  readonly channel: string | null
}

/** The headers that say it. */
export function passOn({ viewer, languages, channel }: PassedOn): Readonly<Record<string, string>> {
  return {
    [VIEWER]: Buffer.from(JSON.stringify(viewer)).toString('base64url'),
    // Said in any case: some HTTP clients would add one of their own after the call has been signed.
    'accept-language': languages.length > 0 ? languages.join(', ') : '*',
    ...(channel !== null && { 'x-channel': channel }),
  }
}

/** The headers of a fetch itself: what is left of the request's time and the request's id. */
export function passOnRequest(
  { id, deadline }: Pick<IncomingRequest, 'id' | 'deadline'>,
  now: number,
): Record<string, string> {
  return { [BUDGET]: String(Math.max(Math.floor(deadline - now), 0)), 'x-request-id': id }
}

type Headers = IncomingRequest['headers']

const viewerShape = z.strictObject({
  kind: z.enum(VIEWER_KINDS),
  subject: z.string().nullable(),
  scopes: z.array(z.string()),
  customerId: z
    .string()
    .transform((id) => id as CustomerId)
    .nullable(),
  store: z.string().nullable(),
  orderToken: z.string().nullable(),
  cartToken: z.string().nullable(),
})

/** Who the gateway says the viewer is; nobody when it does not say. Throws BAD_INPUT. */
export function viewerIn(headers: Headers): Viewer {
  const value = headers[VIEWER]
  if (value === undefined) return ANONYMOUS
  const read = viewerShape.safeParse(fromJson(String(value)))
  if (read.success) return read.data
  throw refusal('BAD_INPUT', `expected the header ${VIEWER} as the gateway writes it`)
}

function fromJson(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64url').toString())
  } catch {
    return null
  }
}

/** What the gateway says is left of the request's time, milliseconds; null when it does not say. Throws BAD_INPUT. */
export function budgetIn(headers: Headers): number | null {
  const value = headers[BUDGET]
  if (value === undefined) return null
  if (/^\d{1,9}$/.test(String(value))) return Number(value)
  throw refusal('BAD_INPUT', `expected the header ${BUDGET} to be a whole number of milliseconds`)
}

/** The request's id as the gateway gave it; null for a text that is no id. */
export function requestIdIn(headers: Headers): string | null {
  const value = String(headers['x-request-id'] ?? '')
  return /^[\w-]{8,64}$/.test(value) ? value : null
}
