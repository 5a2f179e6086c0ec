import { z } from 'zod'
import type { Path } from './problem.ts'

/**
 * How a key says that its value is a secret, in `.meta({ secret: ... })`: `true` for the whole text, `'url'` for a URL that may have a
 * password in it.
 */
type SecretKind = true | 'url'

/** A secret of a configuration: where it stands, and the text as it came. */
export interface SecretPlace {
  readonly path: Path
  readonly text: string
  readonly kind: SecretKind
}

/** Every text of a value that its shape calls secret; `base` is where the value lies. */
export function secretsIn(shape: z.ZodType, value: unknown, base: Path = []): readonly SecretPlace[] {
  const kind = kindOf(shape)
  if (kind !== null && typeof value === 'string') return [{ path: base, text: value, kind }]
  return childrenOf(shape, value).flatMap(([inner, child, part]) =>
    secretsIn(inner, child, part === null ? base : [...base, part]),
  )
}

function kindOf(shape: z.ZodType): SecretKind | null {
  const secret = shape.meta()?.['secret']
  return secret === true || secret === 'url' ? secret : null
}

type Child = readonly [shape: z.ZodType, value: unknown, part: string | number | null]

/** The shapes within one, each with its part of the value; a wrapper has one child of the same place. */
function childrenOf(shape: z.ZodType, value: unknown): readonly Child[] {
  if (shape instanceof z.ZodUnion) return shape.options.map((option): Child => [asType(option), value, null])
  const inner = unwrapped(shape)
  if (inner) return [[inner, value, null]]
  if (Array.isArray(value)) {
    return shape instanceof z.ZodArray ? value.map((one, at): Child => [asType(shape.element), one, at]) : []
  }
  if (typeof value !== 'object' || value === null) return []
  const shapeOf = (key: string): unknown =>
    shape instanceof z.ZodObject
      ? Reflect.get(shape.shape, key)
      : shape instanceof z.ZodRecord
        ? shape.valueType
        : null
  return Object.entries(value).flatMap(([key, child]): Child[] => {
    const own = shapeOf(key)
    return own instanceof z.ZodType ? [[own, child, key]] : []
  })
}

function unwrapped(shape: z.ZodType): z.ZodType | null {
  if (shape instanceof z.ZodOptional || shape instanceof z.ZodNullable) return asType(shape.unwrap())
  if (shape instanceof z.ZodDefault || shape instanceof z.ZodPrefault) return asType(shape.unwrap())
  return shape instanceof z.ZodPipe ? asType(shape.in) : null
}

/** zod's own types say less of what is inside of them than there is. */
function asType(shape: unknown): z.ZodType {
  return shape as z.ZodType
}

/** What must be kept of a place: its text; of a URL the password and whatever its query calls a secret, as written and decoded. */
export function secretTexts({ text, kind }: Pick<SecretPlace, 'text' | 'kind'>): readonly string[] {
  if (kind === true) return [text]
  if (!URL.canParse(text)) return []
  const url = new URL(text)
  const written = [
    url.password,
    ...[...url.searchParams].filter(([name]) => SECRET_NAME.test(name)).map(([, value]) => value),
  ]
  return [...new Set(written.filter((one) => one !== '').flatMap((one) => [one, decoded(one)]))]
}

const SECRET_NAME = /pass|secret|token|key/i

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `${NAME}` and `${file:...}`, but not `$${`. */
const FROM_OUTSIDE = /(?<!\$)\$\{[^}]+\}/

/**
 * Whether a secret stands in the configuration itself. `written` is the text before the environment was put in. A URL without a password
 * holds none.
 */
export function isLiteral({ kind }: Pick<SecretPlace, 'kind'>, written: string): boolean {
  if (kind === true) return !FROM_OUTSIDE.test(written)
  // The whole may come from outside, or its password alone.
  const plain = written.replaceAll(new RegExp(FROM_OUTSIDE, 'g'), 'from-outside')
  return secretTexts({ text: plain, kind }).some((one) => !one.includes('from-outside'))
}
