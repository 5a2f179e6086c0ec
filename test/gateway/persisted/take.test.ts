import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { askedFor, type Incoming } from '../../../gateway/persisted/asked.ts'
import { type DocumentRules, mustRegister, sha256, takeDocument } from '../../../gateway/persisted/take.ts'
import { ANONYMOUS, type Viewer } from '../../../subgraphs/shared/access/viewer.ts'

const shopper: Viewer = { ...ANONYMOUS, kind: 'SHOPPER', subject: 'accounts/7' }
const staff: Viewer = { ...ANONYMOUS, kind: 'STAFF', subject: 'directory/7' }
const texts = new Map([['registered', '{ me }']])
const RULES: DocumentRules = { mandatory: ['SHOPPER'], logOnly: false, automatic: true }
const OTHER = '{ other }'

const post = (body: unknown): Incoming => ({ id: 'r', method: 'POST', body, query: {} })
const get = (query: unknown): Incoming => ({ id: 'r', method: 'GET', body: undefined, query })
const hashed = (sha256Hash: unknown, query?: string, version = 1) => ({
  ...(query !== undefined && { query }),
  extensions: { persistedQuery: { version, sha256Hash } },
})
const take = (incoming: Incoming, viewer = staff, rules: Partial<DocumentRules> = {}, known = texts) =>
  takeDocument(askedFor(incoming), viewer, known, { ...RULES, ...rules })

/** What a request is refused with: code and HTTP status. */
function refusedWith(...asking: Parameters<typeof take>) {
  try {
    take(...asking)
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const { code, http } = error.extensions
    return [code, (http as { status: number }).status, error.message]
  }
  return null
}

describe('a registered document', () => {
  const answer = { text: '{ me }', isAutomatic: false, wouldRefuse: false }

  it.each<[string, Incoming]>([
    ['documentId', post({ documentId: 'registered' })],
    ['doc_id', post({ doc_id: 'registered' })],
    ['id', post({ id: 'registered' })],
    ['its hash', post(hashed('registered'))],
    ['the prefix of the specification', post({ documentId: 'sha256:registered' })],
    ['documentId in a URL', get({ documentId: 'registered' })],
    ['id in a URL', get({ id: 'registered' })],
    ['its hash in a URL', get({ extensions: JSON.stringify(hashed('registered').extensions) })],
    ['two names alike', post({ documentId: 'sha256:registered', ...hashed('registered') })],
    ['its id and its text', post(hashed('registered', '{ me }'))],
  ])('is found by %s, for everybody', (_, incoming) => {
    expect(take(incoming, shopper)).toEqual(answer)
    expect(take(incoming, staff)).toEqual(answer)
  })

  it('is not executed in another text', () => {
    const message = "expected the id to be that of the text, its SHA-256; found another text's"
    expect(refusedWith(post(hashed('registered', OTHER)))).toEqual(['BAD_INPUT', 400, message])
    expect(refusedWith(post({ documentId: 'registered', query: OTHER }), shopper)).toEqual([
      'BAD_INPUT',
      400,
      message,
    ])
  })

  it.each<[string, unknown]>([
    ['a number', 7],
    ['a list', ['registered']],
    ['nothing', ''],
  ])('is not named by %s', (_, id) => {
    const message = 'expected documentId to be the id of a document, a text; found another value'
    expect(refusedWith(post({ documentId: id }))).toEqual(['BAD_INPUT', 400, message])
  })

  it('is one', () => {
    expect(refusedWith(post({ documentId: 'registered', doc_id: 'other' }))).toEqual([
      'BAD_INPUT',
      400,
      'expected one document id; found several that differ',
    ])
  })

  it('is not meant by an id of somebody’s own beside a text', () => {
    expect(take(post({ id: 17, query: OTHER }))).toEqual({ ...answer, text: null })
    expect(take(post({ id: 'batch-1', query: OTHER }))).toEqual({ ...answer, text: null })
  })

  it.each(['toString', '__proto__', 'constructor'])('is none by the name %s', (id) => {
    expect(refusedWith(post({ documentId: id }))?.[0]).toBe('PERSISTED_QUERY_NOT_FOUND')
  })
})

describe('an id that nobody registered', () => {
  it('is not found', () => {
    expect(refusedWith(post({ documentId: 'unknown' }))).toEqual([
      'PERSISTED_QUERY_NOT_FOUND',
      400,
      'expected the id of a registered document; found another',
    ])
  })

  it('as a hash is looked for among the automatic ones, where somebody may have those', () => {
    const hash = sha256(OTHER)
    const left = { text: null, isAutomatic: true, wouldRefuse: false }
    expect(take(post(hashed(hash)))).toEqual(left)
    const notFound = ['PERSISTED_QUERY_NOT_FOUND', 200, 'PersistedQueryNotFound']
    expect(refusedWith(post(hashed(hash)), shopper)).toEqual(notFound)
    expect(refusedWith(post(hashed(hash)), shopper, { logOnly: true })).toEqual(notFound)
    expect(refusedWith(post(hashed('no hash')))).toEqual(notFound)
    expect(refusedWith(post(hashed(hash)), staff, { automatic: false })).toEqual(notFound)
    // Where no hash is known at all the server underneath says so, and clients stop sending them.
    expect(take(post(hashed(hash)), staff, { automatic: false }, new Map())).toEqual(left)
    expect(refusedWith(post(hashed(hash)), shopper, { automatic: false }, new Map())).toEqual(notFound)
  })

  it.each([
    [hashed(sha256(OTHER), OTHER, 2), 'expected extensions.persistedQuery with version 1; found another'],
    [
      { extensions: { persistedQuery: 'x' } },
      'expected extensions.persistedQuery with version 1; found another',
    ],
    [
      hashed(7, OTHER),
      'expected extensions.persistedQuery.sha256Hash to be the id of a document, a text; found another value',
    ],
    [hashed(undefined, OTHER), 'expected extensions.persistedQuery.sha256Hash; found none'],
    [
      hashed(sha256('{ else }'), OTHER),
      "expected the id to be that of the text, its SHA-256; found another text's",
    ],
  ])('and is badly asked for is refused: %j', (body, message) => {
    expect(refusedWith(post(body))).toEqual(['BAD_INPUT', 400, message])
  })
})

describe('a text', () => {
  const asSent = { text: null, isAutomatic: false, wouldRefuse: false }

  it('is taken as it is of everybody who need not register', () => {
    expect(take(post({ query: OTHER }))).toEqual(asSent)
    expect(take(get({ query: OTHER }))).toEqual(asSent)
    expect(take(post({ query: OTHER, extensions: { persistedQuery: null, other: 1 } }))).toEqual(asSent)
  })

  it.each([[{ query: OTHER }], [{ query: '{ me }' }], [hashed(sha256(OTHER), OTHER)]])(
    'is refused of those who must: %j',
    (body) => {
      const refused = [
        'FORBIDDEN',
        403,
        'expected the id of a registered document (documentId), since this client may send no text of its own; ' +
          'register the operation in a manifest and send its id',
      ]
      expect(refusedWith(post(body), shopper)).toEqual(refused)
      expect(take(post(body), shopper, { logOnly: true })).toEqual({ ...asSent, wouldRefuse: true })
    },
  )

  it('is kept with its hash, but not of those who must register, and not where nothing is kept', () => {
    const body = hashed(sha256(OTHER), OTHER)
    expect(take(post(body))).toEqual({ ...asSent, isAutomatic: true })
    expect(take(post(body), staff, { automatic: false })).toEqual(asSent)
    expect(take(post(body), shopper, { logOnly: true }).isAutomatic).toBe(false)
    expect(take(post({ documentId: sha256(OTHER), query: OTHER }))).toEqual(asSent)
  })

  it.each([[undefined], [null], ['text'], [[]], [{}]])('is not found in a body that is none: %j', (body) => {
    expect(take(post(body), shopper)).toEqual(asSent)
  })
})

describe('who must register', () => {
  it.each<[string, Partial<Viewer>, boolean]>([
    ['SHOPPER', shopper, true],
    ['SHOPPER', staff, false],
    ['ANONYMOUS', ANONYMOUS, true],
    ['partners', { kind: 'PARTNER', subject: 'partners/acme' }, true],
    ['partners', { kind: 'PARTNER', subject: 'partners-of-old/acme' }, false],
    ['partners/acme', { kind: 'PARTNER', subject: 'partners/acme' }, true],
    ['partners/acme', { kind: 'PARTNER', subject: 'partners/acme-two' }, false],
    ['partners', ANONYMOUS, false],
  ])('is told by %s', (one, viewer, expected) => {
    expect(mustRegister({ ...ANONYMOUS, ...viewer }, ['OTHER', one])).toBe(expected)
  })
})
