import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isNonNullType,
  type SelectionSetNode,
} from 'graphql'
import type { Guarded } from './guarded.ts'
import { MOST_SELECTIONS, type Operation, tooLarge } from './operation.ts'
import type { Rule } from './rule.ts'
import { type Conditions, collectFields } from './selections.ts'

/** Why something is not answered: the rules that were not met, and whose. */
export interface Refusal {
  readonly rules: readonly Rule[]
  /** `Type` or `Type.field`. */
  readonly coordinate: string
  /** Whether something else is refused for it, which cannot be answered without it. */
  readonly climbed: boolean
}

/** What becomes of one response key. */
export type Place =
  /** Asked and answered as it is written: nothing in it is refused. */
  | { readonly kind: 'KEPT'; readonly nodes: readonly FieldNode[] }
  /** Not asked. Answered null. */
  | { readonly kind: 'CUT'; readonly refusal: Refusal }
  /** Asked for what is left of it: an object's by its type's name, or why objects of that type are answered null. */
  | {
      readonly kind: 'PARTLY'
      readonly nodes: readonly FieldNode[]
      readonly type: GraphQLOutputType
      readonly objects: ReadonlyMap<string, Shape | Refusal>
    }

/** What is left of the fields of an object, by response key in the order of the answer. */
export interface Shape {
  readonly fields: ReadonlyMap<string, Place>
  /** Why an object may turn out null for something in it that is only known from the answer. */
  readonly mayVanish: Refusal | null
}

/** What a viewer's operation comes down to. */
export type Outcome = { readonly shape: Shape } | { readonly refused: readonly RefusedRoot[] }

/** A root field for which the whole operation is refused. */
export interface RefusedRoot {
  readonly key: string | null
  readonly refusal: Refusal
}

export interface Asked {
  readonly operation: Operation
  readonly guarded: Guarded
  /** The rules the viewer does not meet. */
  readonly refused: ReadonlySet<Rule>
  readonly conditions: Conditions
}

/**
 * Works out what is left of an operation. A refused field is answered null; where it must not be null, its object is refused, and so up
 * to the nearest field that may be null. A mutation is refused whole before one of its root fields would be answered null.
 */
export function shapeOf(asked: Asked): Outcome {
  const { operation, guarded, refused } = asked
  const whole = unmet(guarded.rulesOfType(operation.root), refused)
  if (whole) return { refused: [{ key: null, refusal: { ...whole, coordinate: operation.root.name } }] }
  const shaping: Shaping = { ...asked, known: new Map(), visited: 0 }
  const { selectionSet, operation: kind } = operation.definition
  const collected = collect(operation.root, [selectionSet], shaping)
  const fields = new Map<string, Place>()
  const failed: RefusedRoot[] = []
  for (const [key, nodes] of collected) {
    const { place, fails, vanishes } = placeOf(operation.root, nodes, shaping)
    fields.set(key, place)
    const late = kind === 'mutation' ? (place.kind === 'CUT' ? place.refusal : vanishes) : null
    const refusal = fails ?? late
    if (refusal) failed.push({ key, refusal })
  }
  return failed.length > 0 ? { refused: failed } : { shape: { fields, mayVanish: null } }
}

interface Shaping extends Asked {
  readonly known: Map<string, Shape | Refusal>
  visited: number
}

interface Placed {
  readonly place: Place
  /** Why the object around it cannot be answered at all. */
  readonly fails: Refusal | null
  /** Why the field itself may turn out null for something in it. */
  readonly vanishes: Refusal | null
}

/** Whether it is a refusal rather than a shape. */
export function isRefusal(given: Shape | Refusal): given is Refusal {
  return 'rules' in given
}

function shapeOfObject(
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  shaping: Shaping,
): Shape | Refusal {
  const key = `${type.name} ${sets.map((set) => shaping.operation.selected(set).number).join(' ')}`
  const known = shaping.known.get(key)
  if (known) return known
  const made = makeShape(type, sets, shaping)
  shaping.known.set(key, made)
  return made
}

function makeShape(
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  shaping: Shaping,
): Shape | Refusal {
  const own = unmet(shaping.guarded.rulesOfType(type), shaping.refused)
  if (own) return { ...own, coordinate: type.name }
  const fields = new Map<string, Place>()
  let mayVanish: Refusal | null = null
  for (const [key, nodes] of collect(type, sets, shaping)) {
    const { place, fails, vanishes } = placeOf(type, nodes, shaping)
    if (fails) return { ...fails, climbed: true }
    if (place.kind === 'PARTLY' && isNonNullType(place.type)) mayVanish ??= vanishes
    fields.set(key, place)
  }
  return { fields, mayVanish }
}

function collect(type: GraphQLObjectType, sets: readonly SelectionSetNode[], shaping: Shaping) {
  const { guarded, operation, conditions } = shaping
  const collected = collectFields(type, sets, {
    schema: guarded.schema,
    fragments: operation.fragments,
    conditions,
  })
  shaping.visited += collected.size
  if (shaping.visited > MOST_SELECTIONS) throw tooLarge()
  return collected
}

function placeOf(type: GraphQLObjectType, nodes: readonly FieldNode[], shaping: Shaping): Placed {
  const { guarded, refused } = shaping
  const name = nodes[0]?.name.value ?? ''
  const field = guarded.fieldOf(type, name)
  const own = unmet(guarded.rulesOfField(type, name), refused)
  // A type may be told only when all of the schema is: GraphQL cannot say that a type is refused.
  if (own)
    return cut({ ...own, coordinate: `${type.name}.${name}` }, isNonNullType(field.type) || name === '__type')
  const named = getNamedType(field.type)
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  if (!isCompositeType(named) || isUntouched(named, sets, shaping)) return kept(nodes)
  const objects = new Map(guarded.possible(named).map((one) => [one.name, shapeOfObject(one, sets, shaping)]))
  const reasons = [...objects.values()].map((one) => (isRefusal(one) ? one : one.mayVanish))
  const first = reasons.find((reason) => reason !== null) ?? null
  const isHopeless = [...objects.values()].every(isRefusal)
  if (isHopeless && first && (!isNonNullType(field.type) || !stopsInside(field.type))) {
    return cut({ ...first, climbed: true }, isNonNullType(field.type))
  }
  const vanishes = first && !stopsInside(field.type) ? { ...first, climbed: true } : null
  return { place: { kind: 'PARTLY', nodes, type: field.type, objects }, fails: null, vanishes }
}

function kept(nodes: readonly FieldNode[]): Placed {
  return { place: { kind: 'KEPT', nodes }, fails: null, vanishes: null }
}

function cut(refusal: Refusal, isRequired: boolean): Placed {
  return { place: { kind: 'CUT', refusal }, fails: isRequired ? refusal : null, vanishes: null }
}

/** Nothing in it is refused, whatever is skipped; and it may stand as it is written, for the type it was written for. */
function isUntouched(
  named: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
  shaping: Shaping,
): boolean {
  return sets.every((set) => {
    const { type, rules } = shaping.operation.selected(set)
    return type === named && [...shaping.refused].every((rule) => !rules.has(rule))
  })
}

/** Whether the null of an object stays within a list, whose items may be null. */
function stopsInside(type: GraphQLOutputType): boolean {
  const nullable = getNullableType(type)
  if (!isListType(nullable)) return false
  return !isNonNullType(nullable.ofType) || stopsInside(nullable.ofType)
}

function unmet(rules: readonly Rule[], refused: ReadonlySet<Rule>): Omit<Refusal, 'coordinate'> | null {
  const missing = rules.filter((rule) => refused.has(rule))
  return missing.length > 0 ? { rules: missing, climbed: false } : null
}
