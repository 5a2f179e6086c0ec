import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { httpOptions } from '../../../adapters/call/options.ts'
import type { KnownAdapter } from '../config.ts'
import { type Key, keysOf } from './keys.ts'
import { keyTable, table } from './table.ts'

/** The keys that every system over a network has, by their path. */
export const networkKeys: ReadonlyMap<string, Key> = new Map(
  keysOf(z.strictObject(httpOptions)).map((key) => [key.path, key]),
)

/** The table of all adapters, and a section for each with an example and its keys. */
export function adapterSections(known: Readonly<Record<string, KnownAdapter>>): string[] {
  const adapters = Object.entries(known)
  const rows = adapters.map(([name, { kind, ports = [], options }]) => [
    `[\`${name}\`](#${name.replace('/', '')})`,
    kind,
    ports.map((port) => `\`${port}\``).join(', '),
    options.description ?? '',
  ])
  return [
    'A system has the keys of its adapter beside `adapter`. What it answers may stand in `answers`.',
    table(['adapter', 'kind', 'answers', 'what it speaks to'], rows),
    ...adapters.flatMap(([name, { options }]) => adapterSection(name, keysOf(options))),
  ]
}

function adapterSection(name: string, keys: readonly Key[]): string[] {
  const shared = keys.filter(isAsEverywhere)
  const own = keys.filter((key) => !isAsEverywhere(key))
  return [
    `### \`${name}\``,
    `The shortest form that works:\n\n\`\`\`yaml ${name}\n${exampleOf(name)}\`\`\``,
    keyTable(own),
    ...(shared.length === 0
      ? []
      : [
          `And, as [every system over a network](#how-every-system-over-a-network-is-asked): ${shared.map(({ path }) => `\`${path}\``).join(', ')}.`,
        ]),
  ]
}

/** The adapter's own example, which a test reads as a configuration. */
function exampleOf(name: string): string {
  return readFileSync(new URL(`../../../adapters/${name}/example.yaml`, import.meta.url), 'utf8')
}

function isAsEverywhere(key: Key): boolean {
  return JSON.stringify(networkKeys.get(key.path)) === JSON.stringify(key)
}
