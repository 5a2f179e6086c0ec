import type { Misbehaviour } from '../server.ts'
import type { Answer } from './exchange.ts'

/** What vendors call their lists of records: OData, Salesforce, Akeneo, Tryton. */
const LISTS: ReadonlySet<string> = new Set(['results', 'value', 'records', 'items', 'result'])

/** The answer with its records in another order, or some left out, in JSON and in the JSON parts of a multipart. */
export function rearranged(answer: Answer, { shuffle, without }: Misbehaviour): Answer {
  if (!shuffle && without === undefined) return answer
  const change = (list: readonly unknown[]) => {
    const left = list.filter((record) => !isNamed(record, without ?? []))
    return shuffle ? left.reverse() : left
  }
  const type = answer.headers.find(([name]) => name === 'content-type')?.[1] ?? ''
  const text = answer.body.toString('utf8')
  if (/\bjson\b/.test(type)) return { ...answer, body: Buffer.from(changed(text, change)) }
  if (!/^multipart\//.test(type)) return answer
  const parts = text.split('\r\n').map((line) => (line.startsWith('{') ? changed(line, change) : line))
  // Lengths of parts would be wrong now; the vendor's parts may go without.
  const lines = parts.filter((line) => !/^content-length:/i.test(line))
  return { ...answer, body: Buffer.from(lines.join('\r\n')) }
}

type Change = (list: readonly unknown[]) => readonly unknown[]

function changed(json: string, change: Change): string {
  return JSON.stringify(JSON.parse(json), (key, value: unknown) =>
    Array.isArray(value) && LISTS.has(key) && value.every(isRecord) ? change(value) : value,
  )
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isNamed(record: unknown, texts: readonly string[]): boolean {
  const json = JSON.stringify(record)
  return texts.some((text) => json.includes(JSON.stringify(text)))
}
