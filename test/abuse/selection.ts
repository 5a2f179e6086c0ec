import { type GraphQLOutputType, getNamedType, isObjectType, isRequiredArgument } from 'graphql'

/** How deep a selection goes: far enough that every system behind the field is asked. */
const DEPTH = 2

/** Everything that can be asked of a type without an argument, two levels deep; empty for a scalar. */
export function selectionOf(output: GraphQLOutputType, depth = DEPTH): string {
  const type = getNamedType(output)
  if (!isObjectType(type)) return ''
  const asked = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return []
    if (!isObjectType(getNamedType(field.type))) return isLeaf(field.type) ? [field.name] : []
    return depth > 1 ? [`${field.name} ${selectionOf(field.type, depth - 1)}`] : []
  })
  return `{ ${['__typename', ...asked].join(' ')} }`
}

function isLeaf(output: GraphQLOutputType): boolean {
  const type = getNamedType(output)
  return !('getFields' in type) && !('getTypes' in type)
}
