import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Actions, runCli } from '../../gateway/commands/program.ts'
import { type Block, blocksOf, pages, root, textOf } from './blocks.ts'

/** How a kind of block is proven; the first that fits a block holds for it. */
const PROOFS: readonly {
  readonly by: string
  fits(block: Block): boolean
}[] = [
  { by: 'adapters.test.ts', fits: ({ info }) => /^(adapters|test|docs)\//.test(info) },
  { by: 'queries.test.ts', fits: ({ language }) => language === 'graphql' },
  { by: 'queries.test.ts', fits: ({ page, language }) => page === 'README.md' && language === 'json' },
  {
    by: 'answer-from-files.test.ts',
    fits: ({ info }) => /^(answer|\w+\.csv|couture\.csv\.yaml)$/.test(info),
  },
  { by: '../gateway/config/reference.test.ts', fits: ({ page }) => page === 'docs/configuration.md' },
  { by: '../graph/authorisation.test.ts', fits: ({ info }) => info === 'refused' },
  { by: '../graph/live.test.ts', fits: ({ info }) => info === 'live' },
  { by: 'queries.test.ts', fits: ({ info }) => info === 'first-query' },
  { by: 'operators.test.ts', fits: ({ info }) => info === 'issuers' },
  { by: 'processes.full.test.ts', fits: ({ info }) => info === 'many-processes' },
  {
    by: 'shown-output.test.ts',
    fits: ({ text }) =>
      /^(curl|\$ npx couture doctor|\{"level"|\{\n {2}"message"| {2}the configuration)/.test(text),
  },
  { by: 'operators.test.ts', fits: ({ text }) => text.startsWith('  kasse:') },
  { by: 'routers.test.ts', fits: ({ page, language }) => page === 'docs/routers.md' && language !== 'sh' },
  { by: '../gateway/limits/shown.test.ts', fits: ({ text }) => /^(\{ "cost"|limits:\n)/.test(text) },
  { by: 'every-block.test.ts', fits: ({ language }) => language === 'sh' },
  // A picture: nothing in it can be run.
  { by: 'every-block.test.ts', fits: ({ language }) => language === 'mermaid' },
]

/** Lines that are looked at and not run here, each with the reason. Others are parsed by the program they call. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'npm ci && npm start':
    'installs packages and serves until it is stopped; `up` is what every graph test starts',
  'npm cit': 'is the run that this test is part of',
  'npm run test:full': 'is the other run; the gate makes both',
  'npm run generate':
    'writes into the repository; its results are compared by the tests of schema and configuration',
  'npm run bench': 'measures for minutes; the tests of `bench` start what it starts',
  'npm run check': 'takes a minute; the same tools run for every commit',
  'npx tsc --noEmit': 'takes a minute; `npm run check` runs it',
  'rm -r adapters/pim/csv test/adapters/pim/csv': 'takes the sample away',
}

const blocks = pages.flatMap(blocksOf)
const commands = blocks
  .filter(({ language, info, text }) => language === 'sh' && info === '' && !text.startsWith('curl'))
  .flatMap(({ text }) => text.trimEnd().split('\n'))
  .map((line) => line.replace(/ {2,}#.*$/, ''))

/** What the program says of a command line; nothing is started. */
async function exitCodeOf(line: string): Promise<number> {
  const done = async () => 0
  const actions: Actions = {
    up: done,
    subgraph: done,
    gateway: done,
    signer: done,
    sandbox: done,
    token: done,
    compose: done,
    doctor: done,
    documents: done,
    backup: done,
    auditAccess: done,
    outbox: done,
  }
  const io = { out: () => {}, tell: () => {} }
  return runCli(line.split(/ +/), { actions, io, version: '0', defaultConfig: 'couture.yaml' })
}

/** Files and folders of the repository that a line names and that are not there. */
function missingPaths(line: string): readonly string[] {
  const named: readonly string[] = line.match(/\b(adapters|test|docs|gateway)\/[\w./-]+/g) ?? []
  return named.filter((path) => !existsSync(join(root, path)))
}

describe('every block of the guides', () => {
  it.each(blocks)('$page: $language $info is proven by a test', (block) => {
    const proof = PROOFS.find(({ fits }) => fits(block))
    expect(proof, block.text.slice(0, 80)).toBeDefined()
    expect(existsSync(join(root, 'test/docs', proof?.by ?? ''))).toBe(true)
  })
})

describe('every command of the guides', () => {
  it.each(commands)('%s', async (line) => {
    const reason = NOT_RUN[line]
    for (const [, script = ''] of line.matchAll(/npm (?:run )?(\w+)/g)) {
      const { scripts } = JSON.parse(textOf('package.json'))
      expect(['ci', 'cit', ...Object.keys(scripts)]).toContain(script)
    }
    const couture = /^npx (?:couture|tsx gateway\/cli\.ts) (.*)$/.exec(line)
    if (couture?.[1]) expect(await exitCodeOf(couture[1])).toBe(0)
    const tool = /^npx (\w+)/.exec(line)?.[1]
    if (tool && tool !== 'couture') expect(existsSync(join(root, 'node_modules/.bin', tool))).toBe(true)
    expect(missingPaths(line)).toEqual([])
    const edit = /^sed -i '(.+)' (\S+)$/.exec(line)
    if (edit?.[2]) expect(readFileSync(join(root, edit[2]), 'utf8')).toMatch(/csv/)
    expect(reason ?? couture ?? tool ?? edit, `expected ${line} to be run, or in NOT_RUN`).toBeTruthy()
  })

  it('has a reason for those alone that are there', () => {
    expect(Object.keys(NOT_RUN).filter((line) => !commands.includes(line))).toEqual([])
  })

  it('is one that the program takes, wherever a text names it', async () => {
    const named = pages.flatMap((page) => [...textOf(page).matchAll(/`(?:npx )?couture ([a-z][^`]*)`/g)])
    expect(named.length).toBeGreaterThan(10)
    for (const [code, words = ''] of named)
      expect(await exitCodeOf(words.replace('COMMAND', 'up')), code).toBe(0)
  })
})
