import { Command, CommanderError } from 'commander'
import type { Flags } from '../config/overrides.ts'
import { ConfigError } from '../config/problem.ts'
import { scrub } from '../operations/scrub.ts'
import { type AuditAccessOptions, addAudit } from './audit-access.ts'
import type { Io } from './io.ts'
import { addOutbox, type OutboxOptions } from './outbox.ts'
import { TOKEN, TOKEN_EXAMPLES, type TokenFlags, tokenOptions } from './token.ts'

/** What each command does; each answers with the exit code. */
export interface Actions {
  up(options: UpFlags): Promise<number>
  subgraph(options: UpFlags & { readonly name: string }): Promise<number>
  gateway(options: GatewayFlags): Promise<number>
  signer(options: UpFlags): Promise<number>
  sandbox(options: { readonly config: string; readonly describe: boolean }): Promise<number>
  token(options: TokenFlags): Promise<number>
  compose(options: { readonly check: boolean }): Promise<number>
  doctor(options: { readonly config: string; readonly json: boolean }): Promise<number>
  /** Checks manifests: those given, or those of the configuration. */
  documents(options: { readonly config: string; readonly files: readonly string[] }): Promise<number>
  backup(options: { readonly config: string; readonly file: string }): Promise<number>
  auditAccess(options: AuditAccessOptions): Promise<number>
  outbox(options: OutboxOptions): Promise<number>
}

export interface UpFlags {
  readonly config: string
  readonly flags: Flags
}

interface GatewayFlags extends Omit<UpFlags, 'config'> {
  /** Null where a supergraph was given and no configuration: it then is somebody else's, and served as it is. */
  readonly config: string | null
  /** Null: the committed one. */
  readonly supergraph: string | null
  /** Whether somebody else's may be served although nobody is asked who they are. */
  readonly insecure: boolean
}

export interface CliOptions {
  readonly actions: Actions
  readonly io: Io
  readonly version: string
  /** The file taken without `--config`. */
  readonly defaultConfig: string
}

/** What the errors for operators are called; any other error is a bug. */
const EXPECTED = new Set([
  'ConfigError',
  'CommandError',
  'RefusedToServe',
  'SupergraphError',
  'ManifestError',
  'SourceError',
  'LedgerError',
])

/** Runs one command line. Answers with the exit code: 0 done, 1 failed, 2 asked wrongly. Never throws. */
export async function runCli(words: readonly string[], options: CliOptions): Promise<number> {
  let code = 0
  const program = createProgram(options, (result) => {
    code = result
  })
  try {
    await program.parseAsync([...words], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    options.io.tell(`${explain(error)}\n`)
    return error instanceof ConfigError ? 2 : 1
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return 'couture failed for an unknown reason'
  if (error instanceof ConfigError) {
    const count = error.problems.length
    return `the configuration is wrong in ${count === 1 ? 'one place' : `${count} places`}:\n${error.message}`
  }
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `couture: port ${error.port} is taken; stop what listens there, or give another in the configuration`
  }
  if (EXPECTED.has(error.name)) return `couture: ${error.message}`
  return `couture failed unexpectedly, which is a bug: ${error.name}: ${scrub(error.message)}`
}

function createProgram(
  { actions, io, version, defaultConfig }: CliOptions,
  done: (code: number) => void,
): Command {
  const program = new Command('couture')
    .description(
      'One GraphQL graph, centred on the shopper, over the ERP, CRM, PIM and tills a retailer runs.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.tell })
    .showSuggestionAfterError()

  const command = commandsOf(program)
  addServing(command, { actions, defaultConfig, done })
  addSigner(command, { actions, defaultConfig, done })
  const config = configOption(defaultConfig)

  command('sandbox', SANDBOX, '  $ couture sandbox\n  $ couture sandbox --describe')
    .option(...config)
    .option('--describe', 'print what the sandbox holds as one JSON object, and start nothing', false)
    .action(async ({ config, describe }) => done(await actions.sandbox({ config, describe })))

  tokenOptions(command('token', TOKEN, TOKEN_EXAMPLES).option(...config)).action(async (flags: TokenFlags) =>
    done(await actions.token(flags)),
  )

  command('compose', COMPOSE, '  $ couture compose > supergraph.graphql\n  $ couture compose --check')
    .option('--check', 'print nothing; fail when the committed supergraph is another', false)
    .action(async ({ check }) => done(await actions.compose({ check })))

  command('doctor', DOCTOR, '  $ couture doctor\n  $ couture doctor --config shop.yaml --json')
    .option(...config)
    .option('--json', 'print the findings as JSON', false)
    .action(async ({ config, json }) => done(await actions.doctor({ config, json })))

  command('documents [files...]', DOCUMENTS, '  $ couture documents\n  $ couture documents app/manifest.json')
    .option(...config)
    .action(async (files: string[], { config }) => done(await actions.documents({ config, files })))

  command('backup <file>', BACKUP, '  $ couture backup ledger-monday.db')
    .option(...config)
    .action(async (file: string, { config }) => done(await actions.backup({ config, file })))

  addAudit(program, { defaultConfig, run: async (asked) => done(await actions.auditAccess(asked)) })
  addOutbox(program, { defaultConfig, run: async (asked) => done(await actions.outbox(asked)) })
  return program
}

type NewCommand = (usage: string, description: string, examples: string) => Command

function commandsOf(program: Command): NewCommand {
  return (usage, description, examples) =>
    program
      .command(usage)
      .description(description)
      .allowExcessArguments(false)
      .addHelpText('after', `\nExamples:\n${examples}`)
}

function configOption(defaultConfig: string) {
  return ['-c, --config <file>', 'the configuration file', defaultConfig] as const
}

interface Serving extends Pick<CliOptions, 'actions' | 'defaultConfig'> {
  done(code: number): void
}

/** The commands that serve until they are asked to stop. */
function addServing(command: NewCommand, { actions, defaultConfig, done }: Serving): void {
  const config = configOption(defaultConfig)
  command('up', UP, '  $ couture up --config couture.sandbox.yaml\n  $ couture up --port 4100')
    .option(...config)
    .option('-p, --port <number>', 'the port to listen on, 0 for any free one (COUTURE_PORT)')
    .option('--host <name>', 'the address to listen on (COUTURE_HOST)')
    .option('--log-level <level>', 'trace, debug, info, warn, error or silent (COUTURE_LOG_LEVEL)')
    .option('--ledger <file>', 'the ledger file (COUTURE_LEDGER)')
    .action(async ({ config, ...flags }) => done(await actions.up({ config, flags })))

  command('subgraph <name>', SUBGRAPH, SUBGRAPH_EXAMPLES)
    .option(...config)
    .option('-p, --port <number>', 'the port to listen on, 0 for any free one (COUTURE_PORT)')
    .option('--host <name>', 'the address to listen on (COUTURE_HOST)')
    .option('--log-level <level>', 'trace, debug, info, warn, error or silent (COUTURE_LOG_LEVEL)')
    .option('--ledger <file>', 'the ledger file (COUTURE_LEDGER)')
    .action(async (name: string, { config, ...flags }) =>
      done(await actions.subgraph({ name, config, flags })),
    )

  command('gateway', GATEWAY, GATEWAY_EXAMPLES)
    .option('-c, --config <file>', `the configuration file (default: ${JSON.stringify(defaultConfig)})`)
    .option('-s, --supergraph <file>', 'the supergraph; without --config any Federation 2 supergraph')
    .option('-p, --port <number>', 'the port to listen on, 0 for any free one (COUTURE_PORT)')
    .option('--host <name>', 'the address to listen on (COUTURE_HOST)')
    .option('--log-level <level>', 'trace, debug, info, warn, error or silent (COUTURE_LOG_LEVEL)')
    .option('--insecure', 'serve such a one although nobody is asked who they are; this machine only', false)
    .action(async ({ config: given, supergraph = null, insecure, ...flags }) => {
      const config = given ?? (supergraph === null ? defaultConfig : null)
      done(await actions.gateway({ config, supergraph, insecure, flags }))
    })
}

/** What stands beside a router of another make. */
function addSigner(command: NewCommand, { actions, defaultConfig, done }: Serving): void {
  command('signer', SIGNER, '  $ couture signer --config couture.yaml\n  $ couture signer --port 4120')
    .option(...configOption(defaultConfig))
    .option('-p, --port <number>', 'the port to listen on, 0 for any free one (COUTURE_PORT)')
    .option('--log-level <level>', 'trace, debug, info, warn, error or silent (COUTURE_LOG_LEVEL)')
    .action(async ({ config, ...flags }) => done(await actions.signer({ config, flags })))
}

const UP =
  'Serve the graph over the systems of a configuration. With a sandbox section, the sandbox retailer is started first.'
const SUBGRAPH =
  'Serve one domain of the graph as a process of its own, on the port the committed supergraph names (4101 to 4109).'
const SUBGRAPH_EXAMPLES =
  '  $ couture subgraph orders --config couture.yaml\n  $ couture subgraph catalog --port 5102'
const GATEWAY =
  'Serve a supergraph over subgraphs of other processes: the committed one, or with --supergraph and no --config any Federation 2 supergraph.'
const GATEWAY_EXAMPLES =
  '  $ couture gateway --config couture.yaml\n  $ couture gateway --supergraph other.graphql --port 4100 --insecure'
const SIGNER =
  'Sign the calls of another router: what it sends to http://127.0.0.1:4110/NAME goes on, signed, to that subgraph.'
const SANDBOX =
  "Start the sandbox retailer's systems alone, each speaking its vendor's protocol on its own port."
const COMPOSE = 'Compose the supergraph of all subgraphs and print it.'
const DOCTOR =
  'Ask every configured system how it is: reachable, credentials, latency, clock, version, call budget. One line each; exit 1 if any fails.'
const DOCUMENTS =
  "Check manifests of registered operations against the schema: the files given, or the configuration's. Exit 1 if a document would not serve."
const BACKUP = 'Copy the ledger to a new file while it stays in use.'
const EXAMPLES = `
Examples:
  $ couture up --config couture.sandbox.yaml   the graph over the sandbox retailer
  $ couture subgraph orders                    one domain, for a gateway of another process
  $ couture gateway                            the edge alone, over subgraphs of other processes
  $ couture token --customer omnichannelShopper   a token to ask the sandbox with
  $ couture doctor                             what is wrong with my systems?
  $ couture backup ledger-monday.db            copy what must not be lost

Exit codes: 0 done, 1 failed, 2 asked wrongly or configured wrongly.`
