import { ApiError, malformed } from '../api-error.ts'
import { lex, type Token, type TokenKind } from './lexer.ts'

/** A value in a condition; a string's text is still quoted. */
export type Literal = Pick<Token, 'text'> & {
  readonly kind: 'string' | 'number' | 'date' | 'datetime' | 'word'
}

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN'

export type Condition =
  | { readonly is: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly is: 'not'; readonly part: Condition }
  | {
      readonly is: 'compare'
      readonly path: string
      readonly operator: Operator
      readonly values: readonly Literal[]
    }

export interface Ordering {
  readonly path: string
  readonly descending: boolean
  readonly nullsLast: boolean
}

export interface Query {
  /** Dotted field paths; null for `COUNT()`. */
  readonly fields: readonly string[] | null
  readonly children: readonly Query[]
  readonly from: string
  readonly where: Condition | null
  readonly order: readonly Ordering[]
  readonly limit: number | null
  readonly offset: number
}

/** Longest statement the vendor takes, characters. */
const MAX_LENGTH = 100_000
const MAX_OFFSET = 2_000

/**
 * Reads a SOQL statement: fields, child subqueries, COUNT(), conditions, ordering, LIMIT and OFFSET. As the vendor it
 * refuses AND beside OR without parentheses. Functions, aggregates, aliases, semi-joins and date words are refused.
 */
export function parseSoql(soql: string): Query {
  if (soql.length > MAX_LENGTH)
    throw malformed(`SOQL statements cannot be longer than ${MAX_LENGTH} characters.`)
  const words = createReader(lex(soql))
  const query = readQuery(words, true)
  words.take('end')
  return query
}

interface Reader {
  peek(): Token
  /** Whether the next words are these keywords; takes them if so. */
  skip(...keywords: readonly string[]): boolean
  take(kind: TokenKind): Token
  expect(keyword: string): void
}

function createReader(tokens: readonly Token[]): Reader {
  let at = 0
  const end: Token = tokens[tokens.length - 1] ?? { kind: 'end', text: '<EOF>', at: 0 }
  const ahead = (n: number) => tokens[at + n] ?? end
  const unexpected = () => malformed(`line 1:${ahead(0).at} unexpected token: '${ahead(0).text}'`)
  const skip = (...keywords: readonly string[]) => {
    const match = keywords.every(
      (word, i) => ahead(i).kind === 'word' && ahead(i).text.toUpperCase() === word,
    )
    if (match) at += keywords.length
    return match
  }
  return {
    peek: () => ahead(0),
    skip,
    take(kind) {
      const token = ahead(0)
      if (token.kind !== kind) throw unexpected()
      at += 1
      return token
    },
    expect(keyword) {
      if (!skip(keyword)) throw unexpected()
    },
  }
}

function readQuery(words: Reader, outermost: boolean): Query {
  words.expect('SELECT')
  const { fields, children } = readSelection(words, outermost)
  words.expect('FROM')
  const from = words.take('word').text
  const where = words.skip('WHERE') ? readCondition(words) : null
  const order = words.skip('ORDER', 'BY') ? readList(words, readOrdering) : []
  const limit = words.skip('LIMIT') ? readCount(words) : null
  const offset = words.skip('OFFSET') ? readCount(words) : 0
  if (offset > MAX_OFFSET) {
    throw new ApiError(
      400,
      'NUMBER_OUTSIDE_VALID_RANGE',
      `Maximum SOQL offset allowed is ${MAX_OFFSET}, requested ${offset}`,
    )
  }
  return { fields, children, from, where, order, limit, offset }
}

function readSelection(words: Reader, outermost: boolean): Pick<Query, 'fields' | 'children'> {
  if (outermost && words.skip('COUNT')) {
    words.take('(')
    words.take(')')
    return { fields: null, children: [] }
  }
  const fields: string[] = []
  const children: Query[] = []
  readList(words, () => {
    if (!outermost || words.peek().kind !== '(') {
      fields.push(words.take('word').text)
      return
    }
    words.take('(')
    children.push(readQuery(words, false))
    words.take(')')
  })
  return { fields, children }
}

function readCondition(words: Reader): Condition {
  const first = readTerm(words)
  const is = nextJunction(words)
  if (is === null) return first
  const parts = [first]
  while (words.skip(is.toUpperCase())) parts.push(readTerm(words))
  if (nextJunction(words) !== null)
    throw malformed(`line 1:${words.peek().at} unexpected token: '${words.peek().text}'`)
  return { is, parts }
}

function nextJunction(words: Reader): 'and' | 'or' | null {
  const { kind, text } = words.peek()
  const word = text.toLowerCase()
  return kind === 'word' && (word === 'and' || word === 'or') ? word : null
}

function readTerm(words: Reader): Condition {
  if (words.skip('NOT')) return { is: 'not', part: readTerm(words) }
  if (words.peek().kind !== '(') return readComparison(words)
  words.take('(')
  const inner = readCondition(words)
  words.take(')')
  return inner
}

function readComparison(words: Reader): Condition {
  const path = words.take('word').text
  if (words.skip('LIKE')) return { is: 'compare', path, operator: 'LIKE', values: [readLiteral(words)] }
  const operator = words.skip('NOT', 'IN') ? 'NOT IN' : words.skip('IN') ? 'IN' : null
  if (operator) {
    words.take('(')
    const values = readList(words, readLiteral)
    words.take(')')
    return { is: 'compare', path, operator, values }
  }
  const sign = words.take('operator').text
  return {
    is: 'compare',
    path,
    operator: (sign === '<>' ? '!=' : sign) as Operator,
    values: [readLiteral(words)],
  }
}

function readLiteral(words: Reader): Literal {
  const { kind, text, at } = words.peek()
  if (kind === 'string' || kind === 'number' || kind === 'date' || kind === 'datetime') {
    words.take(kind)
    return { kind, text }
  }
  for (const word of ['NULL', 'TRUE', 'FALSE']) if (words.skip(word)) return { kind: 'word', text: word }
  throw malformed(`line 1:${at} unexpected token: '${text}'`)
}

function readOrdering(words: Reader): Ordering {
  const path = words.take('word').text
  const descending = words.skip('DESC')
  if (!descending) words.skip('ASC')
  const nullsLast = words.skip('NULLS', 'LAST')
  if (!nullsLast) words.skip('NULLS', 'FIRST')
  return { path, descending, nullsLast }
}

function readCount(words: Reader): number {
  return Number.parseInt(words.take('number').text, 10)
}

function readList<T>(words: Reader, readOne: (words: Reader) => T): readonly T[] {
  const items = [readOne(words)]
  while (words.peek().kind === ',') {
    words.take(',')
    items.push(readOne(words))
  }
  return items
}
