import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { CACHED_READS } from '../../../adapters/cached-reads.ts'
import { httpOptions } from '../../../adapters/call/options.ts'
import { registry } from '../../../adapters/registry.ts'
import { loadConfig } from '../../../gateway/config/load.ts'
import { ConfigError } from '../../../gateway/config/problem.ts'
import { type Key, keysOf } from '../../../gateway/config/reference/keys.ts'
import { configurationPage } from '../../../gateway/config/reference/page.ts'
import { configShape } from '../../../gateway/config/shape.ts'
import { sourcesOf } from './sources.ts'
import { leavesOf } from './zod-leaves.ts'

const committed = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8')
const shapes = [
  ['couture.yaml', configShape],
  ['every system over HTTP', z.strictObject(httpOptions)],
  ...Object.entries(registry).map(([name, { options }]) => [name, options] as const),
] as const

/** The text below a heading, to the next of the same or a higher level. */
function section(heading: string): string {
  const from = committed.indexOf(`\n${heading}\n`)
  if (from < 0) throw new Error(`expected a section "${heading}" in docs/configuration.md`)
  const rest = committed.slice(from + heading.length + 2)
  const end = rest.search(new RegExp(`^#{1,${heading.indexOf(' ')}} `, 'm'))
  return end < 0 ? rest : rest.slice(0, end)
}

/** The first cells of a text's tables. */
const rowsOf = (text: string) => [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, code]) => code)

/** What stands around an example: the smallest file that says who the retailer is. */
const around = `retailer: { name: Maison, currency: EUR, timeZone: Europe/Paris, defaultLocale: fr-FR, locales: [fr-FR] }
ids: { key: '\${IDS_KEY}' }
ledger: { file: ledger.sqlite }
`

describe('docs/configuration.md', () => {
  it('is what the shapes give; if not, run "npm run generate" and commit the result', () => {
    expect(committed).toBe(configurationPage(registry))
  })

  it('has a row for every key of the file, each once', () => {
    expect(rowsOf(section('## The file'))).toEqual(keysOf(configShape).map(({ path }) => path))
  })

  it.each(Object.entries(registry))('has every key of %s', (name, { options, kind, ports }) => {
    const own = section(`### \`${name}\``)
    const shared = [...(/^And, as .*$/m.exec(own)?.[0].matchAll(/`([^`]+)`/g) ?? [])].map(([, key]) => key)
    const paths = keysOf(options).map(({ path }) => path)
    expect([...rowsOf(own), ...shared].sort()).toEqual([...paths].sort())
    const row = committed.split('\n').find((line) => line.startsWith(`| [\`${name}\`]`))
    expect(row).toContain(`| ${kind} | ${ports.map((port) => `\`${port}\``).join(', ')} | `)
    expect(options.description).toMatch(/\w+ \w+/)
  })

  it.each(Object.keys(registry))('shows the shortest configuration of %s', (name) => {
    const [, example = ''] = new RegExp(`^\`\`\`yaml ${name}\n([^]*?)^\`\`\`$`, 'm').exec(committed) ?? []
    const names = [...(around + example).matchAll(/\$\{(\w+)\}/g)].map(([, variable = '']) => variable)
    const env = Object.fromEntries(names.map((variable) => [variable, valueFor(variable)]))
    const read = (text: string) =>
      loadConfig({ file: `${name}.yaml`, text: around + text, env, adapters: registry })
    expect(Object.values(read(example).systems).map(({ adapter }) => adapter)).toEqual([name])
    const document = parse(example)
    const [system = ''] = Object.keys(document.systems)
    for (const key of Object.keys(document.systems[system])) {
      const without = structuredClone(document)
      delete without.systems[system][key]
      expect(() => read(stringify(without)), key).toThrow(ConfigError)
    }
  })

  it('shows how long each port’s answers are kept', () => {
    const rows = section('## How long answers are kept')
    for (const [port, { maxAge }] of Object.entries(CACHED_READS)) {
      expect(rows).toContain(`| \`freshness.${port}\` | ${maxAge} |`)
      expect(section('### `freshness`')).toMatch(
        new RegExp(`^\\| \`freshness.${port}\` .* \\| \`${maxAge}\` \\|`, 'm'),
      )
    }
  })

  it('names every environment variable that the code reads', () => {
    const read = new Set(
      sourcesOf('gateway', 'adapters', 'subgraphs', 'ledger', 'cache', 'sandbox').flatMap(
        (text) => text.match(/\bCOUTURE_[A-Z_]+/g) ?? [],
      ),
    )
    expect(read.size).toBeGreaterThanOrEqual(5)
    for (const variable of read) expect(section('## Flags and environment variables')).toContain(variable)
  })
})

/** An environment variable's value of the form that its name asks for. */
function valueFor(variable: string): string {
  return variable.endsWith('_URL')
    ? 'postgres://reader:secret@tills.internal/unicentaopos'
    : 'a-secret-of-thirty-two-characters'
}

describe.each(shapes)('the keys of %s', (_, shape) => {
  const keys: readonly Key[] = keysOf(shape)

  it('are all there', () => {
    const sections = keys.filter(({ path }) => keys.some((other) => other.path.startsWith(`${path}.`)))
    const leaves = keys.filter((key) => !sections.includes(key) || key.shape.anyOf?.some(isNoMap))
    const expected = leavesOf(shape)
    expect(expected.filter((path) => !keys.some((key) => key.path === path))).toEqual([])
    expect(leaves.map(({ path }) => path).filter((path) => !expected.includes(path))).toEqual([])
  })

  it('all have a description', () => {
    expect(keys.filter(({ description }) => (description ?? '').length < 6).map(({ path }) => path)).toEqual(
      [],
    )
  })

  it('all have a unit where they are numbers, but for names and ranks', () => {
    const bare = keys.filter(({ shape }) => isNumber(shape) && typeof shape.unit !== 'string')
    const known = [
      'sandbox.seed',
      'sandbox.ports.NAME',
      'calls.signer.port',
      'server.port',
      'materialDigits',
      'loyalty.tiers.NAME',
      'metrics.port',
    ]
    expect(bare.map(({ path }) => path).filter((path) => !known.includes(path))).toEqual([])
  })
})

function isNoMap(form: object): boolean {
  return !('properties' in form)
}

function isNumber({ type }: Key['shape']): boolean {
  return type === 'integer' || type === 'number'
}
