import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { buildSchema, getOperationAST, OperationTypeNode, parse } from 'graphql'
import { CACHED_READS } from '../../adapters/cached-reads.ts'
import type { CallRecord } from '../../adapters/call/scope.ts'
import { readOperations } from '../../gateway/example-operations.ts'
import type { ExampleOperation } from '../../gateway/http/explorer-pages.ts'
import { fillExampleCart } from './example-cart.ts'
import { FAULTS, FOLDER_FAULTS, type Networked } from './faulty.ts'
import { nullsIn, type SeenNull, withKeys } from './nulls.ts'
import { asking } from './shopping.ts'
import { toldOf } from './told.ts'
import { type Answer, startWhole, type Whole } from './whole.ts'
import { WHY_NULL } from './why-null.ts'

/** How one example query fared while one system failed in one way. */
export interface Cell {
  readonly operation: string
  readonly system: string
  readonly fault: string
  readonly cache: 'cold' | 'warm'
  /** `Type.field` of every null that an error explains. */
  readonly failed: readonly string[]
  /** Which lists and records tell of it: `OrderConnection TIMEOUT`, `VariantPrice STALE`. */
  readonly told: readonly string[]
  /** Nulls that neither the world nor an error explains. */
  readonly unexplained: readonly string[]
  /** How often the system was to be asked, repetitions not counted; what a breaker refused is counted. */
  readonly asked: number
  /** Requests the failing system got. */
  readonly calls: number
  /** How many calls that ran into their time limit were waited for one after the other. */
  readonly waits: number
  readonly codes: readonly string[]
  readonly millis: number
}

/** The longest a call to the failing system may take, ms; nothing else is in a hurry. */
const CALL = 400
const PATIENCE = { timeoutMs: 10_000, budgetMs: 20_000 }
/** Ages of everything kept, and how much later warm caches are asked again, seconds. */
const AGE = 10
/** Longer than ten missed looks at the till files: what was read before is old then. */
const LATER = 120

const schema = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'))
const examples = readOperations(new URL('../../schema/operations/', import.meta.url)).filter(isQuery)

/**
 * Mutations are left out: one that is sent again, with cold or with warm caches, is not done again but told under its key, whatever fails by
 * then. What becomes of them while systems fail is held where they are: `test/subgraphs/cart`, `orders` and `loyalty` (systems that are
 * down, and whose answers are lost; of `returnQuote`, which writes nothing, `orders/returns/quoting.test.ts`),
 * `test/contracts/order-desk-unknown.ts` and `test/torture`.
 */
function isQuery({ query }: ExampleOperation): boolean {
  return getOperationAST(parse(query))?.operation === OperationTypeNode.QUERY
}

/** Of every example query the nulls that the world does not explain while all is well. */
export async function unexplainedWhenWell(): Promise<ReadonlyMap<string, readonly string[]>> {
  const whole = await startWhole()
  try {
    await fillExampleCart(asking(whole))
    const found = new Map<string, readonly string[]>()
    for (const { name, query, variables } of examples) {
      const keyed = withKeys(query, schema)
      found.set(name, unexplained(await whole.ask(keyed, variables), keyed, whole))
    }
    return found
  } finally {
    await whole.close()
  }
}

/** Runs every example query that asks the system, through every fault, with cold and with warm caches. */
export async function runMatrix(system: Networked): Promise<readonly Cell[]> {
  const records: CallRecord[] = []
  const observe = (call: CallRecord) => {
    if (call.source === system) records.push(call)
  }
  const whole = await startWhole({ ...PATIENCE, edit: (yaml) => quickToHeal(hurried(yaml, system)), observe })
  try {
    await fillExampleCart(asking(whole))
    const cells: Cell[] = []
    for (const example of examples) {
      const run: Run = { whole, system, example, query: withKeys(example.query, schema), records }
      if ((await healed(run)).calls[system] === 0) continue
      for (const fault of Object.keys(FAULTS)) {
        for (const cache of ['cold', 'warm'] as const) cells.push(await oneCell(run, fault, cache))
      }
    }
    return cells
  } finally {
    await whole.close()
  }
}

/**
 * The same for the tills, whose folder is read in the background: `cold` means that it fails before anything was read, `warm`
 * after all was.
 */
export async function runFolderMatrix(cache: Cell['cache']): Promise<readonly Cell[]> {
  const cells: Cell[] = []
  for (const [fault, begin] of Object.entries(FOLDER_FAULTS)) {
    let end = () => {}
    const beforeReading = (folder: string) => {
      if (cache === 'cold') end = begin({ tills: folder })
    }
    const whole = await startWhole({ ...PATIENCE, edit: quickToHeal, beforeReading })
    try {
      await fillExampleCart(asking(whole))
      if (cache === 'warm') {
        end = begin(whole)
        whole.advance(LATER * 1_000)
        await pause(1_000)
      }
      for (const example of examples) {
        const query = withKeys(example.query, schema)
        const answer = await whole.ask(query, example.variables)
        cells.push(
          toCell(
            { whole, system: 'tills', example, query, records: [] },
            { fault, cache, answer, millis: 0 },
          ),
        )
      }
      end()
    } finally {
      await whole.close()
    }
  }
  return cells
}

interface Run {
  readonly whole: Whole
  readonly system: Networked | 'tills'
  readonly example: ExampleOperation
  readonly query: string
  /** Calls to the system, in the order in which they ended. */
  readonly records: CallRecord[]
}

async function oneCell(run: Run, fault: string, cache: Cell['cache']): Promise<Cell> {
  const { whole, system, example, query, records } = run
  if (cache === 'cold') whole.forget()
  // Past its age, and not past the time for which it may be shown while a system fails.
  else whole.advance(AGE * 2_000)
  await whole.served[system as Networked].misbehave(FAULTS[fault] ?? {})
  records.length = 0
  const from = performance.now()
  const answer = await whole.ask(query, example.variables)
  const cell = toCell(run, { fault, cache, answer, millis: performance.now() - from })
  await healed(run)
  return cell
}

interface Outcome {
  readonly fault: string
  readonly cache: Cell['cache']
  readonly answer: Answer
  readonly millis: number
}

function toCell(run: Run, { fault, cache, answer, millis }: Outcome): Cell {
  const { whole, system, example, query, records } = run
  const reported = nullsIn(query, schema, answer.data).filter(isReported(answer))
  return {
    operation: example.name,
    system,
    fault,
    cache,
    failed: unique(reported.map(({ field }) => field)),
    told: toldOf(answer.data, { system, before: whole.now() - (system === 'tills' ? 60 : AGE) * 1_000 }),
    unexplained: unexplained(answer, query, whole),
    asked: records.length,
    calls: system === 'tills' ? 0 : answer.calls[system],
    waits: waitsIn(records),
    codes: unique(answer.errors.map(({ extensions }) => extensions.code)),
    millis,
  }
}

/** How many calls that ran out of their time began after the one before them had ended. */
function waitsIn(records: readonly CallRecord[]): number {
  let [waits, free] = [0, 0]
  for (const { startedAt, durationMs, failure } of records.toSorted(
    (left, right) => left.startedAt - right.startedAt,
  )) {
    if (failure !== 'SOURCE_TIMEOUT' || startedAt < free) continue
    waits += 1
    free = startedAt + durationMs
  }
  return waits
}

/** Ends the misbehaviour and asks until all is well, caches and breakers too. Throws when it does not become well. */
async function healed({ whole, system, example, query }: Run): Promise<Answer> {
  await whole.served[system as Networked].misbehave({})
  for (let attempt = 0; attempt < 20; attempt++) {
    // Longer than any breaker stays open, and than any system asked to be left alone.
    await pause(110)
    whole.advance(120_000)
    whole.forget()
    const answer = await whole.ask(query, example.variables)
    const told = toldOf(answer.data, { system, before: whole.now() - AGE * 1_000 })
    if (answer.errors.length === 0 && told.length === 0) return answer
  }
  throw new Error(`expected the ${system} to be well again for ${example.name}`)
}

function unexplained(answer: Answer, query: string, truth: Whole): readonly string[] {
  const reported = isReported(answer)
  return nullsIn(query, schema, answer.data)
    .filter((seen) => !reported(seen) && !WHY_NULL[seen.field]?.(seen, truth))
    .map(({ field, path }) => `${field} at ${path}`)
}

/** Whether a null has an error at its path, or above it. */
function isReported({ errors }: Answer): (seen: SeenNull) => boolean {
  const failed = new Set(errors.map(({ path = [] }) => path.join('.')))
  return ({ path }) => {
    const steps = path.split('.')
    return steps.some((_, index) => failed.has(steps.slice(0, index + 1).join('.')))
  }
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort()
}

/** A configuration in which one system has little time to answer. */
function hurried(yaml: string, system: Networked): string {
  const own = new RegExp(`(^  ${system}:\\n    adapter: .+\\n    url: .+\\n    timeoutMs: )\\d+$`, 'm')
  if (!own.test(yaml)) throw new Error(`expected ${system} in the configuration`)
  return yaml.replace(own, `$1${CALL}`)
}

/** A configuration whose systems are tried again soon and whose answers age quickly. */
function quickToHeal(yaml: string): string {
  const ages = Object.keys(CACHED_READS).map((port) => `${port}: ${AGE}`)
  return yaml
    .replaceAll(/^( +)timeoutMs: (\d+)$/gm, '$1timeoutMs: $2\n$1breakMs: 100')
    .concat(`\nfreshness: { ${ages.join(', ')}, staleIfError: 3600 }\n`)
}
