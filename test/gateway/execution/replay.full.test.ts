import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openHeard, openTrust } from '../../../gateway/calls.ts'
import { createCallCheck } from '../../../gateway/execution/call-check.ts'
import { callSigner } from '../../../gateway/execution/call-signer.ts'
import { createLog } from '../../../gateway/log.ts'
import { thisBuild } from '../../../gateway/this-build.ts'
import { missingForRedis, type RunningRedis, startRedis } from '../../services/redis.ts'
import { hasServices } from '../../services/shared.ts'

const here = hasServices(process.env['COUTURE_REQUIRE_SERVICES'] === '1', missingForRedis())

const KEY = { id: 'spring', secret: 'the secret of spring, which nobody else has' }
const BODY = Buffer.from('{"query":"{ me }"}')
const clock = () => new Date()
const call = () => ({
  headers: callSigner({ key: KEY, clock })({ subgraph: 'orders', headers: {}, body: BODY }),
  body: BODY,
})

describe.skipIf(!here)('instances of a subgraph on one Redis', () => {
  let folder: string
  let redis: RunningRedis
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couture-replay-'))
    redis = await startRedis(folder)
  })
  afterAll(async () => {
    await redis.stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** Instances as processes open them, with a clock of this machine. */
  const instances = async (...subgraphs: readonly string[]) => {
    const prefix = `test-${randomBytes(6).toString('hex')}`
    const log = createLog({ level: 'silent', clock })
    return subgraphs.map((subgraph) => {
      const cache = { url: redis.url, cluster: false, prefix, maxEntries: 1 }
      const trust = openTrust({ calls: { keys: [KEY] }, cache }, { parts: thisBuild, clock, log })
      onTestFinished(() => trust.close())
      const check = createCallCheck({ subgraph, heard: openHeard({ parts: thisBuild, clock, log }), clock })
      return { hear: (one: ReturnType<typeof call>) => check.finish(one, trust), shared: trust.shared }
    })
  }

  it('refuse what another one has heard, and what was heard before they started', async () => {
    const [one, other] = await instances('orders', 'orders')
    // Until both are connected, a cache that cannot answer yet has heard nothing.
    await vi.waitFor(async () => {
      const heard = call()
      expect(await one?.hear(heard)).toBeNull()
      expect(await other?.hear(heard)).toBe('replayed')
    }, 10_000)
    const heard = call()
    const said = await Promise.all([one?.hear(heard), other?.hear(heard)])
    expect(said.toSorted()).toEqual([null, 'replayed'].toSorted())
  })

  it('go on answering while Redis is away, each call once', async () => {
    const [one, other] = await instances('orders', 'orders')
    await redis.stop()
    const heard = call()
    expect(await one?.hear(heard)).toBeNull()
    expect(await one?.hear(heard)).toBe('replayed')
    // As far as the other one can know, it has not been heard.
    expect(await other?.hear(heard)).toBeNull()
    await redis.start()
  })
})
