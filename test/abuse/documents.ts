/** A request that is refused before anybody is asked. */
export interface Refusal {
  readonly name: string
  readonly body: string | Buffer
  readonly code: 'COST_EXCEEDED' | 'BAD_INPUT' | 'GRAPHQL_VALIDATION_FAILED' | 'GRAPHQL_PARSE_FAILED'
}

const times = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ')
const nested = (depth: number, open: string, inside: string) =>
  `${open.repeat(depth)}${inside}${'}'.repeat(depth * [...open].filter((sign) => sign === '{').length)}`
const STORE = 'store(code: "PAR01") { name }'
/** Each asks for the next one twice: two to the power of their number fields from a few hundred tokens. */
const doubling = (count: number) =>
  `{ ...F0 } ${times(count, (at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`)} fragment F${count} on Query { ${STORE} }`

const asked = (query: string, variables: object = {}) => JSON.stringify({ query, variables })
const SKUS = 'query ($items: [AvailabilityItemInput!]!) { availability(items: $items) { sku } }'

/** Documents that are small to send and large to work out. */
const AMPLIFIED: readonly Refusal[] = [
  ['a thousand aliases', `{ ${times(1000, (at) => `a${at}: ${STORE}`)} }`],
  ['a thousand aliases of nothing', `{ ${times(1000, (at) => `a${at}: __typename`)} }`],
  ['a thousand aliases below', `{ store(code: "PAR01") { ${times(1000, (at) => `a${at}: name`)} } }`],
  ['five hundred root fields', `{ ${times(500, () => STORE)} }`],
  ['fragments that double', doubling(20)],
  ['inline fragments in one another', `{ ${nested(600, '... on Query { ', STORE)} }`],
  ['a thousand directives', `{ store(code: "PAR01") { name ${times(1000, () => '@include(if: true)')} } }`],
  ['a thousand unknown directives', `{ __typename ${times(1000, (at) => `@d${at}`)} }`],
  ['a circle through the graph', `{ me ${nested(12, '{ orders { edges { node { customer ', '{ id }')} }`],
  ['a circle through the schema', `{ __schema { types ${nested(20, '{ fields { type ', '{ name }')} } }`],
  ['brackets without end', nested(20_000, '{a', '')],
  ['lists without end', `{ store(code: ${'['.repeat(20_000)}${']'.repeat(20_000)}) { name } }`],
  ['five thousand variables', `query (${times(5_000, (at) => `$v${at}: Int`)}) { ${STORE} }`],
  ['five hundred operations', times(500, (at) => `query Q${at} { ${STORE} }`)],
].map(([name = '', query = '']) => ({ name, body: asked(query), code: 'COST_EXCEEDED' }))

/** Documents that no reader can make an operation of. */
const IMPOSSIBLE: readonly Refusal[] = [
  {
    name: 'circular fragments',
    body: asked('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'),
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'a fragment within itself',
    body: asked('{ ...A } fragment A on Query { __typename ...A }'),
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'a name of 100 kB',
    body: asked(`{ ${'a'.repeat(100_000)} }`),
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'a number of 100 kB',
    body: asked(`{ stores(first: ${'9'.repeat(100_000)}) { totalCount } }`),
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'a thousand fields that nobody knows',
    body: asked(
      `{ ${times(40, (at) => `nothing${at}`)} store(code: "PAR01") { ${times(900, (at) => `no${at}`)} } }`,
    ),
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'a null character in a text',
    body: asked('{ store(code: "\\u0000") { name } }'),
    code: 'BAD_INPUT',
  },
  {
    name: 'half a character in a text',
    body: asked('{ store(code: "\\uD800") { name } }'),
    code: 'GRAPHQL_PARSE_FAILED',
  },
]

const POLLUTING = [
  '{"__proto__":{"polluted":1}}',
  '{"items":{"__proto__":{"polluted":1}}}',
  '{"items":[{"sku":"x","__proto__":{"polluted":1}}]}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"items":[{"constructor":{"prototype":{"polluted":1}}}]}',
  `{"items":${'['.repeat(200)}{"__proto__":{"polluted":1}}${']'.repeat(200)}}`,
] as const

/** Bodies that are no request, or would be something else to another reader. */
const BODIES: readonly Refusal[] = [
  ...POLLUTING.map((variables) => ({
    name: `variables ${variables.slice(0, 60)}`,
    body: `{"query":${JSON.stringify(SKUS)},"variables":${variables}}`,
    code: 'BAD_INPUT' as const,
  })),
  {
    name: 'extensions with a prototype',
    body: '{"query":"{ __typename }","extensions":{"__proto__":{"polluted":1}}}',
    code: 'BAD_INPUT',
  },
  {
    name: 'variables that nest',
    body: `{"query":${JSON.stringify(SKUS)},"variables":{"items":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`,
    code: 'COST_EXCEEDED',
  },
  {
    name: 'ten thousand items',
    body: asked(SKUS, { items: Array.from({ length: 10_000 }, () => ({ sku: 'x' })) }),
    code: 'COST_EXCEEDED',
  },
  {
    name: 'a number that is none',
    body: '{"query":"query ($n: Int!) { stores(first: $n) { totalCount } }","variables":{"n":1e309}}',
    code: 'BAD_INPUT',
  },
  {
    name: 'bad UTF-8',
    body: Buffer.concat([
      Buffer.from('{"query":"{ __typename }","x":"'),
      Buffer.of(0xc3, 0x28),
      Buffer.from('"}'),
    ]),
    code: 'BAD_INPUT',
  },
  {
    name: 'a null character in a variable',
    body: asked(SKUS, { items: [{ sku: '\0' }] }),
    code: 'BAD_INPUT',
  },
  {
    name: 'half a character in a variable',
    body: asked(SKUS, { items: [{ sku: '\uD800' }] }),
    code: 'BAD_INPUT',
  },
  {
    name: 'a batch',
    body: `[${times(100, () => asked(`{ ${STORE} }`)).replaceAll('} {', '},{')}]`,
    code: 'BAD_INPUT',
  },
  {
    name: 'an alias that would stand in for a key',
    body: asked('{ me { id: phone loyalty { status: __typename } } }'),
    code: 'BAD_INPUT',
  },
  { name: 'an operation by the name of a prototype', body: named('__proto__'), code: 'BAD_INPUT' },
  { name: 'an operation by the name of a method', body: named('constructor'), code: 'BAD_INPUT' },
]

function named(operationName: string): string {
  return JSON.stringify({ query: `query A { ${STORE} }`, operationName })
}

/** Every request that must be refused before anybody is asked. */
export const REFUSED: readonly Refusal[] = [...AMPLIFIED, ...IMPOSSIBLE, ...BODIES]

/** Names that mean something to JavaScript, wherever a client may write a name; each is answered with the store's name. */
export const NAMES = [
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__proto__',
  '__defineGetter__',
] as const

/** A document that writes a name in every place that has one of the client's. */
export function written(name: string): string {
  const query = `query ${name}($${name}: String) { ...${name} } fragment ${name} on Query { ${name}: store(code: $${name}) { ${name}: name } }`
  return `{"query":${JSON.stringify(query)},"operationName":"${name}","variables":{}}`
}
