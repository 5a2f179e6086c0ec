import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { loadConfig } from '../../gateway/config/load.ts'
import { readOperations } from '../../gateway/example-operations.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import { subgraphs } from '../../subgraphs/all.ts'
import { people } from '../graph/people.ts'
import { freePort } from '../sandbox/free-port.ts'
import { blocksOf, root } from './blocks.ts'

const operations = readOperations(new URL('../../schema/operations/', import.meta.url))

/** The page's commands for many processes: what stands after `npx couture` in each line. */
const commands = blocksOf('docs/operators.md')
  .filter(({ info }) => info === 'many-processes')
  .flatMap(({ text }) => text.split('\n'))
  .flatMap((line) =>
    line.startsWith('npx couture ') ? [line.slice('npx couture '.length).replace(/ +#.*$/, '')] : [],
  )

/** One command of the page as a process of its own. */
interface Running {
  readonly command: string
  readonly child: ChildProcess
  text: string
}

describe('the commands for many processes, as the page for operators writes them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'couture-processes-'))
  const running: Running[] = []
  const ports = new Map<string, number>()

  /** Runs a command of the page with this test's own configuration and ports. */
  const run = (command: string): Running => {
    const words = command
      .split(' ')
      .map((word) => (word === 'couture.sandbox.yaml' ? join(folder, 'c.yaml') : word))
    const child = spawn(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), join(root, 'gateway/cli.ts'), ...words],
      {
        cwd: folder,
        env: { ...process.env, COUTURE_CONFIG: join(folder, 'c.yaml') },
      },
    )
    const one: Running = { command, child, text: '' }
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        one.text += chunk.toString()
      })
    }
    running.push(one)
    return one
  }
  const said = (one: Running, what: RegExp) =>
    vi.waitFor(() => {
      if (one.child.exitCode !== null) throw new Error(`${one.command} ended: ${one.text}`)
      expect(one.text).toMatch(what)
    }, 300_000)
  const end = async ({ child }: Running) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    return child.exitCode
  }
  /** Somebody with every scope, who is the shopper of the committed variables. */
  const asker = () => {
    const { issuers } = loadConfig({ file: join(folder, 'c.yaml'), env: {}, adapters: thisBuild.adapters })
    const shopper = String(operations[0]?.variables['id'])
    return people({ issuers, now: () => new Date(), shopper }).as('everything')
  }
  const ask = async (port: number, body: object) => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...asker() },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as { data: unknown; errors?: unknown } }
  }

  beforeAll(async () => {
    for (const name of [
      'erp',
      'crm',
      'pim',
      'issuer',
      'psp',
      'gateway',
      ...subgraphs.map((one) => one.name),
    ]) {
      ports.set(name, await freePort())
    }
    const urls = subgraphs
      .map(({ name }) => `  ${name}: http://127.0.0.1:${ports.get(name)}/graphql`)
      .join('\n')
    const yaml = readFileSync(join(root, 'couture.sandbox.yaml'), 'utf8')
      .replace(
        '{ erp: 4201, crm: 4202, pim: 4203, issuer: 4204, psp: 4205 }',
        `{ erp: ${ports.get('erp')}, crm: ${ports.get('crm')}, pim: ${ports.get('pim')}, issuer: ${ports.get('issuer')}, psp: ${ports.get('psp')} }`,
      )
      .replaceAll('127.0.0.1:4201', `127.0.0.1:${ports.get('erp')}`)
      .replaceAll('127.0.0.1:4202', `127.0.0.1:${ports.get('crm')}`)
      .replaceAll('127.0.0.1:4203', `127.0.0.1:${ports.get('pim')}`)
      .replaceAll('127.0.0.1:4204', `127.0.0.1:${ports.get('issuer')}`)
      .replaceAll('127.0.0.1:4205', `127.0.0.1:${ports.get('psp')}`)
      .replace('size: 2000', 'size: 60')
      .concat(
        `\nsubgraphs:\n${urls}\nserver: { port: ${ports.get('gateway')} }\nlimits: { requestBudgetMs: 60000 }\n`,
      )
    writeFileSync(join(folder, 'c.yaml'), yaml)
  })
  afterAll(async () => {
    await Promise.all(running.map(end))
    rmSync(folder, { recursive: true, force: true })
  })

  it('are there: the sandbox, every subgraph and the gateway', () => {
    expect(commands.map((command) => command.split(' ').slice(0, 2).join(' '))).toEqual([
      'sandbox --config',
      ...subgraphs.map(({ name }) => `subgraph ${name}`),
      'gateway --config',
    ])
  })

  it('start real processes that answer every example operation, survive one that is killed, and stop in good order', async () => {
    const [sandbox = '', ...others] = commands
    await said(run(sandbox), /pim {2}http/)
    const all = others.map((command) => run(command))
    for (const one of all) await said(one, /health {2,}http/)
    const gateway = ports.get('gateway') ?? 0
    const { query, variables } = operations[0] ?? { query: '', variables: {} }
    // The shopper of the committed variables is found as soon as somebody has filled the ledger.
    await vi.waitFor(async () => {
      const { body } = await ask(gateway, { query, variables })
      expect(body.errors).toBeUndefined()
      expect(body.data).toMatchObject({ customer: { givenName: expect.any(String) } })
    }, 120_000)
    for (const { name, query, variables } of operations) {
      const answer = await ask(gateway, { query, variables })
      expect([name, answer.status, answer.body.errors]).toEqual([name, 200, undefined])
    }
    // A subgraph that is killed costs its own fields; started again, it answers.
    const loyalty = all.find(({ command }) => command.startsWith('subgraph loyalty'))
    if (!loyalty) throw new Error('expected a loyalty subgraph')
    loyalty.child.kill('SIGKILL')
    await once(loyalty.child, 'exit')
    const torn = await ask(gateway, { query, variables })
    expect(torn.body.data).toMatchObject({ customer: { loyalty: null, givenName: expect.any(String) } })
    expect(torn.body.errors).toMatchObject([
      { path: ['customer', 'loyalty'], extensions: { source: 'loyalty' } },
    ])
    await said(run(loyalty.command), /health {2,}http/)
    await vi.waitFor(
      async () => expect((await ask(gateway, { query, variables })).body.errors).toBeUndefined(),
      60_000,
    )
    const codes = await Promise.all(running.filter((one) => one !== loyalty).map(end))
    expect(codes).toEqual(codes.map(() => 0))
  }, 900_000)
})
