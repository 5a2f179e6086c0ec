import type { Guard } from './find-guards.ts'

/** A check with the number it has in one run. */
export interface Numbered {
  readonly id: number
  readonly guard: Guard
}

/** The name under which a process knows the number of the check that is removed; no check without it. */
export const REMOVED = 'guardRemoved'

/** A file's text in which each of its checks can be removed while the process runs: what is removed is the number in a global. */
export function switched(text: string, guards: readonly Numbered[]): string {
  const inserts = guards.flatMap(({ id, guard }) => {
    const [before, after] = guard.put(`globalThis.${REMOVED} === ${id}`)
    const size = guard.end - guard.start
    return [
      { at: guard.start, text: before, order: [1, -size, id] },
      { at: guard.end, text: after, order: [0, size, -id] },
    ]
  })
  // What ends somewhere ends before the next begins; of two that begin together the longer one is outside.
  inserts.sort((one, other) => one.at - other.at || compared(one.order, other.order))
  let done = 0
  let result = ''
  for (const { at, text: inserted } of inserts) {
    result += text.slice(done, at) + inserted
    done = at
  }
  return result + text.slice(done)
}

function compared(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index])
  return (one[at] ?? 0) - (other[at] ?? 0)
}

/**
 * A test file that tries each removal on the same tests, loaded anew each time over product modules that stay loaded. The tests of one
 * removal are over at the first that fails. 0 removes nothing and comes first and last: without it nothing counts.
 */
export function triedTogether(ids: readonly number[], tests: readonly string[]): string {
  const parts = [0, ...ids, 0].map((id, at) => {
    const loads = tests.map(
      (test) => `() => import(${JSON.stringify(`../${test.replace(/^test\//, '')}?try=${at}`)})`,
    )
    return `tried(${JSON.stringify(titleOf(id, at))}, ${id}, [${loads.join(', ')}])\n`
  })
  return `import { tried } from '../guard-removal/tried.ts'\n${parts.join('')}`
}

/** The title of what is tried as the `at`th. */
export function titleOf(id: number, at: number): string {
  return `${id} at ${at}`
}
