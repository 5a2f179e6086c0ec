import {
  assertObjectType,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** An object of an answer, with its type. */
interface Seen {
  readonly type: string
  readonly object: Readonly<Record<string, unknown>>
}

/** A null in an answer. */
export interface SeenNull {
  /** `Type.field`, whatever the response calls it. */
  readonly field: string
  readonly path: string
  /** The object it is in, then those around it, nearest first. */
  readonly around: readonly Seen[]
}

/** What tells an object of the world from another; asked for beside what an operation asks for, as `key_NAME`. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  AppliedPromotion: ['label'],
  CartLine: ['sku'],
  Consent: ['purpose'],
  Conversation: ['subject', 'openedAt'],
  Customer: ['id'],
  FulfillmentGroup: ['mode'],
  FulfillmentOption: ['kind', 'available'],
  ItemAvailability: ['sku', 'requested'],
  LedgerEntry: ['at', 'points'],
  LoyaltyAccount: ['cardNumber'],
  OpeningHours: ['day', 'date'],
  Order: ['number'],
  OrderEvent: ['kind'],
  Payment: ['method'],
  ProductVariant: ['sku'],
  Promotion: ['name'],
  Reward: ['name'],
  SourceStatus: ['outcome'],
  SourceSystemHealth: ['instance'],
  Store: ['code'],
}

/** The operation, asking for every object's type and key as well, and which systems it came from. */
export function withKeys(operation: string, schema: GraphQLSchema): string {
  const types = new TypeInfo(schema)
  const keyed = visit(
    parse(operation),
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(node) {
          const type = types.getParentType()
          if (!type || type === schema.getQueryType()) return undefined
          const extra = isObjectType(type) ? [...keysOf(type), ...sourcesOf(type, node)] : []
          return { ...node, selections: [...node.selections, field('__typename', '__typename'), ...extra] }
        },
      },
    }),
  )
  return print(keyed)
}

function keysOf({ name }: GraphQLObjectType): readonly FieldNode[] {
  return (KEYS[name] ?? []).map((key) => field(key, `key_${key}`))
}

/** Entities whose own record is told by another system than some of their fields: asked for only beside such fields. */
const OWN_FIELDS: Readonly<Record<string, readonly string[]>> = {
  ProductVariant: ['gtin', 'size', 'color', 'title', 'image', 'product', 'selectedOptions'],
  Store: ['name', 'address', 'phone'],
}

/** What tells the systems an object came from: of a list or sum what each answered, of a record when it was read. */
function sourcesOf(type: GraphQLObjectType, { selections }: SelectionSetNode): readonly FieldNode[] {
  const { source, sources } = type.getFields()
  const asks = (names: readonly string[]) =>
    selections.some((one) => one.kind === Kind.FIELD && names.includes(one.name.value))
  const own = OWN_FIELDS[type.name]
  return [
    ...(sources ? [field('sources', 'key_sources', toldBy(sources))] : []),
    ...(source && (!own || asks(own)) ? [field('source', 'key_source', toldBy(source))] : []),
    // A line's size is its variant's.
    ...(type.name === 'OrderLine' && asks(['size']) ? [VARIANT] : []),
  ]
}

/** What is asked for of a source, where it has it. */
function toldBy({ type }: GraphQLField<unknown, unknown>): readonly FieldNode[] {
  const has = assertObjectType(getNamedType(type)).getFields()
  return ['instance', 'outcome', 'fetchedAt'].filter((name) => name in has).map((name) => field(name, name))
}

function field(name: string, alias: string, selections?: readonly FieldNode[]): FieldNode {
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    ...(alias !== name && { alias: { kind: Kind.NAME, value: alias } }),
    ...(selections && { selectionSet: { kind: Kind.SELECTION_SET, selections } }),
  }
}

const VARIANT = field('variant', 'key_variant', [
  field('__typename', '__typename'),
  field('source', 'key_source', [field('instance', 'instance'), field('fetchedAt', 'fetchedAt')]),
])

/** Every null of an answer to an operation made by `withKeys`, those inside lists too. */
export function nullsIn(operation: string, schema: GraphQLSchema, data: unknown): readonly SeenNull[] {
  const document = parse(operation)
  const root = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)
  const type = schema.getQueryType()
  if (!root || !type) throw new Error('expected an operation')
  const found: SeenNull[] = []
  const reader = { document, schema, found }
  readObject(reader, (root as OperationDefinitionNode).selectionSet, type, data, [], [])
  return found
}

interface Reader {
  readonly document: DocumentNode
  readonly schema: GraphQLSchema
  readonly found: SeenNull[]
}

function readObject(
  reader: Reader,
  selections: SelectionSetNode,
  type: GraphQLCompositeType,
  value: unknown,
  path: readonly (string | number)[],
  around: readonly Seen[],
): void {
  if (typeof value !== 'object' || value === null) return
  const object = value as Record<string, unknown>
  const actual = concrete(reader.schema, type, object)
  const here = [{ type: actual.name, object }, ...around]
  for (const node of fieldsOf(reader.document, selections, actual)) {
    const key = node.alias?.value ?? node.name.value
    if (key.startsWith('key_') || key === '__typename') continue
    const name = `${actual.name}.${node.name.value}`
    const inner = getNamedType(actual.getFields()[node.name.value]?.type)
    readValue(
      reader,
      { name, node, inner: isCompositeType(inner) ? inner : null, around: here },
      object[key],
      [...path, key],
    )
  }
}

interface Place {
  readonly name: string
  readonly node: FieldNode
  readonly inner: GraphQLCompositeType | null
  readonly around: readonly Seen[]
}

function readValue(reader: Reader, place: Place, value: unknown, path: readonly (string | number)[]): void {
  const { name, node, inner, around } = place
  if (value === null || value === undefined) {
    reader.found.push({ field: name, path: path.join('.'), around })
  } else if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) readValue(reader, place, one, [...path, index])
  } else if (inner && node.selectionSet) {
    readObject(reader, node.selectionSet, inner, value, path, around)
  }
}

function concrete(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  object: Readonly<Record<string, unknown>>,
): GraphQLObjectType {
  const named = isAbstractType(type) ? schema.getType(String(object['__typename'])) : type
  if (!isObjectType(named)) throw new Error(`expected the type of an object of ${type.name}`)
  return named
}

/** The fields an object of this type is asked for, fragments unfolded. */
function fieldsOf(
  document: DocumentNode,
  { selections }: SelectionSetNode,
  type: GraphQLObjectType,
): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection]
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : document.definitions.find(
            (one): one is FragmentDefinitionNode =>
              one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
          )
    const condition = fragment?.typeCondition?.name.value
    if (!fragment || (condition !== undefined && condition !== type.name)) return []
    return fieldsOf(document, fragment.selectionSet, type)
  })
}
