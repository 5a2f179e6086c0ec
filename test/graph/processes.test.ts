import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOperations } from '../../gateway/operations.ts'
import { world } from '../contracts/small-world.ts'
import { type BothWays, type Calls, type Many, startBothWays, type Way } from './both-ways.ts'

const operations = readOperations(new URL('../../schema/operations/', import.meta.url))

describe('one process and many', () => {
  let both: BothWays
  let one: Way
  let many: Many
  let filling: readonly Calls[]
  beforeAll(async () => {
    both = await startBothWays(world)
    one = await both.startOne('one')
    const alone = both.calls()
    both.forgetCalls()
    many = await both.startMany('many')
    filling = [alone, both.calls()]
  })
  afterAll(async () => {
    await Promise.all([one?.stop(), many?.stop()])
    await both?.close()
  })
  it('prints', async () => {
    console.log(filling)
    for (const round of ['cold', 'warm'])
      for (const { name, query, variables } of operations) {
        const a = await one.ask(query, variables)
        const b = await many.ask(query, variables)
        console.log(round, name, a.text === b.text, JSON.stringify(a.calls), JSON.stringify(b.calls))
        if (a.text !== b.text) console.log(a.text.slice(0, 1500), '\n', b.text.slice(0, 1500))
      }
  })
})
