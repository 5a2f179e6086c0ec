import { type Criterion, listOf, textOf, unsupported } from './criteria.ts'

/** The test of IN or NOT IN; any other operator is refused by `refusal`. */
export function isOneOf(
  criterion: Criterion,
  refusal: (criterion: Criterion) => Error,
): (text: string) => boolean {
  const { operator } = criterion
  if (operator !== 'IN' && operator !== 'NOT IN') throw refusal(criterion)
  const items = new Set(listOf(criterion))
  return (text) => items.has(text) === (operator === 'IN')
}

/** The operators of an identifier: exact, among a list, or by part. Parts compare without case, as the index does. */
export function textPredicate(criterion: Criterion): (text: string) => boolean {
  if (criterion.operator === 'IN' || criterion.operator === 'NOT IN') return isOneOf(criterion, unsupported)
  return partPredicate(criterion)
}

/** The operators of a text: no IN. */
export function partPredicate(criterion: Criterion): (text: string) => boolean {
  const compare = PARTS[criterion.operator]
  if (compare === undefined) throw unsupported(criterion)
  const wanted = textOf(criterion).toLowerCase()
  return (text) => compare(text.toLowerCase(), wanted)
}

const PARTS: Readonly<Record<string, (text: string, wanted: string) => boolean>> = {
  '=': (text, wanted) => text === wanted,
  '!=': (text, wanted) => text !== wanted,
  'STARTS WITH': (text, wanted) => text.startsWith(wanted),
  CONTAINS: (text, wanted) => text.includes(wanted),
  'DOES NOT CONTAIN': (text, wanted) => !text.includes(wanted),
}
