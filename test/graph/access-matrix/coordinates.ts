import { readFileSync } from 'node:fs'
import { type DocumentNode, Kind, parse, type TypeNode } from 'graphql'
import { rulesIn } from '../../../schema/scope-rules.ts'

/**
 * What the graph's schema has that the table must have a line for: every root field, every type and field with a rule, and every
 * field that answers such a type. What the rules are is not looked at.
 */
export function coordinates(): ReadonlySet<string> {
  const file = new URL('../../../schema/supergraph.graphql', import.meta.url)
  const document = parse(readFileSync(file, 'utf8'))
  const { types, fields } = rulesIn(document)
  const answering = fieldsOf(document).flatMap(({ type, field, answers }) =>
    type === 'Query' || type === 'Mutation' || types.has(answers) ? [`${type}.${field}`] : [],
  )
  return new Set([...types.keys(), ...fields.keys(), ...answering])
}

function fieldsOf({ definitions }: DocumentNode) {
  return definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION
      ? (node.fields ?? []).map((field) => ({
          type: node.name.value,
          field: field.name.value,
          answers: named(field.type),
        }))
      : [],
  )
}

function named(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type)
}
