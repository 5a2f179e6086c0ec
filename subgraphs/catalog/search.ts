import { createHash } from 'node:crypto'
import { SourceError } from '../../adapters/error.ts'
import type { SearchFeed, SearchPage, SearchRequest } from '../../adapters/ports/search.ts'
import { pageInfo, pageSize, readCursor, writeCursor } from '../connection.ts'
import { type Context, perRequest } from '../context.ts'
import { badInput, toGraphQLError } from '../graphql-error.ts'
import { foundOrThrow, readLoader } from '../loader.ts'
import { answered, notAsked, type SourceStatus } from '../source-status.ts'
import type { SearchResultConnectionModel } from './models.ts'
import type { QuerySearchArgs, SearchInput } from './resolvers.generated.ts'

/** Most filters of one search, and most values of one filter. */
const MOST_FILTERS = 20
const MOST_VALUES = 100

const pages = perRequest(({ services }) => {
  const [engine] = services.estate.answers.search
  if (!engine) {
    const why = new SourceError(
      'configuration',
      'UNSUPPORTED',
      'no system finds products: name one in answers.search',
    )
    throw toGraphQLError(why)
  }
  return readLoader<SearchRequest, SearchPage>(engine.port.search, (request) => JSON.stringify(request))
})

/** A page of the products that fit, with what each was found by. */
export async function searchProducts(
  context: Context,
  { input, first, after }: QuerySearchArgs & { readonly first: number },
): Promise<SearchResultConnectionModel | null> {
  const question = questionOf(context, input)
  const digest = createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 12)
  const request: SearchRequest = {
    ...question,
    first: pageSize(first),
    after: after ? readCursor(after, (value) => positionIn(value, digest)) : null,
  }
  const page = foundOrThrow(await pages(context).load(request))?.value
  if (!page) return null
  const edges = page.hits.map(({ productCode, cursor, ...hit }) => ({
    node: { code: productCode },
    cursor: writeCursor([digest, cursor]),
    ...hit,
  }))
  return {
    edges,
    pageInfo: pageInfo(edges, page.hasNextPage),
    totalCount: page.total,
    facets: page.facets,
    sources: page.feeds.map((feed) => statusOf(context, feed)),
  }
}

function questionOf(context: Context, input: SearchInput): Omit<SearchRequest, 'first' | 'after'> {
  const filters = input.filters ?? []
  if (filters.length > MOST_FILTERS || filters.some(({ values }) => values.length > MOST_VALUES)) {
    throw badInput(`expected at most ${MOST_FILTERS} filters of at most ${MOST_VALUES} values`)
  }
  return {
    text: input.text?.trim() || null,
    category: input.categoryHandle ?? null,
    filters: filters.map(({ key, values }) => ({ key, values })),
    sort: input.sort ?? 'RELEVANCE',
    locales: context.locales,
  }
}

/** The engine's own cursor, if ours is of the same question. */
function positionIn(value: unknown, digest: string): string | null {
  if (!Array.isArray(value) || value[0] !== digest || typeof value[1] !== 'string') return null
  return value[1]
}

function statusOf({ services }: Context, { source, state, asOf }: SearchFeed): SourceStatus {
  const { kind } = services.estate.sources.find(({ name }) => name === source) ?? { kind: 'PIM' as const }
  const asked = { name: source, kind }
  if (state === 'NONE') return { ...notAsked(asked), message: `Products of "${source}" are not indexed yet.` }
  if (state === 'WHOLE' && asOf !== null) return answered(asked, asOf)
  const outcome = state === 'OUTDATED' ? 'STALE' : 'PARTIAL'
  const message =
    state === 'OUTDATED'
      ? `The system "${source}" could not be read again; what was read before is searched.`
      : asOf === null
        ? `Products of "${source}" are still being indexed.`
        : `The system "${source}" holds products that cannot be read.`
  return { ...notAsked(asked), outcome, asOf, message }
}
