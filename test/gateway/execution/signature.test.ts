import { describe, expect, it, onTestFinished } from 'vitest'
import { memoryCache } from '../../../cache/memory.ts'
import type { Cache } from '../../../cache/port.ts'
import { passOnAccess } from '../../../gateway/access/passed-on.ts'
import { createRequestAccess } from '../../../gateway/access/request-access.ts'
import { type CallTrust, createCallCheck } from '../../../gateway/execution/call-check.ts'
import { callSigner } from '../../../gateway/execution/call-signer.ts'
import { BELIEVED, passOn, passOnRequest } from '../../../gateway/execution/passed-on.ts'
import { readSignature, SIGNATURE } from '../../../gateway/execution/signature.ts'
import type { IncomingRequest } from '../../../gateway/request.ts'
import { everything } from '../../memory/viewers.ts'

const NOW = Date.parse('2026-05-10T10:00:00Z')
const KEY = { id: 'spring', secret: 'the secret of spring, which nobody else has' }
const NEXT = { id: 'summer', secret: 'the secret of summer, which nobody else has' }
const BODY = '{"query":"{ me { name } }"}'
const TOLD: Readonly<Record<string, string>> = {
  ...passOnAccess(createRequestAccess({ headers: {}, address: '10.0.0.7' })),
  ...passOn({ viewer: everything(), languages: ['fr-FR', 'en'], channel: 'WEB' }),
  ...passOnRequest({ id: '7d9f8e7a-1111-4222-8333-444455556666', deadline: NOW + 2_000 }, NOW),
}

/** A check of the subgraph `orders`, and a hand on its clock. */
function subgraph(name = 'orders') {
  let now = NOW
  const clock = () => new Date(now)
  const check = createCallCheck({ subgraph: name, heard: memoryCache({ maxEntries: 1, clock }), clock })
  const trust: CallTrust = { keys: [KEY], shared: null }
  const hear = (headers: IncomingRequest['headers'], body = BODY, trusting = trust) =>
    check.finish({ headers, body: Buffer.from(body) }, trusting)
  const at = (time: number) => {
    now = time
  }
  return { hear, at, begin: check.begin }
}

const signed = (at = NOW, key = KEY, to = 'orders') =>
  callSigner({ key, clock: () => new Date(at) })({ subgraph: to, headers: TOLD, body: BODY })

/** The header with one of its parts changed. */
const forged = (headers: Readonly<Record<string, string>>, part: RegExp, by: string) => {
  const value = headers[SIGNATURE] ?? ''
  expect(value).toMatch(part)
  return { ...headers, [SIGNATURE]: value.replace(part, by) }
}

it('tells everything that a subgraph believes', () => {
  expect(Object.keys(TOLD).sort()).toEqual([...BELIEVED].sort())
})

describe('a signed call', () => {
  it('is believed', async () => {
    const { hear, begin } = subgraph()
    const headers = signed()
    expect(begin(headers)).toBeNull()
    expect(await hear(headers)).toBeNull()
  })

  it('is signed as documented, whoever signs it', () => {
    // RFC 2104 over the text of docs/routers.md, worked out by another program.
    const sign = callSigner({ key: KEY, clock: () => new Date(NOW), random: (size) => Buffer.alloc(size, 7) })
    const headers = { 'couture-viewer': 'e30', 'accept-language': '*', 'x-other': 'not signed' }
    expect(sign({ subgraph: 'orders', headers, body: '{"query":"{ é }"}' })).toEqual({
      'couture-viewer': 'e30',
      'accept-language': '*',
      'couture-signature':
        'v1 key=spring, time=1778407200000, nonce=BwcHBwcHBwcHBwcHBwcHBw, mac=S3U-n77l_zFECariICFxkmLjChUxuZXN5NA_nfu64QA',
    })
  })

  it('has a nonce of its own each time', () => {
    const nonces = [signed(), signed()].map((headers) => readSignature(headers[SIGNATURE] ?? '')?.nonce)
    expect(new Set(nonces).size).toBe(2)
  })

  it.each(Object.keys(TOLD))(
    'is refused when its %s is another, is missing, or was not there',
    async (name) => {
      const { hear } = subgraph()
      const headers = signed()
      const value = headers[name] ?? ''
      expect(value).not.toBe('')
      const { [name]: _, ...without } = headers
      for (const changed of [
        { ...headers, [name]: `${value.slice(0, -1)}~` },
        { ...headers, [name]: '' },
        without,
      ])
        expect(await hear(changed)).toBe('wrong-signature')
      const { [name]: __, ...less } = TOLD
      const sign = callSigner({ key: KEY, clock: () => new Date(NOW) })
      const silent = sign({ subgraph: 'orders', headers: less, body: BODY })
      expect(await hear({ ...silent, [name]: value })).toBe('wrong-signature')
      expect(await hear(silent)).toBeNull()
    },
  )

  it.each([
    ['time', /time=\d+/, `time=${NOW + 1}`],
    ['nonce', /nonce=./, 'nonce=_'],
    ['mac', /mac=./, 'mac=_'],
  ])('is refused when its %s is another', async (_, part, by) => {
    expect(await subgraph().hear(forged(signed(), part, by))).toBe('wrong-signature')
  })

  it('is refused when its key id is another, known or not, or its key is', async () => {
    const { hear } = subgraph()
    const both = { keys: [KEY, NEXT], shared: null }
    expect(await hear(forged(signed(), /key=\w+/, 'key=summer'), BODY, both)).toBe('wrong-signature')
    expect(await hear(forged(signed(), /key=\w+/, 'key=autumn'), BODY, both)).toBe('unknown-key')
    expect(await hear(signed(NOW, { ...KEY, secret: NEXT.secret }))).toBe('wrong-signature')
    expect(await hear(signed(NOW, NEXT))).toBe('unknown-key')
  })

  it('is refused when one byte of the body is another, though it means the same', async () => {
    const { hear } = subgraph()
    for (const body of [`${BODY} `, BODY.replace('name', 'nams'), '']) {
      expect(await hear(signed(), body)).toBe('wrong-signature')
    }
  })

  it('is refused by any subgraph but the one it is for', async () => {
    expect(await subgraph('customers').hear(signed())).toBe('wrong-signature')
  })

  it('is refused when its header has another form, is there twice or not at all', async () => {
    const { hear, begin } = subgraph()
    const headers = signed()
    const value = headers[SIGNATURE] ?? ''
    const { [SIGNATURE]: _, ...unsigned } = headers
    const { mac = '' } = readSignature(value) ?? {}
    for (const form of [
      `${value}, ${value}`,
      `${value} `,
      value.replace('v1', 'v2'),
      value.slice(0, -1),
      `${value}A`,
      value.replace(mac, ''),
      value.replace(/time=\d+/, 'time=1e12'),
      value.replace(/time=\d+/, 'time=-1'),
      value.replace(/nonce=./, 'nonce='),
      value.replace('key=spring', 'key='),
      '',
    ]) {
      expect(begin({ ...headers, [SIGNATURE]: form }), form).toBe('malformed')
      expect(await hear({ ...headers, [SIGNATURE]: form }), form).toBe('malformed')
    }
    expect(begin({ ...headers, [SIGNATURE]: [value, value] })).toBe('malformed')
    expect(begin(unsigned)).toBe('unsigned')
    expect(await hear(unsigned)).toBe('unsigned')
  })

  it('is refused half a minute before and after its time, and believed within', async () => {
    const one = subgraph()
    one.at(NOW + 30_001)
    expect(await one.hear(signed(NOW))).toBe('wrong-time')
    expect(await one.hear(signed(NOW + 1))).toBeNull()
    expect(await one.hear(signed(NOW + 60_002))).toBe('wrong-time')
    expect(await one.hear(signed(NOW + 60_001))).toBeNull()
  })

  it('is refused the second time, for as long as its time is right', async () => {
    const { hear, at } = subgraph()
    const headers = signed(NOW + 30_000)
    expect(await hear(headers)).toBeNull()
    for (const later of [0, 30_000, 60_000]) {
      at(NOW + later)
      expect(await hear(headers)).toBe('replayed')
    }
    at(NOW + 60_001)
    expect(await hear(headers)).toBe('wrong-time')
  })

  it('is not used up by a forgery that has its nonce', async () => {
    const { hear } = subgraph()
    const headers = signed()
    expect(await hear(headers, `${BODY} `)).toBe('wrong-signature')
    expect(await hear(headers)).toBeNull()
  })
})

describe('the instances of a subgraph', () => {
  const cache = (now = NOW): Cache => {
    const opened = memoryCache({ maxEntries: 1, clock: () => new Date(now) })
    onTestFinished(() => opened.close())
    return opened
  }

  it('refuse what another one has heard, where they share a cache', async () => {
    const trust = { keys: [KEY], shared: cache() }
    const headers = signed()
    expect(await subgraph().hear(headers, BODY, trust)).toBeNull()
    expect(await subgraph().hear(headers, BODY, trust)).toBe('replayed')
  })

  it('refuse what they have heard themselves while the cache does not answer', async () => {
    // As a Redis that is away answers.
    const trust = { keys: [KEY], shared: { once: async () => true } }
    const { hear } = subgraph()
    const headers = signed()
    expect(await hear(headers, BODY, trust)).toBeNull()
    expect(await hear(headers, BODY, trust)).toBe('replayed')
  })

  it('refuse what was signed before they started, unless they share what was heard', async () => {
    const before = signed(NOW - 1)
    expect(await subgraph().hear(before)).toBe('before-start')
    expect(await subgraph().hear(signed(NOW))).toBeNull()
    const trust = { keys: [KEY], shared: cache() }
    expect(await subgraph().hear(before, BODY, trust)).toBeNull()
    expect(await subgraph().hear(before, BODY, trust)).toBe('replayed')
  })
})
