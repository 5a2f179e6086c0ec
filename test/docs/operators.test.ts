import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CACHED_READS } from '../../adapters/cached-reads.ts'
import { CALL_DEFAULTS } from '../../adapters/call/limits.ts'
import { httpOptions } from '../../adapters/call/options.ts'
import { ERROR_CODES } from '../../adapters/error.ts'
import { registry } from '../../adapters/registry.ts'
import { FIXED } from '../../gateway/config/fixed.ts'
import { configShape } from '../../gateway/config/shape.ts'
import { subgraphNames } from '../../schema/sdl.ts'
import { textOf } from './blocks.ts'

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

/** Every key that takes a value, as the page writes it: `stores[].records.NAME`. */
function keysOf(type: z.core.$ZodType, path = ''): string[] {
  const shape = bare(type)
  if (shape instanceof z.ZodObject) {
    const join = (key: string) => (path === '' ? key : `${path}.${key}`)
    return Object.entries(shape.shape).flatMap(([key, value]) => keysOf(value, join(key)))
  }
  if (shape instanceof z.ZodRecord) return keysOf(shape.valueType, `${path}.NAME`)
  if (shape instanceof z.ZodArray) {
    const inner = keysOf(shape.element, `${path}[]`)
    return inner.length === 1 && inner[0] === `${path}[]` ? [path] : inner
  }
  if (shape instanceof z.ZodUnion) {
    return [...new Set(shape.options.flatMap((option: z.core.$ZodType) => keysOf(option, path)))]
  }
  return [path]
}

/** Without what says only how it may be left out. */
function bare(type: z.core.$ZodType): z.core.$ZodType {
  if (type instanceof z.ZodPipe) return bare(type.in)
  const isWrapped =
    type instanceof z.ZodOptional ||
    type instanceof z.ZodNullable ||
    type instanceof z.ZodDefault ||
    type instanceof z.ZodPrefault
  return isWrapped ? bare(type.unwrap()) : type
}

/** Keys a text writes as code. */
function mentioned(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code))
}

/** First cells of a text's tables, as code. */
function rowsOf(text: string): string[] {
  return [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, code = '']) => code)
}

describe('the page for operators', () => {
  it('names every key of the configuration, and none that is not there', () => {
    const keys = keysOf(configShape).filter((key) => !key.startsWith('dev.viewer.NAME'))
    expect(rowsOf(section('### The keys')).sort()).toEqual(keys.sort())
  })

  it('starts every subgraph where it speaks of many processes', () => {
    const started = section('## Many processes').match(/^npx couture subgraph \w+/gm) ?? []
    expect(started).toEqual(subgraphNames().map((name) => `npx couture subgraph ${name}`))
  })

  it('names every key that waits for a restart', () => {
    const codes = mentioned(section('### Changes without a restart'))
    expect(FIXED.map((path) => path.join('.')).filter((key) => !codes.has(key))).toEqual([])
  })

  it('names every flag and variable that wins over the file', () => {
    const codes = mentioned(section('## `couture.yaml`'))
    const variables = textOf('gateway/config/overrides.ts').match(/COUTURE_[A-Z_]+/g) ?? []
    const flags = textOf('gateway/config/overrides.ts').match(/--[a-z-]+/g) ?? []
    expect(variables.length + flags.length).toBeGreaterThan(6)
    expect([...variables, ...flags].filter((name) => !codes.has(name))).toEqual([])
  })

  it('names every key that systems over HTTP share', () => {
    const keys = keysOf(z.object(httpOptions))
    expect(rowsOf(section('### Every system over HTTP')).sort()).toEqual(keys.sort())
  })

  it.each(Object.entries(CALL_DEFAULTS))('shows %s as it is when nobody says otherwise', (key, value) => {
    expect(section('### Every system over HTTP')).toContain(`| \`${key}\` | ${value} |`)
  })

  it('says what every code means', () => {
    const rows = section('## What a code means at three in the morning').match(/^\| `.*? \|/gm) ?? []
    const codes = rows.flatMap((row) => row.match(/[A-Z]+(_[A-Z]+)*/g) ?? [])
    expect(codes.sort()).toEqual([...ERROR_CODES].sort())
  })

  it('shows how long each port’s answers are kept', () => {
    for (const [port, { maxAge }] of Object.entries(CACHED_READS)) {
      expect(section('### The keys')).toContain(`| \`freshness.${port}\` | ${maxAge} |`)
    }
  })

  it('has a row for every adapter, and for none that is not there', () => {
    const adapters = rowsOf(section('## Systems').split('\n### ')[0] ?? '')
    expect(adapters.sort()).toEqual(Object.keys(registry).sort())
  })

  it.each(Object.entries(registry))('names every key of %s', (name, { options, kind }) => {
    const row =
      section('## Systems')
        .split('\n')
        .find((line) => line.startsWith(`| \`${name}\` |`)) ?? ''
    expect(row).toContain(`| ${kind} |`)
    const own = row.includes('[below]') ? section(`### \`${name}\``) : row
    const isOverHttp = options instanceof z.ZodObject && 'url' in options.shape
    const shared = isOverHttp ? keysOf(z.object(httpOptions)) : []
    const known = new Set([...mentioned(own), ...shared])
    const keys = keysOf(options).filter((key) => key !== '')
    expect(keys.filter((key) => !known.has(key))).toEqual([])
    if (own !== row) expect(rowsOf(own).filter((key) => !keys.includes(key))).toEqual([])
  })
})
