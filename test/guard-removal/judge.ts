import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckoutCopy } from './checkout-copy.ts'
import { type CodeCheck, type SchemaCheck, testsIn } from './checks.ts'
import { type Place, RULES } from './places.ts'
import { titleOf, triedTogether } from './switched.ts'

/** What a removal came to; SURVIVED where no test failed, and where tests did not end. */
export type Verdict = 'NOTICED' | 'SURVIVED'

export interface JudgeTools {
  /** The checkout, for the lists of tests. */
  readonly root: string
  readonly copy: CheckoutCopy
}

/** For one try of a removal in a process with others, and for one in a process of its own, milliseconds. */
const TOGETHER_MS = 30_000
const ALONE_MS = 240_000

/** What the nearest tests noticed at once, and why nothing of it counts: the tests fail without a removal, too. */
export interface Together {
  readonly noticed: readonly CodeCheck[]
  readonly unsound: string | null
}

/** Tries checks of one place one after another in one process. */
export async function judgeTogether(
  checks: readonly CodeCheck[],
  { root, copy }: JudgeTools,
): Promise<Together> {
  const [first] = checks
  if (!first) return { noticed: [], unsound: null }
  const ids = checks.map(({ id }) => id)
  const file = 'test/removed/together.test.ts'
  copy.write(file, triedTogether(ids, testsIn(root, first.place.near)))
  const mostMs = 60_000 + checks.length * TOGETHER_MS
  const told = await copy.run([file], { removed: 0, isShort: false, mostMs })
  if (!told) return { noticed: [], unsound: 'they did not end' }
  const unsound = [titleOf(0, 0), titleOf(0, ids.length + 1)].find((title) => told.failed[title] !== null)
  if (unsound !== undefined) return { noticed: [], unsound: told.failed[unsound] ?? 'they were not run' }
  const isNoticed = ({ id }: CodeCheck, at: number) => told.failed[titleOf(id, at + 1)] !== null
  return { noticed: checks.filter(isNoticed), unsound: null }
}

/** A removal from the start of a process: by the nearest tests, then by those of more. */
export async function judgeAlone({ id, place }: CodeCheck, { root, copy }: JudgeTools): Promise<Verdict> {
  for (const listed of [place.near, place.wide]) {
    const tests = testsIn(root, listed)
    if (tests.length === 0) continue
    const told = await copy.run(tests, { removed: id, isShort: true, mostMs: ALONE_MS })
    if (told && !told.isGreen) return 'NOTICED'
  }
  return 'SURVIVED'
}

/** A rule of the schema, removed with all that is generated from it. */
export async function judgeRule(check: SchemaCheck, { root, copy }: JudgeTools): Promise<Verdict> {
  const texts = check.texts()
  try {
    for (const [file, text] of Object.entries(texts)) copy.write(file, text)
    for (const listed of [RULES.near, RULES.wide]) {
      const tests = testsIn(root, listed)
      if (tests.length === 0) continue
      const told = await copy.run(tests, { removed: 0, isShort: true, mostMs: ALONE_MS })
      if (told && !told.isGreen) return 'NOTICED'
    }
    return 'SURVIVED'
  } finally {
    for (const file of Object.keys(texts)) copy.write(file, readFileSync(join(root, file), 'utf8'))
  }
}

/** Throws where a place's tests fail with nothing removed. */
export async function expectGreen(
  { name, near, wide }: Pick<Place, 'name' | 'near' | 'wide'>,
  { root, copy }: JudgeTools,
): Promise<void> {
  const tests = testsIn(root, [...near, ...wide])
  const told = await copy.run(tests, { removed: 0, isShort: true, mostMs: 2 * ALONE_MS })
  if (told?.isGreen) return
  throw new Error(`the tests of "${name}" fail with nothing removed: ${told?.first ?? 'they did not end'}`)
}
