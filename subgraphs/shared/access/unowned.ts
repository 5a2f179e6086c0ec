import { type GraphQLSchema, getNamedType, isAbstractType, isObjectType } from 'graphql'
import type { Rule, ScopeRules } from '../../../schema/scope-rules.ts'
import { isForOwn } from './may.ts'
import type { Owners } from './owners.ts'

interface Named {
  readonly owners: Owners
  /** Root fields whose resolvers work out themselves whose what they answer is. */
  readonly resolved: ReadonlySet<string>
}

/** Throws, at start, for a rule that could not be kept: an owner nobody names, or a way around it. */
export function refuseUnowned(schema: GraphQLSchema, rules: ScopeRules, { owners, resolved }: Named): void {
  for (const [name, rule] of rules.types) {
    if (!schema.getType(name)) continue
    if (asksForOwn(rule) && !owners[name]) throw unowned(name, name)
    refuseWaysAround(schema, name)
  }
  for (const [coordinate, rule] of rules.fields) {
    if (asksForOwn(rule) && !resolved.has(coordinate))
      refuseUnownedField(schema, coordinate, { rules, owners })
  }
}

/** Whether a rule has a scope that counts only for what is the viewer's own. */
function asksForOwn({ scopes }: Rule): boolean {
  return (scopes ?? []).flat().some(isForOwn)
}

function unowned(coordinate: string, type: string): Error {
  return new Error(
    `expected the owner of ${type} to be named, which the rule of ${coordinate} asks for; add it to the subgraph's owners`,
  )
}

/** A field's owner is its parent's; a root field has no parent, so there what it answers must say whose it is. */
function refuseUnownedField(
  schema: GraphQLSchema,
  coordinate: string,
  { rules, owners }: { readonly rules: ScopeRules; readonly owners: Owners },
): void {
  const [type = '', name = ''] = coordinate.split('.')
  const parent = schema.getType(type)
  if (parent !== schema.getQueryType() && parent !== schema.getMutationType()) {
    if (!owners[type]) throw unowned(coordinate, type)
    return
  }
  const field = isObjectType(parent) ? parent.getFields()[name] : undefined
  if (rules.types.has(getNamedType(field?.type)?.name ?? '')) return
  throw new Error(
    `expected the type that ${coordinate} answers to have a rule, as the field asks for what is one's own`,
  )
}

/** A guarded object is met where its own type is answered, or as an entity that was looked up; never as one of several types. */
function refuseWaysAround(schema: GraphQLSchema, name: string): void {
  const type = schema.getType(name)
  if (!isObjectType(type)) throw new Error(`expected ${name}, which has a rule, to be an object type`)
  const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType)
  for (const other of abstract.filter((one) => schema.isSubType(one, type))) {
    if (other.name !== '_Entity')
      throw new Error(`expected ${name}, which has a rule, not to be in ${other.name}`)
    if (!isLookedUp(type.extensions))
      throw new Error(`expected ${name}, which has a rule, to have __resolveReference`)
  }
}

/** Without `__resolveReference` a caller's own object would pass for the entity. */
function isLookedUp(extensions: Readonly<Record<string, unknown>>): boolean {
  const { apollo } = extensions as { readonly apollo?: { readonly subgraph?: object } }
  return 'resolveReference' in (apollo?.subgraph ?? {})
}
