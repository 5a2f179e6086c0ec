import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../adapters/error.ts'
import { CommandError } from '../../../gateway/commands/io.ts'
import { type Actions, runCli } from '../../../gateway/commands/program.ts'
import { ConfigError } from '../../../gateway/config/problem.ts'

/** Runs a command line over actions that only say what they were asked. */
async function run(line: string, up?: () => Promise<number>) {
  const asked: unknown[] = []
  let out = ''
  let told = ''
  const note =
    (name: string, code = 0) =>
    async (options: unknown) => {
      asked.push([name, options])
      return code
    }
  const actions: Actions = {
    up: up ?? note('up'),
    subgraph: note('subgraph'),
    gateway: note('gateway'),
    signer: note('signer'),
    sandbox: note('sandbox'),
    token: note('token'),
    compose: note('compose'),
    doctor: note('doctor', 1),
    documents: note('documents'),
    backup: note('backup'),
    auditAccess: note('auditAccess'),
    outbox: note('outbox'),
  }
  const io = {
    out: (text: string) => {
      out += text
    },
    tell: (text: string) => {
      told += text
    },
  }
  const words = line.split(' ').filter(Boolean)
  const code = await runCli(words, { actions, io, version: '1.2.3', defaultConfig: 'couture.yaml' })
  return { code, asked, out, told }
}

describe('couture', () => {
  it('hands each command its options', async () => {
    const up = await run('up -c shop.yaml --port 4100 --host localhost --log-level debug --ledger l.db')
    expect(up.asked).toEqual([
      [
        'up',
        {
          config: 'shop.yaml',
          flags: { port: '4100', host: 'localhost', logLevel: 'debug', ledger: 'l.db' },
        },
      ],
    ])
    expect((await run('up')).asked).toEqual([['up', { config: 'couture.yaml', flags: {} }]])
    expect((await run('subgraph orders --port 5105')).asked).toEqual([
      ['subgraph', { name: 'orders', config: 'couture.yaml', flags: { port: '5105' } }],
    ])
    expect((await run('gateway')).asked).toEqual([
      ['gateway', { config: 'couture.yaml', supergraph: null, insecure: false, flags: {} }],
    ])
    expect((await run('signer --port 4120')).asked).toEqual([
      ['signer', { config: 'couture.yaml', flags: { port: '4120' } }],
    ])
    expect((await run('sandbox --describe')).asked).toEqual([
      ['sandbox', { config: 'couture.yaml', describe: true }],
    ])
    expect((await run('compose --check')).asked).toEqual([['compose', { check: true }]])
    expect((await run('backup monday.db')).asked).toEqual([
      ['backup', { config: 'couture.yaml', file: 'monday.db' }],
    ])
    expect((await run('audit access --customer cus_1 --since 2026-11-01 --json -c shop.yaml')).asked).toEqual(
      [
        [
          'auditAccess',
          {
            config: 'shop.yaml',
            flags: { customer: 'cus_1', since: '2026-11-01', limit: '1000', json: true, verify: false },
          },
        ],
      ],
    )
  })

  it('hands the outbox what is to be done with what', async () => {
    const listed = await run('outbox list --state DEAD --system erp --limit 5 --json')
    const flags = { do: 'list', state: 'DEAD', system: 'erp', limit: '5', json: true }
    expect(listed.asked).toEqual([['outbox', { config: 'couture.yaml', flags }]])
    expect((await run('outbox show ord_1/place --url http://127.0.0.1:4100/graphql')).asked).toEqual([
      [
        'outbox',
        {
          config: 'couture.yaml',
          flags: { do: 'show', id: 'ord_1/place', url: 'http://127.0.0.1:4100/graphql', json: false },
        },
      ],
    ])
    expect((await run('outbox retry ord_1/place -c shop.yaml')).asked).toEqual([
      ['outbox', { config: 'shop.yaml', flags: { do: 'retry', id: 'ord_1/place', json: false } }],
    ])
    expect((await run('outbox discard ord_1/place --reason mine')).asked).toEqual([
      [
        'outbox',
        { config: 'couture.yaml', flags: { do: 'discard', id: 'ord_1/place', reason: 'mine', json: false } },
      ],
    ])
    expect([(await run('outbox discard ord_1/place')).code, (await run('outbox')).code]).toEqual([2, 2])
  })

  it('takes a supergraph without a configuration for somebody else’s, whatever file is the default', async () => {
    const foreign = { config: null, supergraph: 'other.graphql', insecure: true, flags: { port: '4100' } }
    expect((await run('gateway -s other.graphql --port 4100 --insecure')).asked).toEqual([
      ['gateway', foreign],
    ])
    expect((await run('gateway -s other.graphql -c shop.yaml --port 4100 --insecure')).asked).toEqual([
      ['gateway', { ...foreign, config: 'shop.yaml' }],
    ])
  })

  it("answers with the command's exit code", async () => {
    expect((await run('doctor')).code).toBe(1)
    expect((await run('compose')).code).toBe(0)
  })

  it.each([
    ['upp', "unknown command 'upp'", 'Did you mean up?'],
    ['doktor', "unknown command 'doktor'", 'Did you mean doctor?'],
    ['up --prot 4100', "unknown option '--prot'", 'Did you mean --port?'],
    ['gateway --insecur', "unknown option '--insecur'", 'Did you mean --insecure?'],
    ['up --insecure', "unknown option '--insecure'", ''],
    ['subgraph orders --insecure', "unknown option '--insecure'", ''],
    ['subgraph', "missing required argument 'name'", ''],
    ['gatway', "unknown command 'gatway'", 'Did you mean gateway?'],
    ['backup', "missing required argument 'file'", ''],
    ['compose now', 'too many arguments', ''],
    ['audit', 'Usage: couture audit', 'access'],
    ['audit acess', "unknown command 'acess'", 'Did you mean access?'],
    ['audit access --custmer c', "unknown option '--custmer'", 'Did you mean --customer?'],
  ])(
    'answers %s with what is wrong and the nearest right word, and does nothing',
    async (line, wrong, meant) => {
      const { code, asked, told, out } = await run(line)
      expect([code, asked, out]).toEqual([2, [], ''])
      expect(told).toContain(wrong)
      expect(told).toContain(meant)
    },
  )

  it('explains itself to a stranger, with examples', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    for (const word of [
      'up [options]',
      'subgraph [options] <name>',
      'gateway [options]',
      'sandbox',
      'compose',
      'doctor',
      'backup',
      'audit',
      'Examples:',
      'Exit codes:',
    ]) {
      expect(out).toContain(word)
    }
    const up = await run('up --help')
    expect(up.out).toContain('$ couture up --config couture.sandbox.yaml')
    expect(up.out).toContain('COUTURE_PORT')
  })

  it('shows the help when it is asked nothing', async () => {
    const { code, told } = await run('')
    expect(code).toBe(2)
    expect(told).toContain('Usage: couture')
  })

  it('tells its version', async () => {
    expect((await run('--version')).out).toBe('1.2.3\n')
  })

  const problem = {
    where: 'c.yaml',
    position: { line: 3, column: 5 },
    path: 'ids.key',
    message: 'expected more',
  }
  it.each([
    [
      new ConfigError([problem]),
      2,
      'the configuration is wrong in one place:\nc.yaml:3:5 ids.key: expected more\n',
    ],
    [
      new ConfigError([problem, problem]),
      2,
      'the configuration is wrong in 2 places:\nc.yaml:3:5 ids.key: expected more\nc.yaml:3:5 ids.key: expected more\n',
    ],
    [new CommandError('port 1 is taken'), 1, 'couture: port 1 is taken\n'],
    [new SourceError('erp', 'SOURCE_TIMEOUT', 'no answer'), 1, 'couture: erp: no answer\n'],
    [
      Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', port: 4201 }),
      1,
      'couture: port 4201 is taken; stop what listens there, or give another in the configuration\n',
    ],
    [
      new TypeError('x of ada@example.org is undefined'),
      1,
      'couture failed unexpectedly, which is a bug: TypeError: x of [e-mail] is undefined\n',
    ],
  ])('tells a failure in words, without a stack (%#)', async (error, code, told) => {
    const result = await run('up', () => Promise.reject(error))
    expect([result.code, result.told]).toEqual([code, told])
  })
})
