import { afterAll, beforeAll, expect, it } from 'vitest'
import { EVERY, HARMLESS, LONG, TOGETHER } from '../../../abuse/hostile.ts'
import { askTyped } from '../../../contracts/typed-texts.ts'
import { type Loopback, openLoopback } from './loopback.ts'

let tryton: Loopback
let usual: ReadonlySet<string>
let words: ReadonlySet<string>
beforeAll(async () => {
  tryton = await openLoopback(() => undefined)
  await askTyped(tryton.ports, 'first')
  tryton.calls()
  const asked = await Promise.all(['one-harmless', 'another-one'].map(callsFor))
  // What is said whatever is asked for is the adapter's own.
  const [one, other] = asked.map((calls) => new Set(textsIn(calls)))
  words = new Set([...(one ?? [])].filter((word) => other?.has(word)))
  const forms = new Set<string>()
  for (const text of HARMLESS) for (const call of await callsFor(text)) forms.add(formOf(call))
  usual = forms
})
afterAll(() => tryton?.close())

it.each([...EVERY, ...TOGETHER, LONG].filter(({ text }) => text !== ''))(
  'a text ($name) reaches Tryton as a value of what is asked anyway, and whole',
  async ({ text }) => {
    const calls = await callsFor(text)
    expect(calls.map(formOf).filter((form) => !usual.has(form))).toEqual([])
    expect(textsIn(calls)).toContain(text)
  },
)

async function callsFor(text: string) {
  await askTyped(tryton.ports, text)
  return tryton.calls().map(({ method, params }) => ({ method, params }))
}

/** A call with every text that is not the adapter's own left out; keys are part of its form. */
function formOf(call: unknown): string {
  return JSON.stringify(call, (_, value) => (typeof value === 'string' && !words.has(value) ? '?' : value))
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
