import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  parse,
} from 'graphql'
import { subgraphNames, subgraphSdl } from './sdl.ts'

/** What the schema asks of somebody who wants to see something: everything here must hold. */
export interface Rule {
  /** `@requiresScopes`: one of these, whole; null where none is asked for. */
  readonly scopes: readonly (readonly string[])[] | null
  /** `@authenticated`: somebody who is known. */
  readonly authenticated: boolean
  /** `@policy`: for somebody else to decide, whom this graph does not ask; so nobody passes. */
  readonly policy: boolean
}

/** The rules of a schema: of types by their name, of fields by their coordinate, `Order.payments`. */
export interface ScopeRules {
  readonly types: ReadonlyMap<string, Rule>
  readonly fields: ReadonlyMap<string, Rule>
}

/** The rules that a schema's text states. */
export function rulesIn(document: DocumentNode): ScopeRules {
  const types = new Map<string, Rule>()
  const fields = new Map<string, Rule>()
  for (const node of document.definitions) {
    if (!isTypeDefinitionNode(node) && !isTypeExtensionNode(node)) continue
    const name = node.name.value
    add(types, name, ruleOf(node.directives ?? []))
    for (const { name: field, directives } of 'fields' in node ? (node.fields ?? []) : [])
      add(fields, `${name}.${field.value}`, ruleOf(directives ?? []))
  }
  return { types, fields }
}

/**
 * The rules that hold in one subgraph: those of its own fields, and of every type, whichever subgraph states them. A type's rule
 * holds for all of it, so that a stub of an order is no way around the order's rule.
 */
export function scopeRules(name: string): ScopeRules {
  const { types, fields } = rulesIn(parse(subgraphSdl(name)))
  return { types: new Map([...typeRules(), ...types]), fields }
}

/** Both rules at once. */
export function both(one: Rule, other: Rule): Rule {
  return {
    scopes: together(one.scopes, other.scopes),
    authenticated: one.authenticated || other.authenticated,
    policy: one.policy || other.policy,
  }
}

let ofTypes: ReadonlyMap<string, Rule> | null = null

function typeRules(): ReadonlyMap<string, Rule> {
  ofTypes ??= new Map(subgraphNames().flatMap((name) => [...rulesIn(parse(subgraphSdl(name))).types]))
  return ofTypes
}

function add(rules: Map<string, Rule>, coordinate: string, rule: Rule | null): void {
  if (!rule) return
  const known = rules.get(coordinate)
  rules.set(coordinate, known ? both(known, rule) : rule)
}

function ruleOf(directives: readonly ConstDirectiveNode[]): Rule | null {
  const named = (name: string) => directives.find((directive) => directive.name.value === name)
  const scopes = named('requiresScopes')
  const rule = {
    scopes: scopes ? textsOf(scopes) : null,
    authenticated: named('authenticated') !== undefined,
    policy: named('policy') !== undefined,
  }
  return scopes || rule.authenticated || rule.policy ? rule : null
}

function textsOf({ arguments: given = [] }: ConstDirectiveNode): readonly (readonly string[])[] {
  const value = given.find(({ name }) => name.value === 'scopes')?.value
  return itemsOf(value).map((all) => itemsOf(all).map((one) => (one.kind === 'StringValue' ? one.value : '')))
}

/** GraphQL reads a single value where a list is asked for as a list of it. */
function itemsOf(value: ConstValueNode | undefined): readonly ConstValueNode[] {
  if (value === undefined) return []
  return value.kind === 'ListValue' ? value.values : [value]
}

/** One of these and one of those, without alternatives that ask for more than another one does. */
function together(one: Rule['scopes'], other: Rule['scopes']): Rule['scopes'] {
  if (one === null || other === null) return one ?? other
  const all = one.flatMap((left) => other.map((right) => [...new Set([...left, ...right])]))
  return all.filter(
    (candidate, position) =>
      !all.some(
        (another, at) =>
          another.every((scope) => candidate.includes(scope)) &&
          (another.length < candidate.length || at < position),
      ),
  )
}
