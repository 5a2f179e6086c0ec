import type { Key } from './keys.ts'
import { code, unitOf, valueWords } from './plain-words.ts'

/** A table of keys in Markdown. */
export function keyTable(keys: readonly Key[]): string {
  const rows = keys.map((key) => [
    `\`${key.path}\``,
    cell(valueWords(key.shape)),
    unitOf(key.shape),
    withoutIt(key),
    cell(`${sentence(key.description ?? '')}${secretWords(key.shape)}`),
  ])
  return table(['key', 'value', 'unit', 'default', 'meaning'], rows)
}

/** A table in Markdown; the cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

/** Where a secret must come from. */
function secretWords({ secret }: Key['shape']): string {
  if (secret === true) return ' **Secret**'
  return secret === 'url' ? ' **Its password is secret**' : ''
}

/** What holds where the key is left out. */
function withoutIt({ needed, fallback, shape }: Key): string {
  if (needed === 'yes') return '**required**'
  if (needed === 'one form') return '**required** in its form'
  if (fallback === undefined) return 'optional'
  if (shape.properties && isEmpty(fallback)) return 'as below'
  return isEmpty(fallback) ? 'none' : code(fallback)
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

function cell(text: string): string {
  return text.replaceAll(/(?<!\\)\|/g, '\\|').replaceAll('<', '&lt;')
}

/** A few words stand as they are, several sentences end with a full stop. */
function sentence(text: string): string {
  return text.includes('. ') ? `${text}.` : text
}
