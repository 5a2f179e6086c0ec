import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql'
import { both, type ScopeRules } from '../../../schema/scope-rules.ts'
import type { Context } from '../../context.ts'
import { forbidden } from '../../graphql-error.ts'
import { admit, admitKey, type Gate, refusal } from './guard.ts'
import { guardEntities } from './guard-entities.ts'
import { standingOf } from './known-viewer.ts'
import { andThen, isLater, type Later } from './later.ts'
import type { Owners } from './owners.ts'
import { refuseUnowned } from './unowned.ts'

type Resolver = GraphQLFieldResolver<unknown, Context, Readonly<Record<string, unknown>>>

/**
 * Puts the schema's own rules before its resolvers, so that a subgraph refuses even where no gateway stands before it: a field
 * with a rule is checked before it is resolved, with its parent's owner; of a field that answers objects with a rule, every
 * object; and every entity. Throws at start where a rule asks for an owner that nobody names; of root fields in `resolved` the
 * scopes are checked, and whose it is by their own resolvers.
 */
export function guard(
  schema: GraphQLSchema,
  rules: ScopeRules,
  owners: Owners,
  resolved: ReadonlySet<string> = new Set(),
): void {
  refuseUnowned(schema, rules, { owners, resolved })
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) guardField(schema, type, field, { rules, owners })
  }
  guardEntities(schema, (type) => gateOf(type, { rules, owners }))
}

interface Given {
  readonly rules: ScopeRules
  readonly owners: Owners
}

function gateOf(type: string, { rules, owners }: Given): Gate | null {
  const rule = rules.types.get(type)
  return rule ? { rule, coordinate: type, ownership: owners[type] ?? null } : null
}

function guardField(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  field: GraphQLField<unknown, Context>,
  given: Given,
): void {
  const own = given.rules.fields.get(`${type.name}.${field.name}`)
  const answered = gateOf(getNamedType(field.type).name, given)
  const resolve: Resolver = field.resolve ?? defaultFieldResolver
  const isRoot = type === schema.getQueryType() || type === schema.getMutationType()
  const objects = answered && own && isRoot ? { ...answered, rule: both(own, answered.rule) } : answered
  const checked = objects ? checkObjects(resolve, field, { gate: objects, isRoot }) : resolve
  const guarded = own
    ? checkField(
        checked,
        { rule: own, coordinate: `${type.name}.${field.name}`, ownership: given.owners[type.name] ?? null },
        isRoot,
      )
    : checked
  // Tests tell fields without a resolver of their own by its name.
  field.resolve = Object.defineProperty(guarded, 'name', { value: resolve.name })
}

/** A field with a rule: of a root field, whose is what it answers is the objects' to say. */
function checkField(resolve: Resolver, gate: Gate, isRoot: boolean): Resolver {
  return (source, args, context, info) => {
    const standing = standingOf(context, gate.rule)
    if (standing.of === 'NOBODY') throw forbidden(gate.rule)
    if (isRoot) return resolve(source, args, context, info)
    const admitted = admit(context, gate, { model: source, path: info.path })
    if (!isLater(admitted)) return resolve(source, args, context, info)
    if (standing.of === 'OWN') return admitted.then(() => resolve(source, args, context, info))
    return beside(admitted, () => resolve(source, args, context, info))
  }
}

/** Resolves while the note is being made, and answers when it is. */
function beside(admitted: Promise<void>, resolve: () => unknown): Promise<unknown> {
  // It is waited for below, and only then a failure of it is anybody's.
  admitted.catch(() => {})
  return Promise.all([resolve(), admitted]).then(([value]) => value)
}

interface Answering {
  readonly gate: Gate
  readonly isRoot: boolean
}

function checkObjects(
  resolve: Resolver,
  field: GraphQLField<unknown, Context>,
  { gate, isRoot }: Answering,
): Resolver {
  const isLookUp = isRoot && field.args.some(({ name }) => name === 'id')
  return (source, args, context, info) => {
    const standing = standingOf(context, gate.rule)
    if (standing.of === 'NOBODY') throw forbidden(gate.rule)
    const mayBeNull = !isLookUp || standing.of === 'ANYBODY'
    const check = (value: unknown) => {
      if ((value ?? null) === null) {
        if (mayBeNull) return value
        throw refusal(context, gate.rule, null)
      }
      return admitAll(context, gate, { value, type: field.type, path: info.path })
    }
    const answer = () => andThen(resolve(source, args, context, info) as Later<unknown>, check)
    return mayBeNull ? answer() : andThen(admitKey(context, gate, args), answer)
  }
}

interface Answer {
  readonly value: unknown
  readonly type: GraphQLOutputType
  readonly path: GraphQLResolveInfo['path']
}

/** Every object of an answer by itself: what is refused in a list is an error in its place. */
function admitAll(context: Context, gate: Gate, { value, type, path }: Answer): unknown {
  const one = getNullableType(type)
  if ((value ?? null) === null || value instanceof Error) return value
  if (!isListType(one)) return andThen(admit(context, gate, { model: value, path }), () => value)
  return Array.from(value as Iterable<Later<unknown>>, (item, key) => {
    const at = { prev: path, key, typename: undefined }
    const admitted = andThen(item, (model) =>
      refusedHere(() => admitAll(context, gate, { value: model, type: one.ofType, path: at })),
    )
    return admitted
  })
}

/** GraphQL takes an error among a list's values for that value's failure. */
function refusedHere(check: () => unknown): unknown {
  try {
    return check()
  } catch (error) {
    return error
  }
}
