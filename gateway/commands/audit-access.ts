import type { Command } from 'commander'
import { isIdOf } from '../../adapters/ids.ts'
import { addDays, type Instant, instantIn, parseDay, parseInstant } from '../../adapters/time.ts'
import type {
  AccessBreak,
  AccessFilter,
  AccessHead,
  AccessLedger,
  AccessRow,
} from '../../ledger/access/port.ts'
import { CommandError, type Io } from './io.ts'

/** What `couture audit access` is asked, as it was typed. */
export interface AuditAccessFlags {
  readonly customer?: string
  readonly viewer?: string
  readonly order?: string
  readonly since?: string
  readonly until?: string
  readonly after?: string
  readonly limit: string
  readonly json: boolean
  readonly verify: boolean
  readonly head?: string
}

export interface AuditAccessOptions {
  readonly config: string
  readonly flags: AuditAccessFlags
}

interface AuditTools {
  readonly defaultConfig: string
  run(options: AuditAccessOptions): Promise<void>
}

const AUDIT = 'Read and check what the ledger holds for auditors.'
const ACCESS =
  'Who was shown whose personal data, why and from where: one line each, oldest first. With --verify, whether that log is what was written.'
const EXAMPLES = `
Examples:
  $ couture audit access --customer cus_0123456789abcdefghjkmnpqrs --since 2026-11-01
  $ couture audit access --viewer staff/42 --since 2026-11-01T09:00:00Z --json
  $ couture audit access --verify

Exit codes: 0 done or whole, 1 failed or tampered with, 2 asked wrongly.`

/** Adds `couture audit access`. */
export function addAudit(program: Command, { defaultConfig, run }: AuditTools): void {
  program
    .command('audit')
    .description(AUDIT)
    .command('access')
    .description(ACCESS)
    .allowExcessArguments(false)
    .option('-c, --config <file>', 'the configuration file', defaultConfig)
    .option('--customer <id>', 'only of this shopper, by any id ever given for them')
    .option('--viewer <subject>', "only by this viewer: the issuer's name and the token's subject, staff/42")
    .option('--order <id>', 'only what was in this order')
    .option('--since <day|instant>', "from then on; a day begins by the retailer's clock")
    .option('--until <day|instant>', 'to the end of that day, or before that instant')
    .option('--after <row>', 'only rows behind this one: the next page')
    .option('--limit <number>', 'at most so many rows', '1000')
    .option('--json', 'one JSON object a line, with every order', false)
    .option('--verify', 'check every row and print none; exit 1 where the log is not what was written', false)
    .option('--head <rows:hash>', 'with --verify: a head noted earlier, which the log must still go through')
    .addHelpText('after', EXAMPLES)
    .action(async ({ config, ...flags }) => run({ config, flags }))
}

interface Audit {
  readonly access: AccessLedger
  /** By whose clock days begin and end. */
  readonly timeZone: string
  readonly io: Io
}

/** Answers with the exit code. Throws a `CommandError` for flags that make no sense, before anything is read. */
export async function auditAccess(flags: AuditAccessFlags, { access, timeZone, io }: Audit): Promise<number> {
  if (flags.verify) return verify(access, headOf(flags), io)
  if (flags.head !== undefined) throw new CommandError('expected --verify beside --head')
  const first = numberOf('--limit', flags.limit, 1)
  const after = flags.after === undefined ? 0 : numberOf('--after', flags.after, 0)
  const filter = filterOf(flags, timeZone)
  // One more than is shown tells whether there are more.
  const rows = await access.read(filter, { after, first: first + 1 })
  const shown = rows.slice(0, first)
  for (const row of shown) io.out(`${flags.json ? JSON.stringify(row) : lineOf(row)}\n`)
  if (shown.length === 0) io.tell('no such access is in the log\n')
  if (rows.length > first) io.tell(`there are more; go on with --after ${shown.at(-1)?.seq}\n`)
  return 0
}

async function verify(access: AccessLedger, noted: AccessHead | undefined, io: Io): Promise<number> {
  const verdict = await access.verify(noted)
  if (verdict.whole) {
    const { rows, hash } = verdict.head
    io.out(`the access log is whole: ${rows} rows, head ${rows}:${hash}\n`)
    return 0
  }
  io.out(`the access log is broken at row ${verdict.seq}: ${BREAKS[verdict.how]}\n`)
  return 1
}

const BREAKS: Readonly<Record<AccessBreak, string>> = {
  CHANGED: 'it is not what was written',
  MISSING: 'it is gone',
  INSERTED: 'it was put in by somebody else',
  CUT: 'it and all behind it are gone',
  HEAD: 'the head of the chain is not what was written, so nobody can say how it went on',
  REPLACED: 'it is not the row whose head was noted: the log goes another way from there or before',
}

const ONLY_READING = ['customer', 'viewer', 'order', 'since', 'until', 'after'] as const

function headOf(flags: AuditAccessFlags): AccessHead | undefined {
  const wrong = ONLY_READING.find((name) => flags[name] !== undefined)
  if (wrong)
    throw new CommandError(`expected --verify without --${wrong}: it checks every row and prints none`)
  if (flags.head === undefined) return
  const [, rows, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(flags.head) ?? []
  if (rows === undefined || hash === undefined) {
    throw new CommandError('expected --head as --verify prints it: rows, a colon and 64 hexadecimal digits')
  }
  return { rows: Number(rows), hash }
}

function filterOf(
  { customer, viewer, order, since, until }: AuditAccessFlags,
  timeZone: string,
): AccessFilter {
  if (customer !== undefined && !isIdOf('customer', customer)) {
    throw new CommandError(
      "expected --customer to be a shopper's id, cus_ and 26 characters; found another text",
    )
  }
  if (order !== undefined && !/^ord_[\w-]+$/.test(order)) {
    throw new CommandError(
      "expected --order to be an order's id as the graph gives it, ord_…; found another text",
    )
  }
  return {
    ...(customer !== undefined && { customerId: customer }),
    ...(viewer !== undefined && { subject: viewer }),
    ...(order !== undefined && { orderId: order }),
    ...(since !== undefined && { since: timeOf('--since', since, { timeZone, days: 0 }) }),
    ...(until !== undefined && { until: timeOf('--until', until, { timeZone, days: 1 }) }),
  }
}

/** An instant as it is, or the midnight so many days after the one a day begins with. */
function timeOf(
  flag: string,
  text: string,
  { timeZone, days }: { readonly timeZone: string; readonly days: number },
): Instant {
  const day = parseDay(text)
  const time = day ? instantIn(timeZone, `${addDays(day, days)}T00:00:00`) : parseInstant(text)
  if (time) return time
  throw new CommandError(
    `expected ${flag} to be a day like 2026-11-01 or an instant like 2026-11-01T09:00:00Z`,
  )
}

function numberOf(flag: string, text: string, least: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least) return number
  throw new CommandError(`expected ${flag} to be a whole number, ${least} or more`)
}

/** Nothing in a row can steer a terminal: the ledger takes it out before it writes. */
function lineOf({ seq, at, viewer, customerId, orderIds, what, why, from }: AccessRow): string {
  const who = [viewer.kind, viewer.subject, viewer.store && `in ${viewer.store}`].filter(Boolean).join(' ')
  const orders = orderIds.length === 1 ? `${orderIds[0]}` : `${orderIds.length} orders`
  const whose = [customerId, orderIds.length > 0 && orders].filter(Boolean).join(' in ')
  const client = [from.client, from.clientVersion].filter(Boolean).join(' ')
  const parts = [
    `${seq}`,
    at,
    who,
    whose,
    what.join(' '),
    `by ${why.scopes.join(' ') || 'no scope'}`,
    `through ${why.reached.join(' ') || 'nothing known'}`,
    why.reason !== null && `because ${JSON.stringify(why.reason)}`,
    `from ${[client, from.address, from.operation].filter(Boolean).join(', ') || 'nowhere known'}`,
    from.requestId,
  ]
  return parts.filter(Boolean).join('  ')
}
