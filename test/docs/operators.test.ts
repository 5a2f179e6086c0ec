import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { httpOptions } from '../../adapters/call/options.ts'
import { ERROR_CODES } from '../../adapters/error.ts'
import { registry } from '../../adapters/registry.ts'
import { FIXED } from '../../gateway/config/fixed.ts'
import { loadConfig } from '../../gateway/config/load.ts'
import { keysOf } from '../../gateway/config/reference/keys.ts'
import { configShape } from '../../gateway/config/shape.ts'
import { METRICS } from '../../gateway/operations/metric-table.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import { subgraphNames } from '../../schema/sdl.ts'
import { blocksOf, textOf } from './blocks.ts'

const page = textOf('docs/operators.md')

/** A section of the page, from its heading to the next of the same or a higher level. */
function section(heading: string): string {
  const level = heading.indexOf(' ')
  const from = page.indexOf(`\n${heading}\n`)
  if (from < 0) throw new Error(`expected a section "${heading}" in docs/operators.md`)
  const rest = page.slice(from + heading.length + 2)
  const end = rest.search(new RegExp(`^#{1,${level}} `, 'm'))
  return end < 0 ? rest : rest.slice(0, end)
}

/** Keys a text writes as code. */
function mentioned(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code))
}

describe('the page for operators', () => {
  it('starts every subgraph where it speaks of many processes', () => {
    const started = section('## Many processes').match(/^npx couture subgraph \w+/gm) ?? []
    expect(started).toEqual(subgraphNames().map((name) => `npx couture subgraph ${name}`))
  })

  it('names every key that waits for a restart', () => {
    const codes = mentioned(section('### Changes without a restart'))
    expect(FIXED.map((path) => path.join('.')).filter((key) => !codes.has(key))).toEqual([])
  })

  it('says what every code means', () => {
    const rows = section('## What a code means at three in the morning').match(/^\| `.*? \|/gm) ?? []
    const codes = rows.flatMap((row) => row.match(/[A-Z]+(_[A-Z]+)*/g) ?? [])
    expect(codes.sort()).toEqual([...ERROR_CODES].sort())
  })

  it('has every metric with its type, labels and words, as the code has it', () => {
    const rows = section('## Metrics').match(/^\| `couture_.*$/gm) ?? []
    expect(rows).toEqual(
      Object.entries(METRICS).map(([name, { type, help, labels }]) => {
        const shown = labels.map((label) => `\`${label}\``).join(', ')
        return `| \`${name}\` | ${type} | ${shown} | ${help} |`
      }),
    )
  })

  it('leaves the tables of keys to the reference, which is made from the code', () => {
    expect(page).not.toMatch(/^\| key \|/m)
    expect(page).toContain('(configuration.md)')
  })

  it('speaks of keys that there are', () => {
    const keys = new Set(
      [...keysOf(configShape), ...keysOf(z.strictObject(httpOptions))].map(({ path }) => path),
    )
    const sections = Object.keys(configShape.shape).join('|')
    const spoken = [...mentioned(page)].filter((code) =>
      new RegExp(`^(${sections})(\\[\\])?\\.[\\w.\\[\\]]+$`).test(code),
    )
    const known = (code: string) =>
      [...keys].some((key) => `${key}.`.startsWith(`${code}.`) || key.startsWith(`${code}[].`))
    expect(spoken.length).toBeGreaterThan(10)
    // Events of the log are written with dots, too.
    expect(spoken.filter((code) => !known(code)).sort()).toEqual([
      'cache.away',
      'cache.back',
      'cache.listener.failed',
      'cache.refused',
      'ledger.failed',
      'metrics.listening',
      'tracing.away',
      'tracing.back',
    ])
  })

  it('shows a configuration of tills that their adapter takes', () => {
    const shown = blocksOf('docs/operators.md').find(({ text }) => text.startsWith('  kasse:'))
    const { adapter, ...options } = parse(shown?.text ?? '').kasse
    expect(adapter).toBe('pos/sql')
    const url = 'postgres://reader:secret@tills.internal/unicentaopos'
    expect(registry['pos/sql'].options.safeParse({ ...options, url }).error).toBeUndefined()
  })

  it('shows issuers that the configuration takes', () => {
    const shown = blocksOf('docs/operators.md').find(({ info }) => info === 'issuers')?.text ?? ''
    const committed = textOf('couture.sandbox.yaml').replace(/^issuers:\n(?:( .*)?\n)+/m, '')
    const { adapters } = thisBuild
    const { issuers } = loadConfig({ file: 'c.yaml', text: `${committed}\n${shown}`, env: {}, adapters })
    expect(Object.keys(issuers)).toEqual(['accounts', 'staff'])
  })

  it('has sections on adapters that there are', () => {
    const names = [...section('## Systems').matchAll(/^### `(.+)`$/gm)].map(([, name]) => name)
    expect(names.filter((name) => !Object.hasOwn(registry, name ?? ''))).toEqual([])
    expect(names.length).toBeGreaterThanOrEqual(5)
  })
})
