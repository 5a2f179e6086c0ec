import { CHANNEL_KINDS, type ChannelKind } from '../adapters/channel.ts'
import type { Context, Services } from '../subgraphs/context.ts'
import type { AccessNotes } from '../subgraphs/shared/access/access.ts'
import type { Viewer } from '../subgraphs/shared/access/viewer.ts'
import { reasonIn } from './access/origin.ts'
import { refusal } from './errors.ts'
import type { IncomingRequest } from './request.ts'

export interface GraphContextOptions {
  readonly services: Services
  readonly viewer: Viewer
  readonly access: AccessNotes
}

/**
 * What subgraphs get for a request: the house's services, who asks, and from the headers in which languages
 * (`Accept-Language`) and channel (`X-Channel`). A channel nobody knows is BAD_INPUT.
 */
export function graphContext(
  request: Pick<IncomingRequest, 'headers' | 'about'>,
  { services, viewer, access }: GraphContextOptions,
): Context {
  const { languages, channel } = askedFor(request)
  const locales = [...new Set([...languages, ...services.retailer.locales])]
  return { services, viewer, access, about: request.about ?? (() => {}), locales, channel }
}

/**
 * In which languages (`Accept-Language`) and channel (`X-Channel`) a request asks. A channel nobody knows is BAD_INPUT, and so
 * is an `X-Access-Reason` that cannot be written down.
 */
export function askedFor({ headers }: Pick<IncomingRequest, 'headers'>): {
  readonly languages: readonly string[]
  readonly channel: ChannelKind | null
} {
  reasonIn(headers)
  return {
    languages: acceptedLanguages(textOf(headers['accept-language'])),
    channel: channelOf(textOf(headers['x-channel'])),
  }
}

/** The tags of an `Accept-Language` header (RFC 9110, section 12.5.4), best first; what is no language tag is ignored. */
export function acceptedLanguages(header: string): readonly string[] {
  return header
    .split(',', 32)
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim())
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
      return { tag: canonicalTag(tag), quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((left, right) => right.quality - left.quality)
    .flatMap(({ tag }) => (tag === null ? [] : [tag]))
}

function canonicalTag(tag: string): string | null {
  if (tag === '' || tag === '*') return null
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null
  } catch {
    return null
  }
}

function channelOf(header: string): ChannelKind | null {
  if (header === '') return null
  const known = CHANNEL_KINDS.find((kind) => kind === header)
  if (known) return known
  const message = `expected the header X-Channel to be one of ${CHANNEL_KINDS.join(', ')}`
  throw refusal('BAD_INPUT', message, 400, 'channel')
}

function textOf(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' ? header : (header?.join(',') ?? '')
}
