import { GraphQLError } from 'graphql'
import { createLocalJWKSet } from 'jose'
import { describe, expect, it } from 'vitest'
import { verified } from '../../../gateway/identity/verify.ts'
import { claims, issuer, jwk, NOW, open, token } from './authority.ts'

/** How a request was refused: the status and code, and the reason in the log. */
async function refusalOf(
  opened: ReturnType<typeof open>,
  headers: Record<string, string | readonly string[]>,
) {
  const error = await opened.identify(headers).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof GraphQLError)) throw new Error(`expected a refusal, found ${String(error)}`)
  const { code, http } = error.extensions as {
    code: string
    http: { status: number; headers: Map<string, string> }
  }
  const logged = opened.lines.findLast(({ event }) => event === 'token.refused')
  return {
    status: http.status,
    code,
    challenge: http.headers.get('www-authenticate'),
    message: error.message,
    why: [logged?.['reason'], logged?.['detail']]
      .filter((part) => part !== null && part !== undefined)
      .join(' '),
  }
}

const right = { status: 401, code: 'UNAUTHENTICATED', challenge: 'Bearer error="invalid_token"' }
/** By then the keys may be read again, so that a reading would be seen. */
const LATER = 11
const expired = { exp: NOW + LATER - 30 }

describe('a token that counts', () => {
  it.each([
    ['RS256', 'rsa'],
    ['ES256', 'ec'],
    ['EdDSA', 'ed'],
  ] as const)('is signed with %s', async (alg, by) => {
    const viewer = await open().withToken(token({ header: { alg }, by }))
    expect(viewer).toEqual({
      kind: 'STAFF',
      subject: 'staff/42',
      scopes: [],
      customerId: null,
      store: null,
      orderToken: null,
      cartToken: null,
    })
  })

  it('names this graph among others', async () => {
    const payload = claims({ aud: ['warehouse', 'couture'] })
    expect((await open().withToken(token({ payload }))).subject).toBe('staff/42')
  })

  it('may come without a key id where one key fits', async () => {
    const opened = open()
    opened.server.keys = [jwk('rsa')]
    expect((await opened.withToken(token({ header: { kid: undefined } }))).subject).toBe('staff/42')
  })

  it('may be announced in any case', async () => {
    expect((await open().identify({ authorization: `bEARER ${token()}` })).subject).toBe('staff/42')
  })

  it.each([
    ['ends', { exp: NOW - 29 }],
    ['begins', { nbf: NOW + 30 }],
    ['was issued', { iat: NOW + 30 }],
  ])('%s by a clock that is off by less than the tolerance', async (_what, more) => {
    expect((await open().withToken(token({ payload: claims(more) }))).subject).toBe('staff/42')
  })

  it('keeps to the tolerance that is configured', async () => {
    const strict = { staff: issuer({ clockToleranceSeconds: 0 }) }
    expect((await open(strict).withToken(token({ payload: claims({ exp: NOW + 1 }) }))).subject).toBe(
      'staff/42',
    )
    await expect(open(strict).withToken(token({ payload: claims({ exp: NOW }) }))).rejects.toThrow()
    await expect(open(strict).withToken(token({ payload: claims({ iat: NOW + 1 }) }))).rejects.toThrow()
  })

  it.each(['jku', 'x5u', 'jwk', 'x5c'])(
    'is not checked with what its header brings along: %s',
    async (name) => {
      const opened = open()
      const brought = {
        jku: 'https://evil.example/jwks',
        x5u: 'https://evil.example/x',
        jwk: jwk('stranger'),
        x5c: ['x'],
      }
      const header = { [name]: brought[name as keyof typeof brought] }
      expect((await opened.withToken(token({ header }))).subject).toBe('staff/42')
      await expect(
        opened.withToken(token({ header: { ...header, kid: 'rsa' }, by: 'stranger' })),
      ).rejects.toThrow()
      await expect(opened.withToken(token({ header, by: 'stranger' }))).rejects.toThrow()
      expect(new Set(opened.server.asked)).toEqual(new Set(['https://id.example/jwks']))
    },
  )
})

describe('a token that does not count', () => {
  const unsigned = token({ header: { alg: 'none', kid: undefined } }).replace(/[^.]+$/, '')
  const spoilt: readonly (readonly [string, string, string])[] = [
    ['is not signed', unsigned, 'form'],
    ['says that it is not signed', token({ header: { alg: 'none' } }), 'algorithm'],
    ['is signed with the public key as a secret', token({ header: { alg: 'HS256' } }), 'algorithm'],
    ['is signed as the issuer does not', token({ header: { alg: 'PS256' } }), 'algorithm'],
    ['was changed', changed(token()), 'signature'],
    ['is signed by a stranger', token({ header: { kid: 'rsa' }, by: 'stranger' }), 'signature'],
    [
      'is signed with a key of another kind',
      token({ header: { alg: 'ES256', kid: 'rsa' }, by: 'ec' }),
      'key',
    ],
    ['is for another graph', token({ payload: claims({ aud: 'warehouse' }) }), 'claims aud'],
    ['is for no graph', token({ payload: claims({ aud: undefined }) }), 'claims aud'],
    [
      'is of an issuer that nobody trusts',
      token({ payload: claims({ iss: 'https://id.example/' }) }),
      'issuer',
    ],
    ['is of no issuer', token({ payload: claims({ iss: undefined }) }), 'issuer'],
    ['is of several issuers', token({ payload: claims({ iss: ['https://id.example'] }) }), 'issuer'],
    ['has ended', token({ payload: claims(expired) }), 'expired'],
    ['has no end', token({ payload: claims({ exp: undefined }) }), 'claims exp'],
    ['ends in words', token({ payload: claims({ exp: `${NOW + 600}` }) }), 'claims exp'],
    [
      'never ends',
      token({ payload: JSON.stringify(claims()).replace(/"exp":\d+/, '"exp":1e999') }),
      'claims exp',
    ],
    ['has not begun', token({ payload: claims({ nbf: NOW + LATER + 31 }) }), 'claims nbf'],
    ['begins in words', token({ payload: claims({ nbf: 'now' }) }), 'claims nbf'],
    ['is of the future', token({ payload: claims({ iat: NOW + LATER + 31 }) }), 'claims iat'],
    ['was issued in words', token({ payload: claims({ iat: 'now' }) }), 'claims iat'],
    ['is for nobody', token({ payload: claims({ sub: undefined }) }), 'claims sub'],
    ['is for a number', token({ payload: claims({ sub: 42 }) }), 'claims sub'],
    ['is for an empty text', token({ payload: claims({ sub: '' }) }), 'claims sub'],
    ['is for a long text', token({ payload: claims({ sub: 'x'.repeat(256) }) }), 'claims sub'],
    ['is for a text of several lines', token({ payload: claims({ sub: '42\nadmin' }) }), 'claims sub'],
    ['names its key by a path', token({ header: { kid: '../../../etc/passwd' } }), 'key'],
    ['names its key by SQL', token({ header: { kid: "x' UNION SELECT 'key" } }), 'key'],
    ['names its key by a URL', token({ header: { kid: 'https://evil.example/jwks' } }), 'key'],
    ['names its key by a number', token({ header: { kid: 1 } }), 'key'],
    ['names its key at length', token({ header: { kid: 'x'.repeat(256) } }), 'key'],
    ['asks for what nobody understands', token({ header: { crit: ['x'], x: 1 } }), 'algorithm'],
    ['is no JSON', token({ payload: 'iss' }), 'form'],
    ['is a list', token({ payload: '[]' }), 'form'],
    ['is encrypted', 'a.b.c.d.e', 'form'],
    ['has two parts', 'a.b', 'form'],
    ['is large', token({ payload: claims({ fill: 'x'.repeat(6_500) }) }), 'size'],
  ]

  it.each(spoilt)('%s', async (_title, one, why) => {
    const opened = open()
    // The keys are there: what is refused is refused for what it is.
    await opened.withToken(token())
    opened.time.now += LATER * 1_000
    const { message, ...refused } = await refusalOf(opened, { authorization: `Bearer ${one}` })
    expect(refused).toEqual({ ...right, why })
    expect(message).toBe(
      'the token does not count: it is malformed, expired or not for this graph; sign in again',
    )
    expect(new Set(opened.server.asked)).toEqual(new Set(['https://id.example/jwks']))
    expect(opened.logText()).not.toContain(one)
  })

  it.each([
    ['another scheme', `Basic ${Buffer.from('a:b').toString('base64')}`, 'form'],
    ['no token', 'Bearer', 'form'],
    ['nothing', '', 'form'],
    ['two tokens', `Bearer ${token()} ${token()}`, 'form'],
    ['a list', `Bearer ${token()}, Bearer ${token()}`, 'form'],
    ['two headers', [`Bearer ${token()}`, `Bearer ${token()}`], 'header'],
  ] as const)('is looked for in vain in a header with %s', async (_title, authorization, why) => {
    expect(await refusalOf(open(), { authorization })).toMatchObject({ ...right, why })
  })

  it('causes no reading of keys by a name that is none, however often it comes', async () => {
    const opened = open()
    await opened.withToken(token())
    for (const kid of [1, 'x'.repeat(256)]) {
      opened.time.now += 60_000
      await refusalOf(opened, { authorization: `Bearer ${token({ header: { kid } })}` })
    }
    expect(opened.server.asked).toHaveLength(1)
  })

  it('is signed with a key that two have the name of', async () => {
    const opened = open()
    opened.server.keys = [jwk('rsa'), { ...jwk('other'), kid: 'rsa' }]
    expect(await refusalOf(opened, { authorization: `Bearer ${token()}` })).toMatchObject({
      ...right,
      why: 'key',
    })
    // To look again would not help.
    opened.time.now += LATER * 1_000
    await refusalOf(opened, { authorization: `Bearer ${token()}` })
    expect(opened.server.asked).toHaveLength(1)
  })

  it('is one where nobody is trusted', async () => {
    const opened = open({})
    expect(await refusalOf(opened, { authorization: `Bearer ${token()}` })).toMatchObject({
      ...right,
      why: 'issuer',
    })
  })

  it('cannot borrow the keys of another issuer', async () => {
    const accounts = issuer({
      kind: 'SHOPPER',
      issuer: 'https://shop.example',
      jwksUrl: 'https://shop.example/jwks',
    })
    const opened = open({ staff: issuer(), accounts })
    opened.server.answer = async () =>
      Response.json({
        keys: opened.server.asked.at(-1) === 'https://shop.example/jwks' ? [jwk('other')] : [jwk('rsa')],
      })
    const forged = token({ by: 'other', payload: claims() })
    expect(await refusalOf(opened, { authorization: `Bearer ${forged}` })).toMatchObject({
      ...right,
      why: 'key',
    })
    const honest = token({ by: 'other', payload: claims({ iss: 'https://shop.example' }) })
    expect((await opened.withToken(honest)).subject).toBe('accounts/42')
  })
})

describe('what a token says of its issuer', () => {
  it('is proven as well, whoever chose the keys', async () => {
    const trusted = { name: 'staff', config: issuer(), keys: createLocalJWKSet({ keys: [jwk('rsa')] }) }
    const now = new Date(NOW * 1_000)
    expect((await verified(token(), trusted, now)).sub).toBe('42')
    const other = token({ payload: claims({ iss: 'https://shop.example' }) })
    await expect(verified(other, trusted, now)).rejects.toMatchObject({ reason: 'claims', detail: 'iss' })
  })
})

describe('a token that was proven', () => {
  it('is not proven again for a minute, and then is', async () => {
    const opened = open()
    await opened.withToken(token())
    opened.server.keys = [jwk('ec')]
    opened.time.now += LATER * 1_000
    // A name that is not there makes it look again: from now on the first key is gone.
    await expect(opened.withToken(token({ header: { kid: 'gone' } }))).rejects.toThrow()
    opened.time.now = NOW * 1_000 + 59_999
    expect((await opened.withToken(token())).subject).toBe('staff/42')
    opened.time.now += 1
    expect(await refusalOf(opened, { authorization: `Bearer ${token()}` })).toMatchObject({
      ...right,
      why: 'key',
    })
  })

  it('is not believed beyond its end', async () => {
    const opened = open()
    const short = token({ payload: claims({ exp: NOW + 10 }) })
    await opened.withToken(short)
    opened.time.now += 39_999
    expect((await opened.withToken(short)).subject).toBe('staff/42')
    opened.time.now += 1
    expect(await refusalOf(opened, { authorization: `Bearer ${short}` })).toMatchObject({
      ...right,
      why: 'expired',
    })
  })

  it('is not believed by another configuration', async () => {
    const opened = open()
    await opened.withToken(token())
    const next = opened.identity.by({ ...opened.config, issuers: { staff: issuer({ audience: 'other' }) } })
    await expect(next({ id: 'r-2', headers: { authorization: `Bearer ${token()}` } })).rejects.toThrow()
  })
})

/** The same token for somebody else. */
function changed(one: string): string {
  const [header, , signature] = one.split('.')
  const payload = Buffer.from(JSON.stringify(claims({ sub: '43' }))).toString('base64url')
  return [header, payload, signature].join('.')
}
