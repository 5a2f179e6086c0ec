import { describe, expect, it } from 'vitest'
import type { Config } from '../../gateway/config/config.ts'
import { RefusedToServe, refuseSandboxTokens } from '../../gateway/refused.ts'
import { thisBuild } from '../../gateway/this-build.ts'

const sandbox = { seed: 1, size: 20, ports: {}, folder: 'x' }
const trusting = (issuer: string, more: object = {}) =>
  ({ issuers: { people: { issuer } }, sandbox, server: { host: '127.0.0.1' }, ...more }) as unknown as Config
const refuse = (config: Config) => refuseSandboxTokens(config, thisBuild.sandbox.issuers)
const { issuers } = thisBuild.sandbox

describe('a configuration that trusts the sandbox’s issuers', () => {
  it.each(issuers)('is served on this machine: %s', (issuer) => {
    expect(() => refuse(trusting(issuer))).not.toThrow()
  })

  it.each(issuers)('is refused without a sandbox: %s', (issuer) => {
    expect(() => refuse(trusting(issuer, { sandbox: undefined }))).toThrow(RefusedToServe)
    expect(() => refuse(trusting(issuer, { sandbox: undefined }))).toThrow(
      /^issuers\.people is the sandbox's, whose tokens everybody can make: expected it in a configuration with a sandbox section only/,
    )
  })

  it.each(['0.0.0.0', '::', '10.0.0.1', 'shop.example'])('is refused on %s, which others reach', (host) => {
    expect(() => refuse(trusting(issuers[0] ?? '', { server: { host } }))).toThrow(
      /^issuers\.people is the sandbox's, .*: expected a loopback host .*; found/,
    )
  })

  it('is another than one that trusts its own', () => {
    const own = trusting('https://id.example', { sandbox: undefined, server: { host: '0.0.0.0' } })
    expect(() => refuse(own)).not.toThrow()
    expect(() => refuse({ ...own, issuers: {} })).not.toThrow()
  })
})
