import { type DocumentNode, Kind } from 'graphql'
import { conjunction } from './conjunction.ts'
import type { Rule } from './rule.ts'
import { writtenRules } from './written-rules.ts'

/** Who may see what, as a supergraph says it. Equal rules are the same object. */
export interface Rules {
  /** What an object, scalar or enum type asks wherever it is met, for its interfaces too. Nothing for an interface or a union. */
  ofType(name: string): readonly Rule[]
  /** What a field of an object type asks, besides what the type asks that it returns. */
  ofField(type: string, field: string): readonly Rule[]
}

/**
 * Reads the rules of a supergraph: `@authenticated`, `@requiresScopes` and `@policy`, by whatever names it gives them. Throws a
 * `SupergraphError` for a version, a place or a form that is not enforced here.
 *
 * Composition writes on an interface all that its implementations ask for together, for routers that look no further. Here each
 * implementation is looked at, so what stands on an interface counts only where it is something else: then for each of them.
 */
export function readRules(document: DocumentNode): Rules {
  const written = writtenRules(document)
  const interfaces = interfacesOf(document)
  const implementations = new Map<string, string[]>()
  for (const [type, names] of interfaces) {
    for (const name of names) implementations.set(name, [...(implementations.get(name) ?? []), type])
  }
  const inheritable = (name: string, rest: string): readonly Rule[] => {
    const below = (implementations.get(name) ?? []).flatMap((type) => written.get(type + rest) ?? [])
    return (written.get(name + rest) ?? []).filter((rule) => !isSummary(rule, below))
  }
  const all = (type: string, rest: string): readonly Rule[] => {
    const inherited = (interfaces.get(type) ?? []).flatMap((name) => inheritable(name, rest))
    return [...new Set([...(written.get(type + rest) ?? []), ...inherited])]
  }
  const isInterface = new Set(
    document.definitions.flatMap((node) =>
      node.kind === Kind.INTERFACE_TYPE_DEFINITION ? [node.name.value] : [],
    ),
  )
  const types = new Map<string, readonly Rule[]>()
  const fields = new Map<string, readonly Rule[]>()
  return {
    ofType: (name) => remembered(types, name, () => (isInterface.has(name) ? [] : all(name, ''))),
    ofField: (type, field) => remembered(fields, `${type}.${field}`, () => all(type, `.${field}`)),
  }
}

function remembered(
  known: Map<string, readonly Rule[]>,
  key: string,
  work: () => readonly Rule[],
): readonly Rule[] {
  const found = known.get(key) ?? work()
  known.set(key, found)
  return found
}

/** The interfaces of each object type. */
function interfacesOf(document: DocumentNode): ReadonlyMap<string, readonly string[]> {
  const interfaces = new Map<string, readonly string[]>()
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) continue
    const names = node.interfaces?.map(({ name }) => name.value) ?? []
    interfaces.set(node.name.value, [...(interfaces.get(node.name.value) ?? []), ...names])
  }
  return interfaces
}

/** Whether a rule on an interface says no more than those of its implementations together. */
function isSummary(rule: Rule, below: readonly Rule[]): boolean {
  const alike = below.filter(({ kind }) => kind === rule.kind)
  if (alike.length === 0) return false
  if (!('anyOf' in rule)) return true
  const together = conjunction(alike.flatMap((one) => ('anyOf' in one ? [one.anyOf] : [])))
  return together !== null && together === conjunction([rule.anyOf])
}
