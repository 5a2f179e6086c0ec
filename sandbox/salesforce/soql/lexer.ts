import { malformed } from '../api-error.ts'

export type TokenKind =
  | 'word'
  | 'string'
  | 'number'
  | 'date'
  | 'datetime'
  | 'operator'
  | '('
  | ')'
  | ','
  | 'end'

/** One word of a query. A string's text is still escaped: what `\%` means depends on the operator. */
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  /** Offset in the query, from 0. */
  readonly at: number
}

const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['datetime', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})/y],
  ['date', /\d{4}-\d{2}-\d{2}(?![\dT])/y],
  ['number', /[+-]?\d+(?:\.\d+)?(?![\w.])/y],
  ['string', /'(?:\\[nrtbf"'\\_%]|\\u[0-9A-Fa-f]{4}|[^'\\])*'/y],
  ['word', /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y],
  ['operator', /<=|>=|!=|<>|=|<|>/y],
  ['(', /\(/y],
  [')', /\)/y],
  [',', /,/y],
]

/** The words of a query; MALFORMED_QUERY at the first thing that is none. */
export function lex(soql: string): readonly Token[] {
  const tokens: Token[] = []
  let at = skipBlank(soql, 0)
  while (at < soql.length) {
    const token = tokenAt(soql, at)
    tokens.push(token)
    at = skipBlank(soql, at + token.text.length)
  }
  return [...tokens, { kind: 'end', text: '<EOF>', at }]
}

/** The value of a quoted text. `forLike` leaves `\%` and `\_` escaped for the pattern. */
export function unquote(text: string, forLike = false): string {
  return text.slice(1, -1).replace(/\\(u[0-9A-Fa-f]{4}|.)/gs, (whole, code: string) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
    if (forLike && /[%_\\]/.test(code)) return whole
    return CONTROL[code] ?? code
  })
}

const CONTROL: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function tokenAt(soql: string, at: number): Token {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at
    const text = pattern.exec(soql)?.[0]
    if (text !== undefined) return { kind, text, at }
  }
  throw malformed(`line 1:${at} no viable alternative at character '${soql.charAt(at)}'`)
}

function skipBlank(soql: string, from: number): number {
  let at = from
  while (/\s/.test(soql.charAt(at))) at += 1
  return at
}
