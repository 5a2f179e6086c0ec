import type { ApolloServerOptions } from '@apollo/server'
import type { Cache } from '../../cache/port.ts'
import type { GatewayContext } from '../request.ts'
import { sha256 } from './take.ts'

type PersistedQueries = Exclude<ApolloServerOptions<GatewayContext>['persistedQueries'], false | undefined>

/** Longest text that is kept, UTF-16 units; a longer one is sent in full each time. Operations of people's are far below. */
const LONGEST = 32_768

/** Automatic persisted queries, kept in a cache that processes may share. A text that is not its hash's is not there. */
export function keepAutomatic(cache: Cache, ttlSeconds: number): PersistedQueries {
  return {
    cache: {
      async get(key) {
        const value = (await cache.getMany([key])).get(key)
        return typeof value === 'string' && key.endsWith(`:${sha256(value)}`) ? value : undefined
      },
      async set(key, value) {
        if (value.length <= LONGEST) await cache.setMany([{ key, value, ttlSeconds }])
      },
      delete: (key) => cache.deleteMany([key]),
    },
  }
}
