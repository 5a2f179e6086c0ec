import { lex, unquote } from '../../sandbox/salesforce/soql/lexer.ts'
import { parseMultipart } from '../../sandbox/sap/multipart.ts'
import { tokensOf } from '../../sandbox/sap/tokens.ts'
import type { WireRequest } from '../../sandbox/server.ts'

/** A request taken apart: what it asks for whatever the values are, and the values. */
export interface Structure {
  /** The same for two requests that differ in the values of literals alone, and in how many stand in one list. */
  readonly form: string
  /** Every text that stands in it as a value. */
  readonly values: readonly string[]
}

/** Takes a request apart as its system would read it. Throws for one that the system's language does not allow. */
export function structureOf({ system, method, target, contentType, body }: WireRequest): Structure {
  const inner = body === '' ? NOTHING : bodyOf(contentType, body)
  const { form, values } = targetOf(target)
  return { form: `${system} ${method} ${form} ${inner.form}`.trim(), values: [...values, ...inner.values] }
}

const NOTHING: Structure = { form: '', values: [] }

function together(parts: readonly Structure[], between: string): Structure {
  return { form: parts.map(({ form }) => form).join(between), values: parts.flatMap(({ values }) => values) }
}

/** Path segments and the names of options are part of the form. */
function targetOf(target: string): Structure {
  const [path = '', ...queries] = target.split('?')
  if (queries.length > 1) throw new Error(`a query within a query: ${target}`)
  const segments = path.split('/').map((segment) => decodeURIComponent(segment))
  const options = (queries[0] ?? '').split('&').filter(Boolean).map(optionOf)
  const query = together(options, '&')
  return { form: `${JSON.stringify(segments)}${query.form && `?${query.form}`}`, values: query.values }
}

function optionOf(option: string): Structure {
  const [name = '', ...rest] = option.split('=')
  const [key, value] = [name, rest.join('=')].map((text) => decodeURIComponent(text.replaceAll('+', ' ')))
  const { form, values } = valueOfOption(key ?? '', value ?? '')
  return { form: `${key}=${form}`, values }
}

function valueOfOption(name: string, value: string): Structure {
  if (name === '$filter') return filterOf(value)
  if (name === 'q') return soqlOf(value)
  if (name === 'search') return jsonOf(JSON.parse(value), true)
  return { form: value, values: [] }
}

/** OData: names, operators and brackets in their order; of `A eq 'x' or A eq 'y'` one. */
function filterOf(filter: string): Structure {
  const tokens = tokensOf(filter, 'V2')
  const words: string[] = []
  const values: string[] = []
  for (let token = tokens.take(); token; token = tokens.take()) {
    words.push(token.kind === 'literal' ? `:${token.literal.kind}` : token.text)
    if (token.kind === 'literal') values.push(String(token.literal.value))
  }
  return { form: words.join(' ').replaceAll(/(\w+ eq :String)(?: or \1)+/g, '$1'), values }
}

/** SOQL: as for OData; of the texts in one list one. */
function soqlOf(soql: string): Structure {
  const tokens = lex(soql)
  const isValue = (kind: string) => kind === 'string' || kind === 'date' || kind === 'datetime'
  const form = tokens.map(({ kind, text }) => (isValue(kind) ? `:${kind}` : text)).join(' ')
  const values = tokens.flatMap(({ kind, text }) => (kind === 'string' ? [unquote(text)] : []))
  return { form: form.replaceAll(/:string(?: , :string)+/g, ':string'), values }
}

/** Bodies: batches by their parts, composites by their requests, searches by what stands beside a `value`. */
function bodyOf(contentType: string, body: string): Structure {
  if (contentType.startsWith('multipart/')) {
    const parts = parseMultipart(body, contentType).map(({ method, url }) => {
      const { form, values } = targetOf(url)
      return { form: `${method} ${form}`, values }
    })
    return together(parts, '\n')
  }
  if (contentType.startsWith('application/x-www-form-urlencoded')) return NOTHING
  return jsonOf(JSON.parse(body), false)
}

/** Of a list of values one; keys and everything else as it is. */
function jsonOf(value: unknown, isValue: boolean): Structure {
  if (Array.isArray(value)) {
    const parts = value.map((one) => jsonOf(one, isValue))
    const forms = isValue ? [...new Set(parts.map(({ form }) => form))] : parts.map(({ form }) => form)
    return { form: `[${forms.join()}]`, values: parts.flatMap(({ values }) => values) }
  }
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(([key, inner]) => {
      const { form, values } = fieldOf(key, inner)
      return { form: `${JSON.stringify(key)}:${form}`, values }
    })
    return {
      form: `{${parts.map(({ form }) => form).join()}}`,
      values: parts.flatMap(({ values }) => values),
    }
  }
  if (isValue && typeof value === 'string') return { form: ':string', values: [value] }
  return { form: JSON.stringify(value), values: [] }
}

const VALUES: ReadonlySet<string> = new Set(['value', 'ids'])

function fieldOf(key: string, inner: unknown): Structure {
  if (key === 'url' && typeof inner === 'string') return targetOf(inner)
  return jsonOf(inner, VALUES.has(key))
}
