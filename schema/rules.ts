import {
  type FieldDefinitionNode,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type ObjectTypeDefinitionNode,
  parse,
  type TypeNode,
} from 'graphql'

/** A subgraph's SDL without the shared prelude's value types, which are no entity of anybody. */
export interface SubgraphDocument {
  readonly name: string
  readonly sdl: string
}

/** Everything of the schema clients see that has no description, by its path: `Order.lines`, `Query.order(id)`. */
export function undescribed(api: GraphQLSchema): readonly string[] {
  const types = Object.values(api.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  )
  return types.flatMap((type) => {
    const root = type === api.getQueryType() || type === api.getMutationType()
    const own = type.description || root ? [] : [type.name]
    if (isEnumType(type)) {
      return [...own, ...type.getValues().flatMap((value) => missing(`${type.name}.${value.name}`, value))]
    }
    if (isInputObjectType(type)) {
      return [
        ...own,
        ...Object.values(type.getFields()).flatMap((field) => missing(`${type.name}.${field.name}`, field)),
      ]
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return own
    const fields = Object.values(type.getFields()).flatMap((field) => [
      ...missing(`${type.name}.${field.name}`, field),
      ...field.args.flatMap((argument) => missing(`${type.name}.${field.name}(${argument.name})`, argument)),
    ])
    return [...own, ...fields]
  })
}

function missing(
  path: string,
  { description }: { readonly description?: string | null | undefined },
): string[] {
  return description?.trim() ? [] : [path]
}

/**
 * Fields that promise somebody else's uptime: root queries, and fields a subgraph contributes to an entity that
 * another subgraph owns, must be nullable (decision K7 b and e). `owners` says who owns each entity.
 */
export function overpromising(
  { name, sdl }: SubgraphDocument,
  owners: Readonly<Record<string, string>>,
): readonly string[] {
  return objectTypes(sdl).flatMap((type) => {
    const contributed = owners[type.name.value] !== undefined && owners[type.name.value] !== name
    if (type.name.value !== 'Query' && !contributed) return []
    const keys = keyFields(type)
    return (type.fields ?? [])
      .filter((field) => field.type.kind === 'NonNullType' && !keys.has(field.name.value))
      .map((field) => `${type.name.value}.${field.name.value}`)
  })
}

/**
 * Lists of objects whose length nobody says: neither `@listSize` on the field, nor on the one above it (`sizedFields`). What an
 * operation costs could not be told before it is executed.
 */
export function unsized(sdl: string): readonly string[] {
  const types = objectTypes(sdl)
  const objects = new Set(types.map(({ name }) => name.value))
  const sizedByParent = new Set(
    types.flatMap(({ fields = [] }) =>
      fields.flatMap((field) => sizedFieldsOf(field).map((name) => `${namedType(field.type)}.${name}`)),
    ),
  )
  return types.flatMap((type) =>
    (type.fields ?? [])
      .filter((field) => isList(field.type) && objects.has(namedType(field.type)))
      .filter((field) => !field.directives?.some(({ name }) => name.value === 'listSize'))
      .map((field) => `${type.name.value}.${field.name.value}`)
      .filter((coordinate) => !sizedByParent.has(coordinate)),
  )
}

function isList(type: TypeNode): boolean {
  return type.kind === 'ListType' || (type.kind === 'NonNullType' && isList(type.type))
}

function namedType(type: TypeNode): string {
  return type.kind === 'NamedType' ? type.name.value : namedType(type.type)
}

function sizedFieldsOf({ directives = [] }: FieldDefinitionNode): readonly string[] {
  const given = directives.find(({ name }) => name.value === 'listSize')?.arguments
  const value = given?.find(({ name }) => name.value === 'sizedFields')?.value
  return value?.kind === 'ListValue'
    ? value.values.flatMap((one) => (one.kind === 'StringValue' ? [one.value] : []))
    : []
}

function objectTypes(sdl: string): readonly ObjectTypeDefinitionNode[] {
  return parse(sdl).definitions.filter((node) => node.kind === 'ObjectTypeDefinition')
}

function keyFields({ directives }: ObjectTypeDefinitionNode): ReadonlySet<string> {
  const keys = (directives ?? [])
    .filter(({ name }) => name.value === 'key')
    .flatMap(({ arguments: given }) => given ?? [])
    .flatMap(({ name, value }) =>
      name.value === 'fields' && value.kind === 'StringValue' ? [value.value] : [],
    )
  return new Set(keys.flatMap((fields) => fields.split(/\s+/)))
}
