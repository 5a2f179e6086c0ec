import { type GraphQLOutputType, isListType, isNonNullType } from 'graphql'
import { isRefusal, type Place, type Refusal, type Shape } from './shape.ts'

type Path = readonly (string | number)[]
type Data = Readonly<Record<string, unknown>>

/** A place of an answer that is null because the viewer may not see it. */
interface RefusedPlace {
  readonly path: Path
  readonly refusal: Refusal
}

/** An answer as the viewer may see it. */
export interface Completed {
  /** Null when a root field turned out refused that must not be null. */
  readonly data: Data | null
  readonly places: readonly RefusedPlace[]
  /** How many more places there are than are listed. */
  readonly unlisted: number
}

/** The most places that are listed one by one. */
const MOST_LISTED = 100

/**
 * Puts a null at every place that was cut, takes out what was asked for our own use, and restores the order the client asked for.
 * `spareKey` is the response key under which objects say their type. A null that must not be climbs to where it may be (GraphQL
 * specification, October 2021, 6.4.4).
 */
export function complete(shape: Shape, data: Data, spareKey: string): Completed {
  const completing: Completing = { spareKey, places: [], path: [], found: 0 }
  const completed = objectOf(shape, data, completing)
  const { places, found, path } = completing
  if (isHidden(completed)) return { data: null, places: [{ path, refusal: completed[HIDDEN] }], unlisted: 0 }
  return { data: completed, places, unlisted: found - places.length }
}

interface Completing {
  readonly spareKey: string
  readonly places: RefusedPlace[]
  readonly path: (string | number)[]
  found: number
}

const HIDDEN = Symbol('hidden')

/** In the place of a value that the viewer may not see. */
interface Hidden {
  readonly [HIDDEN]: Refusal
}

type Partly = Extract<Place, { kind: 'PARTLY' }>

function objectOf(shape: Shape, data: Data, completing: Completing): Data | Hidden {
  // An alias may be called like what every object inherits.
  const object: Record<string, unknown> = Object.create(null)
  for (const [key, place] of shape.fields) {
    completing.path.push(key)
    const value = placeValue(place, data[key] ?? null, completing)
    // The path of a root field stays: nothing else can be told where the whole answer is null.
    if (isHidden(value) && completing.path.length === 1) return value
    completing.path.pop()
    if (isHidden(value)) return value
    object[key] = value
  }
  return object
}

function placeValue(place: Place, value: unknown, completing: Completing): unknown {
  if (place.kind === 'KEPT') return value
  if (place.kind === 'CUT') return note(place.refusal, completing)
  return unlessRequired(place.type, completing, () => completeValue(place.type, place, value, completing))
}

/** What is hidden becomes a null here, in place of everything noted below it, or is handed on where there may be none. */
function unlessRequired(type: GraphQLOutputType, completing: Completing, work: () => unknown): unknown {
  const { places, found } = completing
  const listed = places.length
  const value = work()
  if (!isHidden(value) || isNonNullType(type)) return value
  places.length = listed
  completing.found = found
  return note(value[HIDDEN], completing)
}

function completeValue(
  type: GraphQLOutputType,
  place: Partly,
  value: unknown,
  completing: Completing,
): unknown {
  if (value === null || value === undefined) return null
  if (isNonNullType(type)) return completeValue(type.ofType, place, value, completing)
  if (!isListType(type)) return oneObject(place, value as Data, completing)
  const items: unknown[] = []
  const { ofType } = type
  for (const [index, item] of (value as readonly unknown[]).entries()) {
    completing.path.push(index)
    const given = unlessRequired(ofType, completing, () => completeValue(ofType, place, item, completing))
    completing.path.pop()
    if (isHidden(given)) return given
    items.push(given)
  }
  return items
}

function oneObject({ objects }: Partly, data: Data, completing: Completing): Data | Hidden {
  const [only] = objects.size === 1 ? objects.values() : []
  const left = only ?? objects.get(String(data[completing.spareKey]))
  if (!left) throw new Error('an object that does not say which of its possible types it has')
  return isRefusal(left) ? { [HIDDEN]: left } : objectOf(left, data, completing)
}

function isHidden(value: unknown): value is Hidden {
  return typeof value === 'object' && value !== null && HIDDEN in value
}

function note(refusal: Refusal, completing: Completing): null {
  const { path, places } = completing
  completing.found += 1
  if (places.length < MOST_LISTED) places.push({ path: [...path], refusal })
  return null
}
