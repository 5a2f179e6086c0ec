import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { load } from '../../bench/load.ts'
import { cpuMsIn, memoryIn, together } from '../../bench/proc.ts'
import { interleaved } from '../../bench/rounds.ts'
import { freePort } from '../sandbox/free-port.ts'

describe('rounds', () => {
  it('measure each of all in turn, and begin with another every time', async () => {
    const order: string[] = []
    const measured = await interleaved(['a', 'b', 'c'], 4, async (name) => order.push(name))
    expect(order.join('')).toBe('abc' + 'bca' + 'cab' + 'abc')
    expect([...measured]).toEqual([
      ['a', [1, 6, 8, 10]],
      ['b', [2, 4, 9, 11]],
      ['c', [3, 5, 7, 12]],
    ])
  })
})

describe('what a process has used', () => {
  it('is in the kernel’s words, whatever the program is called', () => {
    const stat = '4711 (node) (x y) S 1 4711 4711 0 -1 4194304 9 0 0 0 123 45 7 8 20 0 11 0 5 6 7'
    expect(cpuMsIn(stat)).toBe(1_680)
    expect(() => cpuMsIn('4711 (node) S')).toThrow('fields 14 and 15')
  })

  it('is memory now and at most', () => {
    const status = 'Name:\tnode\nVmPeak:\t 9999999 kB\nVmHWM:\t  204800 kB\nVmRSS:\t  102400 kB\n'
    expect(memoryIn(status)).toEqual({ residentMb: 100, peakMb: 200 })
    expect(() => memoryIn('Name:\tnode\n')).toThrow('a line VmRSS')
  })

  it('adds up', () => {
    const one = { cpuMs: 1, residentMb: 2, peakMb: 3 }
    expect(together([one, { cpuMs: 10, residentMb: 20, peakMb: 30 }])).toEqual({
      cpuMs: 11,
      residentMb: 22,
      peakMb: 33,
    })
  })
})

describe('a load', () => {
  let server: Server | null = null
  afterEach(async () => {
    if (!server) return
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
    server = null
  })
  /** Answers nobody until `together` requests are there at once, from then on everybody at once. */
  const serve = async (answer: (nth: number) => readonly [status: number, body: string], together = 1) => {
    const seen = { requests: 0, most: 0 }
    const port = await freePort()
    const waiting: (() => void)[] = []
    server = createServer((_, response) => {
      seen.requests += 1
      const [status, body] = answer(seen.requests)
      waiting.push(() => response.writeHead(status).end(body))
      seen.most = Math.max(seen.most, waiting.length)
      if (seen.most < together) return
      for (const go of waiting.splice(0)) go()
    }).listen(port, '127.0.0.1')
    await once(server, 'listening')
    return { seen, url: `http://127.0.0.1:${port}` }
  }
  const asked = { body: '{}', expected: 'ok', connections: 4, seconds: 0.1 }

  it('counts every request that was sent, at so many at once', async () => {
    const { url, seen } = await serve(() => [200, 'ok'], 4)
    const { requests } = await load({ url, ...asked })
    expect([requests, seen.most]).toEqual([seen.requests, 4])
    expect(requests).toBeGreaterThanOrEqual(4)
  })

  it('takes answers for the same that differ in what they cost alone', async () => {
    const cost = (left: number) => `,"extensions":{"cost":{"requested":1,"budgetLeft":${left}}}}\n`
    const { url } = await serve((nth) => [200, `{"data":{"a":"é"}${cost(nth)}`])
    const { requests } = await load({ url, ...asked, expected: '{"data":{"a":"é"}}\n' })
    expect(requests).toBeGreaterThanOrEqual(4)
  })

  it.each([
    ['another status', [500, 'ok']],
    ['another body', [200, 'oh']],
    ['more than a cost', [200, 'ok,"extensions":{"other":{}}}']],
  ] as const)('is worth nothing after %s', async (_, wrong) => {
    const { url } = await serve((nth) => (nth === 3 ? wrong : [200, 'ok']))
    await expect(load({ url, ...asked })).rejects.toThrow(
      `expected the answer that was agreed on, found HTTP ${wrong[0]}: ${wrong[1]}`,
    )
  })
})
