import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished } from 'vitest'
import { head, posted, sendRaw, type WireAnswer, wireAnswer } from './wire.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A script of this folder. */
export const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Everything that makes Apollo's packages talk to their makers, where nobody keeps them from it. */
export const TEMPTING = {
  APOLLO_KEY: 'service:couture:0000000000000000000000',
  APOLLO_GRAPH_REF: 'couture@current',
  APOLLO_SCHEMA_REPORTING: 'true',
  APOLLO_USER_ID: 'nobody',
}

/** Starts a script with an environment of its own; it ends with the test. */
export function runScript(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: root,
    env: { ...env, TMPDIR: tmpdir() },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  onTestFinished(async () => {
    child.stdin?.end()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  })
  return child
}

/** Starts a gateway over the small graph in a process with an environment of its own. */
export async function startSmall(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [script('small-process.ts')],
): Promise<Small> {
  const child = runScript(args, env)
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const url = await new Promise<string>((resolve) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    child.once('exit', () => resolve(''))
  })
  expect(url, errors).toMatch(/^http:/)
  const stop = async () => {
    child.stdin?.end()
    if (child.exitCode === null) await once(child, 'exit')
  }
  return { url, stop }
}

interface Small {
  readonly url: string
  /** Ends it, and waits for its end. */
  stop(): Promise<void>
}

const json = { 'content-type': 'application/json' }
const query = (text: string, more: object = {}) => JSON.stringify({ query: text, ...more })

/** What an environment might change: what is shown of errors and schema, what is let in, what is cut off. */
export async function probe(url: string): Promise<Readonly<Record<string, readonly WireAnswer[]>>> {
  return Object.fromEntries(Object.entries(await answers(url)).map(([name, all]) => [name, all.map(lasting)]))
}

async function answers(url: string): Promise<Record<string, readonly WireAnswer[]>> {
  const ask = async (body: string | Buffer, headers: Record<string, string> = json) => [
    await wireAnswer(await fetch(`${url}/graphql`, { method: 'POST', headers, body })),
  ]
  const raw = (...parts: readonly string[]) => sendRaw(url, ...parts)
  const get = (path: string) => raw(head(`GET ${path} HTTP/1.1`, { host: 'localhost', connection: 'close' }))
  return {
    answer: await ask(query('{ person(id: "1") { name orders { number } } }')),
    introspection: await ask(query('{ __schema { queryType { name } } }')),
    'query plan': await ask(query('{ me }'), { ...json, 'apollo-query-plan-experimental': '1' }),
    trace: await ask(query('{ me }'), { ...json, 'apollo-federation-include-trace': 'ftv1' }),
    'an error of a bug': await ask(query('{ trouble(kind: "bug") }')),
    'an error of a system': await ask(query('{ trouble(kind: "source") }')),
    'a text that does not parse': await ask('{"query":"{ me"}'),
    'a field there is not': await ask(query('{ mee }')),
    'a bad variable': await ask(
      query('query ($d: Date!) { bornOn(day: $d) { name } }', { variables: { d: 'x' } }),
    ),
    'no such operation': await ask(query('query A { me }', { operationName: 'B' })),
    'a hash': await ask('{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"ab"}}}'),
    'a list': await ask(`[${query('{ me }')}]`),
    'a broken body': await ask('{'),
    'a large body': await ask(query(' '.repeat(30_000))),
    'a compressed body': await ask(gzipSync(query('{ me }')), { ...json, 'content-encoding': 'gzip' }),
    'a page elsewhere': await get('/graphql?query={me}'),
    'a mutation by GET': await raw(
      head('GET /graphql?query=mutation{rename(id:1,name:%22x%22){name}} HTTP/1.1', {
        host: 'localhost',
        connection: 'close',
        'apollo-require-preflight': '1',
      }),
    ),
    'the front page': await get('/'),
    'two lengths': await raw(posted('', { 'content-length': '1\r\ncontent-length: 2' })),
    'another host': await raw(posted(query('{ me }'), { host: 'evil.example' })),
    'slow headers': await raw('GET / HTTP/1.1\r\nx-slow: '),
    'a slow body': await raw(posted('{', { 'content-length': '9' })),
  }
}

/** Without what differs from one answer to the next. */
function lasting({ status, headers, body }: WireAnswer) {
  const { date, 'x-request-id': id, ...rest } = headers
  return { status, headers: rest, body }
}

/** Checks that what was probed is what it should be, and shows nothing of the inside. */
export function expectProbed(probed: Awaited<ReturnType<typeof probe>>): void {
  const statuses = Object.fromEntries(Object.entries(probed).map(([name, [one]]) => [name, one?.status]))
  expect(statuses).toEqual({
    answer: 200,
    introspection: 200,
    'query plan': 200,
    trace: 200,
    'an error of a bug': 200,
    'an error of a system': 200,
    'a text that does not parse': 400,
    'a field there is not': 400,
    'a bad variable': 400,
    'no such operation': 400,
    'a hash': 200,
    'a list': 400,
    'a broken body': 400,
    'a large body': 413,
    'a compressed body': 415,
    'a page elsewhere': 400,
    'a mutation by GET': 405,
    'the front page': 404,
    'two lengths': 400,
    'another host': 403,
    'slow headers': 408,
    'a slow body': 408,
  })
  expect(JSON.stringify(probed)).not.toMatch(
    /stacktrace|node_modules|queryPlan|ftv1|erp\.internal|ada@|4970/i,
  )
}

/** What a watched process called: all on this machine but the last, by which it shows that it is watched. */
export function expectNobodyOutside(file: string): void {
  const seen = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): { readonly what: string; readonly target: string } => JSON.parse(line))
  const outside = seen.filter(({ target }) => !/^(127\.0\.0\.1|::1|localhost)$/.test(target))
  expect(outside).toMatchObject([{ what: 'connect', target: '192.0.2.1' }])
}
