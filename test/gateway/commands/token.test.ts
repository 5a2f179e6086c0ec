import { readFileSync } from 'node:fs'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { type Actions, runCli } from '../../../gateway/commands/program.ts'
import { sandboxToken } from '../../../gateway/commands/token.ts'
import { loadConfig } from '../../../gateway/config/load.ts'
import { thisBuild } from '../../../gateway/this-build.ts'
import { SCOPE_NAMES } from '../../../schema/scopes.ts'

const text = readFileSync(new URL('../../../couture.sandbox.yaml', import.meta.url), 'utf8').replace(
  'size: 2000',
  'size: 20',
)
const read = (yaml: string) =>
  loadConfig({ file: 'c.yaml', text: yaml, env: {}, adapters: thisBuild.adapters })
const config = read(text)
const clock = () => new Date('2026-06-15T10:00:00Z')
const tools = { sandbox: thisBuild.sandbox, clock }
const make = (flags: object, of = config) =>
  sandboxToken(of, { config: 'c.yaml', expires: '1h', ...flags }, tools)
const id = 'cus_r0apbadcvze3dhnc1v3m09srj6'

describe('couture token', () => {
  it.each([
    [{ customer: id }, { iss: 'https://accounts.sandbox.invalid', sub: id }],
    [{ partner: 'guide.fr' }, { iss: 'https://partners.sandbox.invalid', sub: 'guide.fr' }],
    [{ associate: 'LYO01' }, { sub: 'associate-LYO01', roles: ['associate'], store: 'LYO01' }],
    [
      { role: 'callCentre', customer: id },
      { sub: 'callCentre', roles: ['callCentre'], customer: id },
    ],
    [{ scopes: ' customer:read  order:read ' }, { sub: 'somebody', scope: 'customer:read order:read' }],
    [
      { associate: 'PAR01', scopes: 'ops:read' },
      { sub: 'associate-PAR01', scope: 'ops:read' },
    ],
  ])('makes one for %j', (flags, expected) => {
    expect(decodeJwt(make(flags))).toMatchObject({ aud: 'couture', ...expected })
  })

  it('knows the samples by name', () => {
    const { samples } = thisBuild.sandbox.describe(config, clock)
    expect(decodeJwt(make({ customer: 'omnichannelShopper' })).sub).toBe(
      samples.omnichannelShopper.customerId,
    )
    expect(decodeJwt(make({ customer: 'tillOnlyShopper' })).sub).toBe(samples.tillOnlyShopper.customerId)
  })

  it.each([
    ['90s', 90],
    ['15m', 900],
    ['1h', 3_600],
    ['30d', 2_592_000],
  ])('makes one that is valid for %s', (expires, seconds) => {
    const { iat = 0, exp = 0 } = decodeJwt(make({ role: 'steward', expires }))
    expect([iat, exp - iat]).toEqual([clock().getTime() / 1_000, seconds])
  })

  it.each([
    [{}, 'expected one of --customer, --associate, --role, --partner and --scopes; found none'],
    [
      { partner: 'guide', customer: id },
      'expected --partner alone: a partner is no shopper, works in no store and has no scopes',
    ],
    [{ partner: 'guide', scopes: 'ops:read' }, 'expected --partner alone'],
    [{ partner: 'a b' }, 'expected --partner to be a name of at most 60 letters, digits, dots and hyphens'],
    [
      { associate: 'PAR01', role: 'steward' },
      'expected --associate or --role, not both: only an associate works in a store',
    ],
    [{ associate: 'PAR0' }, 'unknown store "PAR0"; did you mean PAR01?'],
    [{ role: 'stewart' }, 'unknown role "stewart"; did you mean steward?'],
    [{ scopes: 'customer:raed' }, 'unknown scope "customer:raed"; did you mean customer:read?'],
    [{ scopes: 'order:guest' }, 'unknown scope "order:guest"'],
    [
      { customer: 'omnichanelShopper' },
      'unknown sample "omnichanelShopper"; did you mean omnichannelShopper?',
    ],
    [{ customer: `${id}x` }, 'unknown sample'],
    [
      { role: 'steward', expires: 'soon' },
      'expected --expires like 90s, 15m, 1h or 7d, at most 30d; found "soon"',
    ],
    [{ role: 'steward', expires: '31d' }, 'expected --expires like'],
    [{ role: 'steward', expires: '0s' }, 'expected --expires like'],
  ])('refuses %j', (flags, message) => {
    expect(() => make(flags)).toThrow(message)
  })

  it('makes none for a configuration that is not the sandbox’s', () => {
    const own = { ...config, sandbox: undefined }
    expect(() => make({ customer: id }, own)).toThrow(
      'expected a sandbox section in c.yaml: tokens are made for the sandbox alone, yours come from your own issuers; found none',
    )
    const renamed = read(text.replace('  staff:\n    kind', '  people:\n    kind'))
    expect(() => make({ customer: id }, renamed)).toThrow('expected issuers.staff as in couture.sandbox.yaml')
  })

  it('takes its flags from the command line', async () => {
    const asked: unknown[] = []
    const token = async (flags: unknown) => {
      asked.push(flags)
      return 0
    }
    // No other command is run.
    const actions = { token } as unknown as Actions
    const io = { out: () => {}, tell: () => {} }
    const line = [
      'token',
      '--customer',
      id,
      '--associate',
      'PAR01',
      '--scopes',
      'a b',
      '--expires',
      '5m',
      '-c',
      'x.yaml',
    ]
    expect(await runCli(line, { actions, io, version: '0', defaultConfig: 'c.yaml' })).toBe(0)
    expect(asked).toEqual([
      { customer: id, associate: 'PAR01', scopes: 'a b', expires: '5m', config: 'x.yaml' },
    ])
  })
})

describe('the sandbox’s configuration', () => {
  it('lets the staff’s tokens grant every scope there is, but the guests’', () => {
    const { allowed } = config.issuers['staff']?.scopes ?? {}
    expect(allowed).toEqual(SCOPE_NAMES.filter((scope) => scope !== 'order:guest'))
  })

  it('has a token for every person the explorer may act as', () => {
    const people = thisBuild.sandbox.people(config, clock)()
    expect(people.map(({ token }) => token && decodeJwt(token).sub)).toEqual([
      'associate-PAR01',
      'associate-PAR02',
      'associate-PAR03',
      'callCentre',
      thisBuild.sandbox.describe(config, clock).samples.omnichannelShopper.customerId,
      thisBuild.sandbox.describe(config, clock).samples.tillOnlyShopper.customerId,
      'marketing',
      'steward',
      'privacy',
      'operations',
      'guide',
      null,
    ])
  })
})
