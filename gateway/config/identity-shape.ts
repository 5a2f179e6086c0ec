import { z } from 'zod'
import { SCOPE_NAMES } from '../../schema/scopes.ts'
import { isLoopback } from '../http/hosts.ts'
import { systemName, text } from './words.ts'

/** Signatures that prove who signed: never `none`, never one whose key the reader has as well (HS256). */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const

/** All but the guest's, which comes with an order token and never with a bearer's. */
const scope = z.enum(SCOPE_NAMES.filter((name) => name !== 'order:guest'))
const scopeList = z.array(scope)
const claim = text.describe('the name of a claim; dots lead into maps, as in realm_access.roles')

const scopes = z
  .strictObject({
    always: scopeList.default([]).describe('what every token of the issuer grants'),
    claim: claim
      .optional()
      .describe('a claim that lists scopes: a list, or a text with blanks. Needs `allowed`'),
    allowed: scopeList.default([]).describe('the scopes of `claim` that count; others grant nothing'),
    roles: z
      .strictObject({
        claim: claim.describe('a claim that lists roles: a list, or a text with one role'),
        grants: z
          .record(text, scopeList)
          .describe('the scopes of each role, by its name. A role that is not here grants nothing'),
      })
      .optional()
      .describe('scopes by role'),
  })
  .prefault({})
  .describe('what its tokens grant. A SHOPPER may be given `customer:self` alone, a PARTNER nothing')

const issuer = z.strictObject({
  kind: z
    .enum(['SHOPPER', 'STAFF', 'PARTNER'])
    .describe('whose tokens these are: shoppers, the staff, or partners’ clients'),
  issuer: text.describe('what the issuer calls itself: the `iss` claim of its tokens, letter by letter'),
  audience: text.describe('what the issuer calls this graph: the `aud` claim of its tokens, or one of them'),
  jwksUrl: z
    .url({ protocol: /^https?$/ })
    .refine(isSafe, { error: 'expected an https URL, or an http URL on this machine' })
    .describe('the https URL of its keys, a JWK Set. http on this machine only'),
  algorithms: z
    .array(z.enum(ALGORITHMS))
    .min(1)
    .default(['RS256', 'ES256', 'EdDSA'])
    .describe('the signatures that count'),
  clockToleranceSeconds: z
    .int()
    .min(0)
    .max(300)
    .default(30)
    .meta({ unit: 'seconds', description: 'how far the clocks of issuer and gateway may be apart' }),
  customer: z
    .strictObject({
      claim: claim.describe('a claim that says which shopper the token is for'),
      system: systemName
        .optional()
        .describe(
          'the system whose record the claim names, as its adapter spells the key. Without it the claim holds an id of the graph',
        ),
    })
    .optional()
    .describe('which shopper the viewer is. Without it: none'),
  store: z
    .strictObject({ claim: claim.describe('a claim with the code of a store of `stores`') })
    .optional()
    .describe('which store the viewer works in. Without it: none'),
  scopes,
})

/** `issuers`: whose tokens count, by names of the retailer's own, and what they say of who asks. */
export const issuers = z
  .record(systemName, issuer)
  .default({})
  .describe(
    'whose tokens count, by names of your own. Budgets and the audit log know their subjects by it (`staff/42`). Without any, everybody is anonymous',
  )

/** One configured issuer. */
export type IssuerConfig = z.output<typeof issuer>

/** Keys are what everything is believed by: they must not come by a way that somebody else can change. */
function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || isLoopback(hostname)
}
