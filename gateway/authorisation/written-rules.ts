import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  visit,
} from 'graphql'
import { SupergraphError } from '../supergraph.ts'
import { argumentOf, directiveNames, type Feature, isCalledLikeRule } from './features.ts'
import type { AnyOf, Rule } from './rule.ts'

/** The rules of a supergraph by where they are written: `Type`, `Type.field`. Equal rules are the same object. */
export type WrittenRules = ReadonlyMap<string, readonly Rule[]>

/** Where a rule may stand (specs.apollo.dev/requiresScopes/v0.1). */
const GUARDED: ReadonlySet<Kind> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_EXTENSION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_EXTENSION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_EXTENSION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.ENUM_TYPE_EXTENSION,
])

/** Reads them. Throws a `SupergraphError` for a version, a place or a form that is not enforced here. */
export function writtenRules(document: DocumentNode): WrittenRules {
  const features = directiveNames(document)
  const rules = new Map<string, Rule[]>()
  const same = new Map<string, Rule>()
  let read = 0
  const take = (at: string, directives: readonly ConstDirectiveNode[] = []) => {
    for (const directive of directives) {
      const feature = features.get(directive.name.value)
      if (!feature) continue
      read += 1
      const rule = toRule(directive, feature, at)
      const key = JSON.stringify(rule)
      const known = same.get(key) ?? rule
      same.set(key, known)
      rules.set(at, [...(rules.get(at) ?? []), known])
    }
  }
  for (const node of document.definitions) {
    if (!GUARDED.has(node.kind) || !(isTypeDefinitionNode(node) || isTypeExtensionNode(node))) continue
    take(node.name.value, node.directives)
    const fields = 'fields' in node ? (node.fields ?? []) : []
    for (const field of fields as readonly FieldDefinitionNode[]) {
      take(`${node.name.value}.${field.name.value}`, field.directives)
    }
  }
  refuseUnread(document, features, read)
  return rules
}

function toRule(directive: ConstDirectiveNode, feature: Feature, at: string): Rule {
  if (feature === 'authenticated') return { kind: 'AUTHENTICATED' }
  const argument = feature === 'policy' ? 'policies' : 'scopes'
  const anyOf = namesIn(argumentOf(directive, argument))
  if (anyOf) return { kind: feature === 'policy' ? 'POLICIES' : 'SCOPES', anyOf }
  throw new SupergraphError(
    `expected @${directive.name.value}(${argument}: [["name"]]) on ${at}; found another form`,
  )
}

function namesIn(value: ConstValueNode | undefined): AnyOf | null {
  if (value?.kind !== Kind.LIST) return null
  const groups = value.values.map((group) => (group.kind === Kind.LIST ? group.values : null))
  const names = groups.map((group) =>
    group?.flatMap((name) => (name.kind === Kind.STRING ? [name.value] : [])),
  )
  const isWhole = names.every((group, index) => group && group.length === groups[index]?.length)
  return isWhole ? names.map((group) => (group ?? []).toSorted()) : null
}

/** A rule that was passed over would be a rule that nobody enforces. */
function refuseUnread(document: DocumentNode, features: ReadonlyMap<string, Feature>, read: number): void {
  let seen = 0
  visit(document, {
    Directive({ name }) {
      if (features.has(name.value)) seen += 1
      else if (isCalledLikeRule(name.value)) {
        throw new SupergraphError(
          `the supergraph uses @${name.value} without an @link to its specification; expected https://specs.apollo.dev/${name.value}/v0.1`,
        )
      }
    },
  })
  if (seen === read) return
  throw new SupergraphError(
    'the supergraph has a rule about who may see what on something other than an object, interface, field, scalar or enum',
  )
}
