import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest'
import { REMOVED } from './switched.ts'

/** Runs tests with one check removed, until one of them fails. */
export function tried(title: string, id: number, loads: readonly (() => Promise<unknown>)[]): void {
  describe(title, async () => {
    let isNoticed = false
    beforeAll(() => {
      remove(id)
    })
    afterAll(() => {
      remove(0)
    })
    beforeEach(({ skip }) => {
      if (isNoticed) skip()
    })
    afterEach(({ task }) => {
      if (task.result?.state === 'fail') isNoticed = true
    })
    remove(id)
    try {
      for (const load of loads) await load()
    } catch (error) {
      it('loads', () => {
        throw error
      })
    } finally {
      remove(0)
    }
  })
}

function remove(id: number): void {
  Object.assign(globalThis, { [REMOVED]: id })
}
