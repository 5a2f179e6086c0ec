import { describe, expect, it } from 'vitest'
import { callKeys, refuseToListenInTheClear, refuseToSpeakInTheClear } from '../../gateway/calls.ts'
import { loadConfig } from '../../gateway/config/load.ts'
import { thisBuild } from '../../gateway/this-build.ts'

const KEY = { id: 'spring', secret: 'the secret of spring, which nobody else has' }
const NEXT = { id: 'summer', secret: 'the secret of summer, which nobody else has' }
const config = (plainHttp = false, keys = [KEY, NEXT]) => ({ calls: { keys, plainHttp } })

describe('the keys of calls', () => {
  it('are all of them, the first one first', () => {
    expect(callKeys(config())).toEqual([KEY, NEXT])
  })

  it('are the sandbox’s own in its configuration alone', () => {
    const { calls, sandbox } = loadConfig({
      file: 'couture.sandbox.yaml',
      env: {},
      adapters: thisBuild.adapters,
    })
    expect(callKeys({ calls, sandbox })).toEqual(calls.keys)
    expect(() => callKeys({ calls: { ...calls, keys: [KEY, ...calls.keys] } })).toThrow(
      /^calls\.keys: sandbox is the sandbox's, whose secret everybody can read/,
    )
  })

  it('are needed, which says what to do', () => {
    expect(() => callKeys(config(false, []))).toThrow(
      /^expected a key in calls\.keys, .*; found none\. Add an id and a secret of 32 random characters/,
    )
  })
})

describe('plain HTTP', () => {
  it.each([
    'http://127.0.0.1:4105/graphql',
    'http://[::1]:4105/',
    'http://localhost/',
    'https://orders.test/',
  ])('is spoken to %s, which nobody else reads', (url) =>
    expect(() => refuseToSpeakInTheClear('orders', url, config())).not.toThrow(),
  )

  it('is not spoken beyond this machine, unless it was said', () => {
    const speak = (plainHttp: boolean) =>
      refuseToSpeakInTheClear('orders', 'http://orders.test:4105/graphql', config(plainHttp))
    expect(() => speak(false)).toThrow(
      /^subgraph orders: expected https:\/\/ beyond .* calls\.plainHttp: true$/,
    )
    expect(() => speak(true)).not.toThrow()
  })

  it('needs an address', () => {
    expect(() => refuseToSpeakInTheClear('orders', '', config(true))).toThrow(
      /^subgraph orders: expected an http/,
    )
  })

  it('is not listened for beyond this machine, unless it was said', () => {
    for (const host of ['127.0.0.1', '::1', 'localhost'])
      expect(() => refuseToListenInTheClear(host, config())).not.toThrow()
    for (const host of ['0.0.0.0', '::', '10.0.0.7', 'orders.test']) {
      expect(() => refuseToListenInTheClear(host, config())).toThrow(
        `found ${JSON.stringify(host)}. Where the network encrypts for itself, say calls.plainHttp: true`,
      )
      expect(() => refuseToListenInTheClear(host, config(true))).not.toThrow()
    }
  })
})
