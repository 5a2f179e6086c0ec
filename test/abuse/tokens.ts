import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { type SandboxIssuer, sandboxKey } from '../../sandbox/issuer/keys.ts'
import type { Whole } from '../graph/whole.ts'

/** Tokens that count for nothing, by what is wrong with each. All say that their holder may do everything. */
export function badTokens(whole: Whole): readonly { readonly name: string; readonly token: string }[] {
  const now = Math.floor(whole.now() / 1_000)
  const { issuer: iss, audience: aud } = issuerOf(whole, 'staff')
  const claims = { iss, aud, sub: 'somebody', iat: now, exp: now + 3_600, roles: ['callCentre'] }
  const { kid, privateKey, jwk } = sandboxKey('staff', 0)
  const header = { alg: 'EdDSA', typ: 'JWT', kid }
  const signed = (changed: object, head: object = header, key: KeyObject = privateKey) =>
    jwt({ ...header, ...head }, { ...claims, ...changed }, (text) => sign(null, Buffer.from(text), key))
  const own = generateKeyPairSync('ed25519')
  const ownJwk = { ...own.publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'EdDSA' }
  const hmac = (secret: string | Buffer) =>
    jwt({ ...header, alg: 'HS256' }, claims, (text) => createHmac('sha256', secret).update(text).digest())
  const good = signed({})
  return [
    ['alg none, no signature', jwt({ ...header, alg: 'none' }, claims, () => Buffer.alloc(0))],
    ['alg none, some signature', jwt({ ...header, alg: 'none' }, claims, () => Buffer.from('x'))],
    ['alg None', jwt({ ...header, alg: 'nOnE' }, claims, () => Buffer.from('x'))],
    [
      'no alg',
      jwt({ ...header, alg: undefined }, claims, (text) => sign(null, Buffer.from(text), privateKey)),
    ],
    ['the public key as secret', hmac(Buffer.from(String(jwk['x']), 'base64url'))],
    ['the public key as JSON as secret', hmac(JSON.stringify(jwk))],
    ['an empty secret', hmac('')],
    ['another audience', signed({ aud: 'warehouse' })],
    ['no audience', signed({ aud: undefined })],
    ['an issuer that nobody trusts', signed({ iss: 'https://staff.evil.invalid' })],
    ['no issuer', signed({ iss: undefined })],
    ['the key of another issuer', signed({}, { kid }, sandboxKey('accounts', 0).privateKey)],
    [
      'another issuer’s key and its id',
      signed({}, { kid: 'accounts-0' }, sandboxKey('accounts', 0).privateKey),
    ],
    ['a key that is not published yet', signed({}, { kid: 'staff-7' }, sandboxKey('staff', 7).privateKey)],
    ['expired', signed({ exp: now - 3_600 })],
    ['no end', signed({ exp: undefined })],
    ['an end in words', signed({ exp: `${now + 3_600}` })],
    ['begins tomorrow', signed({ nbf: now + 86_400 })],
    ['issued tomorrow', signed({ iat: now + 86_400, exp: now + 90_000 })],
    ['nobody', signed({ sub: undefined })],
    ['a number for somebody', signed({ sub: 7 })],
    ['a key id that is a path', signed({}, { kid: '../../../../dev/null' })],
    ['a key id that is SQL', signed({}, { kid: "x' UNION SELECT 'secret' --" })],
    ['a key id that is a URL', signed({}, { kid: 'https://evil.invalid/jwks.json' })],
    ['a key id that is a prototype', signed({}, { kid: '__proto__' })],
    ['a key of its own (jwk)', signed({}, { jwk: ownJwk }, own.privateKey)],
    ['keys of its own (jku)', signed({}, { jku: `${whole.url}/jwks.json` }, own.privateKey)],
    ['a certificate of its own (x5u)', signed({}, { x5u: `${whole.url}/x5u.pem` }, own.privateKey)],
    ['something critical', signed({}, { crit: ['b64'], b64: false })],
    ['changed claims', changed(good)],
    ['one behind another', `${good}, Bearer ${good}`],
    ['four parts', `${good}.${good.split('.')[2]}`],
    ['no token', 'null'],
    ['nothing', ''],
    ['another scheme behind it', `${good} Basic eDp5`],
  ].map(([name = '', token = '']) => ({ name, token }))
}

function issuerOf({ config }: Whole, name: SandboxIssuer) {
  const found = config.issuers[name]
  if (!found) throw new Error(`expected the issuer ${name}`)
  return found
}

function jwt(header: object, claims: object, signature: (text: string) => Buffer): string {
  const text = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${text}.${signature(text).toString('base64url')}`
}

/** The same signature over what it was not made for. */
function changed(token: string): string {
  const [header = '', claims = '', signature = ''] = token.split('.')
  const more = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), sub: 'somebody else' }
  return [header, Buffer.from(JSON.stringify(more)).toString('base64url'), signature].join('.')
}
