import { attributeEntity } from './attributes.ts'
import { codesFilter } from './code-search.ts'
import type { SearchDefaults } from './criteria.ts'
import {
  categoryEntity,
  channelEntity,
  familyEntity,
  familyVariantEntity,
  identifiedEntity,
  localeEntity,
  modelEntity,
  optionEntity,
  productEntity,
  type View,
} from './entities.ts'
import { originalName, picture } from './media.ts'
import { type Listing, page } from './pages.ts'
import { CHANNELS, LOCALES, type Pim, type PimEntry } from './pim.ts'
import { missing, Problem, unprocessable } from './problem.ts'
import { readPruning } from './prune.ts'
import { compileSearch, readSearchBody, searchOfQuery } from './search.ts'

/** What a route works with. */
export interface Visit {
  readonly pim: Pim
  readonly url: URL
  /** Decoded parts of the path that stand for a code. */
  readonly codes: readonly string[]
  readonly body: string
  readonly timeZone: string
  /** Whether a record that has these keys has not been deleted meanwhile. */
  readonly isThere: (...keys: readonly string[]) => boolean
  readonly now: Date
}

/** One route of the API. */
export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: RegExp
  /** The answer as JSON, or whole where it is no JSON. Throws a `Problem`. */
  answer(visit: Visit): object
}

const base = '/api/rest/v1'

/** Every route there is; a path that fits none is 404, with another method 405. */
export const ROUTES: readonly Route[] = [
  get('/products-uuid', (visit) => products(visit, searchOfQuery(visit.url), productEntity)),
  { method: 'POST', path: pathOf('/products-uuid/search'), answer: searchProducts },
  get('/products-uuid/:code', (visit) => oneProduct(visit, ({ key }) => key, productEntity)),
  get('/products', (visit) => products(visit, searchOfQuery(visit.url), identifiedEntity)),
  get('/products/:code', (visit) => oneProduct(visit, ({ identifier }) => identifier, identifiedEntity)),
  get('/product-models', productModels),
  get('/product-models/:code', (visit) => {
    const model = visit.pim.models.find(({ key }) => key === visit.codes[0])
    if (model === undefined) throw missing('Product model', visit.codes[0] ?? '')
    return modelEntity(model, view(visit, visit.url.searchParams))
  }),
  get('/families', (visit) =>
    list(visit, [...visit.pim.families], ([, family]) => familyEntity(family, visit.pim)),
  ),
  get('/families/:code', (visit) =>
    familyEntity(oneOf(visit.pim.families, 'Family', visit.codes[0]), visit.pim),
  ),
  get('/families/:code/variants', (visit) => {
    const { axes } = oneOf(visit.pim.families, 'Family', visit.codes[0])
    return list(visit, [...axes], ([code, names]) => familyVariantEntity(code, names))
  }),
  get('/families/:code/variants/:code', (visit) => {
    const { axes } = oneOf(visit.pim.families, 'Family', visit.codes[0])
    return familyVariantEntity(visit.codes[1] ?? '', oneOf(axes, 'Family variant', visit.codes[1]))
  }),
  get('/attributes', (visit) =>
    list(visit, [...visit.pim.attributes], ([, attribute]) => attributeEntity(attribute)),
  ),
  get('/attributes/:code', (visit) =>
    attributeEntity(oneOf(visit.pim.attributes, 'Attribute', visit.codes[0])),
  ),
  get('/attributes/:code/options', options),
  get('/attributes/:code/options/:code', (visit) => {
    const [attribute = '', option = ''] = visit.codes
    const all = optionsOf(visit)
    return optionEntity(
      attribute,
      [option, oneOf(all, 'Attribute option', option)],
      [...all.keys()].indexOf(option),
    )
  }),
  get('/categories', (visit) =>
    list(visit, [...visit.pim.categories], ([code, parent]) => category(visit, code, parent)),
  ),
  get('/categories/:code', (visit) => {
    const [code = ''] = visit.codes
    return category(visit, code, oneOf(visit.pim.categories, 'Category', code))
  }),
  get('/channels', (visit) => list(visit, entries(CHANNELS), ([code]) => channelEntity(code))),
  get('/channels/:code', (visit) =>
    channelEntity(oneOf(new Map(entries(CHANNELS)), 'Channel', visit.codes[0])),
  ),
  get('/locales', (visit) => list(visit, entries(ALL_LOCALES), ([code]) => localeEntity(code))),
  get('/locales/:code', (visit) =>
    localeEntity(oneOf(new Map(entries(ALL_LOCALES)), 'Locale', visit.codes[0])),
  ),
  { method: 'GET', path: /^\/api\/rest\/v1\/media-files\/(.+)\/download$/, answer: download },
  { method: 'GET', path: /^\/api\/rest\/v1\/media-files\/(.+)$/, answer: mediaFile },
]

/** Locales the PIM knows; German is there and not activated. */
const ALL_LOCALES: readonly string[] = [...LOCALES, 'de_DE']

function get(template: string, answer: Route['answer']): Route {
  return { method: 'GET', path: pathOf(template), answer }
}

function pathOf(template: string): RegExp {
  return new RegExp(`^${base}${template.replaceAll(':code', '([^/]+)')}/?$`)
}

function entries(codes: readonly string[]): (readonly [string, string])[] {
  return codes.map((code) => [code, code])
}

function oneOf<T>(all: ReadonlyMap<string, T>, what: string, code = ''): T {
  if (!all.has(code)) throw missing(what, code)
  return all.get(code) as T
}

function view(visit: Visit, query: URLSearchParams): View {
  return {
    pim: visit.pim,
    pruning: readPruning(query, visit.pim),
    base: `${visit.url.origin}${base}`,
    timeZone: visit.timeZone,
    withCompletenesses: query.get('with_completenesses') === 'true',
  }
}

function defaultsOf(query: URLSearchParams): SearchDefaults {
  return { locale: query.get('search_locale'), scope: query.get('search_scope') }
}

type Show = (product: PimEntry, view: View) => unknown

function products(visit: Visit, search: unknown, show: Show, query = visit.url.searchParams): object {
  const shownAs = view(visit, query)
  const fits = compileSearch(search, defaultsOf(query), { ...visit, list: 'products' })
  return page({
    url: visit.url,
    items: visit.pim.products.filter((one) => fits(one) && visit.isThere(one.key, one.identifier)),
    key: ({ key }) => key,
    show: (product) => show(product, shownAs),
  })
}

function searchProducts(visit: Visit): object {
  const { search, query } = readSearchBody(visit.body)
  return products(visit, search, productEntity, query)
}

function productModels(visit: Visit): object {
  const shownAs = view(visit, visit.url.searchParams)
  const search = searchOfQuery(visit.url)
  const fits = compileSearch(search, defaultsOf(visit.url.searchParams), { ...visit, list: 'models' })
  return page({
    url: visit.url,
    items: visit.pim.models.filter((one) => fits(one) && visit.isThere(one.key)),
    key: ({ key }) => key,
    show: (model) => modelEntity(model, shownAs),
  })
}

function oneProduct(visit: Visit, keyOf: (product: PimEntry) => string, show: Show): object {
  const [code = ''] = visit.codes
  const product = visit.pim.products.find((candidate) => keyOf(candidate) === code)
  if (product === undefined) throw missing('Product', code)
  return show(product, view(visit, visit.url.searchParams)) as object
}

/** The small lists: by number of page only, and searched by code only. */
function list<T extends readonly [string, unknown]>(
  visit: Visit,
  items: readonly T[],
  show: Listing<T>['show'],
): object {
  const fits = codesFilter(searchOfQuery(visit.url))
  return page({
    url: visit.url,
    items: items.filter(([code]) => fits(code) && visit.isThere(code)),
    key: null,
    show,
  })
}

function optionsOf(visit: Visit): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const { code, type } = oneOf(visit.pim.attributes, 'Attribute', visit.codes[0])
  const all = visit.pim.options.get(code)
  if (all !== undefined) return all
  throw new Problem(
    404,
    `Attribute "${code}" does not support options. Only attributes of type "pim_catalog_simpleselect", "pim_catalog_multiselect" support options, "${type}" given.`,
  )
}

function options(visit: Visit): object {
  const [attribute = ''] = visit.codes
  const all = [...optionsOf(visit)]
  return list(visit, all, (option) => optionEntity(attribute, option, all.indexOf(option)))
}

function category(visit: Visit, code: string, parent: string | null): object {
  return categoryEntity(code, parent, visit.now, visit.timeZone)
}

function mediaFile(visit: Visit): object {
  const code = knownMedia(visit)
  const name = originalName(code)
  return {
    code,
    original_filename: name,
    mime_type: 'image/png',
    size: picture(code).length,
    extension: 'png',
    _links: { download: { href: `${visit.url.origin}${base}/media-files/${code}/download` } },
  }
}

function download(visit: Visit): Response {
  const code = knownMedia(visit)
  return new Response(picture(code), {
    headers: {
      'content-type': 'image/png',
      'content-disposition': `attachment; filename="${originalName(code)}"`,
    },
  })
}

function knownMedia({ pim, codes: [code = ''] }: Visit): string {
  if (code.includes('..')) throw unprocessable('The media file code is not valid.')
  if (!pim.media.has(code)) throw missing('Media file', code)
  return code
}
