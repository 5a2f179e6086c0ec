import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SANDBOX_ISSUER_URLS } from '../../../sandbox/issuer/keys.ts'
import { castOf, type SandboxPerson, tokenFor } from '../../../sandbox/issuer/people.ts'
import { issuerServer } from '../../../sandbox/issuer/server.ts'
import { serve } from '../../../sandbox/serve.ts'
import { freePort } from '../free-port.ts'

const now = new Date('2026-06-15T10:00:00Z')
const named = (issuer: string) => ({ issuer, audience: 'couture' })
const issuers = {
  accounts: named(SANDBOX_ISSUER_URLS.accounts),
  staff: named(SANDBOX_ISSUER_URLS.staff),
  partners: named(SANDBOX_ISSUER_URLS.partners),
}

async function open() {
  const server = issuerServer()
  const { name, kind, handle, refuse, rotate } = server
  const served = await serve({ name, kind, handle, refuse, rotate }, { port: await freePort() })
  onTestFinished(() => served.close())
  const keys = async (issuer: string) =>
    (await (await fetch(`${served.url}/${issuer}/jwks.json`)).json()) as JSONWebKeySet
  const claimsOf = async (token: string, issuer: string) => {
    const set = createLocalJWKSet(await keys(issuer))
    return (await jwtVerify(token, set, { currentDate: now })).payload
  }
  return { server, served, keys, claimsOf }
}

describe('the sandbox’s issuers', () => {
  it('publish the keys that another process signs with, each their own', async () => {
    const { keys, claimsOf } = await open()
    const { keys: published } = await keys('staff')
    expect(published).toEqual([
      {
        kty: 'OKP',
        crv: 'Ed25519',
        x: expect.stringMatching(/^[\w-]{43}$/),
        kid: 'staff-0',
        use: 'sig',
        alg: 'EdDSA',
      },
    ])
    expect((await keys('accounts')).keys[0]?.x).not.toBe(published[0]?.x)
    const token = tokenFor({ role: 'steward' }, { issuers, now })
    const iat = now.getTime() / 1_000
    expect(await claimsOf(token, 'staff')).toEqual({
      iss: 'https://staff.sandbox.invalid',
      aud: 'couture',
      sub: 'steward',
      iat,
      exp: iat + 3_600,
      roles: ['steward'],
    })
    await expect(claimsOf(token, 'accounts')).rejects.toThrow()
  })

  it('rotate when they are told to, and publish the keys before for one time more', async () => {
    const { server, served, claimsOf } = await open()
    const rotate = () => fetch(new URL('rotate', served.adminUrl), { method: 'POST' })
    const old = tokenFor({ customer: 'c' }, { issuers, now })
    expect((await rotate()).status).toBe(204)
    const next = tokenFor({ customer: 'c' }, { issuers, now, generation: server.generation() })
    expect((await claimsOf(old, 'accounts')).sub).toBe('c')
    expect((await claimsOf(next, 'accounts')).sub).toBe('c')
    await rotate()
    await expect(claimsOf(old, 'accounts')).rejects.toThrow()
    expect((await claimsOf(next, 'accounts')).sub).toBe('c')
  })

  it.each([
    ['GET', '/staff', 404],
    ['GET', '/nobody/jwks.json', 404],
    ['GET', '/', 404],
    ['POST', '/staff/jwks.json', 405],
  ])('answer %s %s with %i', async (method, path, status) => {
    const { served } = await open()
    expect((await fetch(served.url + path, { method })).status).toBe(status)
  })

  it.each([
    ['throttled', 429],
    ['unavailable', 503],
    ['expired', 401],
  ] as const)('refuse %s with %i', async (refuse, status) => {
    const { served } = await open()
    await served.misbehave({ refuse })
    expect((await fetch(`${served.url}/staff/jwks.json`)).status).toBe(status)
  })

  it('leave other servers without anything to rotate', async () => {
    const { name, kind, handle, refuse } = issuerServer()
    const served = await serve({ name, kind, handle, refuse }, { port: await freePort() })
    onTestFinished(() => served.close())
    expect((await fetch(new URL('rotate', served.adminUrl), { method: 'POST' })).status).toBe(404)
  })
})

describe('the sandbox’s directory', () => {
  it.each<[SandboxPerson, object]>([
    [{ customer: 'c' }, { iss: 'https://accounts.sandbox.invalid', sub: 'c' }],
    [{ partner: 'guide' }, { iss: 'https://partners.sandbox.invalid', sub: 'guide' }],
    [
      { role: 'associate', store: 'PAR01', customer: 'c' },
      {
        iss: 'https://staff.sandbox.invalid',
        sub: 'associate-PAR01',
        roles: ['associate'],
        store: 'PAR01',
        customer: 'c',
      },
    ],
    [
      { scopes: ['a', 'b'], customer: 'c' },
      { iss: 'https://staff.sandbox.invalid', sub: 'somebody', scope: 'a b', customer: 'c' },
    ],
  ])('writes of %j', (person, expected) => {
    const [, payload = ''] = tokenFor(person, { issuers, now, seconds: 60 }).split('.')
    const { aud, iat, exp, ...rest } = JSON.parse(Buffer.from(payload, 'base64url').toString())
    expect([aud, exp - iat]).toEqual(['couture', 60])
    expect(rest).toEqual(expected)
  })

  it('has somebody of every kind to act as', () => {
    const samples = { omnichannelShopper: { customerId: 'c' }, tillOnlyShopper: { customerId: 'd' } }
    const cast = castOf(samples, [{ code: 'A' }, { code: 'B' }, { code: 'C' }, { code: 'D' }])
    expect(cast.map(({ name, person }) => [name, person])).toEqual([
      ['associate in A', { role: 'associate', store: 'A' }],
      ['associate in B', { role: 'associate', store: 'B' }],
      ['associate in C', { role: 'associate', store: 'C' }],
      ['call centre', { role: 'callCentre' }],
      ['shopper of every channel', { customer: 'c' }],
      ['shopper known by a card alone', { customer: 'd' }],
      ['marketing', { role: 'marketing' }],
      ['data steward', { role: 'steward' }],
      ['privacy officer', { role: 'privacy' }],
      ['operations', { role: 'operations' }],
      ['partner', { partner: 'guide' }],
      ['nobody', null],
    ])
  })
})
