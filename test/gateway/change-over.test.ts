import { describe, expect, it } from 'vitest'
import { createChangeOver } from '../../gateway/change-over.ts'

function start() {
  const closed: string[] = []
  const failures: unknown[] = []
  const change = createChangeOver(
    'first',
    async (name) => {
      closed.push(name)
      if (name === 'broken') throw new Error('cannot close')
    },
    (error) => failures.push(error),
  )
  return { change, closed, failures }
}

describe('a change-over', () => {
  it('gives new work to the next one and closes the old one when its work has ended', async () => {
    const { change, closed } = start()
    const one = change.take()
    const two = change.take()
    change.replace('second')
    expect([one.value, change.current(), change.take().value]).toEqual(['first', 'second', 'second'])
    one.release()
    await Promise.resolve()
    expect(closed).toEqual([])
    two.release()
    await change.settled()
    expect(closed).toEqual(['first'])
  })

  it('counts a piece of work once, however often it says that it has ended', async () => {
    const { change, closed } = start()
    const one = change.take()
    const two = change.take()
    change.replace('second')
    one.release()
    one.release()
    await Promise.resolve()
    expect(closed).toEqual([])
    two.release()
    await change.settled()
    expect(closed).toEqual(['first'])
  })

  it('closes at once what nobody uses, and goes on when closing fails', async () => {
    const { change, closed, failures } = start()
    change.replace('broken')
    change.replace('third')
    await change.settled()
    expect(closed).toEqual(['first', 'broken'])
    expect(failures).toEqual([new Error('cannot close')])
    expect(change.current()).toBe('third')
  })
})
