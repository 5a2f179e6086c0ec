import { attributeFilter } from './attribute-filters.ts'
import {
  type Criterion,
  isRecord,
  type Predicate,
  readCriteria,
  type SearchDefaults,
  unsupported,
} from './criteria.ts'
import { Problem, unprocessable } from './problem.ts'
import { type FilterContext, propertyFilter } from './property-filters.ts'

/** Limits of `products-uuid/search`, from the vendor's reference. */
const MAX_CRITERIA = 20
const MAX_ATTRIBUTES = 800
const MAX_ITEMS = 800

/** All criteria as one test. Throws a `Problem` for a criterion the vendor refuses. */
export function compileSearch(search: unknown, defaults: SearchDefaults, context: FilterContext): Predicate {
  const predicates = readCriteria(search, defaults).map((criterion) => compile(criterion, context))
  return (entry) => predicates.every((fits) => fits(entry))
}

function compile(criterion: Criterion, context: FilterContext): Predicate {
  const property = propertyFilter(criterion, context)
  if (property !== null) return property
  const attribute = context.pim.attributes.get(criterion.property)
  if (attribute === undefined) throw unsupported(criterion)
  return attributeFilter(attribute, criterion, context)
}

/** The `search` of a query string: JSON text. Not JSON is 400. */
export function searchOfQuery(url: URL): unknown {
  const text = url.searchParams.get('search')
  if (text === null) return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, 'Search query parameter should be valid JSON.')
  }
}

/** Options of `products-uuid/search` that come in the body, brought into the query string's form. */
export interface SearchBody {
  readonly search: unknown
  /** What the same options would be in a query string. */
  readonly query: URLSearchParams
}

const TEXT_OPTIONS = ['scope', 'search_locale', 'search_scope']
const LIST_OPTIONS = ['locales', 'attributes']
const FLAG_OPTIONS = [
  'with_attribute_options',
  'with_completenesses',
  'with_quality_scores',
  'with_asset_share_links',
]

/** Reads the body of a search and holds it to the limits. Throws a `Problem`. */
export function readSearchBody(text: string): SearchBody {
  const body = parseBody(text)
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(body)) {
    if (name !== 'search') query.set(name, optionText(name, value))
  }
  if ((query.get('attributes') ?? '').split(',').length > MAX_ATTRIBUTES) {
    throw unprocessable(`The maximum number of attributes is ${MAX_ATTRIBUTES}.`)
  }
  const { search = {} } = body
  checkLimits(search)
  return { search, query }
}

function parseBody(text: string): Readonly<Record<string, unknown>> {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new Problem(400, 'Invalid json message received')
  }
  if (!isRecord(body)) throw new Problem(400, 'Invalid json message received')
  return body
}

function optionText(name: string, value: unknown): string {
  if (TEXT_OPTIONS.includes(name) && typeof value === 'string') return value
  if (FLAG_OPTIONS.includes(name) && typeof value === 'boolean') return String(value)
  if (LIST_OPTIONS.includes(name)) {
    if (typeof value === 'string') return value
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(',')
  }
  throw unprocessable(`Property "${name}" does not exist or its value is of another type.`)
}

function checkLimits(search: unknown): void {
  if (!isRecord(search)) throw unprocessable('Search query parameter has to be an array.')
  const criteria = Object.values(search).flat()
  if (criteria.length > MAX_CRITERIA) {
    throw unprocessable(`The maximum number of search criteria is ${MAX_CRITERIA}.`)
  }
  for (const criterion of criteria) {
    const { value } = isRecord(criterion) ? criterion : {}
    if (Array.isArray(value) && value.length > MAX_ITEMS) {
      throw unprocessable(`The maximum number of items in an array is ${MAX_ITEMS}.`)
    }
  }
}
