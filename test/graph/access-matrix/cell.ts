import { isDeepStrictEqual } from 'node:util'
import type { Answer } from '../whole.ts'
import type { Facts } from './two-people.ts'
import type { Seen, Way } from './way.ts'

/** A system's calls as they count: who was asked for what, without keys. */
export function callsOf({ routes }: Pick<Answer, 'routes'>): readonly string[] {
  return routes.map((route) => {
    const [system = '', , path = ''] = route.split(' ')
    return `${system} ${path.split('/').at(-1)?.replace(/\(.*$/, '') ?? ''}`
  })
}

/** The letter that an answer is, by the table's legend; for what has none, what is wrong with it. */
export function letterOf(answer: Answer, way: Way, facts: Facts | null): string {
  if (answer.errors.length > 0) return refused(answer, way)
  const value = valueAt(answer.data, way.path.split('.'))
  if (isNothing(value)) return '-'
  const seen = (way.see ?? String)(value)
  const shown = way.see ? seen : value
  if (isNothing(shown)) return '-'
  if (facts === null) return `something of nobody: ${JSON.stringify(shown)}`
  const expected = way.is(facts, shown)
  return isDeepStrictEqual(shown, expected)
    ? 'S'
    : `${JSON.stringify(shown)} instead of ${JSON.stringify(expected)}`
}

const isNothing = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

/** The value in a place; of a place in every item of a list, those that are not null. */
function valueAt(data: Seen, [step, ...rest]: readonly string[]): Seen {
  if (step === undefined || data === null || data === undefined) return data
  if (step !== '*') return valueAt(data[step], rest)
  return data
    .map((item: Seen) => valueAt(item, rest))
    .filter((item: Seen) => !isNothing(item))
    .flat()
}

/** The gateway's sentence, and that of who knows whose it is. */
const REFUSALS = [
  [/^FORBIDDEN: needs a token with .*; found /, 'F'],
  [/^FORBIDDEN: expected a token with the scope .*; one for what is one's own opens nothing else$/, 'O'],
] as const

function refused(answer: Answer, way: Way): string {
  const { errors, data } = answer
  const told = new Set(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`))
  const places = new Set(errors.map(({ path = [] }) => path.map(asPlace).join('.')))
  const [sentence = ''] = told
  const [place = ''] = places
  const who = REFUSALS.find(([pattern]) => pattern.test(sentence))?.[1]
  const isOnTheWay = `${way.path}.`.startsWith(`${place}.`)
  if (!who || told.size > 1 || places.size > 1 || !isOnTheWay || !isNothing(valueAt(data, place.split('.'))))
    return `${JSON.stringify(data)} with ${[...told].join(', ')} at ${[...places].join(', ')}`
  const letter = priced(callsOf(answer), who, { reads: way.reads ?? [], isAbove: place !== way.path })
  return place === way.path ? letter : letter.toLowerCase()
}

const asPlace = (step: string | number) => (typeof step === 'number' ? '*' : step)

interface Price {
  readonly reads: readonly string[]
  readonly isAbove: boolean
}

/** The letter by who refused and by what it cost; in words where it cost what it must not. */
function priced(calls: readonly string[], who: 'F' | 'O', { reads, isAbove }: Price): string {
  // Where a scope is missing, what leads there may have been read, and nothing that is missing; the owner is named by just these
  // reads, or by none.
  if (who === 'F' && isPart(calls, isAbove ? [] : reads)) return 'F'
  if (who === 'O' && calls.length === 0) return 'K'
  if (who === 'O' && isDeepStrictEqual(calls.toSorted(), reads.toSorted())) return 'O'
  return `${who} with the calls ${calls.join(', ') || 'none'}`
}

/** Whether all of these calls are among those, each as often. */
function isPart(calls: readonly string[], all: readonly string[]): boolean {
  const left = [...all]
  return calls.every((call) => {
    const place = left.indexOf(call)
    if (place >= 0) left.splice(place, 1)
    return place >= 0
  })
}
