import type { KyselyPlugin, RootOperationNode } from 'kysely'
import type { SqlTillOptions } from './options.ts'

/** Nodes whose insides are values of the statement, not names. */
const VALUES: ReadonlySet<unknown> = new Set(['ValueNode', 'PrimitiveValueListNode', 'RawNode'])

/** Writes the tables' names as a database has them; statements are built with lower-case ones. */
export function namesIn(tables: NonNullable<SqlTillOptions['tables']>): KyselyPlugin[] {
  if (tables === 'lower') return []
  return [
    {
      // The tree comes back as it was but for names.
      transformQuery: ({ node }) => upper(node) as RootOperationNode,
      transformResult: async ({ result }) => result,
    },
  ]
}

function upper(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(upper)
  if (typeof node !== 'object' || node === null) return node
  if ('kind' in node && VALUES.has(node.kind)) return node
  if ('kind' in node && node.kind === 'SchemableIdentifierNode') return mapped(node, upperName)
  return mapped(node, upper)
}

function upperName(node: unknown): unknown {
  return typeof node === 'object' && node !== null && 'name' in node
    ? { ...node, name: String(node.name).toUpperCase() }
    : node
}

function mapped(node: object, change: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, change(value)]))
}
