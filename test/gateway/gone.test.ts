import { EventEmitter, once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { whenGone } from '../../gateway/gone.ts'

function response(writableEnded: boolean) {
  return Object.assign(new EventEmitter(), { writableEnded }) as unknown as Parameters<typeof whenGone>[0] &
    EventEmitter
}

describe('the signal of a client that has gone', () => {
  const warnings: string[] = []
  const hear = ({ name }: Error) => warnings.push(name)
  afterEach(() => process.off('warning', hear))

  it('aborts when the connection closes before the answer is written, and not after', () => {
    const [open, done] = [response(false), response(true)]
    const [gone, served] = [whenGone(open), whenGone(done)]
    open.emit('close')
    done.emit('close')
    expect([gone.aborted, served.aborted]).toEqual([true, false])
  })

  it('lets a request of many fetches listen without a warning', async () => {
    process.on('warning', hear)
    const signal = whenGone(response(false))
    for (let fetches = 0; fetches < 20; fetches++) signal.addEventListener('abort', () => {})
    process.emitWarning('heard', 'Heard')
    await once(process, 'warning')
    expect(warnings.filter((name) => name !== 'Heard')).toEqual([])
  })
})
