import type { Command } from 'commander'
import { CommandError, type Io } from './io.ts'

/** What `couture outbox` is asked, as it was typed. */
export interface OutboxFlags {
  readonly do: 'list' | 'show' | 'retry' | 'discard'
  readonly id?: string
  readonly url?: string
  readonly state?: string
  readonly system?: string
  readonly limit?: string
  readonly after?: string
  readonly reason?: string
  readonly json: boolean
}

export interface OutboxOptions {
  readonly config: string
  readonly flags: OutboxFlags
}

interface OutboxTools {
  readonly defaultConfig: string
  run(options: OutboxOptions): Promise<void>
}

const OUTBOX = `What systems are still to be told, and what was given up. Asks the running graph, with the token in COUTURE_TOKEN (scope ops:read; ops:write to change).`
const EXAMPLES = `
Examples:
  $ export COUTURE_TOKEN=$(couture token --role operations)
  $ couture outbox list --state DEAD
  $ couture outbox show ord_1abc/place
  $ couture outbox retry ord_1abc/place
  $ couture outbox discard ord_1abc/place --reason "placed by hand, order 1000123"

Exit codes: 0 done, 1 failed or there is no such entry, 2 asked wrongly.`

/** Adds `couture outbox`. */
export function addOutbox(program: Command, { defaultConfig, run }: OutboxTools): void {
  const outbox = program.command('outbox').description(OUTBOX).addHelpText('after', EXAMPLES)
  const command = (usage: string, description: string) =>
    outbox
      .command(usage)
      .description(description)
      .allowExcessArguments(false)
      .option('-c, --config <file>', 'the configuration file, which says where the graph is', defaultConfig)
      .option('--url <url>', 'where the graph is, if not there')
      .option('--json', 'one JSON object a line', false)
  command('list', 'Entries that are not done, oldest first.')
    .option('--state <state>', 'QUEUED, DEAD, DONE or DISCARDED')
    .option('--system <name>', 'only of this system')
    .option('--limit <number>', 'at most so many', '50')
    .option('--after <cursor>', 'go on behind this one')
    .action(async ({ config, ...flags }) => run({ config, flags: { do: 'list', ...flags } }))
  command('show <id>', 'One entry.').action(async (id: string, { config, ...flags }) =>
    run({ config, flags: { do: 'show', id, ...flags } }),
  )
  command('retry <id>', 'Delivers an entry that was given up once more.').action(
    async (id: string, { config, ...flags }) => run({ config, flags: { do: 'retry', id, ...flags } }),
  )
  command(
    'discard <id>',
    'Gives an entry up for good: nothing will be told, and what waits behind it goes on.',
  )
    .requiredOption('--reason <text>', 'why, for the log')
    .action(async (id: string, { config, ...flags }) =>
      run({ config, flags: { do: 'discard', id, ...flags } }),
    )
}

/** An entry as the graph shows it. */
interface Shown {
  readonly id: string
  readonly system: string
  readonly kind: string
  readonly state: string
  readonly attempts: number
  readonly queuedAt: string
  readonly dueAt: string
  readonly doubtfulSince: string | null
  readonly failure: string | null
}

/** Asks the graph one operation. Throws a `CommandError` when it cannot be asked or refuses. */
export type AskGraph = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<unknown>

interface Asking {
  readonly ask: AskGraph
  readonly io: Io
  /** A new idempotency key. */
  readonly key: () => string
}

const FIELDS = 'id system kind state attempts queuedAt dueAt doubtfulSince failure'
const LIST = `query OutboxList($state: OutboxState, $system: String, $first: Int!, $after: String) {
  outbox(state: $state, system: $system, first: $first, after: $after) {
    edges { node { ${FIELDS} } } pageInfo { hasNextPage endCursor }
  }
}`
const SHOW = `query OutboxShow($id: ID!) { outboxEntry(id: $id) { ${FIELDS} } }`
const RETRY = `mutation OutboxRetry($id: ID!, $key: String!) {
  outboxRetry(id: $id, idempotencyKey: $key) { entry { ${FIELDS} } userErrors { code message } }
}`
const DISCARD = `mutation OutboxDiscard($id: ID!, $reason: String!, $key: String!) {
  outboxDiscard(id: $id, reason: $reason, idempotencyKey: $key) { entry { ${FIELDS} } userErrors { code message } }
}`

/** Answers with the exit code. Throws a `CommandError`. */
export async function outboxCommand(flags: OutboxFlags, { ask, io, key }: Asking): Promise<number> {
  const { id } = flags
  const print = (entry: Shown) => io.out(`${flags.json ? JSON.stringify(entry) : lineOf(entry)}\n`)
  if (flags.do === 'list') return list(flags, { ask, io, print })
  if (flags.do === 'show') {
    const { outboxEntry } = (await ask(SHOW, { id })) as { readonly outboxEntry: Shown | null }
    if (!outboxEntry) throw new CommandError('expected the id of an outbox entry; there is none of that id')
    print(outboxEntry)
    return 0
  }
  const answer =
    flags.do === 'retry'
      ? await ask(RETRY, { id, key: key() })
      : await ask(DISCARD, { id, reason: flags.reason, key: key() })
  const [payload] = Object.values(answer as Readonly<Record<string, Payload>>)
  const [error] = payload?.userErrors ?? []
  if (error) throw new CommandError(error.message)
  if (payload?.entry) print(payload.entry)
  return 0
}

interface Payload {
  readonly entry: Shown | null
  readonly userErrors: readonly { readonly code: string; readonly message: string }[]
}

interface Listing {
  readonly outbox: {
    readonly edges: readonly { readonly node: Shown }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}

async function list(
  { state, system, limit = '50', after }: OutboxFlags,
  { ask, io, print }: Omit<Asking, 'key'> & { readonly print: (entry: Shown) => void },
): Promise<number> {
  const first = Number(limit)
  if (!/^\d{1,3}$/.test(limit) || first < 1 || first > 100) {
    throw new CommandError(`expected --limit between 1 and 100; found ${JSON.stringify(limit)}`)
  }
  const { outbox } = (await ask(LIST, { state, system, first, after })) as Listing
  for (const { node } of outbox.edges) print(node)
  if (outbox.edges.length === 0) io.tell('nothing like that is in the outbox\n')
  const { hasNextPage, endCursor } = outbox.pageInfo
  if (hasNextPage) io.tell(`there are more; go on with --after ${endCursor}\n`)
  return 0
}

function lineOf({ id, system, kind, state, attempts, queuedAt, failure, doubtfulSince }: Shown): string {
  const doubt = doubtfulSince === null ? '' : `  may have been done at ${doubtfulSince}`
  const times = `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`
  return `${queuedAt}  ${state}  ${kind}  ${system}  ${times}${failure === null ? '' : `, ${failure}`}${doubt}  ${id}`
}
