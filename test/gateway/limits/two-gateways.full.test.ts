import { randomBytes } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { redisCache } from '../../../cache/redis.ts'
import { startGateway } from '../../../gateway/server.ts'
import { missingForRedis } from '../../services/redis.ts'
import { hasServices, shared } from '../../services/shared.ts'
import { type ShopGraphOptions, shopGraphOptions } from './shop-graph.ts'

const here = hasServices(process.env['COUTURE_REQUIRE_SERVICES'] === '1', missingForRedis())

async function startTwo(clients: ShopGraphOptions['clients']) {
  const url = `redis://127.0.0.1:${(await shared('redis')).port}`
  const prefix = `test:${randomBytes(6).toString('hex')}`
  const asked: string[] = []
  const startOne = async () => {
    const clock = () => new Date()
    // Patient, because a busy machine is no broken Redis.
    const cache = redisCache({ url, prefix, maxWaitMs: 10_000, clock, log: () => {} })
    const gateway = await startGateway(await shopGraphOptions({ cache, asked, ...(clients && { clients }) }))
    onTestFinished(async () => {
      await gateway.stop()
      await cache.close()
    })
    return gateway.url
  }
  const urls = [await startOne(), await startOne()]
  const statuses = async (count: number, query: string) => {
    const answers = Array.from({ length: count }, async (_, n) => {
      const response = await fetch(`${urls[n % 2]}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      })
      await response.text()
      return response.status
    })
    return (await Promise.all(answers)).sort()
  }
  return { statuses, asked }
}

const of = (count: number, status: number) => Array.from({ length: count }, () => status)

describe.skipIf(!here)('two gateways over one Redis', () => {
  it('spend one budget of a client, exactly', async () => {
    const { statuses, asked } = await startTwo({ SHOPPER: { costBudget: 60, costPerSecond: 0.001 } })
    expect(await statuses(30, '{ shop { name } }')).toEqual([...of(10, 200), ...of(20, 429)])
    expect(asked).toHaveLength(10)
  })

  it('count requests of a client together, exactly', async () => {
    const { statuses, asked } = await startTwo({ SHOPPER: { requestBurst: 7, requestsPerSecond: 0.001 } })
    expect(await statuses(20, '{ shop { name } }')).toEqual([...of(7, 200), ...of(13, 429)])
    expect(asked).toHaveLength(7)
  })
})
