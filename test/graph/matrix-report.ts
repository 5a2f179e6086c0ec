import { FOLDER_FAULTS, MOST_WAITS, TELLS } from './faulty.ts'
import type { Cell } from './matrix.ts'

const HEAD = `# When a system fails

What every example query of \`schema/operations\` answers while one system of the sandbox fails; what becomes of changes then is in
[writes.md](writes.md). This page is written by \`test/graph/matrix.full.test.ts\`, which runs every query against every failure and compares each null with the
sandbox's world: a null is either true (there is no such value) or has an error. It fails when this page is not what it saw.

**The failures.** *down*: connections are refused. *hang*: nothing is answered. *503*: the system says that it is not
available. *garbage*: it answers with what is no answer. *slow drip*: it answers a few bytes at a time, for ever.

**Cold** means that nothing was kept, **warm** that everything was, and is past its age (\`@cacheControl\`): it is shown all
the same for as long as \`freshness.staleIfError\` allows. What the systems say *is not there* is not kept past its age: an absence has
no place to say how old it is. So a few fields have an error with warm caches too.

**Who says so.** A list or sum names the system and what came of asking it in \`sources\`; a record says in \`source\` when it was read.
*(old)* stands where that is how one sees it: the outcome is \`STALE\`, or \`fetchedAt\` is past its age. Everything else has an error
with the code below at the null's path.
`

/** The page that shows the matrix. */
export function matrixReport(cells: readonly Cell[]): string {
  const systems = [...new Set(cells.map(({ system }) => system))]
  const sections = systems.map((system) =>
    section(
      system,
      cells.filter((cell) => cell.system === system),
    ),
  )
  return `${[HEAD, codes(), ...sections].join('\n')}`
}

function codes(): string {
  const rows = Object.entries(TELLS).map(([fault, { code, outcome, waits }]) => [
    fault,
    code,
    outcome,
    waits ? 'the longest a call may take' : 'no time',
  ])
  return `${table(['failure', 'code of errors', 'outcome in `sources`', 'each call that fails takes'], rows)}
A call that is made with the answer of another waits for that one first: the number of *waits* below, of the longest time a call may
take each (\`timeoutMs\`). The request's own budget (\`limits.requestBudgetMs\`) ends them all. After five failures in a row the
breaker opens: code and outcome are \`CIRCUIT_OPEN\` then, and nothing is waited for.
`
}

function section(system: string, cells: readonly Cell[]): string {
  const operations = [...new Set(cells.map(({ operation }) => operation))]
  const rows = operations.flatMap((operation) => {
    const own = cells.filter((cell) => cell.operation === operation)
    const down = own.filter(({ fault }) => fault === 'down')
    if (down.every(({ failed, told }) => failed.length + told.length === 0)) return []
    const row = (cache: Cell['cache']) => [
      `${operation}, ${cache}`,
      ...shown(own.filter((cell) => cell.cache === cache)),
    ]
    return [row('cold'), row('warm')]
  })
  const heads = ['operation', 'null with an error', 'who else says so', 'calls', 'waits at most']
  return `## ${system}\n\n${intro(system)}${table(heads, rows)}`
}

function intro(system: string): string {
  if (system !== 'tills')
    return 'Calls are those that were to be made while it failed, however it did; each may be repeated twice.\n\n'
  const faults = Object.keys(FOLDER_FAULTS).join(', ')
  return `The tills are a folder of files that is read in the background, so of the failures it can have ${faults}: the folder is gone,
a file arrives that is none of a till's, a file arrives that is never finished. *Cold* is before anything was read, *warm* after
everything was, two minutes later. A request never waits for it. Operations that do without are left out.\n\n`
}

function shown(cells: readonly Cell[]): readonly string[] {
  const down = cells.filter(({ fault }) => fault === 'down' || cells[0]?.system !== 'tills')
  return [
    words(down.flatMap(({ failed }) => failed.map((field) => `\`${field}\``))),
    words(down.flatMap(({ told }) => told.map(teller))),
    ...costs(cells),
  ]
}

function costs(cells: readonly Cell[]): readonly [calls: string, waits: string] {
  const [{ operation, system } = { operation: '', system: 'tills' }] = cells
  if (system === 'tills') return ['none', 'none']
  const calls = cells.map(({ asked }) => asked)
  return [words(calls.map(String)), String(Math.min(MOST_WAITS[operation] ?? 0, ...calls))]
}

function teller(told: string): string {
  const [type, outcome] = told.split(' ')
  return outcome === 'STALE' ? `${type} (old)` : String(type)
}

function words(texts: readonly string[]): string {
  return [...new Set(texts)].sort().join(', ') || '–'
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return `${[line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')}\n`
}
