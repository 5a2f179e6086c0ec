import { instantIn } from '../../adapters/time.ts'
import { completeness } from './completeness.ts'
import { type Criterion, kindOf, listOf, type Predicate, textOf, unsupported } from './criteria.ts'
import type { Pim, PimEntry } from './pim.ts'
import { CHANNELS, LOCALES } from './pim.ts'
import { unprocessable } from './problem.ts'
import { isOneOf, textPredicate } from './text-filters.ts'

/** What filters need to know of the PIM around them. */
export interface FilterContext {
  readonly pim: Pim
  /** Which list is searched: some properties exist on one only. */
  readonly list: 'products' | 'models'
  /** The zone in which the vendor reads the times of a filter. */
  readonly timeZone: string
  readonly now: Date
}

type Compile = (criterion: Criterion, context: FilterContext) => Predicate

const PRODUCTS: Readonly<Record<string, Compile>> = { uuid, enabled, completeness: completenessFilter }
const BOTH: Readonly<Record<string, Compile>> = {
  identifier,
  family,
  categories,
  parent,
  created: time,
  updated: time,
}

/** The filter on a property that is no attribute; null when the name is none of theirs. */
export function propertyFilter(criterion: Criterion, context: FilterContext): Predicate | null {
  const own = context.list === 'products' ? PRODUCTS[criterion.property] : undefined
  return (own ?? BOTH[criterion.property])?.(criterion, context) ?? null
}

function uuid(criterion: Criterion): Predicate {
  const form = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
  const among = isOneOf(criterion, unsupported)
  const bad = listOf(criterion).find((item) => !form.test(item))
  if (bad !== undefined) throw unprocessable(`Property "uuid" expects valid uuids, "${bad}" given.`)
  return ({ key }) => among(key)
}

function identifier(criterion: Criterion): Predicate {
  const fits = textPredicate(criterion)
  return (entry) => fits(entry.identifier)
}

function enabled(criterion: Criterion): Predicate {
  const { operator, value } = criterion
  if (operator !== '=' && operator !== '!=') throw unsupported(criterion)
  if (typeof value !== 'boolean') {
    throw unprocessable(`Property "enabled" expects a boolean as data, "${kindOf(value)}" given.`)
  }
  return (entry) => (entry.enabled === value) === (operator === '=')
}

function family(criterion: Criterion, { pim }: FilterContext): Predicate {
  if (criterion.operator === 'EMPTY') return () => false
  if (criterion.operator === 'NOT EMPTY') return () => true
  const among = isOneOf(criterion, unsupported)
  mustExist('family', listOf(criterion), (code) => pim.families.has(code))
  return (entry) => among(entry.family)
}

function categories(criterion: Criterion, { pim }: FilterContext): Predicate {
  const { operator } = criterion
  if (operator === 'UNCLASSIFIED') return (entry) => entry.categories.length === 0
  if (!['IN', 'NOT IN', 'IN CHILDREN', 'NOT IN CHILDREN', 'IN OR UNCLASSIFIED'].includes(operator)) {
    throw unsupported(criterion)
  }
  const codes = listOf(criterion)
  mustExist('category', codes, (code) => pim.categories.has(code))
  const wanted = operator.endsWith('CHILDREN') ? withDescendants(pim, codes) : new Set(codes)
  const inside = (entry: PimEntry) => entry.categories.some((code) => wanted.has(code))
  if (operator.startsWith('NOT')) return (entry) => !inside(entry)
  if (operator === 'IN OR UNCLASSIFIED') return (entry) => entry.categories.length === 0 || inside(entry)
  return inside
}

function withDescendants(pim: Pim, codes: readonly string[]): ReadonlySet<string> {
  const wanted = new Set(codes)
  // Parents are listed before their children, so one pass finds every generation.
  for (const [code, parent] of pim.categories) if (parent !== null && wanted.has(parent)) wanted.add(code)
  return wanted
}

function parent(criterion: Criterion, { pim, list }: FilterContext): Predicate {
  const { operator } = criterion
  if (operator === 'EMPTY') return (entry) => entry.parent === null
  if (operator === 'NOT EMPTY') return (entry) => entry.parent !== null
  if (operator !== 'IN' && (operator !== '=' || list === 'models')) throw unsupported(criterion)
  const codes = operator === 'IN' ? listOf(criterion) : [textOf(criterion)]
  const models = new Set(pim.models.map(({ key }) => key))
  mustExist('product model', codes, (code) => models.has(code))
  return (entry) => entry.parent !== null && codes.includes(entry.parent)
}

function mustExist(what: string, codes: readonly string[], exists: (code: string) => boolean): void {
  const unknown = codes.find((code) => !exists(code))
  if (unknown !== undefined) throw unprocessable(`Object "${what}" with code "${unknown}" does not exist`)
}

function time(criterion: Criterion, { timeZone, now }: FilterContext): Predicate {
  const read = (entry: PimEntry) => entry[criterion.property as 'created' | 'updated'].getTime()
  const { operator, value } = criterion
  if (operator === 'SINCE LAST N DAYS') {
    if (!Number.isInteger(value)) {
      throw unprocessable(
        `Property "${criterion.property}" expects a numeric as data, "${kindOf(value)}" given.`,
      )
    }
    return (entry) => read(entry) > now.getTime() - Number(value) * 86_400_000
  }
  if (operator === 'BETWEEN' || operator === 'NOT BETWEEN') {
    const [from = 0, until = 0] = listOf(criterion).map((text) => serverTime(criterion, text, timeZone))
    return (entry) => (read(entry) >= from && read(entry) <= until) === (operator === 'BETWEEN')
  }
  const compare = COMPARE[operator]
  if (compare === undefined) throw unsupported(criterion)
  const at = serverTime(criterion, textOf(criterion), timeZone)
  return (entry) => compare(read(entry), at)
}

/** The vendor's comparisons of times and numbers. */
export const COMPARE: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
}

/** Filter times are `Y-m-d H:i:s` in the server's zone; anything else, ISO above all, is refused. */
function serverTime({ property }: Criterion, text: string, timeZone: string): number {
  const at = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)
    ? instantIn(timeZone, text.replace(' ', 'T'))
    : null
  if (at !== null) return Date.parse(at)
  throw unprocessable(
    `Property "${property}" expects a string with the format "yyyy-mm-dd H:i:s" as data, "${text}" given.`,
  )
}

function completenessFilter(criterion: Criterion): Predicate {
  const { operator, value, scope } = criterion
  const compare = { ...COMPARE, '<=': atMost, '>=': atLeast }[operator]
  if (compare === undefined) throw unsupported(criterion)
  if (scope === null) throw unprocessable('Property "completeness" expects a valid scope.')
  if (!CHANNELS.includes(scope)) throw unprocessable(`Scope "${scope}" does not exist.`)
  if (!Number.isInteger(value)) {
    throw unprocessable(`Property "completeness" expects a numeric as data, "${kindOf(value)}" given.`)
  }
  return (entry) => LOCALES.some((locale) => compare(completeness(entry, scope, locale), Number(value)))
}

const atMost = (left: number, right: number): boolean => left <= right
const atLeast = (left: number, right: number): boolean => left >= right
