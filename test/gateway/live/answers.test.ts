import { describe, expect, it } from 'vitest'
import { type Look, liveAnswers } from '../../../gateway/live/answers.ts'

interface Waited {
  readonly about: readonly string[]
  readonly forMs: number
}

const said = (data: unknown, more: Partial<Look> = {}): Look => ({
  status: 200,
  body: JSON.stringify({ data, extensions: { cost: Math.random() } }),
  retryAfterMs: null,
  about: new Set(['cart/one']),
  since: 0,
  ...more,
})

/** A live answer whose looks are these, and that hears `changed` in turn; then its client goes. */
function live(looks: readonly Look[], changed: readonly boolean[] = []) {
  const gone = new AbortController()
  const waited: Waited[] = []
  let looked = 0
  let asked = 0
  const answers = liveAnswers({
    signal: gone.signal,
    refreshMs: 40_000,
    changes: {
      async next(about, { forMs }) {
        waited.push({ about: [...about], forMs })
        const isChanged = changed[asked]
        asked += 1
        if (isChanged === undefined) gone.abort()
        return isChanged ?? false
      },
    },
    async look() {
      const next = looks[looked]
      looked += 1
      if (!next) throw new Error('expected no more looks')
      return next
    },
  })
  const all = async () => {
    const texts: string[] = []
    for await (const text of answers) texts.push(text)
    return texts.map((text) => (text.startsWith('event: next') ? dataOf(text) : text))
  }
  return { all, waited, looks: () => looked }
}

function dataOf(text: string): unknown {
  const { data, errors } = JSON.parse(text.replace(/^event: next\ndata: /, ''))
  return errors ?? data
}

const BEAT = ':\n\n'
const COMPLETE = 'event: complete\ndata:\n\n'

describe('live answers', () => {
  it('come when they are another, and only then', async () => {
    const { all, looks } = live([said('a'), said('a'), said('b'), said('a')], [true, true, true])
    expect(await all()).toEqual(['a', 'b', 'a'])
    expect(looks()).toBe(4)
  })

  it('are looked at anew after a while without a change, with a sign of life meanwhile', async () => {
    const { all, waited, looks } = live([said('a'), said('b')], [false, false, false])
    expect(await all()).toEqual(['a', BEAT, BEAT, 'b'])
    expect(waited.map(({ forMs }) => forMs)).toEqual([15_000, 15_000, 10_000, 15_000])
    expect(looks()).toBe(2)
  })

  it('wait for what the last one was about', async () => {
    const { all, waited } = live([said('a'), said('b', { about: new Set(['cart/two']) })], [true])
    await all()
    expect(waited.map(({ about }) => about)).toEqual([['cart/one'], ['cart/two']])
  })

  const erring = (code: string, retryable: boolean) => {
    const errors = [{ message: code, extensions: { code, retryable } }]
    return said(null, { body: JSON.stringify({ data: null, errors }), about: new Set() })
  }

  it('wait for what earlier ones were about as well where one shows less because something failed', async () => {
    const { all, waited } = live([said('a'), erring('SOURCE_TIMEOUT', true)], [true])
    expect(await all()).toMatchObject(['a', [{ message: 'SOURCE_TIMEOUT' }]])
    expect(waited.map(({ about }) => about)).toEqual([['cart/one'], ['cart/one']])
  })

  it('wait no more for what is not theirs any more', async () => {
    const { all, waited } = live([said('a'), erring('FORBIDDEN', false)], [true])
    expect(await all()).toMatchObject(['a', [{ message: 'FORBIDDEN' }]])
    expect(waited.map(({ about }) => about)).toEqual([['cart/one'], []])
  })

  it('say nothing of a look that is put off, and look again when it may be', async () => {
    const putOff = said(null, { status: 429, retryAfterMs: 3_000, about: new Set() })
    const { all, waited, looks } = live([said('a'), putOff, said('b')], [true, false])
    expect(await all()).toEqual(['a', 'b'])
    expect(waited[1]).toEqual({ about: [], forMs: 3_000 })
    expect(looks()).toBe(3)
  })

  it('end with what refuses them for good', async () => {
    const refused = said(null, { status: 401, body: JSON.stringify({ errors: ['the token has ended'] }) })
    const { all } = live([said('a'), refused], [true])
    expect(await all()).toEqual(['a', ['the token has ended'], COMPLETE])
  })

  it('end without a word when nobody listens any more', async () => {
    expect(await live([said('a')]).all()).toEqual(['a'])
  })
})
