import { z } from 'zod'
import { nearest } from '../nearest.ts'
import type { ConfigDocument } from './document.ts'
import { type Path, type Problem, pathText } from './problem.ts'

/** What a set of zod issues was found in. */
export interface Checked {
  readonly file: string
  readonly document: ConfigDocument
  /** The shape that was asked for, which lies at `base` in the document. */
  readonly shape: z.ZodType
  readonly base: Path
}

type Issue = z.core.$ZodIssue

/** Turns zod's issues into sentences with places: what was expected, what was found, the nearest right word. */
export function toProblems(checked: Checked, issues: readonly Issue[]): Problem[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? unknownKeys(checked, issue) : [wrongValue(checked, issue)],
  )
}

function unknownKeys(checked: Checked, issue: z.core.$ZodIssueUnrecognizedKeys): Problem[] {
  const { file, document, base } = checked
  const path = toPath(issue.path)
  const known = keysOf(shapeAt(checked.shape, path))
  return issue.keys.map((key) => {
    const meant = nearest(key, known)
    const hint = meant ? `did you mean ${meant}?` : `expected one of ${[...known].sort().join(', ')}`
    const where = [...base, ...path]
    return {
      where: file,
      position: document.atKey(where, key),
      path: pathText([...where, key]),
      message: `unknown key; ${hint}`,
    }
  })
}

function wrongValue({ file, document, shape, base }: Checked, issue: Issue): Problem {
  const path = toPath(issue.path)
  const full = [...base, ...path]
  const value = valueAt(document.value, full)
  const isKey = issue.code === 'invalid_key'
  const expected = isKey
    ? describeKey(issue, shapeAt(shape, path.slice(0, -1)))
    : describe(issue, shapeAt(shape, path))
  const last = full[full.length - 1]
  const position = isKey ? document.atKey(full.slice(0, -1), String(last)) : document.at(full)
  const found = isKey ? `the key ${JSON.stringify(last)}` : foundText(value, full, document.variableOf(full))
  return {
    where: file,
    position,
    path: pathText(full),
    message: `${expected}; found ${found}${hint(issue, value)}`,
  }
}

function hint(issue: Issue, value: unknown): string {
  if (issue.code !== 'invalid_value' || typeof value !== 'string') return ''
  const meant = nearest(value, issue.values.map(String))
  return meant ? `; did you mean ${meant}?` : ''
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
}

/** `expected a whole number (longest time for one call, milliseconds)`. */
function describe(issue: Issue, shape: z.ZodType | null): string {
  if (issue.code === 'custom') return issue.message
  // A whole section is told by its path.
  const isSection = issue.code === 'invalid_type' && ['object', 'record'].includes(issue.expected)
  const about = shape && !isSection ? descriptionOf(shape) : null
  if (issue.code === 'invalid_format' || issue.code === 'invalid_union') {
    return `expected ${about ?? 'a text of another form'}`
  }
  return `expected ${bareDescription(issue)}${about ? ` (${about})` : ''}`
}

function describeKey({ issues }: z.core.$ZodIssueInvalidKey, parent: z.ZodType | null): string {
  const custom = issues.find((issue) => issue.code === 'custom')
  if (custom) return custom.message
  const record = bare(parent)
  const about =
    record instanceof z.ZodRecord && record.keyType instanceof z.ZodType && record.keyType.description
  return `expected ${about || 'another key'}`
}

function bareDescription(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_WORDS[issue.expected] ?? `a value of type ${issue.expected}`
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(', ')}`
    case 'too_small':
      return `at least ${issue.minimum}${unitOf(issue.origin)}`
    case 'too_big':
      return `at most ${issue.maximum}${unitOf(issue.origin)}`
    default:
      return 'another value'
  }
}

function unitOf(origin: string): string {
  return origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : ''
}

/** Keys whose values are never printed, wherever they stand. */
const SECRET = /pass(word|phrase)?|secret|token|key|credential|cert|user/i

/** What stood there, in words that give no secret away: short plain texts and numbers are shown, others are not. */
function foundText(value: unknown, path: Path, variable: string | null): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'an empty value'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map of keys'
  if (variable !== null) return `the value of \${${variable}}, not shown`
  const isSecret = path.some((part) => typeof part === 'string' && SECRET.test(part))
  const isOpen = typeof value !== 'string' || (value.length <= 60 && !value.includes('@'))
  return isSecret || !isOpen ? 'a text, not shown' : JSON.stringify(value)
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value
  for (const part of path) {
    if (typeof at !== 'object' || at === null) return undefined
    at = Reflect.get(at, part)
  }
  return at
}

function toPath(path: readonly PropertyKey[]): Path {
  return path.map((part) => (typeof part === 'number' ? part : String(part)))
}

/** The shape of the value at a path, as far as it can be told without the value. */
function shapeAt(shape: z.ZodType, path: Path): z.ZodType | null {
  let at: unknown = shape
  for (const part of path) at = childOf(bare(at), part)
  return at instanceof z.ZodType ? at : null
}

function childOf(shape: unknown, part: string | number): unknown {
  if (shape instanceof z.ZodObject) return Reflect.get(shape.shape, part)
  if (shape instanceof z.ZodRecord) return shape.valueType
  return shape instanceof z.ZodArray ? shape.element : null
}

/** A shape without the wrappers for absence and transformation. */
function bare(shape: unknown): unknown {
  if (shape instanceof z.ZodOptional || shape instanceof z.ZodNullable) return bare(shape.unwrap())
  if (shape instanceof z.ZodDefault || shape instanceof z.ZodPrefault) return bare(shape.unwrap())
  return shape instanceof z.ZodPipe ? bare(shape.in) : shape
}

function keysOf(shape: z.ZodType | null): string[] {
  const inner = bare(shape)
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : []
}

/** The first sentence of a description, with the unit: `longest time for one attempt of a call, milliseconds`. */
function descriptionOf(shape: z.ZodType): string | null {
  const inner = bare(shape)
  const said = { ...(inner instanceof z.ZodType && inner.meta()), ...shape.meta() }
  const { description, unit } = said
  if (description === undefined) return null
  const [sentence] = description.split('. ', 1)
  return typeof unit === 'string' && !sentence?.includes(unit) ? `${sentence}, ${unit}` : `${sentence}`
}
