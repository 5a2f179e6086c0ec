import type { Cell, EntityType, Property } from './edm.ts'
import { type Dialect, fits, type Literal } from './literal.ts'
import { malformed, notImplemented, Refusal, unknownProperty } from './refusal.ts'
import { type Token, type Tokens, tokensOf } from './tokens.ts'

export type Operator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'
type TextTest = 'contains' | 'startswith' | 'endswith'

/** A parsed `$filter`; chains of one connective are flat. */
export type Filter =
  | { readonly kind: 'all' | 'any'; readonly terms: readonly Filter[] }
  | { readonly kind: 'not'; readonly term: Filter }
  | Comparison
  | {
      readonly kind: 'text'
      readonly test: TextTest
      readonly property: Property
      readonly text: string
    }

export interface Comparison {
  readonly kind: 'compare'
  readonly property: Property
  readonly operator: Operator
  readonly value: Cell
}

/** More are refused: the database under the gateway runs out of expression depth (WIRE.md section 1, Batch get by ids). */
const MAX_OR_TERMS = 250
const MAX_DEPTH = 50

const FUNCTIONS: Readonly<Record<Dialect, ReadonlyMap<string, TextTest>>> = {
  V2: new Map([
    ['substringof', 'contains'],
    ['startswith', 'startswith'],
    ['endswith', 'endswith'],
  ]),
  V4: new Map([
    ['contains', 'contains'],
    ['startswith', 'startswith'],
    ['endswith', 'endswith'],
  ]),
}

/** Each operator with what it becomes when its sides change places. */
const TURNED: Readonly<Record<Operator, Operator>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
}

interface Parsing {
  readonly tokens: Tokens
  readonly type: EntityType
  readonly dialect: Dialect
  ors: number
}

/**
 * Parses a `$filter` against an entity type. Throws a Refusal: 400 for what is no filter, names no property or compares two
 * types; 501 for functions, arithmetic, `in` and paths, which the vendor's gateway leaves out as well.
 */
export function parseFilter(source: string, type: EntityType, dialect: Dialect): Filter {
  const parsing: Parsing = { tokens: tokensOf(source, dialect), type, dialect, ors: 0 }
  const whole = disjunction(parsing, 0)
  if (parsing.tokens.peek()) throw malformed('$filter', 'there is more text behind the condition')
  return whole
}

/** A property by name; throws the 400 that names the type, a 501 for a path. */
export function propertyNamed(name: string, type: EntityType, option: string): Property {
  if (name.includes('/')) throw notImplemented(`A path in ${option}`)
  const property = type.properties.get(name)
  if (!property) throw unknownProperty(name, type.name, option)
  return property
}

function disjunction(parsing: Parsing, depth: number): Filter {
  const terms = [conjunction(parsing, depth)]
  while (parsing.tokens.takeWord('or')) {
    parsing.ors++
    if (parsing.ors >= MAX_OR_TERMS) throw tooComplex()
    terms.push(conjunction(parsing, depth))
  }
  return joined('any', terms)
}

function conjunction(parsing: Parsing, depth: number): Filter {
  const terms = [negation(parsing, depth)]
  while (parsing.tokens.takeWord('and')) terms.push(negation(parsing, depth))
  return joined('all', terms)
}

function joined(kind: 'all' | 'any', terms: readonly Filter[]): Filter {
  const [only] = terms
  return terms.length === 1 && only ? only : { kind, terms }
}

function negation(parsing: Parsing, depth: number): Filter {
  if (depth > MAX_DEPTH) throw tooComplex()
  if (parsing.tokens.takeWord('not')) return { kind: 'not', term: negation(parsing, depth + 1) }
  if (parsing.tokens.takeSign('(')) {
    const inside = disjunction(parsing, depth + 1)
    parsing.tokens.expectSign(')')
    return inside
  }
  return condition(parsing)
}

function condition(parsing: Parsing): Filter {
  const left = parsing.tokens.take()
  if (!left) throw malformed('$filter', 'it ends where a condition is expected')
  if (left.kind === 'word' && parsing.tokens.takeSign('(')) return call(left.text, parsing)
  const operator = operatorOf(parsing.tokens.take())
  const right = parsing.tokens.take()
  if (!right) throw malformed('$filter', 'it ends where an operand is expected')
  if (left.kind === 'word' && right.kind === 'literal')
    return compare(left.text, operator, right.literal, parsing.type)
  if (left.kind === 'literal' && right.kind === 'word')
    return compare(right.text, TURNED[operator], left.literal, parsing.type)
  throw notImplemented('Comparing anything but a property and a literal in $filter')
}

function operatorOf(token: Token | undefined): Operator {
  if (token?.kind === 'word' && Object.hasOwn(TURNED, token.text)) return token.text as Operator
  if (token?.kind === 'word') throw notImplemented(`Operator '${token.text}' in $filter`)
  throw malformed('$filter', 'expected eq, ne, gt, ge, lt or le after an operand')
}

function compare(name: string, operator: Operator, literal: Literal, type: EntityType): Filter {
  const property = propertyNamed(name, type, '$filter')
  if (!fits(literal, property.kind)) {
    const message = `The types of '${name}' (${property.kind}) and its literal (${literal.kind}) are not compatible.`
    throw new Refusal(400, '005056A509B11ED1B9BF9F46AEFA70AA', message, '$filter')
  }
  return { kind: 'compare', property, operator, value: literal.value }
}

function call(name: string, { tokens, type, dialect }: Parsing): Filter {
  const test = FUNCTIONS[dialect].get(name)
  if (!test) throw notImplemented(`Function '${name}' in $filter`)
  const first = tokens.take()
  tokens.expectSign(',')
  const second = tokens.take()
  tokens.expectSign(')')
  // V2's substringof alone takes the text first.
  const [field, text] = name === 'substringof' ? [second, first] : [first, second]
  const property = field?.kind === 'word' ? propertyNamed(field.text, type, '$filter') : null
  const value = text?.kind === 'literal' && text.literal.kind === 'String' ? text.literal.value : null
  if (property?.kind !== 'String' || typeof value !== 'string')
    throw malformed('$filter', `${name} takes a text property and a text`)
  const found: Filter = { kind: 'text', test, property, text: value }
  return truth(found, tokens)
}

/** V2 clients write `substringof('x',F) eq true`. */
function truth(found: Filter, tokens: Tokens): Filter {
  if (!tokens.takeWord('eq')) return found
  const token = tokens.take()
  if (token?.kind !== 'literal' || token.literal.kind !== 'Boolean')
    throw malformed('$filter', 'a function compares with true or false alone')
  return token.literal.value ? found : { kind: 'not', term: found }
}

function tooComplex(): Refusal {
  return new Refusal(400, '/IWBEP/CM_MGW_RT/176', 'The filter expression is too complex.', '$filter')
}
