import { GraphQLError } from 'graphql'
import type { Viewer } from '../../subgraphs/shared/access/viewer.ts'
import { refusal } from '../errors.ts'
import type { Completed } from './answer.ts'
import { strictest, wording } from './rule.ts'
import { isRefusal, type Outcome, type Place, type Refusal, type RefusedRoot, type Shape } from './shape.ts'

const MOST_LISTED = 100

/** One error for each place that is null because the viewer may not see it, and one for those too many to list. */
export function placeErrors({ places, unlisted }: Completed, viewer: Viewer): readonly GraphQLError[] {
  const known = new Map<Refusal, GraphQLError>()
  const errors = places.map(({ path, refusal: why }) => {
    const one = known.get(why) ?? errorOf(why, viewer)
    known.set(why, one)
    return at(one, path)
  })
  if (unlisted === 0) return errors
  return [...errors, forbidden(`${unlisted} more places are refused, too; none of them is listed`)]
}

/** The errors of an operation that is refused whole, one for each root field that refuses it. */
export function rootErrors(refused: readonly RefusedRoot[], viewer: Viewer): readonly GraphQLError[] {
  return refused
    .slice(0, MOST_LISTED)
    .map(({ key, refusal: why }) => forbidden(reason(why, viewer), key === null ? undefined : [key]))
}

/** The errors of an operation that is refused before it is asked, because anything in it is: each says where, since nothing is answered. */
export function operationErrors(outcome: Outcome, viewer: Viewer): readonly GraphQLError[] {
  return refusalsIn(outcome)
    .slice(0, MOST_LISTED)
    .map(({ keys, refusal: why }) =>
      refusal('FORBIDDEN', `${keys.join('.') || 'the operation'} ${reason(why, viewer)}`, 403),
    )
}

/** The error of each refusal as it was worded last: to make one takes longer than to answer without it. */
const worded = new WeakMap<Refusal, GraphQLError>()

function errorOf(why: Refusal, viewer: Viewer): GraphQLError {
  const text = reason(why, viewer)
  const known = worded.get(why)
  if (known?.message === text) return known
  const error = forbidden(text)
  worded.set(why, error)
  return error
}

/** The same error elsewhere. */
function at(error: GraphQLError, path: readonly (string | number)[]): GraphQLError {
  return Object.assign(Object.create(error), { path })
}

function forbidden(message: string, path?: readonly (string | number)[]): GraphQLError {
  return new GraphQLError(message, { ...(path && { path }), extensions: { code: 'FORBIDDEN' } })
}

function reason({ rules, climbed }: Refusal, viewer: Viewer): string {
  const text = strictest(rules)
    .map((rule) => wording(rule, viewer))
    .join('; and it ')
  return climbed ? `cannot be answered without something that ${text}` : text
}

interface Found {
  readonly keys: readonly string[]
  readonly refusal: Refusal
}

/** Everything in an operation that is refused, or may be, by its response keys; the same set of selections once. */
function refusalsIn(outcome: Outcome): readonly Found[] {
  if ('refused' in outcome) {
    return outcome.refused.map(({ key, refusal: why }) => ({ keys: key === null ? [] : [key], refusal: why }))
  }
  const seen = new Set<Shape>()
  const look = (shape: Shape, keys: readonly string[]): readonly Found[] => {
    if (seen.has(shape)) return []
    seen.add(shape)
    return [...shape.fields].flatMap(([key, place]) => lookAt(place, [...keys, key]))
  }
  const lookAt = (place: Place, keys: readonly string[]): readonly Found[] => {
    if (place.kind === 'KEPT') return []
    if (place.kind === 'CUT') return [{ keys, refusal: place.refusal }]
    return [...place.objects.values()].flatMap((left) =>
      isRefusal(left) ? [{ keys, refusal: left }] : look(left, keys),
    )
  }
  return look(outcome.shape, [])
}
