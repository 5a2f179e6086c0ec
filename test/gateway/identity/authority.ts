import { createHmac, createSign, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { JWK } from 'jose'
import type { Config } from '../../../gateway/config/config.ts'
import type { IssuerConfig } from '../../../gateway/config/identity-shape.ts'
import { createIdentity } from '../../../gateway/identity/identify.ts'
import type { Fetch } from '../../../gateway/identity/jwks-fetch.ts'
import { createLog } from '../../../gateway/log.ts'
import type { IncomingRequest } from '../../../gateway/request.ts'
import type { Viewer } from '../../../subgraphs/shared/access/viewer.ts'
import { keepLines } from '../harness.ts'

/** Seconds since the epoch at which every test begins. */
export const NOW = 1_780_000_000

const PAIRS = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  other: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ed: generateKeyPairSync('ed25519'),
  stranger: generateKeyPairSync('rsa', { modulusLength: 2048 }),
}
type KeyName = keyof typeof PAIRS

/** A public key as an issuer publishes it, under its own name. */
export function jwk(name: KeyName): JWK {
  return { ...PAIRS[name].publicKey.export({ format: 'jwk' }), kid: name, use: 'sig' }
}

/** What everybody may read, and a careless reader of HS256 takes for the secret. */
const publicPem = PAIRS.rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString()

interface Crafted {
  readonly header?: Readonly<Record<string, unknown>>
  /** JSON text, where a value is not to be written by us. */
  readonly payload?: Readonly<Record<string, unknown>> | string
  /** Who signs, by the algorithm of the header. */
  readonly by?: KeyName
}

/** The claims of a right token; undefined ones are left out. */
export function claims(more: Readonly<Record<string, unknown>> = {}) {
  return { iss: 'https://id.example', aud: 'couture', sub: '42', iat: NOW, exp: NOW + 600, ...more }
}

/** A token, right unless it is spoilt. */
export function token({ header = {}, payload = claims(), by = 'rsa' }: Crafted = {}): string {
  const whole = { alg: 'RS256', typ: 'JWT', kid: by, ...header }
  const text = [JSON.stringify(whole), typeof payload === 'string' ? payload : JSON.stringify(payload)]
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')
  return `${text}.${signature(String(whole.alg), text, PAIRS[by].privateKey)}`
}

function signature(alg: string, text: string, key: KeyObject): string {
  const data = Buffer.from(text)
  switch (alg) {
    case 'RS256':
      return createSign('RSA-SHA256').update(data).sign(key, 'base64url')
    case 'PS256':
      return sign('sha256', data, { key, padding: 6, saltLength: 32 }).toString('base64url')
    case 'ES256':
      return sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
    case 'EdDSA':
      return sign(null, data, key).toString('base64url')
    case 'HS256':
      return createHmac('sha256', publicPem).update(data).digest('base64url')
    default:
      return 'c2lnbmVk'
  }
}

const SCOPES: IssuerConfig['scopes'] = { always: [], allowed: [] }

/** A staff's directory; `more` changes it. */
export function issuer(more: Partial<IssuerConfig> = {}): IssuerConfig {
  return {
    kind: 'STAFF',
    issuer: 'https://id.example',
    audience: 'couture',
    jwksUrl: 'https://id.example/jwks',
    algorithms: ['RS256', 'ES256', 'EdDSA'],
    clockToleranceSeconds: 30,
    scopes: SCOPES,
    ...more,
  }
}

/** What an issuer's key server does, and how often it was asked for what. */
interface KeyServer {
  keys: readonly object[]
  /** Instead of the keys. */
  answer: null | ((signal: AbortSignal) => Promise<Response>)
  readonly asked: string[]
}

/** An identity over such a key server, by a clock that stands until it is moved. */
export function open(
  issuers: Readonly<Record<string, IssuerConfig>> = { staff: issuer() },
  { keysTimeoutMs }: { readonly keysTimeoutMs?: number } = {},
) {
  const server: KeyServer = { keys: [jwk('rsa'), jwk('ec'), jwk('ed')], answer: null, asked: [] }
  const time = { now: NOW * 1_000 }
  const clock = () => new Date(time.now)
  const { stream, lines, text } = keepLines()
  const fetch: Fetch = async (url, { signal }) => {
    server.asked.push(url)
    return server.answer ? server.answer(signal) : Response.json({ keys: server.keys })
  }
  const log = createLog({ level: 'info', clock, stream })
  const identity = createIdentity({ fetch, clock, log, ...(keysTimeoutMs && { keysTimeoutMs }) })
  const config = {
    issuers,
    ids: { key: 'k'.repeat(32) },
    stores: [{ code: 'PAR01' }],
  } as unknown as Config
  const by = identity.by(config)
  const identify = (headers: IncomingRequest['headers']): Promise<Viewer> => by({ id: 'r-1', headers })
  const withToken = (one: string) => identify({ authorization: `Bearer ${one}` })
  return { identity, config, server, time, lines, logText: text, identify, withToken }
}
