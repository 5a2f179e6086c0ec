import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../../gateway/config/load.ts'
import { ConfigError } from '../../../gateway/config/problem.ts'
import { adapters, env, good } from './sample.ts'

const issuers = `
issuers:
  partners:
    kind: PARTNER
    issuer: https://login.example
    audience: couture
    jwksUrl: https://login.example/keys
`
const load = (more: string) =>
  loadConfig({ file: 'couture.yaml', text: good + issuers + more, env, adapters })

function complaint(more: string): string {
  try {
    load(more)
  } catch (error) {
    if (error instanceof ConfigError) return error.message.replace(/^couture\.yaml:\d+:\d+ /, '')
    throw error
  }
  return ''
}

describe('documents', () => {
  it('are registered nowhere, obligatory for nobody and kept for a day, where nothing is said', () => {
    expect(load('').documents).toEqual({
      manifests: [],
      mandatory: [],
      logOnly: false,
      automatic: { enabled: true, ttlSeconds: 86_400, maxEntries: 1_000 },
    })
  })

  it.each(['SHOPPER', 'ANONYMOUS', 'partners', 'partners/acme'])('may be obligatory for %s', (one) => {
    const { mandatory } = load(`documents: { manifests: [m.json], mandatory: [${one}] }\n`).documents
    expect(mandatory).toEqual([one])
  })

  it.each([
    [
      '{ mandatory: [SHOPPER] }',
      'documents: expected manifests, since somebody is in mandatory and could ask nothing without one; found a map of keys',
    ],
    [
      '{ manifests: [m.json], mandatory: [partner] }',
      'documents.mandatory[0]: unknown issuer "partner"; did you mean partners?',
    ],
    [
      '{ manifests: [m.json], mandatory: [SHOPPER, others/acme] }',
      'documents.mandatory[1]: unknown issuer "others"; expected one of partners',
    ],
    [
      '{ manifests: [m.json], mandatory: [SHOPPERS] }',
      'documents.mandatory[0]: expected ANONYMOUS, SHOPPER, STAFF or PARTNER, or an issuer or a subject like partners/acme; found "SHOPPERS"',
    ],
  ])('that say %s are wrong', (section, message) => {
    expect(complaint(`documents: ${section}\n`)).toBe(message)
  })
})

describe('an origin', () => {
  it.each(['https://shop.example', 'http://localhost:5173', 'https://shop.example:8443'])(
    'is %s',
    (origin) => {
      expect(load(`server: { cors: { origins: ['${origin}'] } }\n`).server.cors.origins).toEqual([origin])
    },
  )

  it.each([
    '*',
    'null',
    'shop.example',
    'https://shop.example/',
    'https://shop.example/path',
    'https://SHOP.example',
    'https://*.shop.example',
    'https://shop.example:443',
    'ftp://shop.example',
  ])('is not %s', (origin) => {
    expect(complaint(`server: { cors: { origins: ['${origin}'] } }\n`)).toBe(
      `server.cors.origins[0]: expected an origin like https://shop.example, without a path; found "${origin}"`,
    )
  })
})
