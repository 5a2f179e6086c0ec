import { parseShape, readJson } from '../../call/json.ts'
import { SourceError } from '../../error.ts'
import { readBatch } from './batch.ts'
import type { Endpoint, Get, Service } from './endpoint.ts'
import { type Outcome, orFailure, passFailure, refuse } from './refusal.ts'
import { envelope } from './wire.ts'

/** One page of an entity set, rows unparsed. */
export interface Page {
  readonly rows: readonly unknown[]
  /** The server ended the page and says that there is more (`__next`). Where it says it begins is not followed. */
  readonly more: boolean
}

export interface TransportOptions {
  readonly source: string
  readonly endpoint: Endpoint
  readonly services: Readonly<Record<Service, string>>
  /** Longest path and query of a GET, characters; longer ones travel in a `$batch`. */
  readonly maxUrl: number
}

/** Gets pages: one short GET alone, several or long ones together in a `$batch`. */
export interface Transport {
  /** Each GET's page in its place, or why there is none. Never rejects with a `SourceError`. */
  pages(service: Service, gets: readonly Get[]): Promise<readonly (Page | SourceError)[]>
}

/** Parts in one `$batch`: S/4HANA takes more, but answers none of them before all are done. */
const BATCH_PARTS = 50

/** OData V2 pages in JSON; refusals, of whole answers and of batch parts, as `SourceError`s. */
export function createTransport({ source, endpoint, services, maxUrl }: TransportOptions): Transport {
  function page(service: Service, get: Get, outcome: Outcome): Page {
    refuse(source, `${services[service]}/${get.route}`, outcome)
    const { d } = parseShape(source, envelope, readJson(source, outcome))
    return { rows: d.results, more: d.__next !== undefined }
  }

  async function batch(service: Service, gets: readonly Get[]): Promise<(Page | SourceError)[]> {
    const what = `${services[service]}/$batch`
    const answer = await endpoint.batch(service, gets)
    refuse(source, what, answer)
    const parts = readBatch(String(answer.headers['content-type'] ?? ''), answer.body)
    if (parts === null) throw new SourceError(source, 'BAD_RESPONSE', `expected multipart/mixed from ${what}`)
    const cut = `${what} was asked ${gets.length} parts and answered ${parts.length}`
    return gets.map((get, at) => {
      const part = parts[at]
      return part ? orFailure(() => page(service, get, part)) : new SourceError(source, 'BAD_RESPONSE', cut)
    })
  }

  return {
    async pages(service, gets) {
      const [only] = gets
      if (only && gets.length === 1 && endpoint.url(service, only.path).length <= maxUrl) {
        const answer = await endpoint.get(service, only).catch(passFailure)
        return [answer instanceof Error ? answer : orFailure(() => page(service, only, answer))]
      }
      const groups = Array.from({ length: Math.ceil(gets.length / BATCH_PARTS) }, (_, at) =>
        gets.slice(at * BATCH_PARTS, (at + 1) * BATCH_PARTS),
      )
      const answers = await Promise.all(
        groups.map((group) => batch(service, group).catch((error) => group.map(() => passFailure(error)))),
      )
      return answers.flat()
    },
  }
}
