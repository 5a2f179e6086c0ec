import type { Command } from 'commander'
import { isIdOf } from '../../adapters/ids.ts'
import type { Clock } from '../../adapters/time.ts'
import type { Config } from '../config/config.ts'
import { nearest } from '../nearest.ts'
import type { Sandbox, SandboxPerson } from '../parts.ts'
import { CommandError } from './io.ts'

/** What `couture token` is asked for, as typed. */
export interface TokenFlags {
  readonly config: string
  readonly customer?: string
  readonly associate?: string
  readonly role?: string
  readonly partner?: string
  readonly scopes?: string
  readonly expires: string
}

interface TokenTools {
  readonly sandbox: Sandbox
  readonly clock: Clock
}

/** Says on the command line what there is to ask for. */
export function tokenOptions(command: Command): Command {
  return command
    .option('--customer <id>', "a shopper, by the graph's id or the name of a sample")
    .option('--associate <store>', 'somebody of the staff who works in this store')
    .option('--role <name>', 'somebody of the staff with this role: callCentre, marketing, steward, ...')
    .option('--partner <name>', "a partner's client")
    .option('--scopes <list>', 'somebody of the staff with these scopes, parted by blanks')
    .option('--expires <time>', 'how long it is valid: 90s, 15m, 1h, 7d', '1h')
}

export const TOKEN =
  "Make a token of the sandbox's issuers and print it. An employee may be a shopper as well: --customer goes with --associate, --role and --scopes."
export const TOKEN_EXAMPLES =
  '  $ couture token --customer omnichannelShopper\n  $ couture token --associate PAR01 --expires 15m\n  $ couture token --role callCentre\n  $ couture token --scopes "customer:read order:read"'

/** A token for whom the flags say. Throws a `CommandError` for anybody who is not of the sandbox. */
export function sandboxToken(config: Config, flags: TokenFlags, { sandbox, clock }: TokenTools): string {
  if (!config.sandbox) {
    throw new CommandError(
      `expected a sandbox section in ${flags.config}: tokens are made for the sandbox alone, yours come from your own ` +
        'issuers; found none',
    )
  }
  const person = flags.partner === undefined ? ourOwn(config, flags, { sandbox, clock }) : aPartner(flags)
  return sandbox.token(config, person, { now: clock(), seconds: secondsIn(flags.expires) })
}

function aPartner({ partner = '', customer, associate, role, scopes }: TokenFlags): SandboxPerson {
  if ([customer, associate, role, scopes].some((one) => one !== undefined)) {
    throw new CommandError(
      'expected --partner alone: a partner is no shopper, works in no store and has no scopes',
    )
  }
  if (/^[\w.-]{1,60}$/.test(partner)) return { partner }
  throw new CommandError('expected --partner to be a name of at most 60 letters, digits, dots and hyphens')
}

function ourOwn(config: Config, flags: TokenFlags, tools: TokenTools): SandboxPerson {
  const { customer, associate, role, scopes } = flags
  if ([customer, associate, role, scopes].every((one) => one === undefined)) {
    throw new CommandError(
      'expected one of --customer, --associate, --role, --partner and --scopes; found none',
    )
  }
  if (associate !== undefined && role !== undefined) {
    throw new CommandError('expected --associate or --role, not both: only an associate works in a store')
  }
  const { roles, allowed } = config.issuers['staff']?.scopes ?? { allowed: [] }
  const codes = config.stores.map(({ code }) => code)
  return {
    ...(customer !== undefined && { customer: shopper(config, customer, tools) }),
    ...(associate !== undefined && { role: 'associate', store: oneOf('store', associate, codes) }),
    ...(role !== undefined && { role: oneOf('role', role, Object.keys(roles?.grants ?? {})) }),
    ...(scopes !== undefined && { scopes: wordsIn(scopes).map((scope) => oneOf('scope', scope, allowed)) }),
  }
}

/** The id itself, or that of a sample. */
function shopper(config: Config, text: string, { sandbox, clock }: TokenTools): string {
  if (isIdOf('customer', text)) return text
  const { omnichannelShopper, tillOnlyShopper } = sandbox.describe(config, clock).samples
  const samples = { omnichannelShopper, tillOnlyShopper }
  const name = oneOf('sample', text, Object.keys(samples))
  return name === 'tillOnlyShopper' ? tillOnlyShopper.customerId : omnichannelShopper.customerId
}

function wordsIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

function oneOf(what: string, name: string, known: readonly string[]): string {
  if (known.includes(name)) return name
  const meant = nearest(name, known)
  const hint = meant ? `did you mean ${meant}?` : `expected one of ${known.join(', ')}`
  throw new CommandError(`unknown ${what} ${JSON.stringify(name)}; ${hint}`)
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 }
const MOST_SECONDS = 30 * 86_400

function secondsIn(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,7})([smhd])$/.exec(text) ?? []
  const seconds = Number(count) * (SECONDS[unit] ?? 0)
  if (seconds > 0 && seconds <= MOST_SECONDS) return seconds
  throw new CommandError(
    `expected --expires like 90s, 15m, 1h or 7d, at most 30d; found ${JSON.stringify(text)}`,
  )
}
