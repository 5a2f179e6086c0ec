import { setTimeout as wait } from 'node:timers/promises'
import { readOperations } from '../../gateway/example-operations.ts'
import { operationsFolder } from '../../gateway/files.ts'
import { withoutCost } from '../answer.ts'
import { load } from '../load.ts'
import { openWorkshop } from '../processes.ts'
import { interleaved } from '../rounds.ts'
import { type Contestant, type Stage, setStage } from './stage.ts'

export interface MeasureOptions {
  /** How long each contestant is asked in a round. */
  readonly seconds: number
  readonly rounds: number
  /** How many customers the sandbox has. */
  readonly size: number
  readonly print: (text: string) => void
}

/** What one operation was found to take. */
export interface Found {
  readonly operation: string
  readonly asker: keyof Stage['askers']
  /** The answer of both, but for what it cost. */
  readonly answer: string
  /** CPU time per request, milliseconds, by round. */
  readonly guarded: readonly number[]
  readonly unguarded: readonly number[]
}

/** Which example operations are asked, and by whom. */
const ASKED = [
  ['customer-360', 'associate'],
  ['me', 'shopper'],
] as const

/** As many requests are under way at once as share a write of the access log under load. */
const CONNECTIONS = 8

/** So many times a round's length a process is asked before it is measured: by then its code is compiled. */
const WARM_UP = 3

/**
 * Asks the same build with all that guards it and without. Throws, and measures nothing, unless both answer with the same bytes but
 * for the cost, and without errors.
 */
export async function measure(options: MeasureOptions): Promise<readonly Found[]> {
  const examples = readOperations(operationsFolder)
  const example = (name: string) => {
    const found = examples.find((one) => one.name === name)
    if (!found) throw new Error(`expected the example operation ${name}`)
    return found
  }
  const workshop = await openWorkshop()
  try {
    const shopper = String(example('customer-360').variables['id'])
    const stage = await setStage({ ...options, workshop, shopper })
    const found: Found[] = []
    for (const [operation, asker] of ASKED) {
      const { query, variables } = example(operation)
      const asked = { body: JSON.stringify({ query, variables }), authorization: stage.askers[asker] }
      found.push({ operation, asker, ...(await race(stage, asked, { ...options, operation })) })
    }
    return found
  } finally {
    await workshop.close()
  }
}

interface Asked {
  readonly body: string
  readonly authorization: string
}

async function race(
  { guarded, unguarded }: Stage,
  asked: Asked,
  { seconds, rounds, print, operation }: MeasureOptions & { readonly operation: string },
): Promise<Omit<Found, 'operation' | 'asker'>> {
  const both = [guarded, unguarded]
  const answers = new Set(await Promise.all(both.map((one) => ask(one, asked))))
  const [expected] = answers
  if (expected === undefined || answers.size > 1)
    throw new Error(`expected the same bytes of both for ${operation}: ${difference([...answers])}`)
  const lap = (one: Contestant, howLong: number) => round(one, { ...asked, expected, seconds: howLong })
  print(`(${operation}: warming up, then ${rounds} rounds of ${seconds} s each)`)
  for (const one of both) await lap(one, seconds * WARM_UP)
  const measured = await interleaved(both, rounds, (one) => lap(one, seconds))
  return {
    answer: expected,
    guarded: measured.get(guarded) ?? [],
    unguarded: measured.get(unguarded) ?? [],
  }
}

/** Where two answers part. */
function difference([one = '', other = '']: readonly string[]): string {
  const at = [...one].findIndex((letter, index) => letter !== other[index])
  const around = (text: string) => text.slice(Math.max(at - 100, 0), at + 60)
  return `${around(one)} … and ${around(other)}`
}

async function round(
  contestant: Contestant,
  options: Asked & { readonly expected: string; readonly seconds: number },
): Promise<number> {
  // What the one before left to do is not to be paid by this one.
  await wait(50)
  const before = contestant.cpuMs()
  const { requests } = await load({ url: contestant.url, connections: CONNECTIONS, ...options })
  return (contestant.cpuMs() - before) / requests
}

async function ask({ url, name }: Contestant, { body, authorization }: Asked): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization }
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body })
  const text = await response.text()
  const { data, errors } = JSON.parse(text) as { readonly data?: object; readonly errors?: unknown }
  if (response.status === 200 && data && errors === undefined) return withoutCost(text)
  throw new Error(
    `expected ${name} to answer without errors, found HTTP ${response.status}: ${text.slice(0, 1_000)}`,
  )
}
