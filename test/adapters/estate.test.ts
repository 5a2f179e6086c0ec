import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Adapter, Tools } from '../../adapters/adapter.ts'
import { buildEstate, type Precedence, type Registry } from '../../adapters/estate.ts'
import { perPort, type Source } from '../../adapters/source.ts'
import { memoryProfiles } from '../memory/profiles.ts'
import { NOW } from '../memory/services.ts'

// No adapter of these tests uses anything the house lends.
const tools = {} as Tools
const created: unknown[] = []

/** A product that serves profiles alone. */
const crm: Adapter<{ readonly url: string }> = {
  kind: 'CRM',
  options: z.object({ url: z.string() }),
  create: (name, options, given): Source => {
    created.push([name, options, given])
    return {
      name,
      kind: 'CRM',
      ports: { profiles: memoryProfiles({ source: name, clock: () => NOW, records: [] }) },
      diagnose: async () => ({ version: null, clock: null, budget: null, warnings: [] }),
      close: async () => {},
    }
  },
}
const registry: Registry = { 'crm/test': crm as Adapter<never> }
const nobody: Precedence = perPort(() => [])
const system = (name: string, adapter = 'crm/test') => ({
  name,
  adapter,
  options: { url: `https://${name}` },
})

describe('an estate', () => {
  it('makes every declared system’s source with its own name, options and the house’s tools', () => {
    created.length = 0
    const { sources } = buildEstate([system('one'), system('two')], nobody, registry, tools)
    expect(sources.map(({ name }) => name)).toEqual(['one', 'two'])
    expect(created).toEqual([
      ['one', { url: 'https://one' }, { ...tools, catalogs: expect.any(Function) }],
      ['two', { url: 'https://two' }, { ...tools, catalogs: expect.any(Function) }],
    ])
  })

  it('has for each port who answers it, best first', () => {
    const systems = [system('one'), system('two')]
    const { answers } = buildEstate(systems, { ...nobody, profiles: ['two', 'one'] }, registry, tools)
    expect(answers.profiles.map(({ name, kind }) => [name, kind])).toEqual([
      ['two', 'CRM'],
      ['one', 'CRM'],
    ])
    expect(answers.orders).toEqual([])
  })

  it('asks the dressed source where ports are dressed', () => {
    const dressed = memoryProfiles({ source: 'dressed', clock: () => NOW, records: [] })
    const wrap = (source: Source): Source => ({ ...source, ports: { profiles: dressed } })
    const { answers } = buildEstate([system('one')], { ...nobody, profiles: ['one'] }, registry, tools, wrap)
    expect(answers.profiles[0]?.port).toBe(dressed)
  })

  it.each([
    ['an adapter nobody has', [system('one', 'crm/none')], nobody, 'found "crm/none"'],
    [
      'a system nobody has declared',
      [system('one')],
      { ...nobody, profiles: ['two'] },
      '"two" that serves profiles',
    ],
    [
      'a port the product does not serve',
      [system('one')],
      { ...nobody, orders: ['one'] },
      '"one" that serves orders',
    ],
  ] as const)('is refused for %s', (_, systems, precedence, message) => {
    expect(() => buildEstate(systems, precedence, registry, tools)).toThrow(message)
  })
})
