import type { Written } from './keys.ts'

/** What may stand there, in plain words: `whole number, 50 to 60000`; units stand beside it. */
export function valueWords(shape: Written): string {
  if (shape.const !== undefined) return code(shape.const)
  if (shape.enum) return oneOf(shape.enum.map(code))
  const forms = (shape.anyOf ?? shape.oneOf) as readonly Written[] | undefined
  if (forms) return oneOf([...new Set(forms.map(valueWords))])
  switch (shape.type) {
    case 'array':
      return `list of ${plural(shape.items as Written)}`
    case 'boolean':
      return '`true` or `false`'
    case 'integer':
      return `whole number${range(shape)}`
    case 'number':
      return `number${range(shape)}`
    case 'null':
      return '`null`'
    case 'object':
      return 'map'
    default:
      return textWords(shape)
  }
}

/** The units of a shape; empty where it has none. */
export function unitOf(shape: Written): string {
  if (typeof shape.unit === 'string') return shape.unit
  const forms = (shape.anyOf ?? shape.oneOf ?? []) as readonly Written[]
  return forms.map(unitOf).find((unit) => unit !== '') ?? ''
}

/** A value as it is written in YAML, as code. */
export function code(value: unknown): string {
  return `\`${flow(value).replaceAll('|', '\\|')}\``
}

function textWords({ format, minLength = 0 }: Written): string {
  if (format === 'uri') return 'URL'
  return minLength > 1 ? `text, ${minLength} characters or more` : 'text'
}

function plural(items: Written): string {
  if (items.enum) return oneOf(items.enum.map(code))
  return `${valueWords(items)}s`
}

function range({ minimum, maximum = Number.MAX_SAFE_INTEGER }: Written): string {
  const isOpen = maximum >= Number.MAX_SAFE_INTEGER
  if (minimum === undefined) return isOpen ? '' : `, at most ${maximum}`
  return isOpen ? `, ${minimum} or more` : `, ${minimum} to ${maximum}`
}

function oneOf(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`
}

/** Characters that a plain YAML text in a list or map may hold. */
const PLAIN = /^[\p{L}\p{N}_^\\+$/.][\p{L}\p{N} _:^\\+$/.-]*$/u

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([name, one]) => `${flow(name)}: ${flow(one)}`)
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`
  }
  if (typeof value !== 'string') return String(value)
  const isPlain = PLAIN.test(value) && Number.isNaN(Number(value))
  return isPlain ? value : JSON.stringify(value)
}
