import { type Dialect, type Literal, literalAt } from './literal.ts'
import { malformed } from './refusal.ts'

export type Token =
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'word' | 'sign'; readonly text: string }

/** A walk over the tokens of one `$filter`. Each `take` moves on. */
export interface Tokens {
  /** The next token; undefined at the end. */
  peek(): Token | undefined
  take(): Token | undefined
  /** Takes the next token if it is this word. */
  takeWord(text: string): boolean
  /** Takes the next token if it is this sign. */
  takeSign(text: string): boolean
  /** Takes this sign or throws a Refusal. */
  expectSign(text: string): void
}

/** Cuts a `$filter` into tokens. Throws a Refusal for a text that holds anything else. */
export function tokensOf(source: string, dialect: Dialect): Tokens {
  const tokens = tokenize(source, dialect)
  let at = 0
  const takeIf = (kind: Token['kind'], text: string) => {
    const token = tokens[at]
    const same = token?.kind === kind && token.kind !== 'literal' && token.text === text
    if (same) at++
    return same
  }
  return {
    peek: () => tokens[at],
    take: () => tokens[at++],
    takeWord: (text) => takeIf('word', text),
    takeSign: (text) => takeIf('sign', text),
    expectSign(text) {
      if (!takeIf('sign', text)) throw malformed('$filter', `expected '${text}'`)
    },
  }
}

function tokenize(source: string, dialect: Dialect): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) {
    const found = tokenAt(source, at, dialect)
    if (found.token) tokens.push(found.token)
    at = found.end
  }
  return tokens
}

function tokenAt(source: string, at: number, dialect: Dialect): { token: Token | null; end: number } {
  const character = source.charAt(at)
  if (character === ' ') return { token: null, end: at + 1 }
  if ('(),'.includes(character)) return { token: { kind: 'sign', text: character }, end: at + 1 }
  const found = literalAt(source, at, dialect)
  if (found) return { token: { kind: 'literal', literal: found.literal }, end: found.end }
  const word = /[A-Za-z_][\w/]*/y
  word.lastIndex = at
  const match = word.exec(source)
  // A quote right behind a word is a typed literal of the other version, or a broken one.
  if (!match || source.charAt(word.lastIndex) === "'")
    throw malformed('$filter', `there is no literal, name or operator at position ${at}`)
  return { token: { kind: 'word', text: match[0] }, end: word.lastIndex }
}
