import { describe, expect, it } from 'vitest'
import {
  aboutFetch,
  askedShape,
  askingAbout,
  tellAbout,
  toldShape,
} from '../../../gateway/execution/about.ts'

describe('what an answer of another process is about', () => {
  it('is told to who asks, each thing once, and handed on', () => {
    const { extensions } = askingAbout({ about: () => {} })
    const { asking, told } = aboutFetch(askedShape.parse(extensions))
    for (const thing of ['cart/one', 'customer/ada', 'cart/one']) asking.about?.(thing)
    const heard: string[] = []
    tellAbout({ about: (thing) => void heard.push(thing) }, toldShape.parse(told().extensions))
    expect(heard).toEqual(['cart/one', 'customer/ada'])
  })

  it('is neither asked for nor collected where nobody wants to know', () => {
    expect(askingAbout({})).toEqual({})
    const { asking, told } = aboutFetch(undefined)
    expect([asking, told()]).toEqual([{}, {}])
    tellAbout({}, { about: ['cart/one'] })
  })

  it.each([undefined, null, {}, { about: 'cart/one' }, { about: [1] }, { trace: true }, 'none'])(
    'is nothing in the extensions that others have: %j',
    (extensions) => {
      expect([askedShape.parse(extensions) ?? null, toldShape.parse(extensions) ?? null]).toEqual([
        null,
        null,
      ])
    },
  )
})
