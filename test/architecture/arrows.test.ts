import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { describe, expect, it, onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { options, forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs')
const FOLDERS = ['adapters', 'subgraphs', 'schema', 'gateway', 'ledger', 'cache', 'sandbox', 'explorer']

/** What is wrong in a tree that is laid out as ours: `rule: from -> to`. */
async function violations(baseDir: string, folders: readonly string[]): Promise<readonly string[]> {
  const { output } = await cruise(
    [...folders],
    { ...options, tsConfig: undefined, ruleSet: { forbidden }, validate: true, baseDir },
    undefined,
    { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) },
  )
  return (output as ICruiseResult).summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`,
  )
}

/** One wrong import for every rule, and the arrow that must be seen. */
const WRONG: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'no-cycles': ['cache/memory-too.ts', 'cache/memory.ts'],
  'adapters-know-no-graphql': ['adapters/erp/sap/orders.ts', 'schema/scalars.ts'],
  'adapters-stand-alone': ['adapters/erp/sap/index.ts', 'adapters/erp/tryton/index.ts'],
  'only-the-registry-names-products': ['adapters/estate.ts', 'adapters/pim/akeneo/index.ts'],
  'ports-are-words-alone': ['adapters/ports/orders.ts', 'adapters/call/caller.ts'],
  'subgraphs-see-ports-only': ['subgraphs/orders/history.ts', 'adapters/call/caller.ts'],
  'subgraphs-stand-alone': ['subgraphs/orders/index.ts', 'subgraphs/loyalty/index.ts'],
  'subgraphs-know-no-house': ['subgraphs/context.ts', 'gateway/server.ts'],
  'ledger-and-cache-through-their-ports': ['adapters/pos/poslog/index.ts', 'ledger/ledger.ts'],
  'ledger-and-cache-know-plain-types': ['ledger/ledger.ts', 'adapters/source.ts'],
  'ledger-and-cache-stand-alone': ['ledger/port.ts', 'cache/port.ts'],
  'sandbox-stands-alone': ['sandbox/sap/server.ts', 'adapters/read.ts'],
  'schema-imports-no-resolver': ['schema/compose.ts', 'subgraphs/all.ts'],
  'gateway-knows-no-domain': ['gateway/server.ts', 'subgraphs/all.ts'],
  'only-this-build-names-products-and-drivers': ['gateway/house.ts', 'ledger/sqlite/open.ts'],
  'explorer-stands-alone': ['explorer/tabs.ts', 'schema/scalars.ts'],
  'nobody-imports-the-explorer': ['gateway/example-operations.ts', 'explorer/tabs.ts'],
  'tests-are-leaves': ['subgraphs/loader.ts', 'test/memory/found.ts'],
  'what-runs-needs-no-development-package': ['gateway/log.ts', 'fast-check'],
}

/** A tree with these wrong imports, and the innocent files they reach for. */
async function treeOf(arrows: readonly (readonly [string, string])[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'couture-arrows-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  await symlink(join(root, 'package.json'), join(folder, 'package.json'))
  const imports = new Map<string, string[]>()
  for (const [from, to] of arrows) {
    const isFile = to.endsWith('.ts')
    const depth = '../'.repeat(from.split('/').length - 1)
    imports.set(from, [...(imports.get(from) ?? []), isFile ? `./${depth}${to}` : to])
    if (isFile && !imports.has(to)) imports.set(to, [])
  }
  for (const [file, names] of imports) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    const lines = names.map((name, index) => `import * as one${index} from '${name}'\nvoid one${index}`)
    await writeFile(join(folder, file), ['export const here = true', ...lines, ''].join('\n'))
  }
  return folder
}

describe('the arrows of the architecture', () => {
  it('all point the right way', async () => {
    expect(await violations(root, FOLDERS)).toEqual([])
  }, 120_000)

  it('are each held by a rule that sees an import the wrong way', async () => {
    const back = ['cache/memory.ts', 'cache/memory-too.ts'] as const
    const folder = await treeOf([...Object.values(WRONG), back])
    const found = await violations(folder, [...FOLDERS, 'test'])
    for (const [rule, [from, to]] of Object.entries(WRONG)) {
      const end = to.endsWith('.ts') ? to : `node_modules/${to}/`
      expect(
        found.some((one) => one.startsWith(`${rule}: ${from} -> `) && one.includes(end)),
        `${rule} in ${found.join('\n')}`,
      ).toBe(true)
    }
  }, 120_000)

  it('have an example here for every rule', () => {
    expect(Object.keys(WRONG).sort()).toEqual(forbidden.map(({ name }: { name: string }) => name).sort())
  })
})
