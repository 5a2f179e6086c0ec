import { LRUCache } from 'lru-cache'
import type { Clock } from '../adapters/time.ts'
import type { Bucket, Cache, Spent } from './port.ts'

/** How full a bucket was, and when. A bucket that is not kept is full. */
interface Level {
  readonly left: number
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** Buckets of this process: those used last, at most `maxBuckets`. One that is forgotten is full again. */
export function memoryBuckets(clock: Clock, maxBuckets: number): Cache['spend'] {
  const levels = new LRUCache<string, Level>({ max: maxBuckets })
  return async (key, amount, bucket) => {
    const now = clock().getTime()
    const there = refilled(levels.get(key), now, bucket)
    const spent = take(there, amount, bucket)
    levels.set(key, { left: spent.left, at: now })
    return spent
  }
}

/** What a bucket holds now. A clock that was set back refills nothing. */
function refilled(level: Level | undefined, now: number, { capacity, perSecond }: Bucket): number {
  if (!level) return capacity
  const flowed = (Math.max(now - level.at, 0) / 1_000) * perSecond
  return Math.min(level.left + flowed, capacity)
}

function take(there: number, amount: number, bucket: Bucket): Spent {
  const granted = amount <= there || bucket.mayOwe === true
  return spentOf(granted, granted ? Math.min(there - amount, bucket.capacity) : there, amount, bucket)
}

/** What came of asking for `amount`, as its asker is told. */
export function spentOf(granted: boolean, left: number, amount: number, bucket: Bucket): Spent {
  if (granted) return { granted, left, retryAfterMs: 0 }
  const fits = amount <= bucket.capacity
  return {
    granted,
    left,
    retryAfterMs: fits ? Math.ceil(((amount - left) / bucket.perSecond) * 1_000) : null,
  }
}

/**
 * The same in Redis, in one step: KEYS[1] holds "left at" (milliseconds by Redis' own clock, so that all processes share
 * one); ARGV are amount, capacity, per second, and 1 when the bucket may owe. The key ends when the bucket is full.
 * Numbers travel as texts, because Redis cuts Lua's to whole ones.
 */
export const SPEND_LUA = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local amount, capacity, rate = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local left = capacity
local kept = redis.call('GET', KEYS[1])
if kept then
  local was, at = string.match(kept, '^(%-?[%d.]+) (%d+)$')
  if was then left = math.min(tonumber(was) + math.max(now - tonumber(at), 0) / 1000 * rate, capacity) end
end
local granted = 0
if amount <= left or ARGV[4] == '1' then
  granted = 1
  left = math.min(left - amount, capacity)
end
local full = math.ceil((capacity - left) / rate * 1000)
if full > 0 then
  redis.call('SET', KEYS[1], string.format('%.6f %.0f', left, now), 'PX', string.format('%.0f', full))
else
  redis.call('DEL', KEYS[1])
end
return { granted, string.format('%.6f', left) }
`
