import { setTimeout as wait } from 'node:timers/promises'
import { readOperations } from '../../gateway/example-operations.ts'
import { operationsFolder } from '../../gateway/files.ts'
import { withoutCost } from '../answer.ts'
import { load } from '../load.ts'
import type { Usage } from '../proc.ts'
import { openWorkshop } from '../processes.ts'
import { interleaved } from '../rounds.ts'
import { type Calls, callsOf } from './calls.ts'
import { type Contestant, type Stage, setStage } from './stage.ts'

export interface MeasureOptions {
  /** How long each contestant is asked in a round. */
  readonly seconds: number
  readonly rounds: number
  /** How many customers the sandbox has; the shopper who is asked for is the same in every size. */
  readonly size: number
  /** Requests under way at once, one setting after the other. */
  readonly connections: readonly number[]
  readonly print: (text: string) => void
}

/** One round of one contestant. */
export interface Round {
  readonly requestsPerSecond: number
  /** CPU time per request, milliseconds: of the process that clients speak to. */
  readonly cpuMs: number
  /** The same with the subgraphs' processes. */
  readonly cpuMsWhole: number
}

/** What was found of one contestant. */
export interface Found {
  readonly name: string
  /** By how many connections. */
  readonly rounds: ReadonlyMap<number, readonly Round[]>
  /** What one request costs the systems, with empty caches and with full ones. */
  readonly calls: { readonly cold: Calls; readonly warm: Calls }
  /** At the end of all rounds. */
  readonly memory: { readonly alone: Usage; readonly whole: Usage }
}

export interface Findings {
  /** The answer, which is the same of all. */
  readonly answer: string
  readonly found: Readonly<Record<'inProcess' | 'overHttp' | 'vanilla', Found>>
}

/**
 * Asks three gateways for the example operation `customer-360`. Throws, and measures nothing, unless all of them answer with the
 * same bytes, but for the cost that ours tell, and without errors.
 */
export async function measure(options: MeasureOptions): Promise<Findings> {
  const [operation] = readOperations(operationsFolder)
  if (operation?.name !== 'customer-360') throw new Error('expected the example operation customer-360')
  const { query, variables } = operation
  const body = JSON.stringify({ query, variables })
  const workshop = await openWorkshop()
  try {
    const viewer = String(variables['id'])
    const stage = await setStage({ workshop, viewer, size: options.size, print: options.print })
    const answers = new Set<string>()
    const calls = await countCalls(
      stage,
      async ({ url }) => void answers.add(await ask(url, body, stage.authorization)),
    )
    const [answer, ...others] = answers
    if (answer === undefined || others.length > 0) {
      throw new Error(`expected the same bytes of all; found ${answers.size} different answers`)
    }
    return {
      answer,
      found: await race(stage, {
        ...options,
        body,
        authorization: stage.authorization,
        expected: answer,
        calls,
      }),
    }
  } finally {
    await workshop.close()
  }
}

async function ask(url: string, body: string, authorization: string): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization }
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body })
  const text = await response.text()
  const { data, errors } = JSON.parse(text) as {
    readonly data?: { readonly customer?: object }
    readonly errors?: unknown
  }
  if (response.status === 200 && data?.customer && errors === undefined) return withoutCost(text)
  throw new Error(`expected a shopper and no errors, found HTTP ${response.status}: ${text.slice(0, 1_000)}`)
}

type Counted = ReadonlyMap<Contestant, Found['calls']>

/** One cold request and one warm one of each; the subgraphs that two share are cooled in between. */
async function countCalls(stage: Stage, askOne: (contestant: Contestant) => Promise<void>): Promise<Counted> {
  const { systems, inProcess, overHttp, vanilla } = stage
  const coldAndWarm = async (one: Contestant) => {
    const cold = await callsOf(systems, () => askOne(one))
    return { cold, warm: await callsOf(systems, () => askOne(one)) }
  }
  const counted = new Map([
    [inProcess, await coldAndWarm(inProcess)],
    [overHttp, await coldAndWarm(overHttp)],
  ])
  await stage.cool()
  return counted.set(vanilla, await coldAndWarm(vanilla))
}

interface RaceOptions extends MeasureOptions {
  readonly body: string
  readonly authorization: string
  readonly expected: string
  readonly calls: Counted
}

/** So many times a round's length a process is asked before it is measured: by then its code is compiled. */
const WARM_UP = 3

async function race(
  { inProcess, overHttp, vanilla }: Stage,
  { connections, rounds, seconds, print, calls, ...asked }: RaceOptions,
): Promise<Findings['found']> {
  const contestants = [inProcess, overHttp, vanilla]
  print('(warming up)')
  const most = Math.max(...connections)
  for (const { url } of contestants) {
    await load({ url, ...asked, connections: most, seconds: seconds * WARM_UP })
  }
  const measured = new Map<number, ReadonlyMap<Contestant, readonly Round[]>>()
  for (const count of connections) {
    print(`(${rounds} rounds of ${seconds} s each at ${count} connections)`)
    const one = (contestant: Contestant) => lap(contestant, { ...asked, connections: count, seconds })
    measured.set(count, await interleaved(contestants, rounds, one))
  }
  const toFound = (contestant: Contestant): Found => ({
    name: contestant.name,
    rounds: new Map([...measured].map(([count, by]) => [count, by.get(contestant) ?? []])),
    calls: calls.get(contestant) ?? { cold: {}, warm: {} },
    memory: { alone: contestant.alone(), whole: contestant.whole() },
  })
  return { inProcess: toFound(inProcess), overHttp: toFound(overHttp), vanilla: toFound(vanilla) }
}

interface LapOptions {
  readonly body: string
  readonly authorization: string
  readonly expected: string
  readonly connections: number
  readonly seconds: number
}

async function lap(contestant: Contestant, options: LapOptions): Promise<Round> {
  // What the one before left to do, as collecting its garbage, is not to be paid by this one.
  await wait(50)
  const before = [contestant.alone(), contestant.whole()] as const
  const { requests, seconds } = await load({ url: contestant.url, ...options })
  const after = [contestant.alone(), contestant.whole()] as const
  return {
    requestsPerSecond: requests / seconds,
    cpuMs: (after[0].cpuMs - before[0].cpuMs) / requests,
    cpuMsWhole: (after[1].cpuMs - before[1].cpuMs) / requests,
  }
}
