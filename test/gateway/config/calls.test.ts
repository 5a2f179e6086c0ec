import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../../gateway/config/load.ts'
import { adapters, env, good } from './sample.ts'

const SECRET = '0123456789abcdef0123456789abcdef'
const load = (calls: string) =>
  loadConfig({
    file: 'couture.yaml',
    text: `${good}calls:\n  ${calls}\n`,
    env: { ...env, CALL_SECRET: SECRET, SHORT: 'short-and-secret' },
    adapters,
  }).calls

describe('calls', () => {
  it('takes keys from the environment, and says the rest itself', () => {
    expect(load('keys: [{ id: 2026-11, secret: "${CALL_SECRET}" }]')).toEqual({
      keys: [{ id: '2026-11', secret: SECRET }],
      plainHttp: false,
      signer: { host: '127.0.0.1', port: 4_110, from: [] },
    })
    const from = ['10.0.0.7', '10.0.0.0/24', 'fd00::/8', '::1']
    expect(load(`signer: { from: ${JSON.stringify(from)} }`).signer.from).toEqual(from)
  })

  it.each([
    [
      'keys: [{ id: a, secret: "${CALL_SECRET}" }, { id: a, secret: "${CALL_SECRET}" }]',
      'calls.keys: expected each key to have an id of its own; found a list',
    ],
    [
      'keys: [{ id: a, secret: "${SHORT}" }]',
      'calls.keys[0].secret: expected at least 32 characters (the key itself); found the value of ${SHORT}, not shown',
    ],
    [
      'keys: [{ id: "a b", secret: "${CALL_SECRET}" }]',
      'calls.keys[0].id: expected the name of the key: 1 to 64 letters, digits, dots, hyphens and underscores; found a text, not shown',
    ],
    ...['10.0.0.0/33', '10.0.0.0/', '10.0.0', 'router.test', 'fd00::/129', '10.0.0.0/8/8', '10.0.0.0/x'].map(
      (from) => [
        `signer: { from: ["${from}"] }`,
        `calls.signer.from[0]: expected an IP address or a range of them, like 10.0.0.7 or 10.0.0.0/24; found "${from}"`,
      ],
    ),
  ])('refuses %s', (calls, message) => {
    expect(() => load(calls ?? '')).toThrow(message)
  })
})
