/** Something that is refused: what is sent, and the answer it has to get. */
export interface Attack {
  readonly name: string
  /** The `number`th of its kind: no two texts are the same, so that nothing is known from the one before. */
  request(number: number): { readonly headers?: Readonly<Record<string, string>>; readonly body: string }
  readonly status: number
  readonly code: string
}

/** Bytes of the largest body that is read (`limits.maxBodyBytes`), and some room for the rest of the JSON. */
const FULL = 262_144 - 2_000

const asQuery = (query: string, variables: object = {}) => ({ body: JSON.stringify({ query, variables }) })

/** As many copies as fit into a body. */
const filled = (text: string) => text.repeat(Math.floor(FULL / text.length))

const tooMuch = (name: string, query: (number: number) => string): Attack => ({
  name,
  request: (number) => asQuery(query(number)),
  status: 400,
  code: 'COST_EXCEEDED',
})

/** A token of three parts in its right form that nobody has signed. */
const token = (claims: object) =>
  [{ alg: 'ES256', kid: 'bench' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat('a'.repeat(86))
    .join('.')

/** One of each way in which a request is refused, as large as it may come. */
export const attacks = (issuer: string): readonly Attack[] => [
  tooMuch('as many tokens as a body holds', (number) => `{ a${number}: __typename ${filled('b ')} }`),
  tooMuch('as deep as a body holds', (number) => `{ a${number}: ${filled('c{')}`),
  tooMuch(
    '1,000 aliases',
    (number) => `{ ${Array.from({ length: 1_000 }, (_, at) => `a${number}_${at}: __typename`).join(' ')} }`,
  ),
  tooMuch(
    'fragments that double 20 times',
    (number) =>
      `query Q${number} { ...F0 } ${Array.from(
        { length: 20 },
        (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`,
      ).join(' ')} fragment F20 on Query { __typename }`,
  ),
  tooMuch(
    '1,000 directives',
    (number) => `query Q${number} { ${'__typename @include(if: true) '.repeat(1_000)} }`,
  ),
  tooMuch(
    'pages of pages',
    (number) => `query Q${number} {
      search(first: 100) { edges { node { variants(first: 100) { edges { node { sku
        storeAvailability(near: { latitude: 48.85, longitude: 2.34 }, first: 100) { edges { node { status } } } } } } } } } }`,
  ),
  {
    name: 'variables of 100 levels',
    request: (number) =>
      asQuery(`query Q${number} { __typename }`, { a: JSON.parse(`${'['.repeat(100)}1${']'.repeat(100)}`) }),
    status: 400,
    code: 'COST_EXCEEDED',
  },
  {
    name: '500 fields that there are not',
    request: (number) =>
      asQuery(
        `query Q${number} { ${Array.from({ length: 500 }, (_, at) => `none${number}_${at}`).join(' ')} }`,
      ),
    status: 400,
    code: 'BAD_INPUT',
  },
  {
    name: 'a body that is no JSON',
    request: (number) => ({ body: `{"query":"${number} ${filled('\\u0041')}` }),
    status: 400,
    code: 'BAD_INPUT',
  },
  {
    name: 'a token that nobody signed',
    request: (number) => ({
      ...asQuery('{ __typename }'),
      headers: {
        authorization: `Bearer ${token({ iss: issuer, sub: String(number), aud: 'couture', exp: 4e9 })}`,
      },
    }),
    status: 401,
    code: 'UNAUTHENTICATED',
  },
  {
    name: 'somebody without the scope',
    request: (number) => asQuery(`query Q${number} { a${number}: customer(id: "cus_x") { id } }`),
    status: 200,
    code: 'FORBIDDEN',
  },
]
