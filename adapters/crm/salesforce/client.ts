import { parseShape } from '../../call/json.ts'
import { isSourceError, SourceError } from '../../error.ts'
import { INVALID_FIELD, type Outcome, orThrow } from './outcome.ts'
import { onlySourceErrors, type PageOutcome, type Requests, valueOr } from './requests.ts'
import { objectsOf, type Query, soqlOf } from './soql.ts'
import type { Visibility } from './visibility.ts'
import { collectionShape, type WirePage, type WireRecord } from './wire.ts'

/** A query, and for how many keys it is asked. */
export interface Asked {
  readonly query: Query
  readonly keys: number
}

/** Salesforce's REST API as the ports need it. */
export interface Client {
  /**
   * The records of each query, or why there are none, in the queries' order. Up to five travel in one call; failures
   * are per query. Fields the user may not see are left out, after one refusal and one description.
   */
  queries(asked: readonly Asked[]): Promise<readonly (readonly WireRecord[] | SourceError)[]>
  /** Like `queries`, for one. Throws its `SourceError`. */
  query(query: Query, keys: number): Promise<readonly WireRecord[]>
  /** Records by id, aligned with the ids (at most 2000, all well-formed): null where there is none. Throws. */
  retrieve(query: Query, ids: readonly string[]): Promise<readonly (WireRecord | null)[]>
}

export interface ClientOptions {
  readonly source: string
  readonly requests: Requests
  readonly visibility: Visibility
}

/** Queries in one composite call: the vendor takes five. */
const QUERIES_PER_CALL = 5
/** Pages of one query that are followed: 10,000 records. */
const MAX_PAGES = 5

type RecordsOutcome = Outcome<readonly WireRecord[]> | SourceError

/** The client over the wire's calls. */
export function createClient({ source, requests, visibility }: ClientOptions): Client {
  const follow = async (first: WirePage, keys: number): Promise<readonly WireRecord[]> => {
    const records = [...first.records]
    let page = first
    for (let pages = 1; !page.done; pages++) {
      if (pages >= MAX_PAGES) {
        throw new SourceError(source, 'BAD_RESPONSE', `a query goes on after ${MAX_PAGES} pages`)
      }
      page = orThrow(source, await requests.nextPage(page, keys))
      records.push(...page.records)
    }
    return records
  }

  const finish = async (page: PageOutcome, keys: number): Promise<RecordsOutcome> =>
    page === INVALID_FIELD || isSourceError(page) ? page : follow(page, keys).catch(onlySourceErrors)

  const sendTogether = async (asked: readonly Asked[]): Promise<readonly RecordsOutcome[]> => {
    const soqls = asked.map(({ query }) => soqlOf(query, visibility.sees))
    const keys = asked.reduce((sum, each) => sum + each.keys, 0)
    const pages = await requests.firstPages(soqls, keys)
    return Promise.all(pages.map((page) => finish(page, keys)))
  }

  const send = async (asked: readonly Asked[]): Promise<readonly RecordsOutcome[]> => {
    const calls = Array.from({ length: Math.ceil(asked.length / QUERIES_PER_CALL) }, (_, i) =>
      asked.slice(i * QUERIES_PER_CALL, (i + 1) * QUERIES_PER_CALL),
    )
    return (await Promise.all(calls.map(sendTogether))).flat()
  }

  /** What was refused for a field's sake, once more with what the user may see. */
  const sendAgain = async (refused: readonly Asked[]): Promise<readonly RecordsOutcome[]> => {
    try {
      await visibility.learn(refused.flatMap(({ query }) => objectsOf(query)))
    } catch (error) {
      const failure = onlySourceErrors(error)
      return refused.map(() => failure)
    }
    return send(refused)
  }

  const queries: Client['queries'] = async (asked) => {
    const first = await send(asked)
    const refused = asked.filter((_, i) => first[i] === INVALID_FIELD)
    const second = refused.length === 0 ? [] : await sendAgain(refused)
    let next = 0
    return first.map((outcome) => settled(source, outcome === INVALID_FIELD ? second[next++] : outcome))
  }

  return {
    queries,
    async query(query, keys) {
      const [records = []] = await queries([{ query, keys }])
      if (isSourceError(records)) throw records
      return records
    },
    async retrieve(query, ids) {
      const ask = () => requests.collection(query.object, { ids, fields: fieldsOf(query, visibility) })
      let body = await ask()
      if (body === INVALID_FIELD) {
        await visibility.learn(objectsOf(query))
        body = await ask()
      }
      const records = parseShape(source, collectionShape, orThrow(source, body))
      if (records.length === ids.length) return records
      throw new SourceError(source, 'BAD_RESPONSE', 'expected as many records as ids were asked for')
    },
  }
}

function fieldsOf({ columns }: Query, { sees }: Visibility): readonly string[] {
  return columns.filter(({ needs }) => needs.every(sees)).map(({ path }) => path)
}

function settled(source: string, outcome: RecordsOutcome | undefined): readonly WireRecord[] | SourceError {
  if (outcome === undefined) return new SourceError(source, 'BAD_RESPONSE', 'a query has no answer')
  return isSourceError(outcome) ? outcome : valueOr(() => orThrow(source, outcome))
}
