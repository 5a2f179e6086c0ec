import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../../gateway/config/load.ts'
import { ConfigError } from '../../../gateway/config/problem.ts'
import { adapters, env, good } from './sample.ts'

const staff = `issuers:
  staff:
    kind: STAFF
    issuer: https://id.example
    audience: couture
    jwksUrl: https://id.example/jwks
    customer: { claim: sub, system: crm }
    scopes:
      always: ['customer:lookup']
      claim: scope
      allowed: ['order:read']
      roles: { claim: roles, grants: { desk: ['customer:read'] } }
  accounts:
    kind: SHOPPER
    issuer: https://shop.example
    audience: couture
    jwksUrl: http://127.0.0.1:9000/jwks
    scopes: { always: ['customer:self'] }
  guides:
    kind: PARTNER
    issuer: https://guides.example
    audience: couture
    jwksUrl: https://guides.example/jwks
`
const load = (text: string) => loadConfig({ file: 'c.yaml', text: good + text, env, adapters })

/** What is wrong with it, without the place. */
function complaint(text: string): string {
  try {
    load(text)
    return 'nothing'
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message.replaceAll(/c\.yaml:\d+:\d+ /g, '')
  }
}

describe('issuers', () => {
  it('are read, with what is not said', () => {
    const { issuers } = load(staff)
    expect(issuers['guides']).toEqual({
      kind: 'PARTNER',
      issuer: 'https://guides.example',
      audience: 'couture',
      jwksUrl: 'https://guides.example/jwks',
      algorithms: ['RS256', 'ES256', 'EdDSA'],
      clockToleranceSeconds: 30,
      scopes: { always: [], allowed: [] },
    })
    expect(load('').issuers).toEqual({})
  })

  it.each([
    [
      'a scope that is none',
      "always: ['customer:lookup']",
      "always: ['customer:lokup']",
      /^issuers\.staff\.scopes\.always\[0\]: expected one of customer:self, .*; found "customer:lokup"; did you mean customer:lookup\?$/,
    ],
    [
      'the scope of guests',
      "allowed: ['order:read']",
      "allowed: ['order:guest']",
      /^issuers\.staff\.scopes\.allowed\[0\]: expected one of (?!.*order:guest.*;).*; found "order:guest"/,
    ],
    [
      'a signature that proves nothing',
      'audience: couture\n    jwksUrl: https://id',
      'audience: couture\n    algorithms: [HS256]\n    jwksUrl: https://id',
      /^issuers\.staff\.algorithms\[0\]: expected one of RS256, .*; found "HS256"; did you mean RS256\?$/,
    ],
    [
      'none at all',
      'audience: couture\n    jwksUrl: https://id',
      'audience: couture\n    algorithms: [none]\n    jwksUrl: https://id',
      /^issuers\.staff\.algorithms\[0\]: expected one of RS256, [^;]*; found "none"/,
    ],
    [
      'keys that come by a way others can change',
      'jwksUrl: https://id.example/jwks',
      'jwksUrl: http://id.example/jwks',
      /^issuers\.staff\.jwksUrl: expected an https URL, or an http URL on this machine; found "http:\/\/id\.example\/jwks"$/,
    ],
    [
      'keys in a file',
      'jwksUrl: https://id.example/jwks',
      'jwksUrl: file:///etc/keys',
      /^issuers\.staff\.jwksUrl: expected the https URL of its keys/,
    ],
    [
      'an issuer twice',
      'issuer: https://guides.example',
      'issuer: https://id.example',
      /^issuers\.guides\.issuer: expected an issuer of its own; staff has the same$/,
    ],
    [
      'a system that nobody declared',
      'system: crm',
      'system: crn',
      /^issuers\.staff\.customer\.system: unknown system "crn"; did you mean crm\?$/,
    ],
    [
      'a claim of scopes of which none counts',
      "      allowed: ['order:read']\n",
      '',
      /^issuers\.staff\.scopes\.claim: expected allowed beside it: the scopes of the claim that count; found none$/,
    ],
    [
      'scopes that no claim asks for',
      '      claim: scope\n',
      '',
      /^issuers\.staff\.scopes\.allowed: expected claim beside it: the claim that lists scopes; found none$/,
    ],
    [
      'more for shoppers than their own',
      "{ always: ['customer:self'] }",
      "{ always: ['customer:self', 'customer:read'] }",
      /^issuers\.accounts\.scopes\.always\[1\]: expected customer:self, all that an issuer of kind SHOPPER may grant; found customer:read$/,
    ],
    [
      'more for shoppers by a claim',
      "{ always: ['customer:self'] }",
      "{ claim: s, allowed: ['order:read'] }",
      /^issuers\.accounts\.scopes\.allowed\[0\]: expected customer:self/,
    ],
    [
      'more for shoppers by a role',
      "{ always: ['customer:self'] }",
      "{ roles: { claim: r, grants: { vip: ['order:read'] } } }",
      /^issuers\.accounts\.scopes\.roles\.grants\.vip\[0\]: expected customer:self/,
    ],
    [
      'anything for partners',
      'jwksUrl: https://guides.example/jwks\n',
      "jwksUrl: https://guides.example/jwks\n    scopes: { always: ['customer:self'] }\n",
      /^issuers\.guides\.scopes\.always\[0\]: expected no scope for an issuer of kind PARTNER; found customer:self$/,
    ],
    [
      'an audience that is empty',
      'audience: couture\n    jwksUrl: https://id',
      "audience: ''\n    jwksUrl: https://id",
      /^issuers\.staff\.audience: expected at least 1 characters/,
    ],
  ])('are refused for %s', (_title, from, to, message) => {
    expect(staff).toContain(from)
    expect(complaint(staff.replace(from, to))).toMatch(message)
  })
})
